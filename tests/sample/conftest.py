"""The sample county, built once for all that is asked of it."""

import pytest

from drugscene_plugin.sample import county


@pytest.fixture(scope="session")
def sample():
    return county.build()
