from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from matchmaker.compatibility import likeness, offers
from matchmaker.compatibility.likeness import Phrases
from matchmaker.compatibility.offers import LEAST_COSINE, LEAST_STRENGTH
from matchmaker.compatibility.pieces import Link
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import Term

NONE = Vocabulary.of(())
TERMS = Vocabulary.of(
    [
        Term(id="equipment", labels={"en": "laser equipment", "zh": "激光设备"}),
        Term(
            id="cutter",
            labels={"en": "laser cutting machine", "zh": "激光切割机", "ru": "станок лазерной резки"},
            broader=("equipment",),
        ),
        Term(id="park", labels={"en": "industrial park"}),
        Term(id="robot", labels={"en": "industrial robot"}),
    ]
)


def strengths(offered: Sequence[str], sought: Sequence[str], vocabulary: Vocabulary = NONE) -> NDArray[np.float64]:
    """How well what is offered (columns) meets what is sought (rows)."""
    found = Phrases(vocabulary, (*offered, *sought)).likenesses(offered, sought)
    assert found.shape == (len(sought), len(offered))
    return np.asarray(found.toarray())


def test_terms_meet_by_the_vocabulary_in_any_language() -> None:
    found = strengths(["激光切割机", "laser equipment"], ["станок лазерной резки", "激光设备"], TERMS)
    assert found == pytest.approx(np.array([[1.0, 0.6], [0.85, 1.0]]))


def test_two_terms_are_judged_by_the_vocabulary_alone() -> None:
    """By their letters, robots and parks are much alike."""
    assert strengths(["industrial robot"], ["industrial park"])[0, 0] > 0.5
    assert strengths(["industrial robot"], ["industrial park"], TERMS)[0, 0] == 0.0


def test_a_phrase_that_is_no_term_is_linked_to_the_nearest_label() -> None:
    """So that a “fiber laser cutter” meets “laser equipment” though its words are others."""
    phrases = Phrases(TERMS, ("laser cutting machines", "激光设备", "bananas"))
    (link, other, nothing) = phrases.links(["laser cutting machines", "激光设备", "bananas"])
    assert link is not None
    assert (link.term, link.label) == ("cutter", "laser cutting machine")
    assert 0.4 < link.cosine < 1
    assert other == Link("equipment", "激光设备", 1.0)
    assert nothing is None
    found = phrases.likenesses(["laser cutting machines"], ["激光设备"]).toarray()
    assert found[0, 0] == pytest.approx(0.85 * link.cosine, abs=1e-6)


def test_what_is_weaker_than_the_least_is_nothing() -> None:
    """Links of 0.5 on both sides leave a quarter of what the vocabulary says."""
    texts = ("laser cutting of machines", "equipment of lasers", "激光设备")
    phrases = Phrases(TERMS, texts)
    cosines = [link.cosine for link in phrases.links(texts) if link is not None]
    assert len(cosines) == 3
    found = phrases.likenesses(texts, texts)
    assert found.data.min() >= LEAST_STRENGTH
    assert 0.85 * cosines[0] * cosines[1] < LEAST_STRENGTH


def test_text_is_the_root_of_its_cosine() -> None:
    found = strengths(["laser welding", "drone"], ["laser welder", "bananas"])
    assert found[0, 0] ** 2 >= LEAST_COSINE
    assert found[1].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("phrase", ["x", "🚀 🌍", "ليزر", "光", "laser"])
def test_the_same_phrase_meets_itself_whatever_it_is(phrase: str) -> None:
    assert strengths([phrase], [f" {phrase.upper()} "])[0, 0] == 1.0


def test_a_phrase_is_found_within_a_description() -> None:
    text = (
        "We are a family firm in the third generation. Our main product is the laser cutting machine. "
        "We also rent out meeting rooms, and like to talk about the history of our town."
    )
    assert strengths([text], ["laser cutting machines"])[0, 0] > 0.5
    assert strengths([text], ["станок лазерной резки"], TERMS)[0, 0] > 0.5
    assert strengths([text], ["drones"])[0, 0] == 0.0


