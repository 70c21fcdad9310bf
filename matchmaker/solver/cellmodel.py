"""Pairs and slots as a CP-SAT model: some cells open, the others as they are, goals held or pursued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, IntArray
from matchmaker.satisfaction import WHOLE_DAY, shares
from matchmaker.solver import cpsat
from matchmaker.solver.model import Model
from matchmaker.solver.objectives import OBJECTIVES
from matchmaker.solver.progress import Control
from matchmaker.solver.reoptimise import cp_model_of


class CellModel:
    """The `Decisions` of some open cells; `held` tells which cells are in use now."""

    def __init__(self, model: Model, is_open: BoolArray, held: BoolArray) -> None:
        self.problem = model.cells.problem
        self.cells = model.cells
        self.held = held
        stays = held & ~is_open
        used = model.used(stays)
        shut = model.matrix.T @ (model.upper - used <= 0).astype(np.int64)
        self.open = np.flatnonzero(is_open & (shut == 0))
        self.model, self.literals = cp_model_of(model, self.open, model.upper - used, model.lower - used)
        self.one = self.model.new_constant(1)
        self.of_company: dict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        self.of_holder: dict[int, list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
        self.of_pair: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        held_by = [(int(cell), self.one) for cell in np.flatnonzero(stays)]
        for cell, literal in (*zip(self.open.tolist(), self.literals, strict=True), *held_by):
            pair = int(self.cells.pair[cell])
            self.of_pair[pair].append(literal)
            for side in (int(self.problem.left[pair]), int(self.problem.right[pair])):
                self.of_company[side].append((cell, literal))
            for holder in self.problem.holders[pair]:
                self.of_holder[holder].append((cell, literal))
        concerned = {holder for pair in self.cells.pair[self.open].tolist() for holder in self.problem.holders[pair]}
        self.decided = sorted(company for company in concerned if company < self.problem.size)

    def companies(self) -> Sequence[int]:
        """Those with an open cell."""
        return self.decided

    def weight(self, company: int) -> cp_model.LinearExprT:
        """What the company's meetings weigh."""
        own = self.of_company[company]
        weights = [int(self.problem.weight[self.cells.pair[cell]]) for cell, _ in own]
        return cp_model.LinearExpr.weighted_sum([literal for _, literal in own], weights)

    def meetings(self, company: int) -> cp_model.LinearExprT:
        """How many meetings the company has."""
        return cp_model.LinearExpr.sum([literal for _, literal in self.of_company[company]])

    def serving(self, pairs: Collection[int]) -> cp_model.LinearExprT:
        """How many of these pairs meet."""
        return cp_model.LinearExpr.sum([literal for pair in pairs for literal in self.of_pair[pair]])

    def busy(self, company: int) -> Mapping[int, Sequence[cp_model.IntVar]]:
        """Literals for the company's meetings by slot."""
        found: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for cell, literal in self.of_holder[company]:
            found[int(self.cells.slot[cell])].append(literal)
        return found

    def total(self, profit: IntArray) -> cp_model.LinearExprT:
        """The profits of the open cells."""
        own = profit[self.cells.pair[self.open], self.cells.slot[self.open]]
        return cp_model.LinearExpr.weighted_sum(self.literals, own.tolist())

    def least_elsewhere(self) -> int:
        """The least share of the companies without an open cell."""
        share = shares(self.problem, self.cells.placement(self.held))
        return int(np.delete(share, self.decided).min(initial=WHOLE_DAY))

    def best_by(
        self, goals: Sequence[str], seed: int, effort: cpsat.Effort, control: Control
    ) -> tuple[BoolArray, tuple[int | None, ...]]:
        """Pursue the goals one after the other, each held at what it reached before the next.

        Returns the cells then held, and for each goal what no choice of the open cells can beat, counting up, as the
        goals before are held; nothing where it is not known.
        """
        held, bounds = self.held, list[int | None]()
        for goal in goals:
            objective = OBJECTIVES[goal](self)
            trial = self.model.clone()
            trial.maximize(objective)
            for literal, value in zip(self.literals, held[self.open].tolist(), strict=True):
                trial.add_hint(literal, value)
            match cpsat.run(trial, seed, effort, control):
                case cpsat.Found(solver) as found:
                    held = self._held([solver.boolean_value(literal) for literal in self.literals])
                    bounds.append(found.bound())
                    self.model.add(objective >= found.value())
                case cpsat.Nothing():
                    bounds += [None] * (len(goals) - len(bounds))
                    break
        return held, tuple(bounds)

    def hold(self, goals: Sequence[str], seed: int, control: Control) -> None:
        """Let no goal get worse than it is."""
        objectives = [OBJECTIVES[goal](self) for goal in goals]
        trial = self.model.clone()
        for literal, value in zip(self.literals, self.held[self.open].tolist(), strict=True):
            trial.add(literal == int(value))
        trial.maximize(sum(objectives))
        match cpsat.run(trial, seed, 1.0, control):
            case cpsat.Found(solver, True):
                for objective in objectives:
                    self.model.add(objective >= solver.value(objective))

    def _held(self, values: list[bool]) -> BoolArray:
        held = self.held.copy()
        held[self.open] = values
        return held
