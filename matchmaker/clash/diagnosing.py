"""Of an impossible event: the smallest conflict, and the smallest changes that make it possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.clash.absences import absences
from matchmaker.clash.arranging import Arrangement, Arranger
from matchmaker.clash.telling import Teller, has_share
from matchmaker.clash.values import Clash, Member, Way
from matchmaker.event import Event
from matchmaker.plan import Edges
from matchmaker.problem import Problem
from matchmaker.solver import Control, Demand, Diagnosis, diagnose

MUSTS, MAXIMUM = "musts_kept", "company_maximum"
WISHES, ARRANGEMENTS = "wishes", "arrangements"


def clash(event: Event, edges: Edges, seed: int, control: Control) -> Clash:
    """Diagnose an impossible event."""
    arranger = Arranger(event, edges, seed, control)
    problem = arranger.problem()
    if not problem.must:
        return Clash((), irreducible=False, ways=())
    teller, found = Teller(event, problem), diagnose(problem, absences(event, problem), seed, control)
    members = sorted(found.conflict.demands if found.conflict is not None else (), key=lambda one: one.rule != MUSTS)
    ways = [
        (way.size, Way(way.family, tuple(map(teller.change, way.changes)), way.smallest))
        for way in found.remedies
        if not any(one.demand.rule == MAXIMUM and has_share(event, problem, one.demand.subject) for one in way.changes)
    ]
    control.report("finding what would help")
    for way in _arrangements(arranger, problem, found, members, only=all(way.kind == WISHES for _, way in ways)):
        eased = tuple(one.said(event) for one in way.eases)
        changes = tuple(map(teller.change, way.changes))
        size = len(eased) + sum(one.amount for one in way.changes)
        ways.append((size, Way(ARRANGEMENTS, (*eased, *changes), smallest=size == 1)))
    return Clash(
        members=tuple(Member(one.rule, teller.demand(one)) for one in members),
        irreducible=found.conflict is not None and found.conflict.irreducible,
        ways=tuple(way for _, way in sorted(ways, key=lambda sized: sized[0])),
    )


def _arrangements(
    arranger: Arranger, problem: Problem, found: Diagnosis, members: Sequence[Demand], *, only: bool
) -> Iterator[Arrangement]:
    """Single changes that ease what clashes; where nothing else helps but giving up wishes, several."""
    rules = {one.rule for one in members if one.fixed}
    if any(one.rule == MAXIMUM and has_share(arranger.event, problem, one.subject) for one in members):
        rules.add(MAXIMUM)
    pairs = [one.subject for one in members if one.rule == MUSTS] or range(len(problem.must))
    single = arranger.single(rules, pairs) if rules or found.conflict is None else []
    yield from single
    if only and not single:
        yield from arranger.together()
