from __future__ import annotations

import pytest

from matchmaker.compatibility import Evidence, build_graph, scoring
from matchmaker.compatibility.likeness import Phrases
from matchmaker.compatibility.topics import NO_TOPICS, topic_fits
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import Company, Event, SessionKind, Term
from tests.build import company, event, session


def edges(held: Event) -> dict[str, int]:
    """The weight of each edge."""
    return {f"{one}{other}": data["weight"] for one, other, data in build_graph(held).edges(data=True)}


def trader(name: str, offers: str = "", seeks: str = "", **fields: object) -> Company:
    """A company that offers and seeks what is said, or nothing."""
    return company(name, capabilities=list(filter(None, [offers])), interests=list(filter(None, [seeks])), **fields)


def test_every_company_is_a_node_in_the_order_of_the_file() -> None:
    assert list(build_graph(event("c a b"))) == ["c", "a", "b"]


def test_the_weight_is_the_sum_of_the_evidence() -> None:
    held = event(
        [trader("a", "drones", "optics", purposes=["trade"]), trader("b", "optics", purposes=["trade"])],
        wishes="a want b 2 accepted",
    )
    data = build_graph(held).edges["a", "b"]
    assert [(item.criterion, item.points, item.reason) for item in data["evidence"]] == [
        ("wished", 160, "A asked for this meeting, and B agreed"),
        ("capability_meets_interest", 100, "B offers “optics”"),
        ("shared_purpose", 40, "both are here for trade"),
        ("complement_or_likeness", 40, "one has what the other lacks, which suits trade"),
    ]
    assert data["weight"] == 340
    assert data["must"] is False
    assert data["fit"] == {"main": NO_TOPICS}


def test_attributes_have_plain_types() -> None:
    held = event("a b c", session(topics=["laser"]), session("talk", kind=SessionKind.DIALOGUE), wishes="a must b")
    found = build_graph(held)
    assert found.number_of_edges() == 3
    for _, _, data in found.edges(data=True):
        assert set(data) == {"weight", "evidence", "must", "fit"}
        assert type(data["weight"]) is int
        assert data["weight"] >= 1
        assert type(data["must"]) is bool
        assert all(type(one) is Evidence and type(one.points) is int for one in data["evidence"])
        assert {name: type(fit) for name, fit in data["fit"].items()} == {"main": int}
    assert [found.edges[pair]["must"] for pair in (("a", "b"), ("a", "c"), ("b", "c"))] == [True, False, False]


def test_an_edge_needs_only_one_direction() -> None:
    assert edges(event([trader("a", "optics"), trader("b", "", "optics")])) == {"ab": 100}
    assert edges(event([trader("a", "", "optics"), trader("b", "optics")])) == {"ab": 100}
    assert edges(event([trader("a", "optics", "drones"), trader("b", "drones", "optics")])) == {"ab": 400}


def test_companies_with_nothing_in_common_have_no_edge() -> None:
    held = event([trader("a", "drones", purposes=["trade"]), trader("b", "", "optics", purposes=["trade"])])
    assert edges(held) == {}


def test_a_wish_alone_makes_an_edge_from_either_side() -> None:
    held = event([trader("a"), trader("b"), trader("c")], wishes="a want b 1, c must a")
    assert edges(held) == {"ab": 120, "ac": 200}


@pytest.mark.parametrize("wishes", ["a avoid b", "b avoid a", "a want b 1 declined", "b want a declined"])
def test_who_is_avoided_or_declined_has_no_edge(wishes: str) -> None:
    assert edges(event("a b c", wishes=wishes)) == {"ac": 400, "bc": 400}


def test_the_vocabulary_joins_languages_and_knows_direction() -> None:
    terms = [Term(id="laser", labels={"zh": "激光"}), Term(id="fibre", synonyms=("光纤激光器",), broader=("laser",))]
    held = event([trader("a", "光纤激光器"), trader("b", "", "laser"), trader("c", "激光", "fibre")], vocabulary=terms)
    assert edges(held) == {"ab": 85, "ac": 100, "bc": 100}
    by_letters_only = held.model_copy(update={"vocabulary": ()})
    assert edges(by_letters_only) == {}


