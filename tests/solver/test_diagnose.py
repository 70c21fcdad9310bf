"""What clashes in an impossible event, and what would help, against trying every schedule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from matchmaker.outcome import Impossible
from matchmaker.problem import Problem
from matchmaker.solver import Absences, Demand, Diagnosis, Quiet, diagnose, solve
from matchmaker.solver.conflict import kept
from matchmaker.solver.cpsat import Nothing
from matchmaker.solver.demands import Demands, sessions_of
from matchmaker.solver.parts import of_pairs
from matchmaker.solver.remedies import changed
from tests.solver import brute
from tests.solver.problems import random_problem

MANY = 99


def crowded(seed: int) -> Problem:
    """A tiny problem in which most pairs must meet."""
    problem = random_problem(seed)
    rng = np.random.default_rng(seed)
    must = np.flatnonzero(rng.random(len(problem.weight)) < 0.8).tolist()
    return replace(problem, must=frozenset(must))


def absences(problem: Problem) -> Absences:
    """All absences are the companies' own."""
    return Absences(~problem.present, {})


def with_only(problem: Problem, demands: Iterable[Demand]) -> Problem:
    """The problem of some demands alone: the other musts are gone, the other limits lifted."""
    held, musts = set(demands), sorted(problem.must)
    session, each = sessions_of(problem), range(len(problem.companies))

    def limited(rule: str, own: int, subject: int) -> int:
        return own if Demand(rule, subject) in held else MANY

    present = problem.present.copy()
    for company in each:
        if Demand("within_hours", company) not in held:
            present[company] = True
    slots = list(enumerate(session.tolist()))
    chosen = [pair for place, pair in enumerate(musts) if Demand("musts_kept", place) in held]
    return replace(
        of_pairs(problem, chosen, chosen),
        present=present,
        tables=np.array([limited("one_meeting_per_table", int(problem.tables[t]), s) for t, s in slots]),
        seats=np.array([limited("session_capacity", int(problem.seats[t]), s) for t, s in slots]),
        maximum=np.array([limited("company_maximum", int(problem.maximum[c]), c) for c in each]),
        delegates=np.array([limited("one_meeting_at_a_time", int(problem.delegates[c]), c) for c in each]),
    )


def is_possible(problem: Problem) -> bool:
    """Whether some schedule of the musts alone keeps every limit."""
    musts = sorted(problem.must)
    return next(brute.placements(of_pairs(problem, musts, musts)), None) is not None


IMPOSSIBLE = [seed for seed in range(70) if crowded(seed).must and not is_possible(crowded(seed))]


@cache
def diagnosed(seed: int) -> tuple[Problem, Diagnosis]:
    """An impossible problem and its diagnosis."""
    problem = crowded(seed)
    assert isinstance(solve(problem), Impossible)
    return problem, diagnose(problem, absences(problem))


def test_there_is_much_to_diagnose() -> None:
    assert len(IMPOSSIBLE) > 30
    rules = {demand.rule for seed in IMPOSSIBLE for demand in conflict_of(seed)}
    assert rules == {
        "musts_kept",
        "within_hours",
        "one_meeting_at_a_time",
        "company_maximum",
        "one_meeting_per_table",
    }


def conflict_of(seed: int) -> tuple[Demand, ...]:
    found = diagnosed(seed)[1].conflict
    assert found is not None
    return found.demands


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_a_conflict_is_impossible_and_without_any_of_its_members_it_is_not(seed: int) -> None:
    problem, found = diagnosed(seed)
    assert found.conflict is not None
    assert found.conflict.irreducible
    members = found.conflict.demands
    assert not is_possible(with_only(problem, members))
    for one in members:
        assert is_possible(with_only(problem, [other for other in members if other != one])), one


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_every_way_out_makes_the_event_possible_and_none_of_its_changes_can_be_spared(seed: int) -> None:
    problem, found = diagnosed(seed)
    assert found.remedies
    for way in found.remedies:
        assert is_possible(changed(problem, absences(problem), way.changes))
        for one in way.changes:
            less = [other for other in way.changes if other != one]
            assert not is_possible(changed(problem, absences(problem), less))


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_no_fewer_musts_can_be_dropped(seed: int) -> None:
    problem, found = diagnosed(seed)
    (way, *others) = [way for way in found.remedies if way.family == "wishes"]
    assert way.smallest
    assert not others or len(way.changes) == 1
    musts = sorted(problem.must)
    fewest = next(
        size
        for size in range(1, len(musts) + 1)
        if any(is_possible(replace(problem, must=problem.must - {*gone})) for gone in combinations(musts, size))
    )
    assert len(way.changes) == fewest


@pytest.mark.parametrize("seed", IMPOSSIBLE[:30])
def test_tables_are_added_as_late_as_they_can_be(seed: int) -> None:
    problem, found = diagnosed(seed)
    for way in found.remedies:
        for change in way.changes:
            if way.family == "room" and len(way.changes) == 1 and len(change.slots) > 1:
                later = replace(change, slots=change.slots[1:])
                assert not is_possible(changed(problem, absences(problem), [later]))


def test_what_is_possible_is_no_conflict() -> None:
    problem = next(crowded(seed) for seed in range(99) if crowded(seed).must and seed not in IMPOSSIBLE)
    found = diagnose(problem, absences(problem))
    assert found.conflict is None


class Impatient(Quiet):
    """Somebody who stops the work at once."""

    def stopped(self) -> str | None:
        return "stopped"


def test_work_that_is_stopped_claims_nothing() -> None:
    problem = crowded(IMPOSSIBLE[0])
    demands = Demands.of(problem, absences(problem))
    found = kept(demands, range(len(demands.demands)), 0, Impatient())
    assert not isinstance(found, Nothing) or found in {Nothing(proven=True), Nothing(proven=False)}
    assert diagnose(problem, absences(problem), 0, Impatient()).remedies == ()
