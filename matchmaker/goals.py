"""What makes a schedule GOOD, in plain Python: levels in an order that the event chooses, each kept before the next.

The same names stand in the solver, which proves a bound for each; a test keeps the names equal. A goal counts up (more
is better) or down (less is better).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from matchmaker.problem import Placement, Problem
from matchmaker.satisfaction import meetings_of, shares

Sense = Literal["max", "min"]

Measure = Callable[[Problem, Placement], int]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal's sentence, its measure, and whether more or less of it is better."""

    name: str
    sentence: str
    measure: Measure
    sense: Sense

    @property
    def sign(self) -> int:
        """What turns its value into one that counts up."""
        return 1 if self.sense == "max" else -1

    def reaches(self, value: int, bound: int) -> bool:
        """Whether a value is at its bound."""
        return self.sign * value >= self.sign * bound


GOALS: dict[str, Goal] = {}


def goal(sentence: str, sense: Sense = "max") -> Callable[[Measure], Measure]:
    """Enter a measure into `GOALS` under its own name."""

    def enter(measure: Measure) -> Measure:
        GOALS[measure.__name__] = Goal(measure.__name__, sentence, measure, sense)
        return measure

    return enter


def rank(problem: Problem, placement: Placement) -> tuple[int, ...]:
    """The problem's goals in its order, all counting up: of two placements the greater is the better."""
    return tuple(GOALS[name].sign * GOALS[name].measure(problem, placement) for name in problem.goals)


@goal("Meetings promised to companies, in all or for a purpose, that they have, added up.")
def minimums_kept(problem: Problem, placement: Placement) -> int:
    """For each company its meetings, and those that serve a purpose, as far as they were promised."""
    kept: int = sum(map(min, meetings_of(problem, placement).tolist(), problem.promised.tolist()))
    return kept + sum(min(one.promised, len(one.pairs & placement.keys())) for one in problem.pledges)


@goal("What the worst-off company has of its best day, in thousandths, up to the floor.")
def worst_off(problem: Problem, placement: Placement) -> int:
    """The least share of a company; those that could meet nobody do not count."""
    least: int = min(problem.floor, *shares(problem, placement).tolist())
    return least


@goal("What companies lack to the floor, in thousandths of their best days, added up.", "min")
def below_floor(problem: Problem, placement: Placement) -> int:
    """Sum of the shortfalls."""
    return sum(max(0, problem.floor - share) for share in shares(problem, placement).tolist())


@goal("The weights of all meetings, added up.")
def total_compatibility(problem: Problem, placement: Placement) -> int:
    """Sum of the weights of the pairs that meet."""
    return sum(int(problem.weight[pair]) for pair in placement)


@goal("How well meetings suit the topics of their sessions, added up (0 to 100 each).")
def topic_fit(problem: Problem, placement: Placement) -> int:
    """Sum of the fits of the pairs with the sessions they meet in."""
    return sum(int(problem.fit[pair, slot]) for pair, slot in placement.items())


@goal("Times that a company sits idle between two meetings of one day, for at least one of its slots.", "min")
def breaks(problem: Problem, placement: Placement) -> int:
    """Groups of idle slots, whatever their length (Bofill et al. 2022); a slot in which it is away is not idle."""
    return sum(breaks_of(problem, company, slots) for company, slots in _days(problem, placement).items())


@goal("Times that a company's next meeting of the day is in another hall.", "min")
def hall_changes(problem: Problem, placement: Placement) -> int:
    """Changes between meetings that follow each other; meetings at once are held by different delegates."""
    return sum(hall_changes_of(problem, slots) for slots in _days(problem, placement).values())


def breaks_of(problem: Problem, company: int, slots: Iterable[int]) -> int:
    """Breaks of a company that meets in these slots of one or several days."""
    found, until, last_idle = 0, dict[int, int](), problem.last_idle[company]
    for slot in sorted(slots, key=problem.start.__getitem__):
        day, end = problem.day[slot], problem.end[slot]
        found += day in until and until[day] <= last_idle[slot]
        until[day] = max(until.get(day, end), end)
    return found


def hall_changes_of(problem: Problem, slots: Iterable[int]) -> int:
    """Hall changes of a company that meets in these slots."""
    start, end, day, hall = problem.start, problem.end, problem.day, problem.hall
    ordered = sorted(slots, key=lambda slot: (start[slot], end[slot], slot))
    return sum(
        day[one] == day[two] and hall[one] != hall[two] and end[one] <= start[two] for one, two in pairwise(ordered)
    )


def _days(problem: Problem, placement: Placement) -> dict[int, list[int]]:
    """The slots in which each company is booked, or comes along."""
    found: dict[int, list[int]] = defaultdict(list)
    for pair, slot in placement.items():
        for company in problem.holders[pair]:
            if company < problem.size:
                found[company].append(slot)
    return found
