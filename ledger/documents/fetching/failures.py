"""Why an address could not be fetched."""

from __future__ import annotations


class FailedError(Exception):
    """An address could not be fetched.

    Attributes:
        what: Why, one clause.
        mend: What to do about it.
        is_passing: Whether asking again may help.
        wait: Seconds the server asks to wait before; nothing if it does not say.
    """

    def __init__(self, what: str, *, mend: str, is_passing: bool = False, wait: float | None = None) -> None:
        """Keep the parts."""
        self.what = what
        self.mend = mend
        self.is_passing = is_passing
        self.wait = wait
        super().__init__(what)
