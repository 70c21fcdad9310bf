"""The judge of every schedule: rules in plain Python, and the figures the schedule states of itself, added up again.

Nothing of `matchmaker.solver` is imported. `figures` compares what is stated with what the event's own graph gives; a
bound is taken as stated, unless a meeting that could simply be added beats it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from math import isclose

from matchmaker.event import Event
from matchmaker.goals import GOALS
from matchmaker.plan import Edges, WhyNot, pair_ids, relative_gap
from matchmaker.problem import Problem
from matchmaker.rules import Violation, violations
from matchmaker.schedule import Schedule

FIGURES = "stated_figures"
SENTENCE = "What a schedule states of itself is true."


def check(event: Event, problem: Problem, edges: Edges, schedule: Schedule) -> tuple[Violation, ...]:
    """Every violation of every rule, and every false figure."""
    return (*violations(event, schedule), *figures(problem, edges, schedule))


def figures(problem: Problem, edges: Edges, schedule: Schedule) -> Iterator[Violation]:
    """Weights, objective, bound, gap, goals and status, where they differ from what they should be."""
    for meeting in schedule.meetings:
        weight = _weight(edges, meeting.participants)
        if meeting.weight != weight:
            yield _false(f"meeting {meeting.id} states weight {meeting.weight}, it is {weight}", meeting.participants)
    for pair in schedule.unscheduled:
        weight = _weight(edges, pair.participants)
        if pair.weight != weight:
            who = " and ".join(pair.participants)
            yield _false(f"{who}, unscheduled, are stated with weight {pair.weight}, it is {weight}", pair.participants)
    held = sum(meeting.weight for meeting in schedule.meetings)
    if schedule.objective != held:
        yield _false(f"the objective is stated as {schedule.objective}, the meetings weigh {held}")
    if schedule.bound < schedule.objective:
        yield _false(f"the bound {schedule.bound} lies below the objective {schedule.objective}")
    gap = relative_gap(schedule.objective, schedule.bound)
    if not isclose(schedule.gap, gap, rel_tol=0.0, abs_tol=1e-6):  # the last digit that is written
        yield _false(f"the gap is stated as {schedule.gap}, it is {gap}")
    yield from _goals(problem, schedule)
    yield from _beaten(problem, schedule)


def _beaten(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """A bound that one more meeting would beat. That a bound is too low for other reasons is not noticed here."""
    placement = _placement(problem, schedule)
    for pair in WhyNot(problem, placement).possible() if placement is not None else ():
        if schedule.objective + problem.weight[pair] > schedule.bound:
            who = " and ".join(pair_ids(problem, pair))
            yield _false(f"the bound is stated as {schedule.bound}, and {who} could meet beyond it")


def _goals(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    placement = _placement(problem, schedule)
    for goal in schedule.goals:
        if goal.name not in GOALS:
            yield _false(f"{goal.name} is no goal")
        elif placement is not None and (value := GOALS[goal.name].measure(problem, placement)) != goal.value:
            yield _false(f"goal {goal.name} is stated as {goal.value}, it is {value}")
        if goal.bound < goal.value:
            yield _false(f"goal {goal.name} is stated with {goal.value} and a bound of {goal.bound}, below it")
        elif goal.proven and goal.value != goal.bound:
            yield _false(f"goal {goal.name} is stated as proven, with {goal.value} and a bound of {goal.bound}")
        if goal.name == next(iter(GOALS)) and goal.bound != schedule.bound:
            yield _false(f"the bound is stated as {schedule.bound}, and as {goal.bound} with goal {goal.name}")
    if schedule.status == "optimal" and not GOALS.keys() <= {goal.name for goal in schedule.goals if goal.proven}:
        yield _false("the schedule is called optimal, and not every goal is proven")


def _weight(edges: Edges, participants: tuple[str, ...]) -> int:
    """What the pair weighs by the event's graph; nothing if the two are not connected."""
    found = (edges.get((one, other)) for one, other in permutations(participants, 2))
    return next((int(edge["weight"]) for edge in found if edge is not None), 0)


def _placement(problem: Problem, schedule: Schedule) -> dict[int, int] | None:
    """The schedule as pairs and slots, or nothing where a rule is broken that would make them unknown."""
    pairs = {frozenset(pair_ids(problem, pair)): pair for pair in range(len(problem.weight))}
    slots = {(slot.session, slot.span.start): place for place, slot in enumerate(problem.slots)}
    found = {}
    for meeting in schedule.meetings:
        pair, slot = pairs.get(frozenset(meeting.participants)), slots.get((meeting.session, meeting.start))
        if pair is None or slot is None:
            return None
        found[pair] = slot
    return found if len(found) == len(schedule.meetings) else None


def _false(detail: str, participants: tuple[str, ...] = ()) -> Violation:
    return Violation(FIGURES, SENTENCE, detail, participants)
