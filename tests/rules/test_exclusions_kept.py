from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


@pytest.mark.parametrize(
    ("excludes", "fields", "reason"),
    [
        ({"countries": ["JP"]}, {"country": "JP"}, "A excludes Japan"),
        ({"countries": ["Asia"]}, {"country": "JP"}, "A excludes Japan"),
        ({"kinds": ["park", "investor"]}, {"kind": "investor"}, "A excludes every investor"),
    ],
)
@pytest.mark.parametrize("who", ["a b", "b a"])
def test_an_exclusion_by_country_region_or_kind_is_kept(
    excludes: dict[str, object], fields: dict[str, object], reason: str, who: str
) -> None:
    held = event([company("a", excludes=excludes), company("b", **fields)])
    names = " and ".join(who.upper().split())
    assert breaches(held, meeting(who)) == [("exclusions_kept", f"{names}: {reason} {WHERE}", tuple(who.split()))]


def test_nobody_else_is_excluded() -> None:
    held = event([company("a", excludes={"countries": ["JP"], "kinds": ["park"]}), "b"])
    assert breaches(held, meeting("a b")) == []
