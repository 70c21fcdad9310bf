"""Why two companies meet, or do not: the first thing that keeps them apart, and what it would take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from matchmaker.plan import schedule_of
from matchmaker.problem import Placement
from matchmaker.rules import Known, violations
from matchmaker.schedule import GoalValue
from matchmaker.solver import Control, NoSwap, Swap, swap
from matchmaker.why.facts import Facts
from matchmaker.why.hindrances import Hindrances
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

ABSENT = frozenset({Hindrance.AWAY, Hindrance.PLENARY, Hindrance.NO_TABLES})
OCCUPIED = frozenset({Hindrance.BUSY, Hindrance.AT_ROUND_TABLE})
ROOM = frozenset({Hindrance.TABLES_TAKEN, Hindrance.SEATS_TAKEN})
PASSING = OCCUPIED | ROOM | {Hindrance.QUOTA_FULL, Hindrance.PERSONS_TAKEN}
TOTAL = "total_compatibility"


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
        facts = _with(facts, first, second, evidence)
        pair = facts.pair[frozenset(ids)]
    weight = int(facts.problem.weight[pair])
    stretches = Hindrances(facts).stretches(pair)
    full = tuple(_at_maximum(facts, pair))
    cause = _cause(stretches, full, is_open=bool(facts.whole.domains[pair]))
    is_ever = cause not in {Cause.NEVER_TOGETHER, Cause.NO_SESSION}
    takes = _exchange(facts, pair, control) if exchange and is_ever else None
    return NotMet(ids, weight, evidence, outside, cause, full, stretches, takes, facts.together(*ids))


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
    return facts.with_edge(one.id, other.id, edge)


def _at_maximum(facts: Facts, pair: int) -> list[tuple[str, int]]:
    problem = facts.problem
    return [
        (problem.companies[company], int(problem.maximum[company]))
        for company in (int(problem.left[pair]), int(problem.right[pair]))
        if facts.board.meetings[company] >= problem.maximum[company]
    ]


def _cause(stretches: tuple[Stretch, ...], full: tuple[tuple[str, int], ...], *, is_open: bool) -> Cause:
    """The first thing in the way, in the order in which a schedule gives its reasons; `is_open` if anything may be."""
    if not is_open:
        found = {fault.hindrance for stretch in stretches for fault in stretch.faults}
        return Cause.NEVER_TOGETHER if found <= ABSENT else Cause.NO_SESSION
    if full:
        return Cause.MAXIMUM
    common = [{fault.hindrance for fault in stretch.faults} for stretch in stretches]
    free = [faults for faults in common if faults <= PASSING and not faults & OCCUPIED]
    if not free:
        return Cause.NO_FREE_SLOT
    with_table = [faults for faults in free if not faults & ROOM]
    if not with_table:
        return Cause.NO_TABLE
    if not all(with_table):
        return Cause.NONE
    return Cause.NO_QUOTA if all(Hindrance.QUOTA_FULL in faults for faults in with_table) else Cause.NO_PERSON


def _exchange(facts: Facts, pair: int, control: Control) -> Exchange | NoExchange:
    found = swap(facts.problem, facts.placement, pair, 0, control, facts.groups)
    if isinstance(found, NoSwap):
        return NoExchange(found.proven)
    _judge(facts, found)
    return _told(facts, found)


def _told(facts: Facts, found: Swap) -> Exchange:
    problem, weight = facts.problem, int(facts.problem.weight[found.pair])

    def weighed(pairs: tuple[int, ...]) -> tuple[PairWeight, ...]:
        return tuple(PairWeight(facts.ids(one), int(problem.weight[one])) for one in pairs)

    return Exchange(
        booking=facts.booking(found.placement[found.pair]),
        displaced=weighed(found.displaced),
        moved=tuple(
            Move(facts.ids(one), facts.booking(facts.placement[one]), facts.booking(found.placement[one]))
            for one in found.moved
        ),
        filled=weighed(found.filled),
        cost=found.lost - weight,
        least=found.least - weight,
        proven=found.proven,
        goals=tuple(_changes(facts, found.placement)),
    )


def _changes(facts: Facts, after: Placement) -> Iterator[GoalChange]:
    """All goals before and after; round tables, which stay, add to total compatibility."""
    problem, before, at_tables = facts.problem, facts.placement, sum(group.weight for group in facts.groups)
    for one in (GOALS[name] for name in problem.goals):
        more = at_tables if one.name == TOTAL else 0
        yield GoalChange(one.name, more + one.measure(problem, before), more + one.measure(problem, after), one.sense)


def _judge(facts: Facts, found: Swap) -> None:
    """Let the rules judge what is proposed, as they judge every schedule.

    Raises:
        InternalError: if one is broken, which would be a bug.
    """
    total = int(facts.problem.weight[list(found.placement)].sum())
    goal = GoalValue(name=TOTAL, value=total, bound=total, proven=False)
    staffing = replace(found.staffing, seats=found.staffing.seats or facts.staffing.seats)
    solved = Solved(found.placement, (goal,), groups=facts.groups, staffing=staffing)
    proposed = schedule_of(facts.event, facts.whole, facts.edges, solved, seed=0)
    if broken := violations(facts.event, proposed, Known(facts.edges, facts.needs)):
        msg = "a swap of ours breaks a rule:\n" + "\n".join(map(str, broken))
        raise InternalError(msg)
