from __future__ import annotations

import pytest

from matchmaker.compatibility import Scoring, Wording, explain, partners_of, said_of_best, said_of_pair, unknown_phrases
from matchmaker.compatibility.evidence import LONGEST_QUOTE, Evidence, Phrase, Place, Tongue, Word
from matchmaker.compatibility.sentences import HEADINGS, JOINED, SENTENCES, WORDS, joined
from matchmaker.event import Event, Term
from matchmaker.matching import ChainPosition, Kind, Stage
from tests.build import company, event
from tests.compatibility.known import mute

LANGUAGES = ("en", "zh", "de", "ru")
TERMS = [Term(id="cutter", labels={"en": "laser cutter", "zh": "激光切割机", "de": "Laserschneidanlage"})]


def held() -> Event:
    """A offers what b seeks; c and b offer what a seeks; d is apart from a."""
    return event(
        [
            mute("a", names={"zh": "甲"}, country="CN", capabilities=["激光切割机"], interests=["drones"], group="g"),
            mute("b", country="DE", capabilities=["drones"], interests=["laser cutter"], languages=["de"]),
            mute("c", country="CN", capabilities=["drones"]),
            mute("d", capabilities=["drones"], group="g"),
            mute("e"),
        ],
        vocabulary=TERMS,
        languages=list(LANGUAGES),
        reciprocity=30,
    )


def test_partners_are_all_with_enough_in_common_who_may_meet_best_first() -> None:
    scoring = Scoring(held())
    found = partners_of(scoring, scoring.event.company["a"])
    assert [(it.company.id, it.weight, it.rank) for it in found] == [("b", 820, 1), ("c", 100, 2)]


def test_a_pair_is_explained_from_both_sides() -> None:
    scoring = Scoring(held())
    found = explain(scoring, scoring.event.company["b"], scoring.event.company["a"])
    assert (found.weight, found.apart) == (820, None)
    assert found.rank_of_other == (1, 1)
    assert found.rank_of_one == (1, 2)
    assert "shared_language" in found.silent
    assert "capability_meets_interest" not in found.silent


def test_a_pair_that_may_not_meet_says_why_and_has_no_rank() -> None:
    scoring = Scoring(held())
    found = explain(scoring, scoring.event.company["a"], scoring.event.company["d"])
    assert found.apart == ("same_group_apart", "both belong to g")
    assert found.rank_of_other == (None, 2)
    lines = list(said_of_pair(found, Wording.of(scoring.event, scoring.phrases.vocabulary, "en")))
    assert lines[1] == "They never meet: both belong to g [same_group_apart]"
    assert lines[-2] == "D is not among the 2 whom A could meet"


def test_an_explanation_reads_as_sentences_in_each_language() -> None:
    scoring = Scoring(held())
    found = explain(scoring, scoring.event.company["a"], scoring.event.company["b"])
    texts = {}
    for language in LANGUAGES:
        wording = Wording.of(scoring.event, scoring.phrases.vocabulary, language)
        texts[language] = list(said_of_pair(found, wording))
    assert texts["en"][0] == "A (China) and B (Germany): 820 points"
    assert texts["en"][1:3] == [
        "What A gains: 100",
        "    100  B offers “drones”  [capability_meets_interest]",
    ]
    assert texts["zh"][0] == "甲（中国）与B（德国）：820分"
    assert (
        texts["zh"][4] == "    100  甲提供“激光切割机”，B寻求“laser cutter” (激光切割机)  [capability_meets_interest]"
    )
    assert texts["de"][-2] == "B steht für A auf Platz 1 von 2"
    assert len({len(lines) for lines in texts.values()}) == 1


def test_the_best_are_listed_a_line_each() -> None:
    scoring = Scoring(held())
    one = scoring.event.company["a"]
    wording = Wording.of(scoring.event, scoring.phrases.vocabulary, "ru")
    assert list(said_of_best(one, partners_of(scoring, one), wording)) == [
        "A: лучшие 2 из 2",
        "  1.   820  B (Германия): A предлагает «激光切割机», B ищет «laser cutter»",
        "  2.   100  C (Китай): C предлагает «drones»",
    ]


def test_phrases_that_are_no_terms_are_listed_with_the_nearest() -> None:
    found = event([company("a", capabilities=["laser cutters", "bananas"], interests=["bananas"])], vocabulary=TERMS)
    assert unknown_phrases(Scoring(found)) == (("bananas", 2, None), ("laser cutters", 1, "laser cutter"))


@pytest.mark.parametrize("texts", [SENTENCES, WORDS, HEADINGS], ids=["sentences", "words", "headings"])
def test_every_sentence_is_there_in_every_language_with_the_same_values(texts: dict[str, dict[str, str]]) -> None:
    assert len(texts) > 5
    for key, said in texts.items():
        assert set(said) == set(LANGUAGES), key
        values = {frozenset(part.split("}")[0] for part in text.split("{")[1:]) for text in said.values()}
        assert len(values) == 1 or key == "target_market", key


def test_every_kind_stage_and_position_has_a_word() -> None:
    assert {*Kind, *Stage, *ChainPosition} <= WORDS.keys()


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        (["a"], "en", "a"),
        (["a", "b", "c"], "en", "a, b and c"),
        (["a", "b"], "zh", "a和b"),
        (["a", "b"], "fr", "a and b"),
        ([], "en", ""),
    ],
)
def test_lists_are_joined_as_the_language_does(words: list[str], language: str, expected: str) -> None:
    assert joined(words, language) == expected
    assert set(JOINED) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "12,345 “x”"), ("zh", "12,345 “x”"), ("de", "12.345 „x“"), ("ru", "12\u00a0345 «x»"), ("fr", "12,345 “x”")],
)
def test_numbers_and_quotes_are_written_as_the_language_does(language: str, expected: str) -> None:
    wording = Wording(language, event("a").country_name)
    assert f"{wording.word(12345)} {wording.word(Phrase('x'))}" == expected


def test_values_are_said_in_the_language_or_as_they_are() -> None:
    own = event("a", country_names={"DE": {"ru": "ФРГ"}})
    wording = Wording.of(own, Scoring(own).phrases.vocabulary, "ru")
    assert wording.word(Place("DE")) == "ФРГ"
    assert wording.word(Place("FR")) == "Франция"
    assert wording.word(Word("park")) == "парк"
    assert wording.word(Word("my own purpose")) == "my own purpose"
    assert wording.word(Tongue("zh")) == "китайский"
    assert wording.word(Tongue("qqq")) == "qqq"
    assert Wording("tlh", own.country_name).word(Tongue("zh")) == "Chinese"
    assert wording.word(Phrase("x" * 500)) == f"«{'x' * LONGEST_QUOTE}…»"
    plain = Evidence("new", 1, "both are in {alliance}", (("alliance", "the alliance"),))
    assert wording.say(plain) == plain.reason == "both are in the alliance"
    unknown = Wording.of(own, Scoring(own).phrases.vocabulary, "tlh")
    assert unknown.say(Evidence("cross_border", 1, "met_before")) == "they met before, and nothing is open"
