from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


@pytest.mark.parametrize("who", ["a b", "b a"])
def test_one_declaration_is_enough(who: str) -> None:
    held = event([company("a", competitors=["b"]), "b", "c"])
    names = " and ".join(who.upper().split())
    detail = f"{names}: A names B as a competitor {WHERE}"
    assert breaches(held, meeting(who)) == [("competitors_apart", detail, tuple(who.split()))]


def test_others_meet() -> None:
    held = event([company("a", competitors=["b"]), "b", "c"])
    assert breaches(held, meeting("a c")) == []
