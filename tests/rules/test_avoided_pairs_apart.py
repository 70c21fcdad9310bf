from __future__ import annotations

import pytest

from tests.build import breaches, event, meeting

DETAIL = "A and B: a side avoids or declined the other (2024-09-20 09:00–09:30, session main, hall hall, table 1)"


@pytest.mark.parametrize("wishes", ["a avoid b", "b avoid a", "a want b declined", "b want a 1 declined"])
def test_a_pair_is_kept_apart_by_either_side(wishes: str) -> None:
    found = breaches(event("a b", wishes=wishes), meeting("a b"))
    assert found == [("avoided_pairs_apart", DETAIL, ("a", "b"))]


@pytest.mark.parametrize("wishes", ["", "a avoid c", "a want b", "a want b accepted", "a must b accepted"])
def test_other_wishes_keep_nobody_apart(wishes: str) -> None:
    assert breaches(event("a b c", wishes=wishes), meeting("a b")) == []
