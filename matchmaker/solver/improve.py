"""Improve a placement by neighbourhoods (large neighbourhood search, Shaw 1998).

A few slots are opened: CP-SAT decides anew, under every rule, who meets in them, while all other meetings stay.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import IntArray, Placement, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.board import Board
from matchmaker.solver.constraints import post_all
from matchmaker.solver.progress import Control
from matchmaker.solver.variables import MeetingVariables

OPEN_SLOTS = 3
OPEN_PAIRS = 1500
EFFORT = 1.0


def improve(
    problem: Problem, placement: Placement, appeal: IntArray, bound: int, seed: int, rounds: int, control: Control
) -> Placement:
    """A placement of at least the same weight after at most `rounds` neighbourhoods.

    `appeal[p]` ranks pairs outside the schedule (their reduced profit): the most appealing may enter.
    """
    rng = random.Random(seed)  # noqa: S311 — a search, not a secret
    best = dict(placement)
    for turn in range(rounds):
        weight = sum(int(problem.weight[pair]) for pair in best)
        control.report("improving", weight, bound)
        if weight >= bound or control.stopped() is not None:
            break
        slots = frozenset(rng.sample(range(len(problem.slots)), min(OPEN_SLOTS, len(problem.slots))))
        best = reopen(problem, best, slots, appeal, seed + turn, control)
    return best


def reopen(
    problem: Problem, placement: Placement, slots: frozenset[int], appeal: IntArray, seed: int, control: Control
) -> dict[int, int]:
    """The best placement that differs only in who meets in `slots`."""
    kept = {pair: slot for pair, slot in placement.items() if slot not in slots}
    options = {
        pair: open_slots
        for pair in _candidates(problem, kept, slots, appeal)
        if (open_slots := [slot for slot in problem.domains[pair] if slot in slots])
    }
    model = cp_model.CpModel()
    x = MeetingVariables(model, problem, options, kept)
    post_all(x)
    x.hint(placement)
    model.maximize(sum(int(problem.weight[pair]) * literal for (pair, _), literal in x.meets.items()))
    match cpsat.run(model, seed, EFFORT, control):
        case cpsat.Found(solver):
            return kept | x.placement(solver)
        case cpsat.Nothing():
            return dict(placement)


def _candidates(problem: Problem, kept: Placement, slots: frozenset[int], appeal: IntArray) -> Iterable[int]:
    """Pairs that may meet in the open slots: those that do now, and the most appealing that still could."""
    board = Board.holding(problem, kept)
    order = np.argsort(-appeal, kind="stable").tolist()
    able = (p for p in order if p not in kept and not board.has_maximum(p) and not slots.isdisjoint(problem.domains[p]))
    found = [pair for pair, _ in zip(able, range(OPEN_PAIRS), strict=False)]
    return sorted({*found, *(problem.must - kept.keys())})
