from __future__ import annotations

import pytest

from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.problem import Problem, prepare
from tests.build import company, event, plenary, session, window


def problem(held: Event) -> Problem:
    """The problem of an event, graph included."""
    return Project(held).problem


def test_pairs_are_positions_in_ascending_order_however_edges_are_given() -> None:
    edges = [
        ("c", "b", {"weight": 5, "must": True, "fit": {"main": 1}}),
        ("b", "a", {"weight": 7, "must": False, "fit": {"main": 2}}),
    ]
    found = prepare(event("a b c"), edges)
    assert found.companies == ("a", "b", "c")
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 1), (1, 2)]
    assert found.weight.tolist() == [7, 5]
    assert found.must == {1}
    assert found.fit.tolist() == [[2, 2], [1, 1]]


def test_slots_come_by_time_and_then_in_the_order_of_the_file() -> None:
    found = problem(event("a b", session("z"), session("y", "09:30", 1), session("x", "09:00", 1)))
    assert [(slot.session, f"{slot.span.start:%H:%M}") for slot in found.slots] == [
        ("z", "09:00"),
        ("x", "09:00"),
        ("z", "09:30"),
        ("y", "09:30"),
    ]


def test_a_company_is_present_in_its_hours_and_never_in_a_plenary() -> None:
    held = event(
        [company("a", available=[window("09:00", "10:30")]), company("b", unavailable=[window("09:40", "09:50")]), "c"],
        session(slots=4),
        plenary("10:15", "10:40"),
    )
    assert problem(held).present.tolist() == [
        [True, True, False, False],
        [True, False, False, False],
        [True, True, False, False],
    ]


def test_limits_are_those_of_companies_sessions_and_event() -> None:
    held = event(
        [company("a", delegates=2, max_meetings=1), company("b", max_meetings=0), "c"],
        session("x", slots=1, tables=3),
        session("y", slots=1, tables=2, capacity=3),
        session("z", slots=1, tables=None),
        max_meetings=5,
    )
    found = problem(held)
    assert found.maximum.tolist() == [1, 0, 5]
    assert found.delegates.tolist() == [2, 1, 1]
    assert found.tables.tolist() == [3, 2, 0]
    assert found.seats.tolist() == [6, 3, 0]
    assert found.room.tolist() == [3, 1, 0]


def test_without_a_maximum_slots_and_delegates_are_the_limit() -> None:
    found = problem(event([company("a", delegates=1000), "b"], slots=3))
    assert (found.maximum >= found.delegates * len(found.slots)).all()


def test_overlaps_are_the_largest_sets_of_slots_that_share_a_moment() -> None:
    """A 45-minute slot shares a moment with each of the two half hours, which only touch one another."""
    found = problem(event("a b", session("main", slots=3), session("long", "09:15", 1, slot=45)))
    assert [(slot.session, f"{slot.span.start:%H:%M}") for slot in found.slots] == [
        ("main", "09:00"),
        ("long", "09:15"),
        ("main", "09:30"),
        ("main", "10:00"),
    ]
    assert found.overlaps == ((0, 1), (1, 2), (3,))
    assert found.overlaps_of == ((0,), (0, 1), (1,), (2,))
    assert found.in_overlap.tolist() == [
        [True, True, False, False],
        [False, True, True, False],
        [False, False, False, True],
    ]


def test_parallel_sessions_of_the_same_times_are_one_overlap_each() -> None:
    assert problem(event("a b", session("x"), session("y"), session("z"))).overlaps == ((0, 1, 2), (3, 4, 5))


def test_a_pair_may_meet_where_both_are_present_and_there_is_room() -> None:
    held = event(
        [company("a", available=[window("09:00", "10:00")]), company("b", available=[window("09:30", "12:00")]), "c"],
        session("main", slots=3),
        session("full", slots=3, capacity=1),
    )
    found = problem(held)
    main = [place for place, slot in enumerate(found.slots) if slot.session == "main"]
    assert found.domains == ((main[1],), (main[0], main[1]), (main[1], main[2]))
    assert found.common.sum(axis=1).tolist() == [1, 2, 2]


def test_each_company_knows_its_pairs() -> None:
    found = problem(event("a b c", wishes="a avoid b"))
    assert list(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 2), (1, 2)]


@pytest.mark.parametrize("wishes", ["a avoid b", "b avoid a", "a want b declined"])
def test_pairs_kept_apart_are_no_pairs(wishes: str) -> None:
    assert len(problem(event("a b", wishes=wishes)).weight) == 0


def test_a_company_that_seeks_what_it_offers_is_no_pair_with_itself() -> None:
    found = problem(event("a b c"))
    assert (found.left < found.right).all()
    assert len(found.left) == 3


def test_an_event_without_pairs_or_slots_is_a_problem_all_the_same() -> None:
    found = problem(event("a", session("talk", kind="dialogue")))
    assert found.fit.shape == (0, 0)
    assert found.present.shape == (1, 0)
    assert found.common.shape == (0, 0)
    assert found.overlaps == found.domains == ()
    assert found.domains == ()
