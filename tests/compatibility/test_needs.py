"""Needs and the advisers who know about them."""

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.compatibility import Scoring, Wording, need_evidence, need_weights
from matchmaker.event import Event, Session, SessionKind, Term
from tests.build import event, session
from tests.compatibility.known import mute

EXPORT = {"en": "export contracts", "zh": "出口合同", "ru": "экспортные контракты"}
VOCABULARY = (
    Term(id="law", labels={"en": "legal services", "zh": "法律服务"}),
    Term(id="contracts", labels=EXPORT, broader=("law",)),
)


def desks(*advisers: Any, name: str = "law") -> Session:
    """A consultation with these advisers."""
    return session(name, kind=SessionKind.CONSULTATION, advisers=list(advisers))


def asking(*sessions: Session, vocabulary: tuple[Term, ...] = (), **needs: list[str]) -> Event:
    """An event of companies with these needs."""
    return event([mute(name, needs=asked) for name, asked in needs.items()], *sessions, vocabulary=vocabulary)


LI = {"id": "li", "name": "Li", "expertise": ["export contracts", "customs"]}


def test_a_need_that_an_adviser_knows_all_about_has_all_points() -> None:
    held = asking(desks(LI), a=["Export Contracts", "singing"], b=["customs"], c=[])
    assert need_weights(Scoring(held)) == {("a", "Export Contracts", "li"): 200, ("b", "customs", "li"): 200}


@pytest.mark.parametrize(
    ("need", "points"),
    [("出口合同", 200), ("экспортные контракты", 200), ("legal services", 170), ("arbitration", None)],
)
def test_needs_are_met_across_languages_and_by_what_is_narrower(need: str, points: int | None) -> None:
    """One step narrower than what is needed is worth 0.85, as it is with capabilities and interests."""
    held = asking(desks(LI), a=[need], vocabulary=VOCABULARY)
    assert need_weights(Scoring(held)) == ({("a", need, "li"): points} if points else {})


def test_of_several_fields_the_one_that_knows_most_counts_and_of_equals_the_first() -> None:
    wang = {"id": "wang", "name": "Wang", "expertise": ["legal services", "export contracts", "contracts"]}
    held = asking(desks(wang, LI), a=["出口合同"], vocabulary=VOCABULARY)
    found = need_evidence(Scoring(held))
    assert {key[2]: one.points for key, one in found.items()} == {"wang": 200, "li": 200}
    assert found["a", "出口合同", "wang"].phrases == ("出口合同", "export contracts")


def test_an_adviser_of_two_sessions_knows_what_either_says() -> None:
    other = {"id": "li", "name": "Li", "expertise": ["arbitration"]}
    held = asking(desks(LI), desks(other, name="more"), a=["arbitration"], b=["customs"])
    assert set(need_weights(Scoring(held))) == {("a", "arbitration", "li"), ("b", "customs", "li")}


def test_who_says_no_expertise_is_sent_nobody() -> None:
    assert need_weights(Scoring(asking(desks("Li"), a=["customs"]))) == {}
    assert need_weights(Scoring(asking(a=["customs"]))) == {}


def test_a_need_that_is_met_weighs_a_point_at_least() -> None:
    held = asking(desks(LI), a=["customs"])
    weights = held.event.weights.model_copy(update={"need_met": 0})
    held = held.model_copy(update={"event": held.event.model_copy(update={"weights": weights})})
    assert need_weights(Scoring(held)) == {("a", "customs", "li"): 1}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A needs “出口合同” (export contracts), Li knows about “export contracts”"),
        ("zh", "A需要“出口合同”，Li熟悉“export contracts” (出口合同)"),
        ("de", "A braucht „出口合同“, Li kennt sich aus: „export contracts“"),
        (
            "ru",
            "A нуждается: «出口合同» (экспортные контракты); Li разбирается: «export contracts» (экспортные контракты)",
        ),
    ],
)
def test_the_reason_is_said_in_each_language(language: str, said: str) -> None:
    held = asking(desks(LI), a=["出口合同"], vocabulary=VOCABULARY)
    scoring = Scoring(held)
    wording = Wording.of(held, scoring.phrases.vocabulary, language)
    assert wording.say(need_evidence(scoring)["a", "出口合同", "li"]) == said


def test_where_nobody_needs_anything_the_texts_compared_are_the_same_as_before() -> None:
    assert Scoring(event("a b")).phrases.texts == ("laser",)
    assert set(Scoring(event("a b", session(), desks(LI))).phrases.texts) == {"laser", "export contracts", "customs"}
