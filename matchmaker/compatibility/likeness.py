"""How well each phrase offered meets each phrase sought: by the vocabulary, by text, and by a plug-in's vectors.

A phrase that is a term of the vocabulary is that term; one that is none is linked to the term whose label it resembles
most, if it resembles one. Strengths run from 0 to 1: of text, the square root of the cosine, so that the squares of
several phrases may be added (see `text.affinity`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matchmaker.compatibility.offers import LEAST_COSINE, Offers
from matchmaker.compatibility.pieces import Cut, Link, Side, stacked
from matchmaker.compatibility.text import NEAREST, TextSpace, cosines
from matchmaker.compatibility.vocabulary import Vocabulary

# A phrase that is no term is linked to the term with the nearest label, from this cosine up.
LEAST_LINK = 0.4
# Texts sought that are compared in one go; strengths that are kept in all, about, of each way of telling them.
BLOCK = 10_000
MOST_VALUES = 6_000_000

# Vectors of texts, shape (texts, dimensions), of any length; texts of like meaning have a small angle between them.
Vectors = Callable[[Sequence[str]], NDArray[np.float64]]


@dataclass(frozen=True)
class Phrases:
    """All texts of an event, ready to be compared with each other."""

    vocabulary: Vocabulary
    texts: tuple[str, ...]
    vectors: Vectors | None = None
    _links: dict[str, Link | None] = field(default_factory=dict)
    _rows: dict[tuple[str, ...], csr_array] = field(default_factory=dict)

    @cached_property
    def space(self) -> TextSpace:
        """Vectors that know how rare each word is among the texts and labels."""
        return TextSpace.of([*self.texts, *self.vocabulary.term_of])

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """All labels of the vocabulary, in normal form."""
        return tuple(self.vocabulary.term_of)

    @cached_property
    def related(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """For each term that may be sought, the terms that meet it when offered, and how well."""
        return self.vocabulary.related()

    def rows(self, texts: Sequence[str]) -> csr_array:
        """The vectors of texts, made once."""
        key = tuple(texts)
        if key not in self._rows:
            self._rows[key] = self.space.vectors(key)
        return self._rows[key]

    def likenesses(self, offered: Sequence[str], sought: Sequence[str]) -> csr_array:
        """Strengths, 0 to 1, sparse; shape (len(sought), len(offered)).

        Each text sought keeps its strongest: all there are, unless texts are very many (see `most_each`). Texts sought
        are taken in blocks, so that little more is held at a time than what is kept.
        """
        if not offered or not sought:
            return csr_array((len(sought), len(offered)), dtype=np.float64)
        offers = Offers(self._side(offered), self.related)
        most = most_each(len(sought))
        return stacked([offers.strengths(part, most) for part in self._side(sought).blocks(BLOCK)])

    def _side(self, texts: Sequence[str]) -> Side:
        cut = Cut.of(texts)
        wholes = self.rows([texts[number] for number in cut.long().tolist()])
        brought = None if self.vectors is None else _unit(self.vectors(list(texts)))
        return Side(cut, self.rows(cut.pieces), self.links(cut.pieces), wholes, brought)

    def links(self, phrases: Sequence[str]) -> tuple[Link | None, ...]:
        """For each phrase the term it stands for, if any."""
        if not self.labels:
            return (None,) * len(phrases)
        fresh = [place for place, phrase in enumerate(phrases) if phrase not in self._links]
        for place in fresh:
            term = self.vocabulary.term(phrases[place])
            self._links[phrases[place]] = Link(term, phrases[place], 1.0) if term is not None else None
        unknown = [place for place in fresh if self._links[phrases[place]] is None]
        if unknown:
            near = cosines(self.rows(phrases)[unknown], self.rows(self.labels), LEAST_LINK)
            for row, place in enumerate(unknown):
                start, end = near.indptr[row], near.indptr[row + 1]
                if start < end:
                    # The first label of those most alike.
                    cosine, last = max((near.data[k], -near.indices[k]) for k in range(start, end))
                    label = self.labels[-last]
                    self._links[phrases[place]] = Link(self.vocabulary.term_of[label], label, float(cosine))
        return tuple(self._links[phrase] for phrase in phrases)

    def nearest_labels(self, phrases: Sequence[str]) -> tuple[str | None, ...]:
        """For each phrase the label that resembles it most, if one resembles it at all."""
        near = cosines(self.rows(phrases), self.rows(self.labels), LEAST_COSINE)
        return tuple(
            self.labels[-max((near.data[k], -near.indices[k]) for k in range(start, end))[1]] if start < end else None
            for start, end in pairwise(near.indptr.tolist())
        )


def most_each(texts: int) -> int:
    """How many strengths each of so many texts keeps, of each way of telling them.

    >>> most_each(300), most_each(1_000_000)
    (20000, 200)
    """
    return max(NEAREST, MOST_VALUES // texts)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.asarray(rows, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1.0)
