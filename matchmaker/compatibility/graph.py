"""The compatibility graph: companies, and weighted edges with the evidence for each. A home of networkx."""

from __future__ import annotations

from typing import TypeAlias

import networkx as nx

from matchmaker.compatibility.scoring import Removed, Scoring
from matchmaker.compatibility.topics import topic_fits
from matchmaker.compatibility.weighing import weight_of
from matchmaker.event import Event

Graph: TypeAlias = "nx.Graph[str]"


def build_graph(event: Event) -> Graph:
    """Score the event's companies against each other: `graph_of` of a fresh `Scoring`."""
    return graph_of(Scoring(event))


def graph_of(scoring: Scoring) -> Graph:
    """The graph of an event.

    Nodes are company ids. Edges carry `weight` (points, an int of at least 1), `evidence` (tuple of
    `Evidence`, most points first), `must` (bool) and `fit` (session id to topic fit, 0 to 100). The graph's own
    attribute `removed` lists what the hard rules took away. Pairs that a hard rule keeps apart have no edge. Each
    company keeps its best others in each direction; wishes are always kept.
    """
    event, removed = scoring.event, dict[tuple[int, int], Removed]()
    graph: Graph = nx.Graph()
    graph.add_nodes_from(company.id for company in event.profiles)
    fits = topic_fits(event, scoring.phrases)
    for pair in scoring.weighed(removed):
        graph.add_edge(
            pair.one.id,
            pair.other.id,
            weight=weight_of(pair.evidence),
            evidence=pair.evidence,
            must=frozenset((pair.one.id, pair.other.id)) in event.musts,
            fit=fits(pair.evidence),
        )
    graph.graph["removed"] = tuple(removed[pair] for pair in sorted(removed))
    return graph
