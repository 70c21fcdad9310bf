"""What each goal measures, worked out by hand."""

from __future__ import annotations

import pytest

from matchmaker.event import Event, GoalName
from matchmaker.goals import GOALS, rank
from matchmaker.pipeline import Project
from matchmaker.problem import Problem
from matchmaker.satisfaction import shares
from matchmaker.solver.objectives import OBJECTIVES
from tests.build import company, event, session, window


@pytest.fixture
def problem() -> Problem:
    """Three companies with 400 points between all and 120 more for a wish; two sessions, one of them on welding."""
    held = event(
        ["a", "b", company("c")],
        session("main"),
        session("salon", topics=["welding"]),
        wishes="a want c 1",
        fairness_floor=50,
    )
    return Project(held).problem


def measured(name: str, held: Event, placement: dict[int, int]) -> int:
    """The goal's value for slots given by position; pairs are a-b, a-c, b-c where there are three companies."""
    return GOALS[name].measure(Project(held).problem, placement)


def test_every_goal_has_its_objective_in_the_solver_and_its_name_in_the_event_in_the_same_order() -> None:
    assert len(GOALS) > 1
    assert list(GOALS) == list(OBJECTIVES) == list(GoalName)


def test_a_goals_name_and_sentence_are_its_own() -> None:
    assert len({goal.sentence for goal in GOALS.values()}) == len(GOALS)
    for name, goal in GOALS.items():
        assert goal.name == name == goal.measure.__name__
        assert goal.sentence.endswith(".")


def test_more_of_some_goals_is_better_and_less_of_others() -> None:
    assert [name for name, goal in GOALS.items() if goal.sense == "min"] == ["below_floor", "breaks", "hall_changes"]
    assert GOALS["breaks"].reaches(2, 2)
    assert not GOALS["breaks"].reaches(3, 2)
    assert not GOALS["topic_fit"].reaches(2, 3)


def test_a_rank_has_the_goals_in_the_order_of_the_event_counting_up() -> None:
    held = event("a b c", slots=3, goals=["breaks", "total_compatibility", "worst_off"])
    assert rank(Project(held).problem, {0: 0, 1: 2}) == (-1, 800, 300)
    assert rank(Project(held).problem, {0: 0, 1: 1}) == (0, 800, 300)


def test_minimums_kept_counts_meetings_as_far_as_they_were_promised() -> None:
    held = event([company("a", min_meetings=1), company("b", min_meetings=3), "c"], slots=3)
    assert measured("minimums_kept", held, {}) == 0
    assert measured("minimums_kept", held, {0: 0, 1: 1}) == 2
    assert measured("minimums_kept", held, {0: 0, 1: 1, 2: 2}) == 3


def test_a_best_day_is_the_heaviest_that_a_company_could_have_alone() -> None:
    """A has one delegate and two slots; in one of them, b and c are away, so that it can have one of them and d."""
    away = {"available": [window("09:00", "09:30")]}
    held = event(["a", company("b", **away), company("c", **away), "d"], slots=2, tables=9, wishes="a want b 1")
    assert Project(held).problem.best_day.tolist() == [520 + 400, 520, 400, 800]


def test_shares_are_parts_of_best_days_in_thousandths(problem: Problem) -> None:
    assert problem.weight.tolist() == [400, 520, 400]
    assert problem.best_day.tolist() == [920, 800, 920]
    assert shares(problem, []).tolist() == [0, 0, 0]
    assert shares(problem, [0]).tolist() == [434, 500, 0]


def test_worst_off_is_the_least_share_up_to_the_floor(problem: Problem) -> None:
    measure = GOALS["worst_off"].measure
    assert measure(problem, {0: 0}) == 0
    assert measure(problem, {0: 0, 2: 1}) == 434
    assert measure(problem, {0: 0, 1: 2, 2: 1}) == 500


