from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from tests.build import breaches, company, details, event, meeting, session

RULE = "groups_formed"
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def fair(**group: Any) -> Event:
    """Four companies of Germany, one of them a park, and one of Japan."""
    firms = [company("d", kind="park"), company("e", country="JP")]
    return event(["a", "b", "c", *firms], session(kind="dialogue", group=group))


@pytest.mark.parametrize(
    ("group", "who", "fault"),
    [
        ({}, "a b c", None),
        ({}, "a b", "2 companies, at least 3"),
        ({"min": 2, "max": 3}, "a b", None),
        ({"min": 2, "max": 3}, "a b c", None),
        ({"min": 2, "max": 3}, "a b c d", "4 companies, at most 3"),
        ({"countries": 2}, "a b e", None),
        ({"countries": 2}, "a b c", "from 1 countries, at least 2"),
        ({"kinds": 2}, "a b d", None),
        ({"kinds": 2}, "a b e", "of 1 kinds, at least 2"),
        ({"apart": [["a", "b"], ["d", "e"]]}, "a c d", None),
        ({"apart": [["a", "b"], ["d", "e"]]}, "a c d e", "D and E are to be kept apart"),
    ],
)
def test_a_group_is_as_its_session_asks(group: dict[str, Any], who: str, fault: str | None) -> None:
    names = " and ".join(who.upper().split())
    expected = [] if fault is None else [(RULE, f"{names} {WHERE}: {fault}", tuple(who.split()))]
    assert breaches(fair(**group), meeting(who)) == expected


def test_every_fault_of_a_group_is_told() -> None:
    asked = fair(min=4, countries=2, kinds=2, apart=[["a", "b", "c"], ["b", "a"]])
    faults = [detail.rsplit(": ", 1)[1] for detail in details(asked, RULE, meeting("a b c"))]
    assert faults == [
        "3 companies, at least 4",
        "from 1 countries, at least 2",
        "of 1 kinds, at least 2",
        "A and B and C are to be kept apart",
        "A and B are to be kept apart",
    ]


def test_pairs_that_may_not_meet_do_not_share_a_round_table() -> None:
    held = event("a b c", session(kind="dialogue"), wishes="a avoid c")
    assert [rule for rule, *_ in breaches(held, meeting("a b c"))] == ["avoided_pairs_apart"]


def test_other_meetings_are_no_groups() -> None:
    assert breaches(event("a b", session(group={"min": 5})), meeting("a b")) == []
