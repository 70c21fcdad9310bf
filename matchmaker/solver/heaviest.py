"""The heaviest set of so many nodes, by the weights between every two of them: branch and bound.

Sets are built node by node. What a node can still add is what it shares with the nodes taken, and half of the most it
could share with the nodes that come besides; the sum of the greatest such amounts bounds every completion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.problem import IntArray


@dataclass(frozen=True, slots=True)
class Heaviest:
    """What no set of the size weighs more than; a set, if one above the floor was met; what is left of the budget."""

    bound: int
    nodes: tuple[int, ...]
    left: int


class _Search:
    """Depth first, nodes of most promise first. Twice all weights, so that halves stay whole."""

    def __init__(self, weight: IntArray, floor: int, budget: int, holds: Callable[[Sequence[int]], bool]) -> None:
        self.weight = weight
        self.holds = holds
        self.floor = floor
        self.budget = budget
        self.best: tuple[int, ...] = ()
        self.open = floor

    def run(self, taken: tuple[int, ...], value: int, gain: IntArray, nodes: IntArray, left: int) -> None:
        """Complete a set by `left` of the `nodes`; `gain` is what each shares with those taken, twice `value`."""
        if left == 0:
            if 2 * value > self.floor and self.holds(taken):
                self.floor, self.best = 2 * value, taken
            return
        while True:
            if len(nodes) < left:
                return
            most = self._most(nodes, gain[nodes], left)
            order = np.argsort(-most, kind="stable")
            nodes, most = nodes[order], most[order]
            rest = int(most[: left - 1].sum())
            able = 2 * value + most + rest > self.floor
            # The first few may not count themselves twice: their own bound is that of the whole.
            able[:left] = 2 * value + int(most[:left].sum()) > self.floor
            if able.all() or self.budget <= 0:
                break
            nodes = nodes[able]
        if self.budget <= 0:
            self.open = max(self.open, 2 * value + int(most[:left].sum()))
            return
        for place in range(len(nodes) - left + 1):
            reach = 2 * value + int(most[place : place + left].sum())
            if reach <= self.floor:
                return
            if self.budget <= 0:  # no set of these and those that follow reaches further
                self.open = max(self.open, reach)
                return
            node, later = int(nodes[place]), nodes[place + 1 :]
            more = gain + self.weight[node]
            self.run((*taken, node), value + int(gain[node]), more, later, left - 1)

    def _most(self, nodes: IntArray, gain: IntArray, left: int) -> IntArray:
        """What each node can add at most, twice: its gain, and its best shares with those that come besides."""
        self.budget -= 1
        beside = left - 1
        if beside == 0:
            return 2 * gain
        inside = self.weight[np.ix_(nodes, nodes)].copy()
        np.fill_diagonal(inside, np.iinfo(np.int64).min // 4)
        best = (
            np.partition(inside, len(nodes) - beside, axis=1)[:, len(nodes) - beside :]
            if len(nodes) > beside
            else inside
        )
        found: IntArray = 2 * gain + best.sum(axis=1)
        return found


def heaviest(
    weight: IntArray,
    size: int,
    floor: int,
    budget: int,
    first: int | None = None,
    holds: Callable[[Sequence[int]], bool] = lambda _: True,
) -> Heaviest:
    """What no `size` nodes weigh more than, summed over every two, given that sets of up to `floor` do not matter.

    Only sets that may be held, as `holds` tells, count.

    With `first`, of sets that hold this node. `weight` is symmetric, whole numbers of any sign. Within `budget` nodes
    of the search, each counted as often as it is looked at, the bound is exact above the floor; beyond, it is what the
    nodes left open could still reach.
    """
    search = _Search(weight, 2 * floor, budget, holds)
    nodes = np.arange(len(weight))
    if first is None:
        search.run((), 0, np.zeros(len(weight), dtype=np.int64), nodes, size)
    else:
        search.run((first,), 0, weight[first].copy(), nodes[nodes != first], size - 1)
    return Heaviest(-(-max(search.floor, search.open) // 2), search.best, max(0, search.budget))
