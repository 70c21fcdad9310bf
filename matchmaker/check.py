"""The judge of every schedule: rules in plain Python, and the figures the schedule states of itself, added up again.

Nothing of `matchmaker.solver` is imported. `figures` compares what is stated with what the event's own graph gives; a
bound is taken as stated, unless a meeting that could simply be added beats it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import isclose
from types import MappingProxyType

from matchmaker.booked import groups_of, placement_of
from matchmaker.event import Event, SessionKind
from matchmaker.goals import GOALS
from matchmaker.plan import Edges, pair_ids, relative_gap
from matchmaker.problem import Placement, Problem
from matchmaker.problem.duties import seated
from matchmaker.promises import promises_broken
from matchmaker.rules import Known, Violation, kind_of, violations
from matchmaker.schedule import Meeting, Schedule
from matchmaker.whynot import WhyNot, nobody_busy

FIGURES = "stated_figures"
TOTAL = "total_compatibility"
SENTENCE = "What a schedule states of itself is true."


# Points of a company's need with an adviser, by (company, need, adviser); who does not fit is absent.
Needs = Mapping[tuple[str, str, str], int]
NO_NEEDS: Needs = MappingProxyType({})


def check(
    event: Event, problem: Problem, edges: Edges, schedule: Schedule, needs: Needs = NO_NEEDS
) -> tuple[Violation, ...]:
    """Every violation of every rule, and every false figure."""
    known = Known(edges, needs)
    return (*violations(event, schedule, known), *figures(event, problem, known, schedule))


def figures(event: Event, problem: Problem, known: Known, schedule: Schedule) -> Iterator[Violation]:
    """Weights, objective, bound, gap, goals and status, where they differ from what they should be."""
    for meeting in schedule.meetings:
        weight = _weight(event, known, meeting)
        if meeting.weight != weight:
            yield _false(f"meeting {meeting.id} states weight {meeting.weight}, it is {weight}", meeting.participants)
    for pair in schedule.unscheduled:
        weight = _weight_together(known, pair.participants)
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
    groups = groups_of(event, problem, schedule)
    placement = placement_of(event, problem, schedule)
    beside = seated(problem, groups)
    yield from _goals(beside, placement, sum(group.weight for group in groups), schedule)
    if placement is not None:
        yield from _promises(beside, placement, schedule)
        if not problem.crew.is_needed:  # whether persons are left, the pairs alone do not tell
            yield from _beaten(beside, placement, schedule)


def _beaten(problem: Problem, placement: Placement, schedule: Schedule) -> Iterator[Violation]:
    """A bound that one more meeting would beat. That a bound is too low for other reasons is not noticed here."""
    for pair in WhyNot(problem, placement, nobody_busy(problem)).possible():
        beats = schedule.objective + problem.weight[pair] > schedule.bound
        if beats and _keeps_goals(problem, placement, pair):
            who = " and ".join(pair_ids(problem, pair))
            yield _false(f"the bound is stated as {schedule.bound}, and {who} could meet beyond it")


def _keeps_goals(problem: Problem, placement: Placement, pair: int) -> bool:
    """Whether the pair can be added without loss to a goal before the total, which its bound takes for granted."""
    board, earlier = WhyNot(problem, placement, nobody_busy(problem)), problem.goals[: problem.goals.index(TOTAL)]
    return any(
        all(
            GOALS[name].reaches(
                GOALS[name].measure(problem, {**placement, pair: slot}), GOALS[name].measure(problem, placement)
            )
            for name in earlier
        )
        for slot in board.open_slots(pair)
    )


def _goals(
    problem: Problem, placement: Placement | None, at_round_tables: int, schedule: Schedule
) -> Iterator[Violation]:
    """Goals that are not as stated; the weight of round tables adds to total compatibility."""
    for stated in schedule.goals:
        goal = GOALS.get(stated.name)
        if goal is None or goal.sense != stated.sense:
            yield _false(f"{stated.name} is no goal" + (f" of sense {stated.sense}" if goal else ""))
            continue
        more = at_round_tables if stated.name == TOTAL else 0
        if placement is not None and (value := more + goal.measure(problem, placement)) != stated.value:
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


def _promises(problem: Problem, placement: Placement, schedule: Schedule) -> Iterator[Violation]:
    stated = {(one.company, one.purpose or "", one.promised, one.held) for one in schedule.promises_broken}
    broken = {(one.company, one.purpose or "", one.promised, one.held) for one in promises_broken(problem, placement)}
    for company, _, promised, held in sorted(broken - stated):
        yield _false(f"{company} was promised {promised} meetings and has {held}, which is not stated", (company,))
    for company, _, promised, held in sorted(stated - broken):
        yield _false(f"{company} is stated to have {held} of {promised} promised meetings, it is not so", (company,))


def _weight(event: Event, known: Known, meeting: Meeting) -> int:
    """What a meeting of its kind weighs; nothing where the graph knows of no reason for it.

    Two companies weigh what their edge does, at a booth a share of that, a need what the adviser's knowledge is worth;
    a group weighs its pairs, divided by how many others each of its members has.
    """
    kind, participants = kind_of(event, meeting), meeting.participants
    if kind is SessionKind.CONSULTATION:
        return sum(known.needs.get((one, meeting.need or "", meeting.adviser or ""), 0) for one in participants)
    together = _weight_together(known, participants)
    if kind is SessionKind.EXHIBITION:
        return max(1, together * event.event.visit_share // 100) if together else 0
    if kind is SessionKind.DIALOGUE:
        return together // max(1, len(participants) - 1)
    return together


def _weight_together(known: Known, participants: tuple[str, ...]) -> int:
    """What all pairs of them weigh by the event's graph, added up; nothing for two that are not connected."""
    edges = (known.edge(one, other) for one, other in combinations(participants, 2))
    return sum(int(edge["weight"]) for edge in edges if edge is not None)


def _false(detail: str, participants: tuple[str, ...] = ()) -> Violation:
    return Violation(FIGURES, SENTENCE, detail, participants)
