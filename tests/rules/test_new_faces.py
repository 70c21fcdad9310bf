from __future__ import annotations

from tests.build import breaches, company, details, event, meeting, session

RULE = "new_faces"
TALK = session(kind="dialogue", slots=3, tables=2, group={"min": 2})
FAIR = event("a b c d e f", TALK)


def test_each_round_may_bring_new_faces() -> None:
    held = meeting("a b c"), meeting("d e f", table=2), meeting("a d", "09:30"), meeting("b e", "09:30", table=2)
    assert breaches(FAIR, *held) == []


def test_nobody_meets_again_at_a_round_table() -> None:
    found = breaches(FAIR, meeting("a b c"), meeting("b d a", "09:30"), meeting("a b", "10:00"))
    assert found == [(RULE, "A and B share 3 round tables of session main", ("a", "b"))]


def test_every_pair_is_told() -> None:
    found = details(FAIR, RULE, meeting("a b c"), meeting("a b c", "09:30"))
    assert [detail.split(" share")[0] for detail in found] == ["A and B", "A and C", "B and C"]


def test_another_dialogue_or_a_table_for_two_may_bring_them_together_again() -> None:
    other = session("other", "12:00", kind="dialogue", group={"min": 2})
    held = meeting("a b"), meeting("a b", "12:00", session="other"), meeting("a b", "14:00", session="pairs")
    assert breaches(event("a b", TALK, other, session("pairs", "14:00")), *held) == []


def test_nobody_sits_at_two_round_tables_of_a_round_whatever_its_delegates() -> None:
    held = event([company("a", delegates=2), "b", "c"], TALK)
    found = breaches(held, meeting("a b"), meeting("a c", table=2))
    assert found == [(RULE, "A sits at 2 round tables of session main at 2024-09-20 09:00", ("a",))]
