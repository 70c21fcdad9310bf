"""What is settled before pairs are: round tables that leave room for musts, and pairs that pledges need."""

from __future__ import annotations

import numpy as np

from matchmaker.event import Event
from matchmaker.outcome import Impossible, Undecided
from matchmaker.pipeline import Project
from matchmaker.problem import Problem
from matchmaker.problem.duties import seated
from matchmaker.solver.musts import place_musts
from matchmaker.solver.narrow import Narrowed, narrow
from matchmaker.solver.progress import Quiet
from tests.build import company, event, session

TALK = session("talk", slots=1, kind="dialogue", group={"min": 2, "max": 2})


def narrowed(held: Event, *chosen: str) -> tuple[Problem, Narrowed]:
    """A problem, and what remains of it; `chosen` are pairs such as "ab"."""
    problem = Project(held).problem
    musts = place_musts(problem, 0, Quiet())
    assert not isinstance(musts, Impossible | Undecided)
    pairs = np.array([number for number, name in enumerate(named(problem)) if name in chosen], dtype=np.int64)
    return problem, narrow(problem, musts, pairs, 0, Quiet())


def named(problem: Problem) -> list[str]:
    """Every pair by its companies' names."""
    left, right = problem.left.tolist(), problem.right.tolist()
    return [problem.companies[one] + problem.companies[other] for one, other in zip(left, right, strict=True)]


def tables(problem: Problem, found: Narrowed) -> list[str]:
    """Who sits together."""
    return ["".join(problem.companies[one] for one in group.members) for group in found.groups]


def test_without_round_tables_and_pledges_all_stays() -> None:
    problem, found = narrowed(event("a b c", wishes="a must b"))
    assert found.problem is problem
    assert (found.groups, found.bound) == ((), 0)
    assert [named(problem)[pair] for pair in found.musts] == ["ab"]


def test_who_sits_at_a_round_table_is_taken_away_from_slots_at_that_time() -> None:
    held = event("a b c", TALK, session("main", slots=2), wishes="a want b 1")
    problem, found = narrowed(held)
    assert tables(problem, found) == ["ab"]
    assert found.problem.present[:, 0].tolist() == [False, False, True]
    assert found.problem.present[:, 1].all()
    assert found.bound >= found.groups[0].weight


def test_a_group_leaves_a_must_its_only_slot() -> None:
    held = event("a b c d", TALK, session("main", slots=1), wishes="a must b")
    problem, found = narrowed(held)
    assert tables(problem, found) == ["cd"]
    assert [(named(problem)[pair], slot) for pair, slot in found.musts.items()] == [("ab", 0)]


def test_where_no_group_leaves_room_there_is_none() -> None:
    """Two tables, two musts, and one slot: with anybody at a round table, one of them could not be."""
    held = event("a b c d", TALK, session("main", slots=1, tables=2), wishes="a must b, c must d")
    problem, found = narrowed(held)
    assert tables(problem, found) == []
    assert sorted(named(problem)[pair] for pair in found.musts) == ["ab", "cd"]
    assert found.bound > 0


def test_a_company_that_has_better_to_do_keeps_away_from_a_round_table() -> None:
    """Its seat costs what it would miss: its only slot, and a meeting that weighs more than any group."""
    held = event("a b c d e", TALK, session("main", slots=1), wishes="a want b 1, b want a 1, a want c 2")
    problem, found = narrowed(held, "ab")
    assert set("".join(tables(problem, found))).isdisjoint("ab")


def pledging(*purposes: str, promised: int = 1, **fields: object) -> Event:
    """A company that was promised meetings for trade, and three others of which some are after that."""
    others = [company(name, purposes=[own]) for name, own in zip("bcd", purposes, strict=True)]
    first = company("a", purposes=["trade"], minimums={"trade": promised}, **fields)
    return event([first, *others], slots=3)


def test_a_pledge_makes_as_many_musts_as_are_promised() -> None:
    problem, found = narrowed(pledging("service", "trade", "trade"), "ad")
    assert [named(problem)[pair] for pair in found.problem.must] == ["ad"]
    assert found.musts.keys() == found.problem.must
    problem, found = narrowed(pledging("service", "trade", "trade", promised=2))
    assert sorted(named(problem)[pair] for pair in found.problem.must) == ["ac", "ad"]


def test_a_pledge_for_which_nobody_is_there_makes_none() -> None:
    problem, found = narrowed(pledging("service", "service", "service"))
    assert found.problem is problem


def test_a_pledge_is_no_must_beyond_the_maximum() -> None:
    _, found = narrowed(pledging("trade", "trade", "trade", promised=1, max_meetings=1))
    assert len(found.problem.must) == 1


def test_pledges_that_cannot_all_be_kept_are_no_musts() -> None:
    """Both were promised a meeting in the only slot, with the same partner."""
    firms = [company(name, purposes=["trade"], minimums={"trade": 1}) for name in "ab"]
    held = event([*firms, company("c", purposes=["trade"])], slots=1, tables=2, wishes="a avoid b")
    problem, found = narrowed(held)
    assert found.problem is problem
    assert found.musts == {}


def test_seats_at_a_table_leave_other_delegates_free() -> None:
    held = event([company("a", delegates=2), "b", "c"], TALK, session("main", slots=1, tables=2), wishes="a want b 1")
    problem, found = narrowed(held)
    assert tables(problem, found) == ["ab"]
    assert found.problem.present[:, 0].tolist() == [True, False, True]
    assert [limit.most for limit in seated(problem, found.groups).limits] == [1]
