"""All sets of so many nodes that weigh more than a floor, by the weights between every two of them.

A set without the node that adds least to it has no lesser average: so every set above the floor grows, node by node,
out of sets whose average is above the floor's. Each is met once, coming from the set without that node (reverse
search, Avis and Fukuda 1996). Where sets become too many, the floor rises: those of greatest average grow on, and what
the floor says of all others stays true.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.problem import BoolArray, IntArray

# So many sets grow at once.
CHUNK = 1000


@dataclass(frozen=True, eq=False)
class Mix:
    """A trait of each node, and how many different ones a set must have."""

    trait: IntArray
    least: int


@dataclass(frozen=True, eq=False)
class Densest:
    """Sets above the floor, a row of nodes each, and what they weigh; no other set of the size weighs more than it.

    `work` is how many sets grew.
    """

    sets: IntArray
    weight: IntArray
    floor: int
    work: int

    @property
    def most(self) -> int:
        """What no set of the size weighs more than."""
        return int(self.weight.max(initial=self.floor))


def densest(
    weight: IntArray, size: int, floor: int, limit: int, mixes: Sequence[Mix] = (), first: int | None = None
) -> Densest:
    """All sets of `size` nodes, two at least, that weigh more than `floor`, or than a floor that had to rise.

    `weight` is symmetric, whole numbers of any sign; `floor` is not negative. Only sets count that are mixed as they
    must be, and with `first`, that hold this node. Of each size no more than `limit` sets grow on.
    """
    if first is None:
        search = _Search(weight, size, floor, limit, mixes, ())
    elif size - 1 > 1:  # what the others share with the first is shared out between every two of them
        with_first = weight[first][:, None] + weight[first][None, :]
        search = _Search((size - 2) * weight + with_first, size - 1, (size - 2) * floor, limit, mixes, (first,))
    else:
        others = np.delete(np.arange(len(weight)), first)[:, None]
        search = _Search(weight, 2, floor, limit, mixes, ())
        return search.found(*search.kept(np.insert(others, 0, first, axis=1), weight[first][others[:, 0]]))
    sets, values = search.twos()
    while sets.shape[1] < search.size:
        sets, values = search.grown(sets, values)
    return search.found(sets, values)


class _Search:
    """Sets that grow beside the nodes taken `beside`, and the floor. Mutable; lives within `densest`."""

    def __init__(
        self,
        weight: IntArray,
        size: int,
        floor: int,
        limit: int,
        mixes: Sequence[Mix],
        beside: tuple[int, ...],
    ) -> None:
        # What is never taken weighs so little that no set with it is above a floor.
        self.far = -int(weight.max(initial=0)) * size**2 - 1
        fits = size * max(-self.far, -int(weight.min(initial=0))) < np.iinfo(np.int32).max
        self.weight: IntArray = np.maximum(weight, self.far).astype(np.int32 if fits else np.int64)
        self.weight[list(beside)] = self.far
        self.weight[:, list(beside)] = self.far
        np.fill_diagonal(self.weight, self.far)
        self.size = size
        self.floor = floor
        self.limit = limit
        self.mixes = mixes
        self.beside = beside
        self.work = 0

    def twos(self) -> tuple[IntArray, IntArray]:
        """All sets of two that may grow on."""
        one, other = np.nonzero(np.triu(self.weight > self._least(2), 1))
        return self.kept(np.column_stack([one, other]), self.weight[one, other].astype(np.int64))

    def grown(self, sets: IntArray, values: IntArray) -> tuple[IntArray, IntArray]:
        """All sets larger by one node, and what they weigh: each from the set without the node that adds least."""
        self.work += len(sets)
        more, count = [(sets[:0, :1].repeat(sets.shape[1] + 1, axis=1), values[:0])], 0
        for start in range(0, len(sets), CHUNK):
            here, value = sets[start : start + CHUNK], values[start : start + CHUNK]
            gain: IntArray = self.weight[here[:, 0]]
            for place in range(1, here.shape[1]):
                gain += self.weight[here[:, place]]
            lacks = np.minimum(self._least(here.shape[1] + 1) - value, -self.far)  # no gain is so great
            above = gain > lacks[:, None].astype(gain.dtype)
            row, node = np.divmod(np.flatnonzero(above), len(self.weight))
            adds, old = gain[row, node][:, None], here[row]
            within = (
                self.weight[old[:, :, None], old[:, None, :]].sum(axis=2) - self.far + self.weight[old, node[:, None]]
            )
            least = ((within > adds) | ((within == adds) & (old < node[:, None]))).all(axis=1)
            row, node = row[least], node[least]
            more.append((np.column_stack([here[row], node]), value[row] + gain[row, node]))
            count += len(row)
            if count > 2 * self.limit:
                more = [self.kept(*_joined(more))]
                count = len(more[0][0])
        return self.kept(*_joined(more))

    def kept(self, sets: IntArray, values: IntArray) -> tuple[IntArray, IntArray]:
        """Those that can still become what is sought; where they are too many, the floor rises."""
        able = (values > self._least(sets.shape[1])) & self._mixable(sets)
        sets, values = sets[able], values[able]
        if len(sets) > self.limit:
            cut = int(np.partition(values, len(values) - self.limit - 1)[len(values) - self.limit - 1])
            self.floor = max(self.floor, -(-cut * _twos(self.size) // _twos(sets.shape[1])))
            able = values > self._least(sets.shape[1])
            sets, values = sets[able], values[able]
        return sets, values

    def found(self, sets: IntArray, values: IntArray) -> Densest:
        """The sets with those beside, in the weights that were given."""
        scale = self.size - 1 if self.beside else 1
        whole = np.insert(sets, 0, self.beside[0], axis=1) if self.beside else sets
        return Densest(whole, values // scale, self.floor // scale, self.work)

    def _least(self, size: int) -> int:
        """What sets of a size weigh more than if they have more on average than a set at the floor."""
        return self.floor * _twos(size) // _twos(self.size)

    def _mixable(self, sets: IntArray) -> BoolArray:
        """Whether sets can be mixed once they are complete."""
        able = np.ones(len(sets), dtype=np.bool_)
        for mix in self.mixes:
            traits = np.sort(
                np.column_stack([mix.trait[sets], *(np.full(len(sets), mix.trait[one]) for one in self.beside)])
            )
            different = 1 + (np.diff(traits, axis=1) != 0).sum(axis=1)
            able &= different + self.size - sets.shape[1] >= mix.least
        return able


def _twos(size: int) -> int:
    return size * (size - 1) // 2


def _joined(parts: Sequence[tuple[IntArray, IntArray]]) -> tuple[IntArray, IntArray]:
    return np.concatenate([sets for sets, _ in parts]), np.concatenate([values for _, values in parts])
