"""Allot the chosen pairs to sessions by topic: choose again, with classes of slots instead of none.

Slots that suit every pair alike form a class (all sessions on one topic). Forgetting slots but not classes leaves a
transportation problem with a floor on total weight, so that the goal before is kept. Pairs that a schedule of that
weight must take, or cannot take, are fixed by their reduced profit, which keeps the model small and its bound true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import IntArray, Problem
from matchmaker.solver import cpsat
from matchmaker.solver.certificate import room_in_slots
from matchmaker.solver.choose import undecided
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import Degrees, Relaxation

EFFORT = 4.0


@dataclass(frozen=True, eq=False)
class Allotment:
    """For each pair that meets, the slots it is allotted to; and what no schedule of the same weight can beat."""

    slots: Mapping[int, tuple[int, ...]]
    bound: int


def allot(problem: Problem, relaxation: Relaxation, chosen: IntArray, seed: int, control: Control) -> Allotment:
    """The best allotment by topic fit among choices that weigh at least as much as `chosen`."""
    floor = int(problem.weight[chosen].sum())
    is_open = undecided(problem, relaxation, relaxation.bound - floor)
    taken = (relaxation.halves == 2) & ~is_open
    taken[list(problem.must)] = True
    classes = slot_classes(problem)
    model = cp_model.CpModel()
    goes = {
        (int(pair), place): model.new_bool_var("")
        for pair in np.flatnonzero(taken | is_open)
        for place, slots in enumerate(classes)
        if problem.common[pair, list(slots)].any()
    }
    _limit(model, problem, goes, classes, taken)
    profit = {key: int(problem.fit[key[0], classes[key[1]][0]]) for key in goes}
    weights = [int(problem.weight[pair]) for pair, _ in goes]
    model.add(cp_model.LinearExpr.weighted_sum(list(goes.values()), weights) >= floor)
    model.maximize(cp_model.LinearExpr.weighted_sum(list(goes.values()), list(profit.values())))
    most = int(sum(problem.fit[pair].max(initial=0) for pair in np.flatnonzero(taken | is_open)))
    match cpsat.run(model, seed, EFFORT, control):
        case cpsat.Found(solver):
            slots = {
                pair: tuple(slot for slot in classes[place] if problem.common[pair, slot])
                for (pair, place), literal in goes.items()
                if solver.boolean_value(literal)
            }
            return Allotment(slots, int(solver.best_objective_bound))
        case cpsat.Nothing():
            return Allotment({int(pair): problem.domains[pair] for pair in chosen}, most)


def slot_classes(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Slots grouped so that every pair fits all slots of a group alike."""
    found: dict[bytes, list[int]] = defaultdict(list)
    for slot in range(len(problem.slots)):
        found[problem.fit[:, slot].tobytes()].append(slot)
    return tuple(map(tuple, found.values()))


def _limit(
    model: cp_model.CpModel,
    problem: Problem,
    goes: Mapping[tuple[int, int], cp_model.IntVar],
    classes: tuple[tuple[int, ...], ...],
    taken: np.ndarray,
) -> None:
    """Each pair at most once (once if taken); classes hold what their slots hold; companies what they can."""
    by_pair, by_class, by_company, by_both = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    for (pair, place), literal in goes.items():
        by_pair[pair].append(literal)
        by_class[place].append(literal)
        for company in (int(problem.left[pair]), int(problem.right[pair])):
            by_company[company].append(literal)
            by_both[place, company].append(literal)
    for pair, literals in by_pair.items():
        (model.add_exactly_one if taken[pair] else model.add_at_most_one)(literals)
    room = room_in_slots(problem)
    for place, literals in by_class.items():
        model.add(cp_model.LinearExpr.sum(literals) <= int(room[list(classes[place])].sum()))
    degree = Degrees.of(problem).degree
    for company, literals in by_company.items():
        model.add(cp_model.LinearExpr.sum(literals) <= int(degree[company]))
    within = [Degrees.of(problem, slots).degree for slots in classes]
    for (place, company), literals in by_both.items():
        if len(literals) > within[place][company]:
            model.add(cp_model.LinearExpr.sum(literals) <= int(within[place][company]))
