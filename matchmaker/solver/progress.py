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


class Beside:
    """Tells another control of more than it is told: of what is held besides, and what that could weigh at most."""

    def __init__(self, control: Control, held: int, most: int) -> None:
        self.control = control
        self.held = held
        self.most = most

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        """The same, both added."""
        more = None if best is None else best + self.held
        self.control.report(stage, more, None if bound is None else bound + self.most)

    def stopped(self) -> str | None:
        """As the other says."""
        return self.control.stopped()
