from __future__ import annotations

from tests.build import breaches, company, event, meeting

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def test_companies_of_one_group_do_not_meet() -> None:
    held = event([company("a", group="Luo"), company("b", group="Luo"), "c"])
    detail = f"A and B: both belong to Luo {WHERE}"
    assert breaches(held, meeting("a b")) == [("same_group_apart", detail, ("a", "b"))]
    assert breaches(held, meeting("b a")) == [("same_group_apart", detail.replace("A and B", "B and A"), ("b", "a"))]


def test_other_groups_and_none_meet() -> None:
    held = event([company("a", group="Luo"), company("b", group="Wen"), "c", "d"])
    assert breaches(held, meeting("a b")) == []
    assert breaches(held, meeting("a c")) == []
    assert breaches(held, meeting("c d")) == []
