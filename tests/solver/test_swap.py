"""What it takes to fit a pair in, against trying every other schedule of the same meetings."""

from __future__ import annotations

import pytest

from matchmaker.outcome import Solved
from matchmaker.problem import Placement, Problem
from matchmaker.solver import NoSwap, Swap, best_alone, solve, swap
from matchmaker.solver.parts import of_pairs
from tests.solver import brute
from tests.solver.problems import random_problem


def least_loss(problem: Problem, placement: Placement, pair: int) -> tuple[int, int] | None:
    """The least weight that is lost, and then the fewest moves, over all schedules of these meetings and the pair."""
    pairs = [*sorted(placement), pair]
    part = of_pairs(problem, pairs, {*problem.must, pair})
    held = sum(int(problem.weight[one]) for one in placement)
    found = []
    for place in brute.placements(part):
        slots = {pairs[one]: slot for one, slot in place.items()}
        kept = sum(int(problem.weight[one]) for one in slots if one != pair)
        moves = sum(placement[one] != slot for one, slot in slots.items() if one != pair)
        found.append((held - kept, moves))
    return min(found, default=None)


@pytest.mark.parametrize("seed", range(60))
def test_nothing_less_is_lost_and_no_less_moved_than_what_trying_everything_finds(seed: int) -> None:
    problem = random_problem(seed)
    solved = solve(problem, seed)
    if not isinstance(solved, Solved):
        return
    for pair in range(len(problem.weight)):
        if pair in solved.placement or not problem.domains[pair]:
            continue
        found, expected = swap(problem, solved.placement, pair), least_loss(problem, solved.placement, pair)
        if expected is None:
            assert found == NoSwap(proven=True)
            continue
        assert isinstance(found, Swap)
        assert found.proven
        assert found.lost == expected[0]
        assert found.lost == sum(int(problem.weight[one]) for one in found.displaced)
        assert len(found.moved) >= expected[1]
        assert {*found.placement} == {*solved.placement, pair} - {*found.displaced}
        assert all(found.placement[one] != solved.placement[one] for one in found.moved)


def test_random_problems_ask_every_kind_of_question() -> None:
    """Some pairs displace nothing but move others, some displace, some cannot be fitted in."""
    kinds = set()
    for seed in range(60):
        problem = random_problem(seed)
        solved = solve(problem, seed)
        if isinstance(solved, Solved):
            for pair in range(len(problem.weight)):
                if pair not in solved.placement and problem.domains[pair]:
                    found = swap(problem, solved.placement, pair)
                    kinds.add("none" if isinstance(found, NoSwap) else ("displaces", "moves")[not found.displaced])
                    kinds |= {"fills"} if isinstance(found, Swap) and found.filled else set()
    assert {"none", "displaces"} <= kinds


@pytest.mark.parametrize("seed", range(40))
def test_the_best_day_alone_is_what_trying_everything_finds(seed: int) -> None:
    problem = random_problem(seed)
    for company in range(len(problem.companies)):
        pairs = problem.pairs_of[company]
        part = of_pairs(problem, pairs, problem.must)
        days = [sum(int(part.weight[one]) for one in placement) for placement in brute.placements(part)]
        found = best_alone(problem, company)
        if not days:
            continue
        assert found.weight == found.bound == max(days)
        assert sum(int(problem.weight[pair]) for pair in found.pairs) == found.weight
