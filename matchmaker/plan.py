"""A placement back into a schedule that people can read: tables, reasons, and what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from matchmaker.event import Event
from matchmaker.outcome import Solved
from matchmaker.problem import Placement, Problem
from matchmaker.promises import promises_broken
from matchmaker.schedule import Meeting, Schedule, Unscheduled
from matchmaker.timetable import Slot, table_numbers

# What a pair's edge in the compatibility graph says: `weight`, `evidence`, `must`.
Edges = Mapping[tuple[str, str], Mapping[str, Any]]


def schedule_of(event: Event, problem: Problem, edges: Edges, solved: Solved, seed: int) -> Schedule:
    """The schedule of a placement. Pair ids in `edges` are in the order of the problem's companies."""
    total = solved.goal("total_compatibility")
    return Schedule(
        status="optimal" if all(goal.proven for goal in solved.goals) else "feasible",
        objective=total.value,
        bound=total.bound,
        gap=relative_gap(total.value, total.bound),
        seed=seed,
        goals=solved.goals,
        meetings=tuple(_meetings(event, problem, edges, solved.placement)),
        unscheduled=tuple(_unscheduled(problem, solved.placement)),
        promises_broken=tuple(promises_broken(problem, solved.placement)),
    )


def relative_gap(value: int, bound: int) -> float:
    """The part of the bound that is missing, 0 to 1, rounded to six digits."""
    return round((bound - value) / bound, 6) if bound > 0 else 0.0


def pair_ids(problem: Problem, pair: int) -> tuple[str, str]:
    """The two companies of a pair."""
    return problem.companies[problem.left[pair]], problem.companies[problem.right[pair]]


def _meetings(event: Event, problem: Problem, edges: Edges, placement: Placement) -> list[Meeting]:
    tables = assign_tables(problem, placement, table_numbers(event.sessions, event.event.zone))
    found = []
    for pair, place in placement.items():
        one, other = pair_ids(problem, pair)
        slot = problem.slots[place]
        edge = edges[one, other]
        meeting = Meeting(
            id=meeting_id(one, other),
            participants=(one, other),
            session=slot.session,
            start=local(slot.span.start, event),
            end=local(slot.span.end, event),
            hall=event.session[slot.session].hall,
            table=tables[pair],
            weight=edge["weight"],
            reasons=tuple(evidence.reason for evidence in edge["evidence"]),
        )
        found.append(meeting)
    return sorted(found, key=lambda meeting: (meeting.start, meeting.session, meeting.table))


def meeting_id(one: str, other: str) -> str:
    """The identity of a pair's meeting, whatever its time and place: both ids, a “+” within them written %2B."""
    return "+".join(part.replace("%", "%25").replace("+", "%2B") for part in (one, other))


def local(moment: datetime, event: Event) -> datetime:
    """The event's wall time with its offset at that moment: what the file says, and comparable everywhere."""
    local = moment.astimezone(event.event.zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))


def assign_tables(problem: Problem, placement: Placement, numbers: Mapping[str, range]) -> dict[int, int]:
    """A table of its session for every meeting; where possible the one a company sat at before."""
    by_slot: dict[int, list[int]] = defaultdict(list)
    for pair, place in placement.items():
        by_slot[place].append(pair)
    tables: dict[int, int] = {}
    seat: dict[tuple[str, int], int] = {}
    for place in sorted(by_slot, key=lambda place: problem.slots[place].span):
        slot: Slot = problem.slots[place]
        own = numbers.get(slot.session, range(1, 1))
        # Should there be more meetings than tables, they get numbers that do not exist, for the checker to see.
        free = list(range(own.start, max(own.stop, own.start + len(by_slot[place]))))
        waiting = []
        for pair in sorted(by_slot[place]):
            ends = [(slot.session, int(end[pair])) for end in (problem.left, problem.right)]
            table = next((seat[end] for end in ends if seat.get(end) in free), None)
            if table is None:
                waiting.append(pair)
            else:
                free.remove(table)
                tables[pair] = table
        tables |= dict(zip(waiting, free, strict=False))
        for pair in by_slot[place]:
            for end in (problem.left, problem.right):
                seat[slot.session, int(end[pair])] = tables[pair]
    return tables


def _unscheduled(problem: Problem, placement: Placement) -> list[Unscheduled]:
    """Every compatible pair that does not meet, heaviest first, with the reason."""
    why = WhyNot(problem, placement)
    left_out = [pair for pair in range(len(problem.weight)) if pair not in placement]
    left_out.sort(key=lambda pair: (-int(problem.weight[pair]), pair))
    return [
        Unscheduled(participants=pair_ids(problem, pair), weight=int(problem.weight[pair]), reason=why.reason(pair))
        for pair in left_out
    ]


POSSIBLE = "possible as it stands; work ended before it was added"


class WhyNot:
    """The first thing that stands in the way of a pair, as the schedule is."""

    def __init__(self, problem: Problem, placement: Placement) -> None:
        """Count what the placement uses."""
        self.problem = problem
        self.placement = placement
        self.meetings: dict[int, int] = defaultdict(int)
        self.busy: dict[tuple[int, int], int] = defaultdict(int)
        self.in_slot: dict[int, int] = defaultdict(int)
        for pair, slot in placement.items():
            self.in_slot[slot] += 1
            for company in self.companies(pair):
                self.meetings[company] += 1
                for overlap in problem.overlaps_of[slot]:
                    self.busy[company, overlap] += 1

    def possible(self) -> Iterator[int]:
        """Pairs that could be added just so."""
        pairs = range(len(self.problem.weight))
        return (pair for pair in pairs if pair not in self.placement and self.reason(pair) == POSSIBLE)

    def companies(self, pair: int) -> tuple[int, int]:
        """Both sides of a pair."""
        return int(self.problem.left[pair]), int(self.problem.right[pair])

    def reason(self, pair: int) -> str:
        """Why the pair, which does not meet, does not."""
        problem = self.problem
        if not problem.domains[pair]:
            return "never both present in a slot with a table"
        full = [c for c in self.companies(pair) if self.meetings[c] >= problem.maximum[c]]
        if full:
            return " and ".join(f"{problem.companies[c]} has its maximum of {problem.maximum[c]}" for c in full)
        free = [slot for slot in problem.domains[pair] if not self.is_busy(pair, slot)]
        if not free:
            return "no slot is left in which both are free"
        if all(self.in_slot[slot] >= problem.room[slot] for slot in free):
            return "no table is left in any slot in which both are free"
        return POSSIBLE

    def is_busy(self, pair: int, slot: int) -> bool:
        """Whether a side has no delegate left for the slot."""
        problem = self.problem
        return any(
            self.busy[company, overlap] >= problem.delegates[company]
            for company in self.companies(pair)
            for overlap in problem.overlaps_of[slot]
        )
