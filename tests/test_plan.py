from __future__ import annotations

import pytest

from matchmaker.event import Event
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.plan import assign_tables, pair_ids, relative_gap, schedule_of
from matchmaker.schedule import GoalValue, Schedule, Unscheduled
from matchmaker.timetable import table_numbers
from tests.build import company, event, session, window


def goal(name: str, value: int, bound: int) -> GoalValue:
    """A goal that is proven where value and bound agree."""
    return GoalValue(name=name, value=value, bound=bound, proven=value == bound)


def planned(held: Event, placement: dict[int, int], *goals: GoalValue) -> Schedule:
    """The schedule of a placement; nothing is proven unless goals are given."""
    project = Project(held)
    solved = Solved(placement, goals or (goal("total_compatibility", 400, 800),))
    return schedule_of(project.event, project.problem, project.edges, solved, seed=7)


def tables(held: Event, placement: dict[int, int]) -> dict[str, int]:
    """The table of each pair, by its ids."""
    problem = Project(held).problem
    assigned = assign_tables(problem, placement, table_numbers(held.sessions, held.event.zone))
    assert assigned.keys() == placement.keys()
    return {"".join(pair_ids(problem, pair)): table for pair, table in assigned.items()}


# Pairs of four companies by position: ab ac ad bc bd cd.
AB, AC, AD, BC, BD, CD = range(6)


def test_meetings_of_a_slot_sit_at_different_tables_from_one_on() -> None:
    assert tables(event("a b c d", slots=1, tables=9), {AB: 0, CD: 0}) == {"ab": 1, "cd": 2}


def test_a_company_keeps_its_table_where_it_can() -> None:
    held = event("a b c d", slots=3, tables=2)
    placement = {AB: 0, CD: 0, AC: 1, BD: 1, AD: 2, BC: 2}
    assert tables(held, placement) == {"ab": 1, "cd": 2, "ac": 1, "bd": 2, "ad": 1, "bc": 2}


def test_a_company_comes_back_to_its_table_after_a_break() -> None:
    held = event("a b c d", slots=3, tables=2)
    assert tables(held, {AB: 0, CD: 0, BC: 1, AD: 2}) == {"ab": 1, "cd": 2, "bc": 1, "ad": 1}


def test_who_had_no_table_gives_way_to_who_had_one() -> None:
    """Company c comes back to the first table, although a and b come before it in the file."""
    held = event("a b c d e", slots=2, tables=2)
    cd, ce = 7, 8
    assert tables(held, {cd: 0, AB: 1, ce: 1}) == {"cd": 1, "ab": 2, "ce": 1}


def test_a_table_of_one_session_is_none_of_another() -> None:
    held = event("a b c d", session("x", slots=1, tables=2), session("y", "10:00", 1, tables=1))
    assert tables(held, {AB: 0, CD: 0, AC: 1}) == {"ab": 1, "cd": 2, "ac": 1}
    assert tables(held, {AB: 0, CD: 0, BD: 1}) == {"ab": 1, "cd": 2, "bd": 1}


def test_two_delegates_sit_at_two_tables() -> None:
    held = event([company("a", delegates=2), "b", "c", "d"], slots=2, tables=2)
    found = tables(held, {AB: 0, AC: 0, AD: 1})
    assert sorted((found["ab"], found["ac"])) == [1, 2]
    assert found["ad"] in {1, 2}


def test_a_meeting_says_who_when_where_and_why() -> None:
    held = event("a b c", session(hall="spring"), wishes="a want b 1", timezone="Asia/Shanghai")
    (found,) = planned(held, {0: 1}).meetings
    assert found.id == "a+b"
    assert found.participants == ("a", "b")
    assert (found.session, found.hall, found.table) == ("main", "spring", 1)
    assert found.start.isoformat() == "2024-09-20T09:30:00+08:00"
    assert found.end.isoformat() == "2024-09-20T10:00:00+08:00"
    assert found.weight == 520
    assert found.reasons == (
        "A asked for this meeting",
        "A offers “laser”",
        "B offers “laser”",
        "both sides profit: A by 200 points, B by 200",
    )


