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
from matchmaker.problem import Placement, Problem
from matchmaker.promises import promises_broken
from matchmaker.rules import Violation, violations
from matchmaker.schedule import Schedule

FIGURES = "stated_figures"
TOTAL = "total_compatibility"
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
    yield from _promises(problem, schedule)
    yield from _beaten(problem, schedule)


def _beaten(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    """A bound that one more meeting would beat. That a bound is too low for other reasons is not noticed here."""
    placement = placement_of(problem, schedule)
    for pair in WhyNot(problem, placement).possible() if placement is not None else ():
        beats = schedule.objective + problem.weight[pair] > schedule.bound
        if beats and placement is not None and _keeps_goals(problem, placement, pair):
            who = " and ".join(pair_ids(problem, pair))
            yield _false(f"the bound is stated as {schedule.bound}, and {who} could meet beyond it")


def _keeps_goals(problem: Problem, placement: Placement, pair: int) -> bool:
    """Whether the pair can be added without loss to a goal before the total, which its bound takes for granted."""
    board, earlier = WhyNot(problem, placement), problem.goals[: problem.goals.index(TOTAL)]
    free = [t for t in problem.domains[pair] if not board.is_busy(pair, t) and board.in_slot[t] < problem.room[t]]
    return any(
        all(
            GOALS[name].reaches(
                GOALS[name].measure(problem, {**placement, pair: slot}), GOALS[name].measure(problem, placement)
            )
            for name in earlier
        )
        for slot in free
    )


def _goals(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    placement = placement_of(problem, schedule)
    for stated in schedule.goals:
        goal = GOALS.get(stated.name)
        if goal is None or goal.sense != stated.sense:
            yield _false(f"{stated.name} is no goal" + (f" of sense {stated.sense}" if goal else ""))
            continue
        if placement is not None and (value := goal.measure(problem, placement)) != stated.value:
            yield _false(f"goal {stated.name} is stated as {stated.value}, it is {value}")
        figures = f"{stated.value} and a bound of {stated.bound}"
        if goal.sign * stated.bound < goal.sign * stated.value:
            side = "below" if goal.sense == "max" else "above"
            yield _false(f"goal {stated.name} is stated with {figures}, {side} it")
        elif stated.proven and stated.value != stated.bound:
            yield _false(f"goal {stated.name} is stated as proven, with {figures}")
        if stated.name == TOTAL and stated.bound != schedule.bound:
            yield _false(f"the bound is stated as {schedule.bound}, and as {stated.bound} with goal {stated.name}")
    if schedule.status == "optimal" and not set(problem.goals) <= {goal.name for goal in schedule.goals if goal.proven}:
        yield _false("the schedule is called optimal, and not every goal is proven")


def _promises(problem: Problem, schedule: Schedule) -> Iterator[Violation]:
    placement = placement_of(problem, schedule)
    if placement is None:
        return
    stated = {(one.company, one.promised, one.held) for one in schedule.promises_broken}
    broken = {(one.company, one.promised, one.held) for one in promises_broken(problem, placement)}
    for company, promised, held in sorted(broken - stated):
        yield _false(f"{company} was promised {promised} meetings and has {held}, which is not stated", (company,))
    for company, promised, held in sorted(stated - broken):
        yield _false(f"{company} is stated to have {held} of {promised} promised meetings, it is not so", (company,))


def _weight(edges: Edges, participants: tuple[str, ...]) -> int:
    """What the pair weighs by the event's graph; nothing if the two are not connected."""
    found = (edges.get((one, other)) for one, other in permutations(participants, 2))
    return next((int(edge["weight"]) for edge in found if edge is not None), 0)


def placement_of(problem: Problem, schedule: Schedule) -> dict[int, int] | None:
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
