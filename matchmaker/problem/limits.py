"""How many meetings of some pairs some slots can take: persons, quotas, and pairs of which only one may meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matchmaker.problem.arrays import IntArray

# Up to so many sets of persons count in every union; of more, those that some pair needs, every two, and all together.
MOST_SETS = 16


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

    def only(self, kept_of: Callable[[IntArray], IntArray]) -> Limit:
        """The same for the pairs that are kept, in their new places."""
        parts = ((kept_of(pairs), slots) for pairs, slots in self.parts)
        return replace(self, parts=tuple((pairs, slots) for pairs, slots in parts if len(pairs)))

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
        for persons in sorted(unions(wanted)):
            parts = []
            for mask, pairs in pairs_by_mask.items():
                inside = tuple(t for t in slots if mask & there[t] and not mask & there[t] & ~persons)
                if inside:
                    parts.append((pairs, inside))
            most = persons.bit_count()
            if sum(len(pairs) for pairs, _ in parts) > most:
                yield Limit(rule, most, tuple(parts))


def unions(wanted: set[int]) -> set[int]:
    """The sets, and the unions of those that overlap: all of them where they are few, else of every two, and of all."""
    found, fresh = set(wanted), set(wanted)
    while fresh and len(found) <= MOST_SETS:
        fresh = {one | other for one in fresh for other in wanted if one & other} - found
        found |= fresh
    if len(found) <= MOST_SETS:
        return found
    return {*wanted, *_joined(wanted), *(one | other for one in wanted for other in wanted if one & other)}


def _joined(wanted: set[int]) -> set[int]:
    """The unions of all sets that are linked by overlaps."""
    found: set[int] = set()
    for one in sorted(wanted):
        linked = {other for other in found if other & one}
        union = one
        for other in linked:
            union |= other
        found = (found - linked) | {union}
    return found
