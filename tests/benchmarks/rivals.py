"""What others do with the same problem: the greedy that vendors document, and one CP-SAT model over (pair, slot)."""

from __future__ import annotations

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import Placement, Problem
from matchmaker.solver.board import Board
from matchmaker.solver.model import Model
from matchmaker.solver.reoptimise import cp_model_of


def greedy(problem: Problem) -> Placement:
    """Companies in turn, one meeting each per round: the best partner free, in the first slot free."""
    board = Board(problem)
    ranked: list[list[int]] = [[] for _ in problem.companies]
    for pair in sorted(range(len(problem.weight)), key=lambda pair: -int(problem.weight[pair])):
        ranked[problem.left[pair]].append(pair)
        ranked[problem.right[pair]].append(pair)
    moved = True
    while moved:
        moved = False
        for pairs in ranked:
            for pair in pairs:
                if pair in board.slot or board.has_maximum(pair):
                    continue
                slot = next((slot for slot in problem.domains[pair] if board.fits(pair, slot)), None)
                if slot is not None:
                    board.add(pair, slot)
                    moved = True
                    break
    return dict(board.slot)


def single_cpsat(problem: Problem, seconds: float, workers: int) -> tuple[Placement, int | None]:
    """The placement and the bound of CP-SAT as it comes, on the whole model; no bound if it found nothing in time."""
    model = Model.of(problem)
    cells = model.cells
    programme, literals = cp_model_of(model, np.arange(len(cells)), model.upper, model.lower)
    programme.maximize(cp_model.LinearExpr.weighted_sum(literals, problem.weight[cells.pair].tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(programme)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return {}, None
    held = [place for place, literal in enumerate(literals) if solver.boolean_value(literal)]
    return {int(cells.pair[place]): int(cells.slot[place]) for place in held}, int(solver.best_objective_bound)
