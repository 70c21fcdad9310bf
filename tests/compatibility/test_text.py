from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from matchmaker.compatibility import text
from matchmaker.compatibility.text import LEAST, best_offers, likenesses, nearest_companies
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import Term

NONE = Vocabulary.of(())


def likeness(offered: str, sought: str, vocabulary: Vocabulary = NONE, *, among: tuple[str, ...] = ()) -> float:
    """How well one phrase meets another, among others that are offered."""
    found = likenesses([offered, *among], [sought], vocabulary)
    assert found.shape == (1, 1 + len(among))
    return float(found.toarray()[0, 0])


@pytest.mark.parametrize("phrase", ["laser", "laser cutting machine", "激光切割机", "光", "лазер", "ឡាស៊ែរ"])
def test_a_phrase_is_wholly_like_itself(phrase: str) -> None:
    assert likeness(phrase, phrase, among=("welding",)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("offered", "sought"),
    [("LASER  Cutter", "laser cutter"), ("Schweißroboter", "SCHWEISSROBOTER"), ("ＬＡＳＥＲ", "laser")],
)
def test_case_spacing_and_width_make_no_difference(offered: str, sought: str) -> None:
    assert likeness(offered, sought, among=("welding",)) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("offered", "sought", "least"),
    [
        ("laser cutting machine", "laser cutting machines", 0.8),
        ("laser cutting machine", "lazer cutting machine", 0.7),
        ("welding robots", "welding robot", 0.7),
        ("fibre laser", "fiber laser", LEAST),
        ("激光切割机", "激光切割设备", LEAST),
        ("лазерная резка", "лазерной резки", LEAST),
    ],
)
def test_spelling_and_inflection_are_forgiven(offered: str, sought: str, least: float) -> None:
    among = ("medical optics", "drones", "焊接", "сварка")
    assert least <= likeness(offered, sought, among=among) < 1.0


@pytest.mark.parametrize(
    ("offered", "sought"),
    [("bananas", "laser cutting"), ("焊接机器人", "激光切割"), ("laser", "激光"), ("drone", "radar")],
)
def test_unlike_phrases_are_not_alike_at_all(offered: str, sought: str) -> None:
    assert likeness(offered, sought, among=("optics",)) == 0.0


def test_everything_stored_lies_between_the_least_that_counts_and_one() -> None:
    offered = ["laser cutter", "laser cutting", "cutting laser", "laser", "fibre laser"]
    found = likenesses(offered, [*offered, "lasers"], NONE)
    assert len(found.data) > len(offered)
    assert found.data.min() >= LEAST
    assert found.data.max() <= 1.0


def test_terms_of_the_vocabulary_are_judged_by_it_alone() -> None:
    """By their letters these two are much alike, and by the vocabulary not at all."""
    apart = Vocabulary.of([Term(id="laser cutting"), Term(id="laser cutting gas")])
    assert likeness("laser cutting", "laser cutting gas") > LEAST
    assert likeness("laser cutting", "laser cutting gas", apart) == 0.0
    assert likeness("laser cutting", "laser cuttings", apart) > LEAST


def test_terms_are_alike_in_the_direction_that_the_vocabulary_says() -> None:
    terms = Vocabulary.of(
        [Term(id="laser", labels={"zh": "激光"}), Term(id="fibre", labels={"en": "fibre laser"}, broader=("laser",))]
    )
    assert likeness("fibre laser", "激光", terms) == pytest.approx(0.85)
    assert likeness("激光", "fibre laser", terms) == pytest.approx(0.6)
    assert likeness("激光", "laser", terms) == pytest.approx(1.0)


def test_one_unknown_phrase_does_not_disturb_the_others() -> None:
    terms = Vocabulary.of([Term(id="laser"), Term(id="fibre", broader=("laser",))])
    found = likenesses(["bananas", "fibre", "laser"], ["laser", "bananas"], terms).toarray()
    assert found == pytest.approx(np.array([[0.0, 0.85, 1.0], [1.0, 0.0, 0.0]]))


@pytest.mark.parametrize(("offered", "sought"), [([], ["x"]), (["x"], []), ([], [])])
def test_where_nothing_is_offered_or_sought_nothing_is_alike(offered: list[str], sought: list[str]) -> None:
    found = likenesses(offered, sought, NONE)
    assert found.shape == (len(sought), len(offered))
    assert found.nnz == 0


def test_phrases_without_any_letter_are_like_nothing() -> None:
    assert likeness("\x1c", "\x1d") == 0.0


def test_working_in_blocks_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = ["laser cutter", "welding", "drones", "optics"]
    sought = ["laser cutting", "welder", "optical", "drone", "nothing"]
    whole = likenesses(offered, sought, NONE).toarray()
    monkeypatch.setattr(text, "BLOCK", 2)
    assert (likenesses(offered, sought, NONE).toarray() == whole).all()


def test_a_company_offers_its_best_phrase() -> None:
    """Two phrases sought (rows), three offered; the companies offer the first and second, the third, and none."""
    like = csr_array(np.array([[0.5, 0.7, 0.0], [0.9, 0.4, 0.6]]))
    assert best_offers(like, [[0, 1], [2], [], [1, 2]]).toarray().tolist() == [
        [0.7, 0.0, 0.0, 0.7],
        [0.9, 0.6, 0.0, 0.6],
    ]


def test_nothing_alike_is_nothing_offered() -> None:
    assert best_offers(csr_array((2, 3)), [[0, 1], [2]]).toarray().tolist() == [[0, 0], [0, 0]]


BEST = csr_array(np.array([[0.0, 0.8, 0.9, 0.5], [0.9, 0.8, 0.0, 0.5]]))


def test_the_nearest_are_those_who_meet_most_each_further_interest_half() -> None:
    """Company 0 seeks both: company 1 has 0.8 + 0.4, company 2 has 0.9, company 3 has 0.5 + 0.25."""
    assert nearest_companies(BEST, [[0, 1], [], [], []], 9) == [(1, 2, 3), (), (), ()]
    assert nearest_companies(BEST, [[0, 1], [], [], []], 2) == [(1, 2), (), (), ()]


def test_nobody_is_its_own_nearest_and_equals_follow_as_on_a_ring() -> None:
    even = csr_array(np.array([[0.5, 0.5, 0.0, 0.5]]))
    assert nearest_companies(even, [[0], [0], [0], []], 2) == [(1, 3), (3, 0), (3, 0), ()]


def test_terms_too_far_apart_in_the_vocabulary_are_not_alike() -> None:
    ladder = Vocabulary.of([Term(id="0"), *(Term(id=str(step), broader=(str(step - 1),)) for step in range(1, 4))])
    assert likeness("1", "3", ladder) == pytest.approx(0.36)
    assert likeness("0", "3", ladder) == 0.0
