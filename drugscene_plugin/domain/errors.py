"""The one exception that an operation is refused with.

Below the outer layers there are only codes: the sentence that a person reads is made from the code and
its values in :mod:`drugscene_plugin.texts.messages`, in the reader's language.
"""

from __future__ import annotations


class Refusal(Exception):
    """The operation is refused, and nothing was changed.

    ``code`` names the reason (``round_unknown``); ``values`` name the offending things and fill the message.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values
        detail = ", ".join(f"{name}={value!r}" for name, value in values.items())
        super().__init__(f"{code}({detail})")


class Cancelled(Exception):
    """The user stopped the work; nothing was changed."""
