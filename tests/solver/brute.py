"""The best schedule of a tiny problem by trying all of them. Shares nothing with the solver."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.goals import rank
from matchmaker.problem import Problem
from matchmaker.timetable import Span


def placements(problem: Problem) -> Iterator[dict[int, int]]:
    """Every placement that keeps every limit and every must."""
    yield from _further(problem, 0, {})


def ranks(problem: Problem) -> list[tuple[int, ...]]:
    """All goals of every such placement, in the problem's order, counting up."""
    return [rank(problem, one) for one in placements(problem)]


def values(problem: Problem) -> list[tuple[int, int]]:
    """The weight and topic fit of every such placement."""
    return [
        (
            sum(int(problem.weight[pair]) for pair in one),
            sum(int(problem.fit[pair, slot]) for pair, slot in one.items()),
        )
        for one in placements(problem)
    ]


def _further(problem: Problem, pair: int, held: dict[int, int]) -> Iterator[dict[int, int]]:
    if pair == len(problem.weight):
        yield dict(held)
        return
    if pair not in problem.must:
        yield from _further(problem, pair + 1, held)
    for slot in range(len(problem.slots)):
        if problem.barred is not None and problem.barred[pair, slot]:
            continue
        if problem.present[problem.left[pair], slot] and problem.present[problem.right[pair], slot]:
            held[pair] = slot
            if _keeps_limits(problem, held, pair, slot):
                yield from _further(problem, pair + 1, held)
            del held[pair]


def _keeps_limits(problem: Problem, held: dict[int, int], pair: int, slot: int) -> bool:
    """Whether the meeting added last leaves tables, seats, maxima and delegates enough."""
    in_slot = sum(1 for other in held.values() if other == slot)
    if in_slot > problem.tables[slot] or 2 * in_slot > problem.seats[slot]:
        return False
    for company in (problem.left[pair], problem.right[pair]):
        spans = [problem.slots[t].span for p, t in held.items() if company in {problem.left[p], problem.right[p]}]
        if len(spans) > problem.maximum[company] or _most_at_once(spans) > problem.delegates[company]:
            return False
    return True


def _most_at_once(spans: list[Span]) -> int:
    return max(sum(1 for span in spans if span.start <= moment < span.end) for moment in (s.start for s in spans))
