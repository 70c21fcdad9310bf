"""What placing can end in: three types, as everywhere in matchmaker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """A schedule that keeps every rule: the slot of each meeting. No schedule has fewer breaks than `bound`.

    `cut` says what ended the work before the two met, if they did not.
    """

    slots: tuple[int, ...]
    breaks: int
    bound: int
    cut: str | None = None

    @property
    def proven(self) -> bool:
        """Whether no schedule has fewer breaks."""
        return self.breaks == self.bound


@dataclass(frozen=True, slots=True)
class Impossible:
    """No schedule keeps the rules. `reason` is a sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """The work ended before a schedule was found or excluded; if there is one, it has at least `bound` breaks."""

    reason: str
    bound: int


Outcome = Placed | Impossible | Undecided
