"""Which pairs are worth weighing: for each company the best partners in each direction, found without all pairs.

Strengths of phrases (sparse) are carried over to companies in blocks of rows, so that memory grows with the number of
companies and not with that of pairs. Within a block every pair that has anything in common gets an estimate of its
weight, from which each company keeps the best in each direction: those who meet its interests, and those whose
interests it meets. This is the usual way to search in two steps, retrieve and then rank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matchmaker.compatibility.reciprocity import TENTHS
from matchmaker.event import Event

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]

# Whether two companies, by position, may never meet.
Apart = Callable[[int, int], bool]

# Values in a block, about: few enough to stay in a processor's cache.
BLOCK_VALUES = 200_000
MOST_GAIN = 1.75
# Estimates are compared by hundredths of a point.
PRECISION = 100


@dataclass(frozen=True)
class Companies:
    """What the estimate looks at, by company: phrases offered and sought as 0/1 rows, and attributes as bit sets."""

    offers: csr_array
    seeks: csr_array
    purposes: IntArray
    languages: IntArray
    country: IntArray

    @classmethod
    def of(cls, event: Event, offered: Sequence[str], sought: Sequence[str]) -> Companies:
        """Look up each company's phrases among those offered and sought."""
        offers = _incidence([event.offers(company) for company in event.profiles], offered)
        seeks = _incidence([event.seeks(company) for company in event.profiles], sought)
        return cls(offers, seeks, *_attributes(event))

    @classmethod
    def alike(cls, event: Event, offered: Sequence[str]) -> Companies:
        """As `of`, to look for those who offer the same: companies with a purpose that asks for likeness."""
        asking = [bool(set(company.purposes) & set(event.event.alike)) for company in event.profiles]
        same = _incidence(
            [event.offers(c) if asks else () for c, asks in zip(event.profiles, asking, strict=True)], offered
        )
        return cls(same, same, *_attributes(event))

    def __len__(self) -> int:
        return len(self.country)


def _attributes(event: Event) -> tuple[IntArray, IntArray, IntArray]:
    """Purposes and languages as bits, and the number of the country."""
    profiles = event.profiles
    numbers = {code: number for number, code in enumerate(sorted({company.country for company in profiles}))}
    country = np.array([numbers[company.country] for company in profiles], dtype=np.int64)
    return _bits([c.purposes for c in profiles]), _bits([c.languages for c in profiles]), country


def _incidence(phrases: Sequence[Sequence[str]], known: Sequence[str]) -> csr_array:
    place = {phrase: number for number, phrase in enumerate(known)}
    columns = np.array([place[phrase] for row in phrases for phrase in row], dtype=np.int64)
    starts = np.cumsum([0, *(len(row) for row in phrases)])
    return csr_array((np.ones(len(columns), dtype=np.float32), columns, starts), (len(phrases), len(known)))


def _bits(sets: Sequence[Sequence[str]]) -> IntArray:
    """Each set as bits; what is beyond the 62 most frequent is left out of the estimate."""
    counts: dict[str, int] = {}
    for one in sets:
        for word in one:
            counts[word] = counts.get(word, 0) + 1
    bit = {word: 1 << place for place, word in enumerate(sorted(counts, key=lambda w: (-counts[w], w))[:62])}
    return np.array([sum(bit.get(word, 0) for word in set(one)) for one in sets], dtype=np.int64)


@dataclass(frozen=True)
class Way:
    """Pairs in one direction, row by row: the others, and keys that are larger for better pairs, no two alike."""

    starts: IntArray
    others: IntArray
    keys: IntArray

    def row(self, row: int) -> tuple[IntArray, IntArray]:
        """The others of a row, and their keys."""
        place = slice(self.starts[row], self.starts[row + 1])
        return self.others[place], self.keys[place]


@dataclass(frozen=True)
class Block:
    """The pairs of companies, from `first` on, with all others: those who meet their interests, and the reverse."""

    first: int
    givers: Way
    seekers: Way


