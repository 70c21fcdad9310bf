"""Why two companies meet, or do not: the first thing that keeps them apart, and what it would take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from matchmaker.apart import PAIR_RULES, kept_apart_by, rules_used
from matchmaker.compatibility import Evidence, partners_of
from matchmaker.compatibility.criteria import CRITERIA
from matchmaker.compatibility.topics import topic_fits
from matchmaker.compatibility.weighing import weight_of
from matchmaker.errors import InternalError
from matchmaker.event import Company
from matchmaker.goals import GOALS
from matchmaker.outcome import Solved
from matchmaker.plan import Edges, pair_ids, schedule_of
from matchmaker.problem import Placement, Problem
from matchmaker.rules import violations
from matchmaker.schedule import GoalValue
from matchmaker.solver import Control, NoSwap, Swap, swap, with_pair
from matchmaker.why.facts import Facts, Hindrances
from matchmaker.why.values import (
    Cause,
    Exchange,
    Forbidden,
    GoalChange,
    Hindrance,
    Meets,
    Move,
    NoExchange,
    NotCompatible,
    NotMet,
    PairAnswer,
    PairWeight,
    Rank,
    Stretch,
)

LASTING = frozenset({Hindrance.AWAY, Hindrance.PLENARY, Hindrance.NO_TABLES})
ROOM = frozenset({Hindrance.TABLES_TAKEN, Hindrance.SEATS_TAKEN})


def why_pair(facts: Facts, one: Company, other: Company, control: Control, *, exchange: bool = True) -> PairAnswer:
    """The answer for two different companies of the event. Without `exchange`, what it would take is not computed."""
    first, second = sorted((one, other), key=lambda company: facts.position[company.id])
    ids = (first.id, second.id)
    evidence = facts.scoring.weigh(first, second)
    meeting = facts.meeting.get(frozenset(ids))
    if meeting is not None:
        return Meets(ids, meeting.weight, facts.booked(meeting), meeting.hall, meeting.table, evidence)
    apart = kept_apart_by(rules_used(facts.event), facts.event, first, second)
    if apart is not None:
        return Forbidden(ids, apart[0], PAIR_RULES[apart[0]].sentence, apart[1])
    if not evidence:
        return NotCompatible(ids, tuple(criterion.__name__ for criterion in CRITERIA))
    pair = facts.pair.get(frozenset(ids))
    outside = () if pair is not None else _ranks(facts, first, second)
    if pair is None:
        facts, pair = _with(facts, first, second, evidence), len(facts.problem.weight)
    weight = int(facts.problem.weight[pair])
    stretches = Hindrances(facts).stretches(facts.position[first.id], facts.position[second.id])
    full = tuple(_at_maximum(facts, pair))
    cause = _cause(stretches, full)
    takes = _exchange(facts, pair, control) if exchange and cause is not Cause.NEVER_TOGETHER else None
    return NotMet(ids, weight, evidence, outside, cause, full, stretches, takes)


def _ranks(facts: Facts, one: Company, other: Company) -> tuple[Rank, ...]:
    found = []
    for company, named in ((one, other), (other, one)):
        listed = partners_of(facts.scoring, company)
        rank = next(it.rank for it in listed if it.company.id == named.id)
        found.append(Rank(company.id, rank, len(listed)))
    return tuple(found)


def _with(facts: Facts, one: Company, other: Company, evidence: tuple[Evidence, ...]) -> Facts:
    """The facts as they would be if the graph had the pair."""
    fits: Callable[[tuple[Evidence, ...]], Mapping[str, int]] = topic_fits(facts.event, facts.scoring.phrases)
    fit, weight = fits(evidence), weight_of(evidence)
    edge = {"weight": weight, "evidence": evidence, "must": False, "fit": fit}
    edges: Edges = {**facts.edges, (one.id, other.id): edge}
    ends = (facts.position[one.id], facts.position[other.id])
    problem = with_pair(facts.problem, *ends, weight, [fit[slot.session] for slot in facts.problem.slots])
    return replace(facts, problem=problem, edges=edges)


def _at_maximum(facts: Facts, pair: int) -> list[tuple[str, int]]:
    problem = facts.problem
    found = []
    for company in (int(problem.left[pair]), int(problem.right[pair])):
        held = len(facts.schedule.of(problem.companies[company]))
        if held >= problem.maximum[company]:
            found.append((problem.companies[company], int(problem.maximum[company])))
    return found


def _cause(stretches: tuple[Stretch, ...], full: tuple[tuple[str, int], ...]) -> Cause:
    """The first thing in the way, in the order in which a schedule gives its reasons."""
    common = [s for s in stretches if not any(fault.hindrance in LASTING for fault in s.faults)]
    free = [s for s in common if all(fault.hindrance in ROOM for fault in s.faults)]
    if not common:
        return Cause.NEVER_TOGETHER
    if full:
        return Cause.MAXIMUM
    if not free:
        return Cause.NO_FREE_SLOT
    return Cause.NO_TABLE if all(stretch.faults for stretch in free) else Cause.NONE


def _exchange(facts: Facts, pair: int, control: Control) -> Exchange | NoExchange:
    found = swap(facts.problem, facts.placement, pair, 0, control)
    if isinstance(found, NoSwap):
        return NoExchange(found.proven)
    _judge(facts, found.placement)
    return _told(facts, found)


def _told(facts: Facts, found: Swap) -> Exchange:
    problem, weight = facts.problem, int(facts.problem.weight[found.pair])

    def weighed(pairs: tuple[int, ...]) -> tuple[PairWeight, ...]:
        return tuple(PairWeight(pair_ids(problem, one), int(problem.weight[one])) for one in pairs)

    return Exchange(
        booking=facts.booking(found.placement[found.pair]),
        displaced=weighed(found.displaced),
        moved=tuple(
            Move(pair_ids(problem, one), facts.booking(facts.placement[one]), facts.booking(found.placement[one]))
            for one in found.moved
        ),
        filled=weighed(found.filled),
        cost=found.lost - weight,
        least=found.least - weight,
        proven=found.proven,
        goals=_changes(problem, facts.placement, found.placement),
    )


def _changes(problem: Problem, before: Placement, after: Placement) -> tuple[GoalChange, ...]:
    goals = (GOALS[name] for name in problem.goals)
    return tuple(
        GoalChange(one.name, one.measure(problem, before), one.measure(problem, after), one.sense) for one in goals
    )


def _judge(facts: Facts, placement: Placement) -> None:
    """Let the rules judge what is proposed, as they judge every schedule.

    Raises:
        InternalError: if one is broken, which would be a bug.
    """
    total = int(facts.problem.weight[list(placement)].sum())
    goal = GoalValue(name="total_compatibility", value=total, bound=total, proven=False)
    proposed = schedule_of(facts.event, facts.problem, facts.edges, Solved(placement, (goal,)), seed=0)
    if found := violations(facts.event, proposed):
        msg = "a swap of ours breaks a rule:\n" + "\n".join(map(str, found))
        raise InternalError(msg)