def test_each_company_keeps_its_best_partners_and_all_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those who offer optics, a and e keep b; c keeps e, the next on the ring who seeks its optics, and a wish."""
    monkeypatch.setattr(scoring, "PARTNERS", 1)
    monkeypatch.setattr(scoring, "PER_MEETING", 0)
    held = event(
        [
            trader("a", "drones", "optics"),
            trader("b", "optics"),
            trader("c", "optics"),
            trader("d", "", "drones"),
            trader("e", "", "optics"),
        ],
        wishes="a want c 7",
    )
    assert edges(held) == {"ab": 100, "ac": 120, "ad": 100, "be": 100, "ce": 100}


def test_a_partner_is_kept_if_either_side_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """All seek optics of a, the only one that has it; a itself keeps but one, and yet all edges stay."""
    monkeypatch.setattr(scoring, "PARTNERS", 1)
    monkeypatch.setattr(scoring, "PER_MEETING", 0)
    seekers = [trader(name, "drones", "optics") for name in "bcd"]
    assert edges(event([trader("a", "optics", "drones"), *seekers])) == {"ab": 400, "ac": 400, "ad": 400}


def test_edges_come_in_the_order_of_the_file() -> None:
    assert list(edges(event("c a d b", wishes="b must c"))) == ["ca", "cd", "cb", "ad", "ab", "db"]


def fits(held: Event) -> dict[str, int]:
    """The topic fits of the event's only pair."""
    ((_, _, data),) = build_graph(held).edges(data=True)
    found: dict[str, int] = data["fit"]
    return found


def test_a_session_suits_a_pair_by_what_it_offers_or_seeks() -> None:
    terms = [Term(id="laser"), Term(id="fibre", broader=("laser",)), Term(id="welding")]
    held = event(
        [trader("a", "fibre"), trader("b", "", "laser")],
        session("on laser", topics=["laser"]),
        session("on fibre", topics=["welding", "fibre"]),
        session("on welding", topics=["welding"]),
        session("on nothing"),
        session("talk", kind=SessionKind.DIALOGUE, topics=["laser"]),
        session("salon", kind=SessionKind.SALON, topics=["bananas"]),
        vocabulary=terms,
    )
    assert fits(held) == {"on laser": 100, "on fibre": 100, "on welding": 0, "on nothing": NO_TOPICS, "salon": 0}


def test_a_fit_is_lost_with_each_step_of_the_vocabulary() -> None:
    terms = [Term(id="laser"), Term(id="fibre", broader=("laser",)), Term(id="thin fibre", broader=("fibre",))]
    held = event(
        [trader("a", "fibre"), trader("b", "", "fibre")],
        session("broad", topics=["laser"]),
        session("narrow", topics=["thin fibre"]),
        vocabulary=terms,
    )
    assert fits(held) == {"broad": 85, "narrow": 60}


def test_a_pair_that_only_wishes_suits_sessions_without_topics_best() -> None:
    held = event([trader("a"), trader("b")], session("x", topics=["laser"]), session("y"), wishes="a want b")
    assert fits(held) == {"x": 0, "y": NO_TOPICS}


def test_only_phrases_behind_the_evidence_count() -> None:
    held = event([company("a"), company("b", capabilities=["optics"])], session("x", topics=["optics"]))
    fit = topic_fits(held, Phrases(Vocabulary.of(()), ("optics", "laser")))
    assert fit((Evidence("wished", 1, "asked"),)) == {"x": 0}
    assert fit((Evidence("capability_meets_interest", 1, "offers", phrases=("laser", "optics")),)) == {"x": 100}


def test_a_topic_is_found_in_every_phrase_however_many() -> None:
    about = [f"laser {n}{n}" for n in range(100, 350)]
    texts = (*about, *(f"other{n} thing{n}" for n in range(750)))
    held = event(
        [company("a", capabilities=about), company("b", interests=texts[250:])], session("x", topics=["laser"])
    )
    fit = topic_fits(held, Phrases(Vocabulary.of(()), (*texts, "laser")))
    found = [fit((Evidence("capability_meets_interest", 1, "offers", phrases=(phrase,)),))["x"] for phrase in about]
    assert min(found) > 0


def test_of_many_alike_each_is_somebodys_nearest() -> None:
    """A hundred sellers and a hundred buyers of one thing: a cut by the order of the file would leave most alone."""
    held = event([*(trader(f"s{n}", "laser") for n in range(100)), *(trader(f"b{n}", "", "laser") for n in range(100))])
    degrees = [degree for _, degree in build_graph(held).degree()]
    assert len(degrees) == 200
    assert min(degrees) >= scoring.PARTNERS


def test_the_graph_tells_what_rules_took_away() -> None:
    held = event([company("a", group="g"), company("b", group="g"), "c"])
    found = build_graph(held)
    assert [(it.rule, it.participants) for it in found.graph["removed"]] == [("same_group_apart", ("a", "b"))]
    assert not found.has_edge("a", "b")
    assert found.has_edge("a", "c")
