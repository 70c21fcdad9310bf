"""An event ready to be scored: what is known of its phrases, which pairs are worth weighing, and what each weighs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from scipy.sparse import csr_array

from matchmaker.apart import kept_apart_by, rules_concern, rules_used
from matchmaker.compatibility.candidates import Apart, Companies, IntArray, nearest_both_ways
from matchmaker.compatibility.criteria import Known, Likeness, fits
from matchmaker.compatibility.evidence import Evidence
from matchmaker.compatibility.likeness import Phrases, Vectors
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.compatibility.weighing import weigh
from matchmaker.event import Company, Event
from matchmaker.timetable import slots_of_event

# How many of its best partners each company keeps, for each direction of interest: this many, and a choice of some for
# each meeting that a company can have. Of those who are alike, where that is asked for, this part.
PARTNERS = 40
PER_MEETING = 2
MOST_PARTNERS = 400
PART_ALIKE = 0.25
# Strengths kept as dictionaries, about.
STRENGTHS_KEPT = 2_000_000


@dataclass(frozen=True, slots=True)
class Removed:
    """A pair that a hard rule took away, though it was among the best partners of one side or wished for."""

    rule: str
    participants: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with its evidence, in file order."""

    one: Company
    other: Company
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Scoring:
    """An event's companies, to be scored against each other. `vectors` may bring likenesses of its own."""

    event: Event
    vectors: Vectors | None = None

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """All texts offered, sorted."""
        return tuple(sorted({phrase for company in self.event.profiles for phrase in self.event.offers(company)}))

    @cached_property
    def sought(self) -> tuple[str, ...]:
        """All texts sought, sorted."""
        return tuple(sorted({phrase for company in self.event.profiles for phrase in self.event.seeks(company)}))

    @cached_property
    def phrases(self) -> Phrases:
        """What is known of all texts."""
        topics = {topic for session in self.event.sessions for topic in session.topics}
        asked = {need for company in self.event.profiles for need in company.needs}
        known = {text for s in self.event.sessions for adviser in s.advisers for text in adviser.expertise}
        texts = tuple(sorted({*self.offered, *self.sought, *topics, *asked, *known}))
        return Phrases(Vocabulary.of(self.event.vocabulary), texts, self.vectors)

    @cached_property
    def meets(self) -> csr_array:
        """Strength of each text offered for each one sought; shape (sought, offered)."""
        return self.phrases.likenesses(self.offered, self.sought)

    @cached_property
    def alike(self) -> csr_array:
        """Strength of likeness between texts offered; empty where no company says a purpose."""
        if not any(company.purposes for company in self.event.profiles):
            return csr_array((len(self.offered), len(self.offered)), dtype=np.float64)
        return self.phrases.likenesses(self.offered, self.offered)

    @cached_property
    def known(self) -> Known:
        """What criteria may look at."""
        meets, alike = (
            _looked_up(self.meets, self.offered, self.sought),
            _looked_up(self.alike, self.offered, self.offered),
        )
        return Known(self.event, meets, alike)

    def weigh(self, one: Company, other: Company) -> tuple[Evidence, ...]:
        """The evidence for any two companies, whatever rules keep them apart."""
        return weigh(one, other, self.known)

    def candidates(self, removed: dict[tuple[int, int], Removed]) -> IntArray:
        """Pairs worth weighing, as positions in file order, each once, in order; shape (pairs, 2).

        Those that a hard rule takes away are entered into `removed` instead.
        """
        profiles, rules, concerned = self.event.profiles, rules_used(self.event), rules_concern(self.event)

        def apart(one: int, other: int) -> bool:
            if profiles[one].id not in concerned and profiles[other].id not in concerned:
                return False
            pair = (min(one, other), max(one, other))
            if pair in removed:
                return True
            found = kept_apart_by(rules, self.event, profiles[pair[0]], profiles[pair[1]])
            if found is not None:
                removed[pair] = Removed(found[0], (profiles[pair[0]].id, profiles[pair[1]].id), found[1])
            return found is not None

        count = len(profiles)
        named = [one * count + other for one, other in chain(self._wished(), self._invested()) if not apart(one, other)]
        found = [np.array(named, dtype=np.int64), *self._nearest(apart if rules else None)]
        codes = np.sort(np.concatenate(found))
        return np.column_stack(np.divmod(codes[np.diff(codes, prepend=-1) > 0], count))

    def _nearest(self, apart: Apart | None) -> Iterator[IntArray]:
        """Codes `one * count + other`, one < other, of each company's nearest."""
        event, most, count = self.event, partners(self.event), len(self.event.profiles)
        ways = [(Companies.of(event, self.offered, self.sought), self.meets, most)]
        if any(set(company.purposes) & set(event.event.alike) for company in event.profiles):
            ways.append((Companies.alike(event, self.offered), self.alike, round(most * PART_ALIKE)))
        for companies, like, number in ways:
            for company, others in nearest_both_ways(event, companies, like, number, apart):
                yield np.minimum(others, company) * count + np.maximum(others, company)

    def _wished(self) -> Iterator[tuple[int, int]]:
        position = {company.id: place for place, company in enumerate(self.event.profiles)}
        for place, company in enumerate(self.event.profiles):
            for named in (*(wish.company for wish in company.wishes), *(met.company for met in company.met)):
                other = position.get(named, place)
                if other != place:
                    yield min(place, other), max(place, other)

    def _invested(self) -> Iterator[tuple[int, int]]:
        """For each company that raises money, the investors it suits, as on a ring from the company on."""
        profiles, most = self.event.profiles, partners(self.event)
        givers = [(place, c.investment) for place, c in enumerate(profiles) if c.investment and c.investment.gives]
        for place, company in enumerate(profiles):
            if company.investment is None or company.investment.raises is None:
                continue
            suited = (other for other, given in givers if other != place and fits(company.investment, given))
            for other in sorted(suited, key=lambda it: (it - place) % len(profiles))[:most]:
                yield min(place, other), max(place, other)

    def weighed(self, removed: dict[tuple[int, int], Removed]) -> Iterator[Weighed]:
        """All pairs that have enough in common, in file order, one after the other."""
        for one, other in self.candidates(removed).tolist():
            first, second = self.event.profiles[one], self.event.profiles[other]
            if evidence := self.weigh(first, second):
                yield Weighed(first, second, evidence)


def partners(event: Event) -> int:
    """How many partners each company keeps in each direction."""
    slots = len(slots_of_event(event))
    able = (slots * company.delegates for company in event.profiles)
    most = (event.maximum(company) for company in event.profiles)
    busiest = max(room if limit is None else min(room, limit) for room, limit in zip(able, most, strict=True))
    return max(PARTNERS, min(MOST_PARTNERS, PER_MEETING * busiest))


def _looked_up(like: csr_array, columns: Sequence[str], rows: Sequence[str]) -> Likeness:
    """Strengths by the texts themselves: for a row's text, those of the columns that have any."""
    number = {text: place for place, text in enumerate(rows)}
    in_a_row = 1 + like.nnz // max(1, len(rows))

    @lru_cache(maxsize=STRENGTHS_KEPT // in_a_row)
    def row_of(text: str) -> dict[str, float]:
        place = slice(like.indptr[number[text]], like.indptr[number[text] + 1])
        others = (columns[column] for column in like.indices[place].tolist())
        return dict(zip(others, like.data[place].tolist(), strict=True))

    return row_of
