"""What is given: meetings, the slots each may take, and the limits on a schedule of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class BreaksProblem:
    """Meetings to place, all of them; participants, meetings and slots are numbered from 0.

    A participant attends at most one meeting per slot, and a slot holds at most `tables` meetings. `allowed` are the
    slots of each meeting: those of its session in which neither side is forbidden to meet, or the one it is fixed to.
    The first meeting of each of the `precedences` takes place in an earlier slot than the second. The numbers of
    breaks of any two participants, those with no or one meeting included, differ by at most `fairness` (section 2 of
    the paper).
    """

    participants: int
    slots: int
    tables: int
    fairness: int
    meetings: tuple[tuple[int, int], ...]
    allowed: tuple[frozenset[int], ...]
    precedences: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no part of the solver should have to doubt."""
        if min(self.participants, self.slots, self.tables, self.fairness) < 0:
            message = "participants, slots, tables and fairness must not be negative"
            raise ValueError(message)
        if len(self.allowed) != len(self.meetings):
            message = f"{len(self.meetings)} meetings, but allowed slots for {len(self.allowed)}"
            raise ValueError(message)
        if any(one == two or not {one, two} <= set(range(self.participants)) for one, two in self.meetings):
            message = "a meeting needs two different participants"
            raise ValueError(message)
        if any(not slots <= set(range(self.slots)) for slots in self.allowed):
            message = "a meeting is allowed in a slot that does not exist"
            raise ValueError(message)
        if any(not set(pair) <= set(range(len(self.meetings))) for pair in self.precedences):
            message = "a precedence names a meeting that does not exist"
            raise ValueError(message)

    def meetings_of(self) -> tuple[tuple[int, ...], ...]:
        """The meetings of each participant."""
        own: list[list[int]] = [[] for _ in range(self.participants)]
        for meeting, pair in enumerate(self.meetings):
            for participant in pair:
                own[participant].append(meeting)
        return tuple(map(tuple, own))


def breaks_of(problem: BreaksProblem, slots: Sequence[int]) -> tuple[int, ...]:
    """The breaks of each participant when each meeting is in the given slot.

    A break is one group of idle slots between two meetings of a participant, whatever its length, and whether or not
    the participant could meet in them. Idle time before the first and after the last meeting is none.
    """
    days = (sorted(slots[meeting] for meeting in own) for own in problem.meetings_of())
    return tuple(sum(later > earlier + 1 for earlier, later in pairwise(day)) for day in days)
