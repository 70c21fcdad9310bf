"""Texts in pieces that can be compared with each other, with what is known of each piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from matchmaker.compatibility.phrases import LONGEST_PHRASE, passages


@dataclass(frozen=True, slots=True)
class Link:
    """The term that a phrase stands for, the label it was found by, and how sure that is (1: it is a label)."""

    term: str
    label: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Cut:
    """Texts in pieces: phrases as they are, descriptions in passages. `owner` is the number of each piece's text."""

    texts: tuple[str, ...]
    pieces: tuple[str, ...]
    owner: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Cut:
        """Cut the texts up."""
        found = [(piece, owner) for owner, text in enumerate(texts) for piece in passages(text)]
        owners = np.array([owner for _, owner in found], dtype=np.int64)
        return cls(tuple(texts), tuple(piece for piece, _ in found), owners)

    @property
    def is_whole(self) -> bool:
        """Whether every text is one piece."""
        return len(self.texts) == len(self.pieces)

    def long(self) -> NDArray[np.int64]:
        """The numbers of the descriptions among the texts."""
        found = [number for number, text in enumerate(self.texts) if len(text) > LONGEST_PHRASE]
        return np.array(found, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Side:
    """All that is sought, or all that is offered, ready to be compared.

    `vectors` and `links` are those of the pieces, `wholes` the vectors of the descriptions as a whole, `brought` the
    vectors of the texts that a plug-in brings, each of length 1.
    """

    cut: Cut
    vectors: csr_array
    links: tuple[Link | None, ...]
    wholes: csr_array
    brought: NDArray[np.float64] | None

    def sureness(self) -> NDArray[np.float64]:
        """How sure the link of each piece is; 0 without."""
        return np.array([0.0 if link is None else link.cosine for link in self.links], dtype=np.float64)

    def blocks(self, size: int) -> Iterator[Side]:
        """The side, `size` texts at a time."""
        long = self.cut.long()
        for first in range(0, len(self.cut.texts), size):
            texts = slice(first, first + size)
            start, end = np.searchsorted(self.cut.owner, [first, first + size]).tolist()
            lowest, highest = np.searchsorted(long, [first, first + size]).tolist()
            yield Side(
                Cut(self.cut.texts[texts], self.cut.pieces[start:end], self.cut.owner[start:end] - first),
                self.vectors[start:end],
                self.links[start:end],
                self.wholes[lowest:highest],
                None if self.brought is None else self.brought[texts],
            )


def told_of_texts(found: csr_array, rows: Cut, columns: Cut) -> csr_array:
    """What was found of pieces, shape (rows' pieces, columns' pieces), as the largest value of each two texts."""
    if rows.is_whole and columns.is_whole:
        return found
    pieces = found.tocoo()
    row, column, data = rows.owner[pieces.row], columns.owner[pieces.col], pieces.data
    order = np.lexsort((data, column, row))
    row, column, data = row[order], column[order], data[order]
    last = np.ones(len(row), dtype=np.bool_)
    last[:-1] = (row[1:] != row[:-1]) | (column[1:] != column[:-1])
    return csr_array((data[last], (row[last], column[last])), (len(rows.texts), len(columns.texts)))


def largest(found: Sequence[csr_array]) -> csr_array:
    """At each place the largest of what arrays of one shape have there."""
    whole, *others = sorted(found, key=lambda array: -array.nnz)
    for other in others:
        if other.nnz:
            whole = csr_array(whole.maximum(other))
    return whole


def stacked(blocks: list[csr_array]) -> csr_array:
    """Blocks of rows, one below the other. The list is emptied, so that no more than one block is held twice."""
    sizes = [size for block in blocks for size in np.diff(block.indptr).tolist()]
    shape, count = (len(sizes), blocks[0].shape[1]), sum(sizes)
    indices, data = np.empty(count, dtype=np.int32), np.empty(count)
    start = 0
    for block in _taken(blocks):
        end = start + block.nnz
        indices[start:end], data[start:end] = block.indices, block.data
        start = end
    return csr_array((data, indices, np.cumsum([0, *sizes])), shape)


def _taken(blocks: list[csr_array]) -> Iterator[csr_array]:
    while blocks:
        yield blocks.pop(0)
