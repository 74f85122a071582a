"""From version 1 to 2: a file can say from where its rounds were checked out."""

from __future__ import annotations

from .step import Step

STEP = Step(before={"check_outs": None})
