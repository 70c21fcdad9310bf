"""Synthetic fairs: companies with latent topics, hours, and limits, straight as a `Problem`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaker.event import GoalName
from matchmaker.problem import IntArray, Problem
from matchmaker.timetable import Slot, Span

TOPICS, PER_COMPANY = 40, 4
PARTNERS = 30
MOST_WEIGHT = 1000


@dataclass(frozen=True, slots=True)
class Fair:
    """A fair's size. `tables` is for each slot; `availability` the chance that a company can meet in a slot.

    `floor` is the fairness floor in percent of a company's best day.
    """

    companies: int
    slots: int = 24
    tables: int | None = None
    availability: float = 0.8
    seed: int = 1
    floor: int = 0

    def problem(self) -> Problem:
        """The fair: candidate pairs are the union of each company's best partners, 6 to 12 meetings a company."""
        rng = np.random.default_rng(self.seed)
        n = self.companies
        left, right, weight = _candidates(rng, n)
        tables = np.full(self.slots, round(0.3 * n) if self.tables is None else self.tables, dtype=np.int64)
        return Problem(
            companies=tuple(f"c{number}" for number in range(n)),
            slots=_slots(self.slots),
            left=left,
            right=right,
            weight=weight,
            must=frozenset(),
            fit=np.zeros((len(weight), self.slots), dtype=np.int64),
            present=rng.random((n, self.slots)) < self.availability,
            maximum=rng.integers(6, 13, n).astype(np.int64),
            delegates=np.ones(n, dtype=np.int64),
            tables=tables,
            seats=2 * tables,
            hall=(0,) * self.slots,
            day=(0,) * self.slots,
            overlaps=tuple((slot,) for slot in range(self.slots)),
            promised=np.zeros(n, dtype=np.int64),
            floor=10 * self.floor,
            goals=tuple(GoalName),
        )


def _slots(count: int) -> tuple[Slot, ...]:
    start, half = dt.datetime(2024, 1, 1, 8, tzinfo=dt.UTC), dt.timedelta(minutes=30)
    return tuple(Slot("fair", Span(start + k * half, start + (k + 1) * half)) for k in range(count))


def _topics(rng: np.random.Generator, companies: int) -> NDArray[np.float64]:
    """A few weighted topics for each company, of unit length; some topics are more popular."""
    popularity = 1.0 / np.arange(2, TOPICS + 2) ** 0.6
    popularity /= popularity.sum()
    rows = np.zeros((companies, TOPICS))
    for row in rows:
        row[rng.choice(TOPICS, PER_COMPANY, replace=False, p=popularity)] = rng.uniform(0.3, 1.0, PER_COMPANY)
    unit: NDArray[np.float64] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _candidates(rng: np.random.Generator, companies: int) -> tuple[IntArray, IntArray, IntArray]:
    """Both ends and the weight (1 to 1000) of every candidate pair; scores are made row by row, never all at once."""
    offers, seeks = _topics(rng, companies), _topics(rng, companies)
    found: dict[tuple[int, int], float] = {}
    for company in range(companies):
        score = offers @ seeks[company] + seeks @ offers[company] + 0.15 * _noise(company, companies)
        score[company] = -1.0
        for other in np.argpartition(-score, min(PARTNERS, companies - 1))[:PARTNERS].tolist():
            if other != company:
                found[min(company, other), max(company, other)] = float(score[other])
    ends = np.array(sorted(found), dtype=np.int64)
    scores = np.array([found[one, other] for one, other in ends.tolist()])
    weight = np.maximum(1, np.rint(MOST_WEIGHT * scores / scores.max())).astype(np.int64)
    return ends[:, 0], ends[:, 1], weight


def _noise(company: int, companies: int) -> NDArray[np.float64]:
    """The same for both sides of a pair, without a matrix of all pairs."""
    others = np.arange(companies, dtype=np.uint64)
    low, high = np.minimum(others, company).astype(np.uint64), np.maximum(others, company).astype(np.uint64)
    mixed: NDArray[np.uint64] = (low * np.uint64(2654435761) + high * np.uint64(40503)) * np.uint64(2246822519)
    noise: NDArray[np.float64] = ((mixed >> np.uint64(13)) & np.uint64(0xFFFF)).astype(np.float64) / 65535.0
    return noise
