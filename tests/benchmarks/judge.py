"""The neutral judge of placements: rules in plain Python over a `Problem`, for our solver and for rivals alike."""

from __future__ import annotations

from collections import Counter

from matchmaker.problem import Placement, Problem


def weigh(problem: Problem, placement: Placement) -> int:
    """The total weight of a placement.

    Raises:
        AssertionError: if it breaks a rule, naming it.
    """
    in_slot: Counter[int] = Counter(placement.values())
    meetings: Counter[int] = Counter()
    at_once: Counter[tuple[int, int]] = Counter()
    for pair, slot in placement.items():
        assert problem.common[pair, slot], f"pair {pair} cannot meet in slot {slot}"
        for company in (int(problem.left[pair]), int(problem.right[pair])):
            meetings[company] += 1
            at_once.update((company, overlap) for overlap in problem.overlaps_of[slot])
    assert all(count <= problem.room[slot] for slot, count in in_slot.items()), "a slot has more meetings than room"
    assert all(count <= problem.maximum[one] for one, count in meetings.items()), "a company exceeds its maximum"
    assert all(count <= problem.delegates[one] for (one, _), count in at_once.items()), "a company meets twice at once"
    assert problem.must <= placement.keys(), "a must is missing"
    return sum(int(problem.weight[pair]) for pair in placement)
