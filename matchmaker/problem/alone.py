"""The best that a company could have alone: which overlaps cover its slots, and the heaviest pairs that find places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matchmaker.problem.arrays import BoolArray


def cover(inside: BoolArray) -> list[int]:
    """A greedy set cover, by the rows of `inside`, of all columns that appear in it."""
    left, rows = inside.any(axis=0), []
    while left.any():
        rows.append(int((inside & left).sum(axis=1).argmax()))
        left &= ~inside[rows[-1]]
    return rows


def heaviest(reach: BoolArray, pairs: Sequence[int], places: Mapping[int, int], most: int) -> list[int]:
    """The heaviest pairs that can have places of their own: sets that can are a matroid, so greed is exact.

    `pairs` are heaviest first; a place is one of `places[q]` in overlap q, where pair p can meet if `reach[p, q]`
    (Edmonds 1971; paths as in Kuhn 1955).
    """
    among = np.array(sorted(places), dtype=np.int64)
    options: dict[int, list[int]] = {}
    held: dict[int, list[int]] = {overlap: [] for overlap in places}

    def enter(pair: int, seen: set[int]) -> bool:
        for overlap in options[pair]:
            if overlap in seen:
                continue
            seen.add(overlap)
            if len(held[overlap]) < places[overlap]:
                held[overlap].append(pair)
                return True
            for other in held[overlap]:
                if enter(other, seen):
                    held[overlap].remove(other)
                    held[overlap].append(pair)
                    return True
        return False

    taken: list[int] = []
    for pair in pairs:
        if len(taken) == most:
            break
        options[pair] = among[reach[pair, among]].tolist()
        if options[pair] and enter(pair, set()):
            taken.append(pair)
    return taken
