"""Countries are understood by code and by name in many languages."""

from __future__ import annotations

import unicodedata

import pytest
from pydantic_core import PydanticCustomError

from matchmaker.countries import EVERYDAY, KNOWN_LANGUAGES, codes, country_code, country_name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CN", "CN"),
        ("cn", "CN"),
        (" de ", "DE"),
        ("NO", "NO"),
        ("中国", "CN"),
        ("中國", "CN"),
        ("Deutschland", "DE"),
        ("Германия", "DE"),
        ("Россия", "RU"),
        ("Беларусь", "BY"),
        ("Weißrussland", "BY"),
        ("កម្ពុជា", "KH"),
        ("Kambodscha", "KH"),
        ("柬埔寨", "KH"),
        ("Việt Nam", "VN"),
        ("UK", "GB"),
        ("England", "GB"),
        ("USA", "US"),
        ("united states of america", "US"),
        ("TÜRKIYE", "TR"),
        ("Turkey", "TR"),
        ("香港", "HK"),
        ("Ujerumani", "DE"),
        ("Saksamaa", "DE"),
        ("გერმანია", "DE"),
    ],
)
def test_a_country_is_known_by_code_and_name_in_any_case(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize("name", ["Österreich", "Türkiye", "Côte d’Ivoire", "Việt Nam"])
def test_accents_may_be_written_as_marks_of_their_own(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    assert apart != name
    assert country_code(apart) == country_code(name)


@pytest.mark.parametrize(
    ("written", "hint"), [("Germny", "Did you mean Germany?"), ("Норвегея", "Did you mean Norway?"), ("Xyzzy", "")]
)
def test_what_is_no_country_is_refused_with_the_nearest_one(written: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as raised:
        country_code(written)
    assert (raised.value.context or {})["hint"] == hint


@pytest.mark.parametrize("code", ["", "X", "EU", "UN", "ZZ", "AC", "IC", "XA", "150", "CHN"])
def test_codes_of_no_country_are_refused(code: str) -> None:
    with pytest.raises(PydanticCustomError):
        country_code(code)


def test_there_are_the_249_codes_of_iso_and_kosovo() -> None:
    assert len(codes()) == 250
    assert "XK" in codes()


def test_every_name_leads_back_to_its_country() -> None:
    wrong = [
        (code, language)
        for code in codes()
        for language in KNOWN_LANGUAGES
        if country_code(country_name(code, language)) != code
    ]
    assert wrong == [("CD", "nb")]  # Kongo, which Polish calls the other one


def test_everyday_names_are_understood_and_lead_to_countries() -> None:
    assert {name: country_code(name) for name in EVERYDAY} == EVERYDAY
    assert set(EVERYDAY.values()) <= codes()


@pytest.mark.parametrize(
    ("language", "name"), [("en", "China"), ("zh", "中国"), ("de", "China"), ("ru", "Китай"), ("zh-Hant", "中國")]
)
def test_a_country_prints_in_the_language_asked_for(language: str, name: str) -> None:
    assert country_name("CN", language) == name


@pytest.mark.parametrize("language", ["tlh", "xx", "", "no such", "en-QQ-!"])
def test_a_country_prints_in_english_where_the_language_is_unknown(language: str) -> None:
    assert country_name("NO", language) == "Norway"
