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

from matchmaker.compatibility.phrases import LONGEST_PHRASE, normal, passages
from matchmaker.compatibility.text import TextSpace, cosines
from matchmaker.compatibility.vocabulary import Vocabulary

# Below this strength, likeness says nothing; of text, below the cosine that gives it.
LEAST_STRENGTH = 0.3
LEAST_COSINE = LEAST_STRENGTH**2
# A phrase that is no term is linked to the term with the nearest label, from this cosine up.
LEAST_LINK = 0.4
DIGITS = 6

# Vectors of texts, shape (texts, dimensions), of any length; texts of like meaning have a small angle between them.
Vectors = Callable[[Sequence[str]], NDArray[np.float64]]
VECTORS_LEAST = 0.5
VECTORS_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Link:
    """The term that a phrase stands for, the label it was found by, and how sure that is (1: it is a label)."""

    term: str
    label: str
    cosine: float


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
        """Strengths, 0 to 1, sparse; shape (len(sought), len(offered))."""
        shape = (len(sought), len(offered))
        if not all(shape):
            return csr_array(shape, dtype=np.float64)
        rows, columns = _Units.of(sought), _Units.of(offered)
        found = self._pieces_alike(rows, columns).maximum(self._wholes_alike(sought, offered))
        if self.vectors is not None:
            found = found.maximum(_by_vectors(self.vectors, offered, sought))
        return csr_array(found)

    def links(self, phrases: Sequence[str]) -> tuple[Link | None, ...]:
        """For each phrase the term it stands for, if any."""
        fresh = [place for place, phrase in enumerate(phrases) if phrase not in self._links]
        for place in fresh:
            term = self.vocabulary.term(phrases[place])
            self._links[phrases[place]] = Link(term, phrases[place], 1.0) if term is not None else None
        unknown = [place for place in fresh if self._links[phrases[place]] is None]
        if unknown and self.labels:
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

    def _pieces_alike(self, sought: _Units, offered: _Units) -> csr_array:
        """The largest strength between a piece of one text and a piece of the other."""
        by_text = cosines(self.rows(sought.pieces), self.rows(offered.pieces), LEAST_COSINE).tocoo()
        surest = [_sureness(self.links(units.pieces)) for units in (sought, offered)]
        sure = np.minimum(surest[0][by_text.row], surest[1][by_text.col])
        same = _same(sought.pieces, offered.pieces)
        # Where the vocabulary knows both at least as well as text does, it alone judges.
        keep = by_text.data > sure
        found = [
            (np.sqrt(by_text.data[keep]).round(DIGITS), by_text.row[keep], by_text.col[keep]),
            self._by_vocabulary(sought.pieces, offered.pieces),
            (np.ones(len(same)), same[:, 0], same[:, 1]),
        ]
        shape = (len(sought.pieces), len(offered.pieces))
        parts = [csr_array((data, (rows, columns)), shape) for data, rows, columns in found]
        return _by_owner(csr_array(parts[0].maximum(parts[1]).maximum(parts[2])), sought, offered)

    def _wholes_alike(self, sought: Sequence[str], offered: Sequence[str]) -> csr_array:
        """Descriptions as a whole against descriptions as a whole."""
        rows, columns = ([k for k, text in enumerate(texts) if _is_long(text)] for texts in (sought, offered))
        left, right = ([texts[k] for k in ks] for texts, ks in ((sought, rows), (offered, columns)))
        found = cosines(self.rows(left), self.rows(right), LEAST_COSINE).tocoo()
        places = (np.array(rows, dtype=np.int64)[found.row], np.array(columns, dtype=np.int64)[found.col])
        return csr_array((np.sqrt(found.data).round(DIGITS), places), (len(sought), len(offered)))

    def _by_vocabulary(
        self, sought: Sequence[str], offered: Sequence[str]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
        by_term: dict[str, list[tuple[int, float]]] = {}
        for column, link in enumerate(self.links(offered)):
            if link is not None:
                by_term.setdefault(link.term, []).append((column, link.cosine))
        meets = {
            want: [(column, like * cosine) for have, like in haves for column, cosine in by_term.get(have, ())]
            for want, haves in self.related.items()
        }
        arrays = {want: np.array(found, dtype=np.float64).reshape(-1, 2) for want, found in meets.items()}
        data, rows, columns = [np.empty(0)], [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for row, link in enumerate(self.links(sought)):
            if link is not None:
                strengths = (arrays[link.term][:, 1] * link.cosine).round(DIGITS)
                keep = strengths >= LEAST_STRENGTH
                data.append(strengths[keep])
                columns.append(arrays[link.term][keep, 0].astype(np.int64))
                rows.append(np.full(int(keep.sum()), row, dtype=np.int64))
        return np.concatenate(data), np.concatenate(rows), np.concatenate(columns)


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_PHRASE


@dataclass(frozen=True, slots=True)
class _Units:
    """Texts in pieces: phrases as they are, descriptions in passages. `owner` is the text of each piece."""

    pieces: tuple[str, ...]
    owner: NDArray[np.int64]
    count: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> _Units:
        found = [(piece, owner) for owner, text in enumerate(texts) for piece in passages(text)]
        owners = np.array([owner for _, owner in found], dtype=np.int64)
        return cls(tuple(piece for piece, _ in found), owners, len(texts))


def _sureness(links: Sequence[Link | None]) -> NDArray[np.float64]:
    return np.array([0.0 if link is None else link.cosine for link in links], dtype=np.float64)


def _same(sought: Sequence[str], offered: Sequence[str]) -> NDArray[np.int64]:
    """Places of pieces that are the same but for case and spacing; shape (pairs, 2)."""
    places: dict[str, list[int]] = {}
    for column, text in enumerate(offered):
        places.setdefault(normal(text), []).append(column)
    found = [(row, column) for row, text in enumerate(sought) for column in places.get(normal(text), ())]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _by_owner(pieces: csr_array, sought: _Units, offered: _Units) -> csr_array:
    """The largest strength between any two pieces of two texts."""
    if sought.count == len(sought.pieces) and offered.count == len(offered.pieces):
        return pieces
    found = pieces.tocoo()
    rows, columns, data = sought.owner[found.row], offered.owner[found.col], found.data
    order = np.lexsort((data, columns, rows))
    rows, columns, data = rows[order], columns[order], data[order]
    last = np.ones(len(rows), dtype=np.bool_)
    last[:-1] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return csr_array((data[last], (rows[last], columns[last])), (sought.count, offered.count))


def _by_vectors(vectors: Vectors, offered: Sequence[str], sought: Sequence[str]) -> csr_array:
    """Cosines of a plug-in's vectors from 0.5 up."""
    have, want = (_unit(vectors(list(texts))) for texts in (offered, sought))
    blocks = []
    for start in range(0, len(want), VECTORS_BLOCK):
        found = (want[start : start + VECTORS_BLOCK] @ have.T).round(DIGITS).clip(max=1.0)
        rows, columns = np.nonzero(found >= VECTORS_LEAST)
        blocks.append((found[rows, columns], rows + start, columns))
    data, rows, columns = (np.concatenate([block[k] for block in blocks]) for k in range(3))
    return csr_array((data, (rows, columns)), (len(want), len(have)))


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.asarray(rows, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths > 0, lengths, 1.0)
