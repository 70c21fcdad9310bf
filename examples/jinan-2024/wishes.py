"""Makes up what the companies wish of each other: a few musts that can all be met, ranked wants, a few to avoid."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from random import Random

    from firms import Firm
    from sources import Record, Term

    Pair: TypeAlias = tuple[Firm, Firm]
    Wishes: TypeAlias = dict[str, list[Record]]

FIRMS_PER_MUST = 20
FIRMS_PER_AVOID = 25
LEAST_MAXIMUM = 4
WANTING = 0.4
MOST_WANTS = 4
SHORTLIST = 10

ANSWERS = {"accepted": 45, "open": 40, "declined": 15}


def wish(firms: list[Firm], vocabulary: dict[str, Term], rng: Random) -> Wishes:
    """The wishes of each company by its id."""
    merits = Merits(firms, vocabulary)
    wishes: Wishes = {firm.id: [] for firm in firms}
    said: set[frozenset[str]] = set()
    for one, other in _musts(firms, merits, rng):
        said.add(frozenset((one.id, other.id)))
        answer = rng.choice(("accepted", "accepted", "open"))
        wishes[one.id].append({"company": other.id, "wish": "must", "answer": answer})
    for one in firms:
        if rng.random() < WANTING:
            wanted = _wants(one, firms, merits, said, rng)
            said |= {frozenset((one.id, record["company"])) for record in wanted}
            wishes[one.id] += wanted
    for one, other in _avoids(firms, said, rng):
        wishes[one.id].append({"company": other.id, "wish": "avoid"})
    return wishes


class Merits:
    """How much two companies have for each other: terms that one seeks and the other offers, or offers a kind of."""

    def __init__(self, firms: list[Firm], vocabulary: dict[str, Term]) -> None:
        """Note what each company seeks and offers, the latter with all broader terms."""
        self._seeks = {firm.id: set(firm.seeks) for firm in firms}
        self._offers = {
            firm.id: {wider for term in firm.offers for wider in _upwards(term, vocabulary)} for firm in firms
        }

    def of(self, one: Firm, other: Firm) -> int:
        """The number of terms in which they fit, both ways."""
        there = self._seeks[one.id] & self._offers[other.id]
        back = self._seeks[other.id] & self._offers[one.id]
        return len(there) + len(back) if one.id != other.id else 0

    def best(self, one: Firm, others: list[Firm], rng: Random) -> list[Firm]:
        """The shortlist of `one` among `others`, best first, ties by lot."""
        fitting = [other for other in others if self.of(one, other)]
        rng.shuffle(fitting)
        return sorted(fitting, key=lambda other: -self.of(one, other))[:SHORTLIST]


def _upwards(term: str, vocabulary: dict[str, Term]) -> set[str]:
    return {term}.union(*(_upwards(wider, vocabulary) for wider in vocabulary[term].broader))


def _musts(firms: list[Firm], merits: Merits, rng: Random) -> list[Pair]:
    """Pairs that can all meet: nobody in two of them, all there on both days and with a language in common."""
    free = [
        firm
        for firm in rng.sample(firms, len(firms))
        if not firm.presence.windows and (firm.max_meetings or LEAST_MAXIMUM) >= LEAST_MAXIMUM
    ]
    pairs: list[Pair] = []
    while free and len(pairs) < len(firms) // FIRMS_PER_MUST:
        one = free.pop()
        talking = [other for other in free if set(other.languages) & set(one.languages)]
        shortlist = merits.best(one, talking, rng)
        if shortlist:
            free.remove(shortlist[0])
            pairs.append((one, shortlist[0]))
    return pairs


def _wants(one: Firm, firms: list[Firm], merits: Merits, said: set[frozenset[str]], rng: Random) -> list[Record]:
    """Up to four wants from the shortlist of `one`, dearest first, each with an answer."""
    fresh = [other for other in firms if frozenset((one.id, other.id)) not in said]
    shortlist = merits.best(one, fresh, rng)
    count = min(len(shortlist), rng.randint(1, MOST_WANTS))
    answers = rng.choices(list(ANSWERS), weights=list(ANSWERS.values()), k=count)
    return [
        {"company": other.id, "wish": "want", "rank": rank, "answer": answer}
        for rank, (other, answer) in enumerate(zip(rng.sample(shortlist, count), answers, strict=True), start=1)
    ]


def _avoids(firms: list[Firm], said: set[frozenset[str]], rng: Random) -> list[Pair]:
    """Competitors: pairs of one role that have said nothing of each other yet."""
    pairs = []
    for one in rng.sample(firms, len(firms) // FIRMS_PER_AVOID):
        rivals = [
            other
            for other in firms
            if other.role is one.role and other is not one and frozenset((one.id, other.id)) not in said
        ]
        if rivals:
            pairs.append((one, rng.choice(rivals)))
    return pairs
