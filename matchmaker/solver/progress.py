"""What a caller may learn while the solver works, and how it may end the work."""

from __future__ import annotations

from typing import Protocol


class Control(Protocol):
    """Told of every step; asked, during each, whether to go on. The solver itself reads no clock."""

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """A stage began or improved: the best total compatibility so far and the bound, where known."""

    def stopped(self) -> str | None:
        """Why the work should end now with the best schedule found, if it should."""


class Quiet:
    """Nobody listens, nobody stops."""

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """Say nothing."""

    def stopped(self) -> str | None:
        """Never."""
        return None
