from __future__ import annotations

from tests.build import breaches, company, details, event, meeting, session

SHOW = session("show", kind="exhibition", booths=["x", "y", "z"], slots=4)
VISITS = tuple(
    meeting(f"a {host}", start, session="show", table=number)
    for number, (host, start) in enumerate([("x", "09:00"), ("y", "09:30"), ("z", "10:00")], 1)
)


def test_a_company_visits_as_many_booths_as_the_event_lets_it() -> None:
    assert breaches(event("a x y z", SHOW), *VISITS) == []
    assert breaches(event("a x y z", SHOW, max_visits=2), *VISITS) == [
        ("visits_maximum", "A visits 3 booths, at most 2", ("a",))
    ]


def test_its_own_maximum_comes_first() -> None:
    assert breaches(event([company("a", max_visits=3), "x", "y", "z"], SHOW, max_visits=0), *VISITS) == []
    own = event([company("a", max_visits=0), "x", "y", "z"], SHOW)
    assert details(own, "visits_maximum", VISITS[0]) == ["A visits 1 booths, at most 0"]


def test_visits_are_no_meetings_and_those_received_do_not_count() -> None:
    held = event([company("x", max_visits=0), company("a", max_meetings=0), "b", "y", "z"], SHOW)
    others = meeting("a x", session="show"), meeting("b x", "09:30", session="show")
    assert breaches(held, *others) == []
