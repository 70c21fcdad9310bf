"""How many meetings of some pairs some slots can take: persons, quotas, and pairs of which only one may meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchmaker.problem.arrays import IntArray

# Beyond so many sets of persons, only those that some pair needs as they are count.
MOST_SETS = 64


@dataclass(frozen=True, eq=False)
class Limit:
    """At most `most` meetings among the `parts`: (pairs, slots), each pair in each of its slots.

    `rule` is the rule it belongs to. With `everywhere`, the parts hold all slots of their pairs, so that it limits
    the choice of pairs too.
    """

    rule: str
    most: int
    parts: tuple[tuple[IntArray, tuple[int, ...]], ...]
    everywhere: bool = False

    def only(self, place: Mapping[int, int]) -> Limit:
        """The same for the pairs that have a new place."""
        kept = ([place[pair] for pair in pairs.tolist() if pair in place] for pairs, _ in self.parts)
        parts = (
            (np.array(own, dtype=np.int64), slots) for own, (_, slots) in zip(kept, self.parts, strict=True) if own
        )
        return replace(self, parts=tuple(parts))

    @cached_property
    def pairs(self) -> IntArray:
        """All pairs of its parts."""
        return np.unique(np.concatenate([pairs for pairs, _ in self.parts]))


def persons_limits(
    rule: str,
    pairs_by_mask: Mapping[int, IntArray],
    there: Sequence[int],
    overlaps: Sequence[Sequence[int]],
) -> Iterator[Limit]:
    """Meetings that need one of some persons each: never more at once than there are such persons (Hall 1935).

    `pairs_by_mask` has, for a set of persons as bits, the pairs that need one of them; `there` are the persons present
    in each slot. No two slots of an overlap can be served by one person. Sets of persons that have nothing to do with
    each other need no limit together.
    """
    for slots in overlaps:
        wanted = {mask & there[slot] for mask in pairs_by_mask for slot in slots} - {0}
        for persons in sorted(_unions(wanted)):
            parts = []
            for mask, pairs in pairs_by_mask.items():
                inside = tuple(t for t in slots if mask & there[t] and not mask & there[t] & ~persons)
                if inside:
                    parts.append((pairs, inside))
            most = persons.bit_count()
            if sum(len(pairs) for pairs, _ in parts) > most:
                yield Limit(rule, most, tuple(parts))


def _unions(wanted: set[int]) -> set[int]:
    """The sets, and the unions of those that overlap."""
    found = set(wanted)
    fresh = set(wanted)
    while fresh and len(found) <= MOST_SETS:
        fresh = {one | other for one in fresh for other in wanted if one & other} - found
        found |= fresh
    return found if len(found) <= MOST_SETS else wanted