def blocks(event: Event, companies: Companies, like: csr_array) -> Iterator[Block]:
    """All pairs with anything in common, in blocks of rows. `like` holds strengths, shape (sought, offered)."""
    squares = csr_array(((like.data**2).astype(np.float32), like.indices, like.indptr), like.shape)
    giving, seeking = companies.offers.T.tocsr(), companies.seeks.T.tocsr()
    turned = squares.T.tocsr()
    size = _rows_per_block(companies, squares)
    for first in range(0, len(companies), size):
        rows = slice(first, first + size)
        gains = (companies.seeks[rows] @ squares) @ giving
        gifts = (companies.offers[rows] @ turned) @ seeking
        # One array with both directions at each place.
        yield _estimated(event, companies, first, csr_array(gains + np.complex64(1j) * gifts))


def _rows_per_block(companies: Companies, squares: csr_array) -> int:
    """So many that a block has about `BLOCK_VALUES` values."""
    offered = np.asarray(companies.offers.sum(axis=0)).ravel()
    ones = csr_array((np.ones(squares.nnz, dtype=np.float32), squares.indices, squares.indptr), squares.shape)
    per_sought = np.asarray(ones @ offered)
    sought = np.asarray(companies.seeks.sum(axis=0)).ravel()
    pairs = float(np.dot(per_sought, sought))
    return int(np.clip(BLOCK_VALUES * len(companies) / max(2 * pairs, 1), 1, 10_000))


def _estimated(event: Event, companies: Companies, first: int, both: csr_array) -> Block:
    weights, count = event.event.weights, len(companies)
    rows = np.repeat(np.arange(first, first + both.shape[0]), np.diff(both.indptr))
    others = both.indices.astype(np.int64)
    gain, gift = (
        weights.capability_meets_interest * np.minimum(np.sqrt(squares.astype(np.float64)), MOST_GAIN)
        for squares in (both.data.real, both.data.imag)
    )
    total = gain + gift
    points = total / 2 + event.event.reciprocity / TENTHS * 2 * gain * gift / np.maximum(total, 1.0)
    shared = np.bitwise_count(companies.purposes[rows] & companies.purposes[others])
    points += weights.shared_purpose * np.minimum(shared, 2)
    points += weights.shared_language * ((companies.languages[rows] & companies.languages[others]) != 0)
    points += weights.cross_border * (companies.country[rows] != companies.country[others])
    keys = (points * PRECISION).round().astype(np.int64) * count + (count - 1 - (others - rows) % count)
    found = [(both.data.real > 0) & (rows != others), (both.data.imag > 0) & (rows != others)]
    starts = both.indptr.astype(np.int64)
    return Block(first, *(_way(starts, others, keys, wanted) for wanted in found))


def _way(starts: IntArray, others: IntArray, keys: IntArray, wanted: NDArray[np.bool_]) -> Way:
    before = np.concatenate([[0], np.cumsum(wanted)])
    return Way(before[starts], others[wanted], keys[wanted])


def nearest_both_ways(
    event: Event, companies: Companies, like: csr_array, most: int, apart: Apart | None
) -> Iterator[tuple[int, IntArray]]:
    """For each company the `most` best who meet its interests, and the `most` best whose interests it meets.

    `apart` says which pairs may never meet, if any: others take their places. Who is in both lists comes twice. Among
    equals those come first that follow the company in order, as on a ring: where many are alike, each is somebody's
    nearest.
    """
    for block in blocks(event, companies, like):
        for row in range(len(block.givers.starts) - 1):
            company = block.first + row
            found = [_best(company, *way.row(row), most, apart) for way in (block.givers, block.seekers)]
            yield company, np.concatenate(found)


def _best(company: int, others: IntArray, keys: IntArray, most: int, apart: Apart | None) -> IntArray:
    """The others with the largest keys who are not kept apart from the company."""
    if apart is None:
        return others if most >= len(others) else others[np.argpartition(keys, len(keys) - most)[-most:]]
    looked_at = most
    while True:
        if looked_at < len(others):
            top = np.argpartition(keys, len(keys) - looked_at)[-looked_at:]
            top = top[np.argsort(-keys[top])]
        else:
            top = np.argsort(-keys)
        found = [other for other in others[top].tolist() if not apart(company, other)][:most]
        if len(found) == min(most, len(others)) or looked_at >= len(others):
            return np.array(found, dtype=np.int64)
        looked_at = min(len(others), 4 * looked_at)
