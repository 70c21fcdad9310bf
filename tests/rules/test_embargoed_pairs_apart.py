from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


@pytest.mark.parametrize("who", ["a b", "b a"])
def test_an_embargo_holds_in_both_directions_and_for_regions(who: str) -> None:
    held = event(
        [company("a", country="FR"), company("b", country="AQ"), company("c", country="JP")],
        embargoes=[{"between": "EU", "and": "AQ"}],
    )
    names = " and ".join(who.upper().split())
    detail = f"{names}: an embargo between European Union and Antarctica {WHERE}"
    assert breaches(held, meeting(who)) == [("embargoed_pairs_apart", detail, tuple(who.split()))]
    assert breaches(held, meeting("a c")) == []
    assert breaches(held, meeting("c b")) == []


def test_the_organisers_own_name_of_a_country_is_said() -> None:
    held = event(
        [company("a", country="FR"), company("b", country="AQ")],
        embargoes=[{"between": "FR", "and": "AQ"}],
        country_names={"AQ": {"en": "the South"}},
    )
    ((_, detail, _),) = breaches(held, meeting("a b"))
    assert "between France and the South" in detail
