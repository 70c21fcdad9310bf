"""The order of the steps: musts, bound, choice, slots, search, topics."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matchmaker.goals import GOALS
from matchmaker.outcome import Impossible, Outcome, Solved, Undecided
from matchmaker.problem import IntArray, Placement, Problem
from matchmaker.schedule import GoalValue
from matchmaker.solver.allot import allot
from matchmaker.solver.board import Board
from matchmaker.solver.certificate import most_meetings
from matchmaker.solver.choose import choose
from matchmaker.solver.exact import is_small, solve_exactly
from matchmaker.solver.musts import place_musts
from matchmaker.solver.place import place
from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.relax import Relaxation, degrees, relax
from matchmaker.solver.search import ENOUGH, search, suit

# Placing is tried again with another seed while no more than this many pairs are left over.
ATTEMPTS, HOPEFUL = 4, 5


def solve(problem: Problem, seed: int = 0, workers: int = 1, control: Control | None = None) -> Outcome:
    """The best schedule of a problem that deterministic work finds, with a proven bound for every goal.

    The same problem and seed give the same outcome with any number of workers, unless `control` stops the work.
    """
    control = control or Quiet()
    control.report("placing the meetings that must be")
    musts = place_musts(problem, seed, control)
    if isinstance(musts, Impossible | Undecided):
        return musts
    first = _greedy(problem, musts)
    control.report("finding the bound", _weight(problem, first))
    relaxation = relax(problem)
    found = _by_compatibility(problem, relaxation, musts, first, seed, workers, control)
    placement, fit_bound = _by_topic(problem, relaxation, found, seed, workers, control)
    bounds = {"total_compatibility": found.bound, "topic_fit": fit_bound}
    unproven = any(GOALS[name].measure(problem, placement) < bound for name, bound in bounds.items())
    if unproven and is_small(problem) and control.stopped() is None:
        control.report("solving as a whole", found.weight, found.bound)
        exact = solve_exactly(problem, placement, seed, control)
        placement = max((placement, exact.placement), key=lambda one: _rank(problem, one))
        if exact.proven:
            bounds = {name: GOALS[name].measure(problem, placement) for name in bounds}
    goals = tuple(_value(name, problem, placement, bound) for name, bound in bounds.items())
    return Solved(placement, goals, control.stopped())


@dataclass(frozen=True, eq=False)
class _Found:
    """Where total compatibility stands: a placement, and what no schedule can beat."""

    placement: Placement
    weight: int
    bound: int
    chosen: IntArray | None


def _greedy(problem: Problem, musts: Placement) -> Placement:
    """The musts, and every pair that still fits, heaviest first: a schedule to have in hand."""
    board = Board.holding(problem, musts)
    board.fill(sorted(range(len(problem.weight)), key=lambda pair: (-int(problem.weight[pair]), pair)))
    return dict(board.slot)


def _by_compatibility(
    problem: Problem,
    relaxation: Relaxation,
    musts: Placement,
    first: Placement,
    seed: int,
    workers: int,
    control: Control,
) -> _Found:
    """Choose pairs, place them, and improve while bound and schedule differ."""
    if control.stopped() is not None:
        return _Found(first, _weight(problem, first), relaxation.bound, None)
    control.report("choosing who meets", _weight(problem, first), relaxation.bound)
    choice = choose(problem, relaxation, seed, control)
    control.report("placing meetings", _weight(problem, first), choice.bound)
    options = {int(pair): problem.domains[pair] for pair in choice.pairs}
    placement = _complete(problem, _place(problem, options, seed, control), options, musts, seed, control)
    if len(placement) == len(options) and placement.keys() == options.keys():
        return _Found(placement, choice.weight, choice.bound, choice.pairs)
    best = max((first, placement), key=lambda one: _weight(problem, one))
    bound = choice.bound
    if bound - _weight(problem, best) > ENOUGH * bound and not is_small(problem):
        searched = search(problem, best, bound, seed, workers, control)
        best, bound = searched.placement, searched.bound
    return _Found(best, _weight(problem, best), bound, None)


def _place(problem: Problem, options: dict[int, tuple[int, ...]], seed: int, control: Control) -> Placement:
    """The fullest of a few attempts: a pair or two left over is often bad luck."""
    best: Placement = {}
    for attempt in range(ATTEMPTS):
        found = place(problem, options, seed + attempt, {}, control)
        best = max((best, found), key=len)
        if len(options) - len(best) > HOPEFUL or len(best) == len(options) or control.stopped() is not None:
            break
    return best


def _complete(
    problem: Problem,
    placement: Placement,
    options: dict[int, tuple[int, ...]],
    musts: Placement,
    seed: int,
    control: Control,
) -> Placement:
    """With every must, and with any other pair that fits where chosen ones found no slot."""
    if not musts.keys() <= placement.keys():
        placement = place(problem, options, seed, musts, control)
    if len(placement) == len(options):
        return placement
    board = Board.holding(problem, placement)
    board.fill(sorted(range(len(problem.weight)), key=lambda pair: (-int(problem.weight[pair]), pair)))
    return dict(board.slot)


def _by_topic(
    problem: Problem, relaxation: Relaxation, found: _Found, seed: int, workers: int, control: Control
) -> tuple[Placement, int]:
    """The same weight in better suited sessions, and the bound on how well they can suit."""
    most = _most_fit(problem)
    if control.stopped() is not None:
        return found.placement, most
    control.report("suiting sessions to topics", found.weight, found.bound)
    if found.chosen is None:
        return suit(problem, found.placement, seed, workers, control), most
    allotment = allot(problem, relaxation, found.chosen, seed, control)
    placement = place(problem, allotment.slots, seed, {}, control)
    if len(placement) < len(allotment.slots):
        eased = {p: s if p in placement else problem.domains[p] for p, s in allotment.slots.items()}
        placement = place(problem, eased, seed, {}, control)
    if len(placement) < len(allotment.slots):
        placement = suit(problem, found.placement, seed, workers, control)
    better = max((found.placement, placement), key=lambda one: _rank(problem, one))
    return better, min(most, allotment.bound)


def _most_fit(problem: Problem) -> int:
    """The fit of as many pairs as can meet, each in its best session."""
    best = np.sort(np.where(problem.common, problem.fit, 0).max(axis=1, initial=0))[::-1]
    return int(best[: most_meetings(problem, degrees(problem))].sum())


def _weight(problem: Problem, placement: Placement) -> int:
    return GOALS["total_compatibility"].measure(problem, placement)


def _rank(problem: Problem, placement: Placement) -> tuple[int, ...]:
    return tuple(goal.measure(problem, placement) for goal in GOALS.values())


def _value(name: str, problem: Problem, placement: Placement, bound: int) -> GoalValue:
    value = GOALS[name].measure(problem, placement)
    return GoalValue(name=name, value=value, bound=bound, proven=value >= bound)
