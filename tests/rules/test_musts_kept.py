from __future__ import annotations

import pytest

from tests.build import breaches, event, meeting, session


@pytest.mark.parametrize("wishes", ["a must b", "b must a", "a must b, b must a"])
def test_a_must_is_kept_by_a_meeting_whoever_asked(wishes: str) -> None:
    assert breaches(event("a b", wishes=wishes), meeting("a b")) == []


def test_a_must_without_its_meeting_is_told() -> None:
    found = breaches(event("a b c", wishes="c must b"), meeting("a b"), meeting("a c", "09:30"))
    assert found == [("musts_kept", "B and C do not meet", ("b", "c"))]


def test_every_must_is_told_once_in_order() -> None:
    found = breaches(event("a b c", wishes="c must b, b must c, b must a"))
    assert [detail for _, detail, _ in found] == ["A and B do not meet", "B and C do not meet"]


def test_a_want_is_no_must() -> None:
    assert breaches(event("a b", wishes="a want b 1 accepted")) == []


def test_neither_a_visit_nor_a_round_table_is_what_was_asked() -> None:
    show = session("show", "12:00", kind="exhibition", booths=["b"])
    talk = session("talk", "15:00", kind="dialogue", group={"min": 2})
    held = event("a b", session(), show, talk, wishes="a must b")
    elsewhere = meeting("a b", "12:00", session="show"), meeting("a b", "15:00", session="talk")
    assert breaches(held, *elsewhere) == [("musts_kept", "A and B do not meet", ("a", "b"))]
    assert breaches(held, meeting("a b"), elsewhere[1]) == []
