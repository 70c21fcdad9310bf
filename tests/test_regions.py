"""Places are understood by code and by name in many languages: countries, M49 regions, unions."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from matchmaker.countries import codes
from matchmaker.regions import EVERYDAY, SUBREGIONS, UNIONS, WIDER, countries_in, members, place_code, place_name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("DE", "DE"),
        ("中国", "CN"),
        ("Europe", "150"),
        ("欧洲", "150"),
        ("Юго-Восточная Азия", "035"),
        ("Südostasien", "035"),
        ("150", "150"),
        ("eu", "EU"),
        ("Europäische Union", "EU"),
        ("东盟", "ASEAN"),
        ("ЕАЭС", "EAEU"),
        ("Eurasian  Economic Union", "EAEU"),
        ("Средняя Азия", "143"),
        ("world", "001"),
    ],
)
def test_a_place_is_known_by_code_and_name(written: str, code: str) -> None:
    assert place_code(written) == code


@pytest.mark.parametrize("written", ["Atlantis", "", "999"])
def test_what_is_no_place_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        place_code(written)
    assert raised.value.type == "place"


def test_each_country_but_antarctica_lies_in_one_subregion() -> None:
    listed = [code for found in SUBREGIONS.values() for code in found.split()]
    assert len(listed) == len(set(listed)) == 249
    assert codes() - set(listed) == {"AQ"}


def test_wider_regions_are_made_of_subregions_and_unions_of_countries() -> None:
    assert {part for parts in WIDER.values() for part in parts} <= set(SUBREGIONS)
    assert all(set(found.split()) <= codes() for found in UNIONS.values())
    assert len(countries_in("EU")) == 27
    assert countries_in("DE") == {"DE"}
    assert {"DE", "RU", "GB"} <= countries_in("150")
    assert countries_in("001") == codes()
    assert set(EVERYDAY.values()) <= members().keys()


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("150", "zh", "欧洲"),
        ("EAEU", "de", "Eurasische Wirtschaftsunion"),
        ("EAEU", "fr", "Eurasian Economic Union"),
        ("DE", "ru", "Германия"),
    ],
)
def test_a_place_prints_in_the_language_asked_for(code: str, language: str, name: str) -> None:
    assert place_name(code, language) == name
