"""What is shown of a graph, decided once: communities, who bridges them, the strongest pairs across borders.

Communities are found by the Louvain method (Blondel et al. 2008, "Fast unfolding of communities in large networks").
Who bridges them is told by the participation coefficient (Guimerà and Amaral 2005, "Functional cartography of complex
metabolic networks"): the chance that two steps along a company's edges, by weight, lead to different communities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from matchmaker.compatibility import Graph, Removed, Scoring, Wording
from matchmaker.event import Company, Event

PAIRS_SHOWN, BRIDGES_SHOWN, THEMES = 20, 20, 2
COMPANIES_PER_BRIDGE = 5
LONGEST_THEME = 40


@dataclass(frozen=True, slots=True)
class Community:
    """Companies that suit each other more than they suit others, the best connected first, and what they talk about."""

    number: int
    members: tuple[Company, ...]
    themes: tuple[str, ...]
    countries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A company between communities: the part of its weight outside its own, by community, and its participation."""

    company: Company
    own: int
    reaches: tuple[int, ...]
    participation: float
    outside: int


@dataclass(frozen=True, slots=True)
class CrossBorder:
    """A pair from two countries, with the reason that weighs most."""

    one: Company
    other: Company
    weight: int
    reason: str


@dataclass(frozen=True)
class GraphBook:
    """A graph and what is known of its event. `unknown` are phrases that are no terms, as of `unknown_phrases`."""

    event: Event
    scoring: Scoring
    graph: Graph
    unknown: tuple[tuple[str, int, str | None], ...] = ()

    @property
    def removed(self) -> tuple[Removed, ...]:
        """What the hard rules took away."""
        found: tuple[Removed, ...] = self.graph.graph["removed"]
        return found

    @property
    def language(self) -> str:
        """The language of the shown texts: English if the event has it, else its first."""
        languages = self.event.event.languages
        return "en" if "en" in languages else languages[0]

    def name(self, company: Company) -> str:
        """The company's name as shown: the English one beside it has no room in a drawing."""
        return company.names.get(self.language) or company.name

    def country(self, company: Company) -> str:
        """The company's country as shown."""
        return self.event.country_name(company.country, self.language)

    @cached_property
    def _wording(self) -> Wording:
        return Wording.of(self.event, self.scoring.phrases.vocabulary, self.language)

    def reason(self, edge: Mapping[str, Any]) -> str:
        """The reason for an edge that weighs most, with names, countries and terms as shown."""
        return self._wording.say(edge["evidence"][0])

    @cached_property
    def strength(self) -> dict[str, int]:
        """The weight of all edges of each company."""
        return {company: int(total) for company, total in self.graph.degree(weight="weight")}

    def edges(self) -> Iterator[tuple[Company, Company, dict[str, Any]]]:
        """All edges, in file order."""
        for one, other, data in self.graph.edges(data=True):
            yield self.event.company[one], self.event.company[other], data

    @cached_property
    def communities(self) -> tuple[Community, ...]:
        """All communities, the largest first."""
        # Numbers instead of ids: sets of texts are walked in another order in every process.
        place = {company.id: number for number, company in enumerate(self.event.profiles)}
        numbers: nx.Graph[int] = nx.Graph()
        numbers.add_nodes_from(place.values())
        numbers.add_weighted_edges_from(
            (place[a], place[b], data["weight"]) for a, b, data in self.graph.edges(data=True)
        )
        found = [sorted(members) for members in nx.community.louvain_communities(numbers, seed=0)]
        found.sort(key=lambda members: (-len(members), members))
        home = {member: number for number, members in enumerate(found) for member in members}
        themes = self._themes({c.id: home[place[c.id]] for c in self.event.profiles})
        return tuple(
            self._community(number, [self.event.profiles[member] for member in members], themes.get(number, ()))
            for number, members in enumerate(found)
        )

    def _community(self, number: int, members: list[Company], themes: tuple[str, ...]) -> Community:
        members.sort(key=lambda company: -self.strength[company.id])
        counts = Counter(company.country for company in members)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        countries = tuple((self.event.country_name(code, self.language), count) for code, count in ordered)
        return Community(number, tuple(members), themes, countries)

    def _themes(self, home: dict[str, int]) -> dict[int, tuple[str, ...]]:
        """What the edges within each community are about: the terms, or phrases, with most points."""
        points: dict[int, Counter[str]] = defaultdict(Counter)
        vocabulary = self.scoring.phrases.vocabulary
        for one, other, data in self.graph.edges(data=True):
            if home[one] == home[other]:
                for item in data["evidence"]:
                    for phrase in item.phrases[:1]:
                        term = vocabulary.term(phrase)
                        label = vocabulary.labels[term].get(self.language) if term is not None else None
                        points[home[one]][label or phrase] += item.points
        return {
            number: tuple(
                text if len(text) <= LONGEST_THEME else f"{text[:LONGEST_THEME]}…"
                for text, _ in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:THEMES]
            )
            for number, found in points.items()
        }

    @cached_property
    def home(self) -> dict[str, int]:
        """The number of each company's community."""
        return {company.id: community.number for community in self.communities for company in community.members}

    @cached_property
    def bridges(self) -> tuple[Bridge, ...]:
        """Those who connect communities most: by participation times the weight that leads outside."""
        found = []
        for company in self.event.profiles:
            shares: Counter[int] = Counter()
            for other, data in self.graph[company.id].items():
                shares[self.home[other]] += data["weight"]
            total = sum(shares.values())
            if total:
                own = self.home[company.id]
                outside = total - shares.pop(own, 0)
                squares = sum(share**2 for share in (*shares.values(), total - outside))
                reaches = tuple(number for number, _ in sorted(shares.items(), key=lambda item: (-item[1], item[0])))
                found.append(Bridge(company, own, reaches, 1 - squares / total**2, outside))
        found.sort(key=lambda bridge: -bridge.participation * bridge.outside)
        most = min(BRIDGES_SHOWN, -(-len(found) // COMPANIES_PER_BRIDGE))
        return tuple(bridge for bridge in found if bridge.outside)[:most]

    @cached_property
    def cross_border(self) -> tuple[CrossBorder, ...]:
        """The strongest pairs from two countries."""
        pairs = [(one, other, data) for one, other, data in self.edges() if one.country != other.country]
        pairs.sort(key=lambda pair: -pair[2]["weight"])
        return tuple(
            CrossBorder(one, other, data["weight"], self.reason(data)) for one, other, data in pairs[:PAIRS_SHOWN]
        )

    @cached_property
    def between(self) -> dict[tuple[int, int], int]:
        """The weight of the edges between each two communities."""
        found: Counter[tuple[int, int]] = Counter()
        for one, other, data in self.graph.edges(data=True):
            left, right = sorted((self.home[one], self.home[other]))
            if left != right:
                found[left, right] += data["weight"]
        return dict(found)