def test_meetings_come_by_time_session_and_table() -> None:
    held = event("a b c d", session("y", tables=2), session("x", slots=1))
    found = planned(held, {BD: 2, AC: 0, BC: 1}).meetings
    assert [(f"{one.start:%H:%M}", one.session, one.id) for one in found] == [
        ("09:00", "x", "b+c"),
        ("09:00", "y", "a+c"),
        ("09:30", "y", "b+d"),
    ]


def test_figures_are_those_of_the_first_goal() -> None:
    found = planned(event("a b c"), {0: 0}, goal("total_compatibility", 400, 800), goal("topic_fit", 40, 40))
    assert (found.objective, found.bound, found.gap, found.seed, found.status) == (400, 800, 0.5, 7, "feasible")


def test_optimal_is_said_only_when_every_goal_is_proven() -> None:
    weight, open_fit, fit = goal("total_compatibility", 400, 400), goal("topic_fit", 40, 41), goal("topic_fit", 40, 40)
    assert planned(event("a b"), {0: 0}, weight, open_fit).status == "feasible"
    assert planned(event("a b"), {0: 0}, weight, fit).status == "optimal"


@pytest.mark.parametrize(
    ("value", "bound", "gap"), [(0, 0, 0.0), (5, 5, 0.0), (0, 5, 1.0), (2, 3, 0.333333), (999_999, 1_000_000, 1e-06)]
)
def test_the_gap_is_the_part_of_the_bound_that_is_missing(value: int, bound: int, gap: float) -> None:
    assert relative_gap(value, bound) == gap


def reasons(held: Event, placement: dict[int, int]) -> dict[str, str]:
    """Why each pair that does not meet does not."""
    return {"".join(one.participants): one.reason for one in planned(held, placement).unscheduled}


def test_a_pair_that_is_never_present_together_is_told_so() -> None:
    held = event(
        [company("a", available=[window("09:00", "09:30")]), company("b", available=[window("09:30", "10:00")])]
    )
    assert reasons(held, {}) == {"ab": "never both present in a slot with a table"}


def test_a_pair_of_which_a_side_has_its_maximum_is_told_so() -> None:
    held = event([company("a", max_meetings=1), company("b", max_meetings=2), "c", "d"], slots=4)
    placement = {AC: 0, BC: 1, BD: 2}
    assert reasons(held, placement) == {
        "ab": "a has its maximum of 1 and b has its maximum of 2",
        "ad": "a has its maximum of 1",
        "cd": "possible as it stands; work ended before it was added",
    }


def test_a_pair_without_a_slot_in_which_both_are_free_is_told_so() -> None:
    found = reasons(event("a b c", slots=1, tables=2), {0: 0})
    assert set(found.values()) == {"no slot is left in which both are free"}


def test_a_pair_without_a_table_is_told_so() -> None:
    placement = {AB: 0}
    assert reasons(event("a b c d", slots=1), placement)["cd"] == "no table is left in any slot in which both are free"
    seats = event("a b c d", session(slots=1, tables=2, capacity=3))
    assert reasons(seats, placement)["cd"] == "no table is left in any slot in which both are free"


def test_a_pair_that_only_work_stood_in_the_way_of_is_told_so() -> None:
    assert reasons(event("a b"), {}) == {"ab": "possible as it stands; work ended before it was added"}


def test_a_second_delegate_leaves_a_slot_free() -> None:
    held = event([company("a", delegates=2), "b", "c"], slots=1, tables=2)
    assert reasons(held, {0: 0})["ac"] == "possible as it stands; work ended before it was added"


def test_a_longer_meeting_next_door_keeps_a_slot_from_being_free() -> None:
    held = event(
        [company("a", available=[window("09:00", "09:45")]), "b", "c"], session(slots=1), session("x", "09:15")
    )
    assert reasons(held, {0: 1})["ac"].startswith("no slot is left")


def test_pairs_left_out_come_heaviest_first() -> None:
    found = planned(event("a b c", slots=1, wishes="b want c 1"), {}).unscheduled
    assert found == tuple(
        Unscheduled(participants=pair, weight=weight, reason="possible as it stands; work ended before it was added")
        for pair, weight in ((("b", "c"), 520), (("a", "b"), 400), (("a", "c"), 400))
    )
