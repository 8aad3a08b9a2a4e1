"""What a user learns who stops long work."""

from __future__ import annotations


class InterruptedAddError(KeyboardInterrupt):
    """An add was stopped.

    Attributes:
        told: What is kept, and how to go on.
    """

    def __init__(self, done: int, version: int) -> None:
        """Take the number of documents whose fate is known, and the version that the ledger is at."""
        self.told = (
            f"Interrupted after {done:,} documents. What they gave is kept; the ledger is at version {version}.\n"
            "Run the same command again to go on: what is kept is not read for claims again."
        )
        super().__init__(self.told)
