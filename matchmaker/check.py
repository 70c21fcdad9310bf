"""The judge of every schedule: rules in plain Python, and the figures the schedule states of itself, recomputed.

No code is shared with the solver. `figures` compares what is stated with what the event's own graph gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.event import Event
from matchmaker.goals import GOALS
from matchmaker.plan import Edges, pair_ids, relative_gap
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
        edge = _edge(edges, meeting.participants)
        weight = 0 if edge is None else edge["weight"]
        if meeting.weight != weight:
            yield _false(f"meeting {meeting.id} states weight {meeting.weight}, it is {weight}", meeting.participants)
    held = sum(meeting.weight for meeting in schedule.meetings)
    if schedule.objective != held:
        yield _false(f"the objective is stated as {schedule.objective}, the meetings weigh {held}")
    if schedule.bound < schedule.objective:
        yield _false(f"the bound {schedule.bound} lies below the objective {schedule.objective}")
    gap = relative_gap(schedule.objective, schedule.bound)
    if abs(schedule.gap - gap) > 1e-6:  # noqa: PLR2004 — the last digit that is written
        yield _false(f"the gap is stated as {schedule.gap}, it is {gap}")
    yield from _goals(problem, schedule)


def _goals(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    placement = _placement(problem, schedule)
    for goal in schedule.goals:
        if goal.name not in GOALS:
            yield _false(f"{goal.name} is no goal")
        elif placement is not None and (value := GOALS[goal.name].measure(problem, placement)) != goal.value:
            yield _false(f"goal {goal.name} is stated as {goal.value}, it is {value}")
        if goal.proven and goal.value != goal.bound:
            yield _false(f"goal {goal.name} is stated as proven, with {goal.value} and a bound of {goal.bound}")
    if schedule.status == "optimal" and not (schedule.goals and all(goal.proven for goal in schedule.goals)):
        yield _false("the schedule is called optimal, and not every goal is proven")


def _edge(edges: Edges, participants: tuple[str, ...]) -> dict[str, int] | None:
    one, other = participants[0], participants[-1]
    found = edges.get((one, other)) or edges.get((other, one))
    return dict(found) if found is not None else None


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
