from __future__ import annotations

import pytest

from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import Term


def term(name: str, *broader: str, **fields: object) -> Term:
    """A term below others."""
    return Term.model_validate({"id": name, "broader": broader, **fields})


LASERS = Vocabulary.of(
    [
        term("equipment"),
        term(
            "laser", "equipment", labels={"en": "Laser", "zh": "激光器", "de": "Lasergerät"}, synonyms=("LASER source",)
        ),
        term("fibre laser", "laser", synonyms={"en": ["fiber laser"], "ru": "волоконный лазер", "de": None}),
        term("welding", narrower=["laser welding"]),
        term("laser welding"),
    ]
)


@pytest.mark.parametrize(
    ("have", "want", "likeness"),
    [
        ("laser", "laser", 1.0),
        ("fibre laser", "laser", 0.85),
        ("fibre laser", "equipment", 0.7225),
        ("laser", "fibre laser", 0.6),
        ("equipment", "fibre laser", 0.0),
        ("laser welding", "welding", 0.85),
        ("welding", "laser welding", 0.6),
        ("welding", "laser", 0.0),
    ],
)
def test_what_is_narrower_meets_better_than_what_is_broader(have: str, want: str, likeness: float) -> None:
    assert LASERS.likeness(have, want) == pytest.approx(likeness)


@pytest.mark.parametrize("label", ["laser", "Laser", " 激光器 ", "LASERGERÄT", "laser  source", "ＬＡＳＥＲ"])
def test_a_label_in_any_language_case_and_width_is_its_term(label: str) -> None:
    assert LASERS.term(label) == "laser"


def test_synonyms_may_be_told_apart_by_language() -> None:
    assert LASERS.term("волоконный лазер") == LASERS.term("fiber laser") == "fibre laser"
    assert LASERS.term("laser gun") is None


def test_related_terms_are_those_with_any_likeness() -> None:
    related = LASERS.related()
    assert dict(related["laser"]) == pytest.approx({"laser": 1.0, "fibre laser": 0.85, "equipment": 0.6})
    assert all(LASERS.likeness(have, want) == like for want, haves in related.items() for have, like in haves)


def test_a_phrase_has_the_label_of_its_term_in_another_language() -> None:
    assert LASERS.label("Lasergerät", "zh") == "激光器"
    assert LASERS.label("激光器", "zh") is None
    assert LASERS.label("激光器", "ru") is None
    assert LASERS.label("unknown", "zh") is None


def test_where_two_terms_share_a_label_the_first_has_it() -> None:
    assert Vocabulary.of([term("a", synonyms=["x"]), term("b", synonyms=["X"])]).term("x") == "a"


def test_the_shortest_way_up_counts_and_circles_do_no_harm() -> None:
    found = Vocabulary.of([term("a", "b", "c"), term("b", "c"), term("c", "a")])
    assert found.likeness("a", "c") == pytest.approx(0.85)
    assert found.likeness("a", "a") == 1.0
