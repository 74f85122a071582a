"""A user who stops the work."""

from __future__ import annotations


class Impatient:
    """A progress whose user lets ``patience`` questions pass, and stops at the next."""

    def __init__(self, patience=0):
        self.patience = patience

    def report(self, share):
        pass

    def cancelled(self):
        self.patience -= 1
        return self.patience < 0