def test_who_can_meet_nobody_is_not_badly_off() -> None:
    held = event(["a", "b", company("c", available=[])])
    assert measured("worst_off", held, {0: 0}) == 300
    assert measured("below_floor", held, {0: 0}) == 0


def test_below_floor_adds_up_what_is_missing(problem: Problem) -> None:
    measure = GOALS["below_floor"].measure
    assert measure(problem, {}) == 1500
    assert measure(problem, {0: 0}) == 66 + 0 + 500
    assert measure(problem, {0: 0, 1: 2, 2: 1}) == 0


def test_total_compatibility_adds_up_the_weights_of_the_pairs_that_meet(problem: Problem) -> None:
    measure = GOALS["total_compatibility"].measure
    assert measure(problem, {}) == 0
    assert measure(problem, {0: 0}) == 400
    assert measure(problem, {0: 0, 1: 2}) == 920


def test_topic_fit_adds_up_the_fits_with_the_sessions(problem: Problem) -> None:
    measure = GOALS["topic_fit"].measure
    assert [slot.session for slot in problem.slots] == ["main", "salon", "main", "salon"]
    assert measure(problem, {}) == 0
    assert measure(problem, {0: 0}) == 40
    assert measure(problem, {0: 1}) == 0
    assert measure(problem, {0: 0, 1: 2, 2: 1}) == 80


def test_a_break_is_a_group_of_idle_slots_whatever_its_length() -> None:
    held = event("a b c", slots=5)
    assert measured("breaks", held, {0: 0}) == 0
    assert measured("breaks", held, {0: 0, 1: 1}) == 0
    assert measured("breaks", held, {0: 0, 1: 2}) == 1  # a waits
    assert measured("breaks", held, {0: 0, 1: 4}) == 1
    assert measured("breaks", held, {0: 0, 1: 2, 2: 4}) == 3  # a once, b once, c once


def test_a_lunch_without_slots_is_no_break_and_neither_is_a_night() -> None:
    lunch = event("a b c", session(slots=1), session("later", "13:00", 1))
    assert measured("breaks", lunch, {0: 0, 1: 1}) == 0
    night = event("a b c", session(slots=2), session("next", slots=2, day="2024-09-21"))
    assert measured("breaks", night, {0: 0, 1: 3}) == 0


def test_a_slot_in_which_a_company_is_away_is_not_idle() -> None:
    away = company("a", unavailable=[window("09:30", "10:00")])
    assert measured("breaks", event([away, "b", "c"], slots=3), {0: 0, 1: 2}) == 0


def test_meetings_at_once_and_long_ones_leave_no_break() -> None:
    """A has two delegates; while the long meeting lasts, it is not idle."""
    held = event([company("a", delegates=2), "b", "c"], session(slots=4), session("long", "09:00", 1, slot=90))
    slots = [(slot.session, f"{slot.span.start:%H:%M}") for slot in Project(held).problem.slots]
    assert slots == [("main", "09:00"), ("long", "09:00"), ("main", "09:30"), ("main", "10:00"), ("main", "10:30")]
    assert measured("breaks", held, {0: 0, 1: 4}) == 1
    assert measured("breaks", held, {0: 1, 1: 4}) == 0
    assert measured("breaks", held, {0: 1, 1: 0}) == 0


def test_hall_changes_count_when_the_next_meeting_of_the_day_is_in_another_hall() -> None:
    held = event(
        "a b c", session(slots=1), session("east", "09:30", 1, hall="east"), session("x", "10:00", 1, hall="east")
    )
    assert measured("hall_changes", held, {0: 0, 1: 1}) == 1
    assert measured("hall_changes", held, {0: 1, 1: 2}) == 0
    assert measured("hall_changes", held, {0: 0, 1: 1, 2: 2}) == 2  # a and b; c stays in the east


def test_meetings_at_once_in_two_halls_are_no_hall_change() -> None:
    held = event([company("a", delegates=2), "b", "c"], session(slots=1), session("east", slots=1, hall="east"))
    assert measured("hall_changes", held, {0: 0, 1: 1}) == 0
