from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.event import Event
from matchmaker.rules.engagements import Engagement, by_time, fewest_people
from matchmaker.timetable import Span, Ways
from tests.build import breaches, company, details, event, meeting, session
from tests.test_timetable import at, span

RULE = "time_to_walk"
SESSIONS = (session(slots=4, tables=3), session("far", "09:10", 12, slot=10, hall="annex", tables=3))


def fair(minutes: int, delegates: int = 1) -> Event:
    """Two halls, some minutes apart."""
    first = company("a", delegates=delegates)
    return event([first, "b", "c", "d", "e"], *SESSIONS, walk={"annex": {"hall": minutes}})


FAR = {"session": "far", "hall": "annex"}


@pytest.mark.parametrize(("minutes", "is_legal"), [(0, True), (9, True), (10, True), (11, False)])
@pytest.mark.parametrize("there_first", [True, False])
def test_the_way_may_take_exactly_the_time_between(minutes: int, is_legal: bool, there_first: bool) -> None:  # noqa: FBT001
    first, second = ("09:10", "09:30") if there_first else ("09:40", "09:00")
    held = meeting("a b", first, 10, **FAR), meeting("a c", second)
    assert (breaches(fair(minutes), *held) == []) is is_legal


def test_who_has_no_time_to_walk_is_told_between_which_meetings() -> None:
    first = "A and B (2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    second = "A and C (2024-09-20 09:30–09:40, session far, hall annex, table 1)"
    found = breaches(fair(5), meeting("a b"), meeting("a c", "09:30", 10, **FAR))
    detail = f"A has no time to walk from hall hall to hall annex: {first}, and {second}"
    assert found == [(RULE, detail, ("a", "b", "c"))]


def test_every_way_that_is_too_long_is_told() -> None:
    held = (
        meeting("a b"),
        meeting("a c", "09:30", 10, **FAR),
        meeting("a d", "10:00"),
        meeting("a e", "10:30", 10, **FAR),
    )
    found = details(fair(5), RULE, *held)
    assert [detail.split(":")[0] for detail in found] == ["A has no time to walk from hall hall to hall annex"] * 2


def test_meetings_in_one_hall_need_no_walk() -> None:
    assert breaches(fair(60), meeting("a b"), meeting("a c", "09:30"), meeting("d e", "09:40", 10, **FAR)) == []


def test_two_delegates_walk_in_turns() -> None:
    """One stays in each hall, and nobody walks; with a third meeting at the far end, one of them has to."""
    held = meeting("a b"), meeting("a c", "09:30", 10, **FAR), meeting("a d", "09:30", table=2)
    assert breaches(fair(30, delegates=2), *held) == []
    more = meeting("a e", "09:10", 10, **FAR)
    assert breaches(fair(30, delegates=2), *held, more) == []
    assert details(fair(31, delegates=2), RULE, *held, meeting("a e", "10:00", 10, **FAR)) == []


def test_two_delegates_may_be_too_few_though_never_more_than_two_are_busy() -> None:
    held = (
        meeting("a b"),
        meeting("a c", table=2),
        meeting("a d", "09:30", 10, **FAR),
        meeting("a e", "09:30", 10, table=2, **FAR),
    )
    detail = "to walk between its meetings in hall and annex, A would need 4 delegates, and has 2"
    assert details(fair(5, delegates=2), RULE, *held) == [detail]
    assert details(fair(5, delegates=2), RULE, *held[:3]) == [detail.replace("4", "3")]
    assert details(fair(5, delegates=3), RULE, *held[:3]) == []


def test_who_is_in_too_many_meetings_at_once_is_told_so_and_no_more() -> None:
    held = meeting("a b"), meeting("a c", "09:20", 10, **FAR), meeting("a d", "09:30")
    assert [rule for rule, *_ in breaches(fair(5), *held)] == ["one_meeting_at_a_time"]


def test_a_leader_who_comes_along_walks_too() -> None:
    held = meeting("b c", leaders=["a"]), meeting("a d", "09:30", 10, **FAR)
    assert [detail.split(":")[0] for detail in details(fair(5), RULE, *held)] == [
        "A has no time to walk from hall hall to hall annex"
    ]


def test_from_a_stage_there_is_a_way_to_walk_as_well() -> None:
    stage = session("stage", "10:00", 1, kind="salon", hall="annex", tables=1, speakers=["a"])
    held = event("a b", session(), stage, walk={"hall": {"annex": 15}}, timezone="Asia/Shanghai")
    first = "A and B (2024-09-20 01:30–02:00, session main, hall hall, table 1)"
    second = "on a stage or at a booth (2024-09-20 10:00–10:30, hall annex)"
    detail = f"A has no time to walk from hall hall to hall annex: {first}, and {second}"
    assert details(held, RULE, meeting("a b", "01:30")) == [detail]
    assert breaches(held, meeting("a b", "01:00")) == []


def test_what_stages_alone_take_is_no_meetings_fault() -> None:
    stages = (
        session("one", "10:00", 1, kind="salon", speakers=["a"]),
        session("two", "10:30", 1, kind="salon", hall="annex", speakers=["a"]),
    )
    held = event("a b", session(), *stages, walk={"hall": {"annex": 15}})
    assert breaches(held, meeting("a b")) == []


WAYS = Ways({("x", "y"): 60, ("y", "x"): 60})


def test_the_fewest_people_are_found_where_greed_would_not() -> None:
    """Who is done first has to leave the nearer of two engagements to the other, who cannot get to the farther one."""
    first, second = Engagement(span("09:00", "09:10"), "x"), Engagement(span("09:00", "09:20"), "y")
    near, far = Engagement(span("10:15", "10:30"), "y"), Engagement(span("10:15", "10:30"), "x")
    for held in permutations((first, second, near, far)):
        assert fewest_people(held, WAYS) == 2
    assert fewest_people([first, second, Engagement(span("09:15", "10:00"), "y"), far], WAYS) == 3
    assert fewest_people([first], WAYS) == 1
    assert fewest_people([], WAYS) == 0


def tried(held: Sequence[Engagement], last: tuple[Engagement, ...] = ()) -> int:
    """The fewest people, by trying to give each engagement, in the order of time, to everybody or to a new one."""
    if not held:
        return len(last)
    one, *rest = held
    found = [tried(rest, (*last, one))]
    for place, before in enumerate(last):
        if not WAYS.clash(before.span, before.hall, one.span, one.hall):
            found.append(tried(rest, (*last[:place], one, *last[place + 1 :])))
    return min(found)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from("xy")), max_size=7))
def test_the_fewest_people_are_as_few_as_can_be(times: list[tuple[int, int, str]]) -> None:
    five, nine = dt.timedelta(minutes=5), at("09:00")
    held = [
        Engagement(Span(nine + five * start, nine + five * (start + length)), hall) for start, length, hall in times
    ]
    assert fewest_people(held, WAYS) == tried(by_time(held))


def test_a_long_chain_of_engagements_is_no_trouble() -> None:
    minute, nine = dt.timedelta(minutes=1), at("09:00")
    held = [Engagement(Span(nine + minute * start, nine + minute * (start + 1)), "x") for start in range(1100)]
    assert fewest_people(held[::-1], WAYS) == 1
