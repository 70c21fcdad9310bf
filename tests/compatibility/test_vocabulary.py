from __future__ import annotations

import pytest

from matchmaker.compatibility.vocabulary import Vocabulary, normal
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
        term("fibre laser", "laser", synonyms=("fiber laser",)),
        term("welding", "equipment"),
    ]
)


@pytest.mark.parametrize(
    ("offered", "sought", "likeness"),
    [
        ("laser", "laser", 1.0),
        ("激光器", "lasergerät", 1.0),
        ("Laser  Source", "ｌａｓｅｒ", 1.0),
        ("fiber laser", "激光器", 0.85),
        ("fibre laser", "equipment", 0.85**2),
        ("laser", "fibre laser", 0.6),
        ("equipment", "fibre laser", 0.6**2),
        ("welding", "laser", 0.0),
        ("welding", "fibre laser", 0.0),
        ("laser", "bananas", 0.0),
        ("bananas", "laser", 0.0),
        ("bananas", "bananas", 0.0),
    ],
)
def test_likeness_is_lost_with_each_step(offered: str, sought: str, likeness: float) -> None:
    assert LASERS.likeness(offered, sought) == pytest.approx(likeness)


def test_far_away_is_not_alike_at_all() -> None:
    """Seven steps up are 0.32, eight 0.27; two steps down are 0.36, three 0.22; the least that counts is 0.3."""
    ladder = Vocabulary.of([term("0"), *(term(str(step), str(step - 1)) for step in range(1, 10))])
    assert ladder.likeness("7", "0") == pytest.approx(0.85**7)
    assert ladder.likeness("8", "0") == 0.0
    assert ladder.likeness("0", "2") == pytest.approx(0.36)
    assert ladder.likeness("0", "3") == 0.0


def test_of_two_ways_up_the_shorter_one_counts() -> None:
    diamond = Vocabulary.of([term("top"), term("middle", "top"), term("low", "middle", "top")])
    assert diamond.likeness("low", "top") == pytest.approx(0.85)
    assert diamond.likeness("low", "middle") == pytest.approx(0.85)


def test_a_label_of_two_terms_belongs_to_the_first() -> None:
    shared = Vocabulary.of([term("one", labels={"en": "both"}), term("two", synonyms=("both",))])
    assert shared.likeness("both", "one") == 1.0
    assert shared.likeness("both", "two") == 0.0


def test_a_broader_term_that_is_missing_or_circular_does_no_harm() -> None:
    odd = Vocabulary.of([term("one", "two", "nowhere"), term("two", "one")])
    assert odd.likeness("one", "two") == pytest.approx(0.85)
    assert odd.likeness("two", "one") == pytest.approx(0.85)


@pytest.mark.parametrize(
    ("phrase", "compared"),
    [
        ("  Laser\tCutting ", "laser cutting"),
        ("ＬＡＳＥＲ", "laser"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("激光", "激光"),
    ],
)
def test_phrases_are_compared_without_case_width_and_spacing(phrase: str, compared: str) -> None:
    assert normal(phrase) == compared
