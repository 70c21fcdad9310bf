"""How well what is offered meets what is sought, each way of telling on its own: text, vocabulary, a plug-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matchmaker.compatibility.phrases import normal
from matchmaker.compatibility.pieces import Side, largest, told_of_texts
from matchmaker.compatibility.text import Against

# Below this strength, likeness says nothing; of text, below the cosine that gives it.
LEAST_STRENGTH = 0.3
LEAST_COSINE = LEAST_STRENGTH**2
DIGITS = 6
# The length of a vector, near enough, of which both words and letter groups are known.
WHOLE = 0.99
# Of a plug-in's vectors: the least cosine, and how many are looked at in one go.
BROUGHT_LEAST = 0.5
BROUGHT_VALUES = 4_000_000

Related = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True)
class Offers:
    """All that is offered. For a part of what is sought, each way gives strengths, shape (sought, offered).

    `related` has, for each term that may be sought, the terms that meet it when offered, and how well.
    """

    side: Side
    related: Related

    def strengths(self, sought: Side, most: int) -> csr_array:
        """The largest strength of any way; of each way the `most` largest for each text or passage."""
        pieces = largest([self._by_text(sought, most), self._by_vocabulary(sought, most), self._same(sought)])
        texts = told_of_texts(pieces, sought.cut, self.side.cut)
        return largest([texts, self._as_wholes(sought, most), self._by_plug_in(sought, most)])

    @cached_property
    def _pieces(self) -> Against:
        return Against.of(self.side.vectors)

    @cached_property
    def _wholes(self) -> Against:
        return Against.of(self.side.wholes)

    def _by_text(self, sought: Side, most: int) -> csr_array:
        found = self._pieces.cosines(sought.vectors, LEAST_COSINE, most)
        mine = sought.sureness()
        if mine.any():
            # Where the vocabulary knows both at least as well as text does, it alone judges.
            sure = np.minimum(np.repeat(mine, np.diff(found.indptr)), self._sureness[found.indices])
            found.data[found.data <= sure] = 0.0
            found.eliminate_zeros()
        return _strength(found)

    @cached_property
    def _sureness(self) -> NDArray[np.float64]:
        return self.side.sureness()

    def _as_wholes(self, sought: Side, most: int) -> csr_array:
        """Descriptions as a whole against descriptions as a whole."""
        found = _strength(self._wholes.cosines(sought.wholes, LEAST_COSINE, most)).tocoo()
        shape = (len(sought.cut.texts), len(self.side.cut.texts))
        places = (sought.cut.long()[found.row], self.side.cut.long()[found.col])
        return csr_array((found.data, places), shape)

    def _same(self, sought: Side) -> csr_array:
        """Pieces that are the same but for case and spacing, where text has little or nothing to go by."""
        found = [
            (row, column)
            for row in _hardly_known(sought)
            for column in self._same_as.get(normal(sought.cut.pieces[row]), ())
        ]
        rows, columns = np.array(found, dtype=np.int64).reshape(-1, 2).T
        return csr_array((np.ones(len(rows)), (rows, columns)), self._shape(sought))

    @cached_property
    def _same_as(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place in _hardly_known(self.side):
            places.setdefault(normal(self.side.cut.pieces[place]), []).append(place)
        return places

    def _by_vocabulary(self, sought: Side, most: int) -> csr_array:
        if not self._by_term:
            return csr_array(self._shape(sought), dtype=np.float64)
        data, columns, sizes = [np.empty(0)], [np.empty(0, dtype=np.int64)], [0]
        for link in sought.links:
            strengths, places = self._by_term.get(link.term, _NOTHING) if link is not None else _NOTHING
            found = (strengths[:most] * (link.cosine if link is not None else 0.0)).round(DIGITS)
            count = int(np.searchsorted(-found, -LEAST_STRENGTH, side="right"))
            data.append(found[:count])
            columns.append(places[:count])
            sizes.append(count)
        return csr_array((np.concatenate(data), np.concatenate(columns), np.cumsum(sizes)), self._shape(sought))

    @cached_property
    def _by_term(self) -> dict[str, tuple[NDArray[np.float64], NDArray[np.int64]]]:
        """For each term that may be sought, the strengths of the pieces that meet it, largest first, and which."""
        offered: dict[str, list[tuple[float, int]]] = {}
        for place, link in enumerate(self.side.links):
            if link is not None:
                offered.setdefault(link.term, []).append((link.cosine, place))
        found = {}
        for want, haves in self.related.items():
            pieces = [(-like * sure, place) for have, like in haves for sure, place in offered.get(have, ())]
            pieces.sort()
            places = np.array([place for _, place in pieces], dtype=np.int64)
            found[want] = (np.array([-strength for strength, _ in pieces], dtype=np.float64), places)
        return found

    def _by_plug_in(self, sought: Side, most: int) -> csr_array:
        """Cosines of a plug-in's vectors, from a half up."""
        wanted, had = sought.brought, self.side.brought
        shape = (len(sought.cut.texts), len(self.side.cut.texts))
        if wanted is None or had is None:
            return csr_array(shape, dtype=np.float64)
        data, rows, columns = [np.empty(0)], [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        size = max(1, BROUGHT_VALUES // len(had))
        for start in range(0, len(wanted), size):
            found = (wanted[start : start + size] @ had.T).round(DIGITS).clip(max=1.0)
            if most < len(had):
                found[found < np.partition(found, -most, axis=1)[:, -most, None]] = 0.0
            row, column = np.nonzero(found >= BROUGHT_LEAST)
            data.append(found[row, column])
            rows.append(row + start)
            columns.append(column)
        return csr_array((np.concatenate(data), (np.concatenate(rows), np.concatenate(columns))), shape)

    def _shape(self, sought: Side) -> tuple[int, int]:
        return len(sought.cut.pieces), len(self.side.cut.pieces)


_NOTHING: tuple[NDArray[np.float64], NDArray[np.int64]] = (np.empty(0), np.empty(0, dtype=np.int64))


def _hardly_known(side: Side) -> list[int]:
    """The pieces whose vectors are shorter than 1: such as a single letter, or signs alone."""
    squares = np.asarray(side.vectors.power(2).sum(axis=1)).ravel()
    found: list[int] = np.flatnonzero(squares < WHOLE).tolist()
    return found


def _strength(cosines: csr_array) -> csr_array:
    """Of text, the square root of the cosine, so that the squares of several phrases may be added."""
    cosines.data = np.sqrt(cosines.data).round(DIGITS)
    return cosines