def test_descriptions_are_compared_as_a_whole_too() -> None:
    one = "Growing of sapphire and garnet boules for solid state emitters by the Czochralski method in vacuum furnaces"
    two = "A furnace in which garnet or sapphire is grown, for emitters in the solid state; vacuum; Czochralski; boules"
    three = "Cooking for conferences and weddings with fresh vegetables from farms of the region around the lake"
    found = strengths([one], [two, three])
    assert found[0, 0] > 0.4
    assert found[1, 0] == 0.0


def test_a_description_of_fifty_thousand_characters_is_no_trouble() -> None:
    long = "laser cutting machine, " + "word and more words. " * 2500
    assert len(long) > 50_000
    assert strengths([long], ["laser cutting machine"])[0, 0] == 1.0


@pytest.mark.parametrize(("offered", "sought"), [([], ["x"]), (["x"], []), ([], [])])
def test_where_nothing_is_offered_or_sought_nothing_is_alike(offered: list[str], sought: list[str]) -> None:
    assert strengths(offered, sought).size == 0


def test_everything_lies_between_nothing_and_one() -> None:
    offered = ["laser cutter", "laser cutting", "cutting laser", "laser", "fibre laser"]
    found = Phrases(TERMS, tuple(offered)).likenesses(offered, [*offered, "lasers"])
    assert found.nnz > len(offered)
    assert found.data.min() > 0
    assert found.data.max() <= 1.0


def test_vectors_of_a_plug_in_join_what_text_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    """In blocks or not; cosines below a half do not count."""
    known = {"laser": (3.0, 0.0), "激光": (1.0, 0.5), "drone": (0.0, 2.0), "?": (0.0, 0.0)}

    def vectors(texts: Sequence[str]) -> NDArray[np.float64]:
        return np.array([known[text] for text in texts])

    for values in (1, 500):
        monkeypatch.setattr(offers, "BROUGHT_VALUES", values)
        found = Phrases(NONE, tuple(known), vectors).likenesses(["laser", "drone", "?"], ["激光", "?"]).toarray()
        assert found == pytest.approx(np.array([[0.894427, 0.0, 0.0], [0.0, 0.0, 1.0]]))


def test_the_nearest_label_is_proposed_even_if_it_is_not_near() -> None:
    phrases = Phrases(TERMS, ("laser cutting of steel", "bananas"))
    assert phrases.nearest_labels(["laser cutting of steel", "bananas"]) == ("laser cutting machine", None)


MIXED = (
    "laser cutting machine",
    "x",
    "A description. Of a laser cutting machine, of industrial robots; and of sapphire boules grown in vacuum furnaces.",
    "станок лазерной резки",
    "laser cutters",
    "🚀",
    "Sapphire boules, grown in vacuum furnaces by the Czochralski method, for emitters in the solid state and lenses.",
    "X",
)


def letters(texts: Sequence[str]) -> NDArray[np.float64]:
    """Vectors by how often texts have some letters."""
    return np.array([[text.count(letter) for letter in "aeiostx"] for text in texts], dtype=np.float64)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_working_in_blocks_makes_no_difference(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sought = (*reversed(MIXED), "laser equipment")
    phrases = Phrases(TERMS, (*MIXED, "laser equipment"), letters)
    whole = phrases.likenesses(MIXED, sought).toarray()
    assert (whole > 0).sum(axis=1).min() > 0
    monkeypatch.setattr(likeness, "BLOCK", size)
    assert phrases.likenesses(MIXED, sought).toarray() == pytest.approx(whole)


def test_each_way_keeps_the_strongest_where_texts_are_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    offered = ("laser cutting machine", "laser cutting machines", "laser cutting", "laser equipment")
    phrases = Phrases(TERMS, offered)
    everything = phrases.likenesses(offered, offered).toarray()
    assert (everything > 0).sum() > len(offered)
    monkeypatch.setattr(likeness, "NEAREST", 1)
    monkeypatch.setattr(likeness, "MOST_VALUES", 1)
    assert phrases.likenesses(offered, offered).nnz < (everything > 0).sum()
    assert phrases.likenesses(offered, offered).toarray().diagonal().tolist() == [1.0] * 4
    brought = Phrases(NONE, ("ae", "ea", "aeo", "i"), letters).likenesses(["aeo", "ea", "i"], ["ae"]).toarray()
    assert brought.tolist() == [[0.0, 1.0, 0.0]]
