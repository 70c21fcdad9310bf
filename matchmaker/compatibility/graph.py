"""The compatibility graph: companies, and weighted edges with the evidence for each. The only home of networkx."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

import networkx as nx

from matchmaker.compatibility.criteria import Likeness, weigh
from matchmaker.compatibility.text import likenesses, nearest_both_ways
from matchmaker.compatibility.topics import topic_fits
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import Event
from matchmaker.timetable import slots_of_event

Graph: TypeAlias = "nx.Graph[str]"

# How many of its best partners each company keeps, for each direction of interest: this many, and a choice of some for
# each meeting that a company can have.
PARTNERS = 40
PER_MEETING = 2
MOST_PARTNERS = 400


def build_graph(event: Event) -> Graph:
    """Score the event's companies against each other.

    Nodes are company ids. Edges carry `weight` (points, an int of at least 1), `evidence` (tuple of `Evidence`, most
    points first), `must` (bool) and `fit` (session id to topic fit, 0 to 100). Pairs that a side avoids or declined
    have no edge. Each company keeps its best others (`PARTNERS` or more) in each direction; wishes are always kept.
    """
    companies = event.profiles
    offered = sorted({phrase for company in companies for phrase in company.capabilities})
    sought = sorted({phrase for company in companies for phrase in company.interests})
    vocabulary = Vocabulary.of(event.vocabulary)
    like = likenesses(offered, sought, vocabulary)
    column = {phrase: place for place, phrase in enumerate(offered)}
    row = {phrase: place for place, phrase in enumerate(sought)}
    offers = [[column[phrase] for phrase in company.capabilities] for company in companies]
    seeks = [[row[phrase] for phrase in company.interests] for company in companies]
    near = nearest_both_ways(like, offers, seeks, _partners(event))
    values = _lookup(like)

    def likeness(capability: str, interest: str) -> float:
        return values.get((row[interest], column[capability]), 0.0)

    graph: Graph = nx.Graph()
    graph.add_nodes_from(company.id for company in companies)
    fits = topic_fits(event, vocabulary)
    for one, other in _candidates(event, near):
        _connect(graph, event, one, other, likeness)
    for _, _, data in graph.edges(data=True):
        data["fit"] = fits(data["evidence"])
    return graph


def _partners(event: Event) -> int:
    slots = len(slots_of_event(event))
    able = (slots * company.delegates for company in event.profiles)
    most = (event.maximum(company) for company in event.profiles)
    busiest = max(room if limit is None else min(room, limit) for room, limit in zip(able, most, strict=True))
    return max(PARTNERS, min(MOST_PARTNERS, PER_MEETING * busiest))


def _lookup(like: object) -> dict[tuple[int, int], float]:
    entries = like.tocoo()  # type: ignore[attr-defined]
    return dict(zip(zip(entries.row.tolist(), entries.col.tolist(), strict=True), entries.data.tolist(), strict=True))


def _candidates(event: Event, near: list[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs worth weighing, as positions in file order, each once, in order."""
    position = {company.id: place for place, company in enumerate(event.profiles)}
    found = ((place, other) for place, others in enumerate(near) for other in others)
    wished = ((place, position[wish.company]) for place, c in enumerate(event.profiles) for wish in c.wishes)
    forbidden = {tuple(sorted(position[company] for company in pair)) for pair in event.kept_apart}
    pairs = {(min(pair), max(pair)) for pair in chain(found, wished)}
    yield from sorted(pairs - forbidden)


def _connect(graph: Graph, event: Event, one: int, other: int, likeness: Likeness) -> None:
    first, second = event.profiles[one], event.profiles[other]
    evidence = weigh(first, second, likeness)
    weight = sum(item.points for item in evidence)
    if weight > 0:
        must = frozenset((first.id, second.id)) in event.musts
        graph.add_edge(first.id, second.id, weight=weight, evidence=evidence, must=must)
