"""Fit a pair into a schedule at the least loss: what it would displace, and the proof that nothing less will do.

Only meetings of the schedule are looked at: each stays, moves to another slot, or goes. Growing neighbourhoods of the
pair are decided exactly by CP-SAT, until what is lost meets a bound that no way of fitting the pair in can beat.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import BoolArray, Group, IntArray, Placement, Problem
from matchmaker.problem.rota import Staffing
from matchmaker.solver import cpsat
from matchmaker.solver.board import Board
from matchmaker.solver.model import Model
from matchmaker.solver.parts import of_pairs
from matchmaker.solver.prices import Lagrangian
from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.relax import relax
from matchmaker.solver.reoptimise import cp_model_of
from matchmaker.solver.staff import staff

EFFORT, EFFORT_OF_WHOLE = 5.0, 20.0


@dataclass(frozen=True, eq=False)
class Swap:
    """The schedule with the pair in it. `displaced` meetings are gone, `moved` ones are in another slot.

    `lost` is what the displaced weigh; `least` is what is lost at least, whatever one does: where the two are equal,
    the swap is proven to be the least loss. `filled` are pairs that could meet besides, in what becomes free.
    `staffing` names the persons of all that stays.
    """

    pair: int
    placement: Placement
    staffing: Staffing
    displaced: tuple[int, ...]
    moved: tuple[int, ...]
    filled: tuple[int, ...]
    lost: int
    least: int

    @property
    def proven(self) -> bool:
        """Whether less cannot be lost."""
        return self.lost == self.least


@dataclass(frozen=True, slots=True)
class NoSwap:
    """No way to fit the pair in: `proven` if the meetings that must be leave none, else work ended before one."""

    proven: bool


def swap(
    problem: Problem,
    placement: Placement,
    pair: int,
    seed: int = 0,
    control: Control | None = None,
    groups: Sequence[Group] = (),
) -> Swap | NoSwap:
    """Fit a pair that does not meet into a valid placement. Meetings that must be stay, in some slot.

    `groups` at round tables stay as they are; `problem` is what remains beside them.
    """
    question = _Question(problem, placement, pair, seed, control or Quiet(), groups)
    return question.answer()


class _Question:
    """The meetings of the schedule, and last of all the pair that is to be fitted in."""

    def __init__(
        self,
        problem: Problem,
        placement: Placement,
        pair: int,
        seed: int,
        control: Control,
        groups: Sequence[Group],
    ) -> None:
        self.groups = groups
        self.whole, self.placement, self.pair = problem, placement, pair
        self.seed, self.control = seed, control
        self.pairs = [*sorted(placement), pair]
        self.part = of_pairs(problem, self.pairs, {*problem.must, pair})
        self.model = Model.of(self.part)
        self.cells = self.model.cells
        slots = [placement.get(one, -1) for one in self.pairs]
        self.held: BoolArray = np.array(slots, dtype=np.int64)[self.cells.pair] == self.cells.slot
        self.own: BoolArray = self.cells.pair == len(self.pairs) - 1
        # First as much weight as possible, then as few moves.
        self.unit = len(self.pairs) + 1
        self.value: IntArray = self.part.weight[self.cells.pair] * self.unit + self.held
        self.value[self.own] = 0

    def answer(self) -> Swap | NoSwap:
        weight = int(self.part.weight[:-1].sum())
        bound = relax(self.part, Lagrangian.plain(self.part)).bound - int(self.part.weight[-1])
        best: tuple[int, BoolArray] | None = None
        for is_open in self.neighbourhoods():
            whole = bool(is_open.all())
            found = self.decide(is_open, None if best is None else best[1], EFFORT_OF_WHOLE if whole else EFFORT)
            if isinstance(found, cpsat.Nothing):
                if whole and best is None:
                    return NoSwap(found.proven)
                continue
            value, most, held = found
            best = max((best or (value, held), (value, held)), key=lambda one: one[0])
            if whole:
                bound = min(bound, most // self.unit)
            if best[0] // self.unit >= bound or self.control.stopped() is not None:
                break
        if best is None:
            return NoSwap(proven=False)
        kept = best[0] // self.unit
        return self.told(best[1], min(weight - kept, max(0, weight - bound)))

    def neighbourhoods(self) -> Iterator[BoolArray]:
        """Cells to decide: meetings may go; those of the two may move too; those of their partners; all."""
        inside = np.zeros(len(self.whole.companies), dtype=bool)
        cell, holder = self.cells.attending
        yield self.held | self.own
        inside[list(self.part.holders[-1])] = True
        for _ in range(2):
            near = np.zeros(len(self.cells), dtype=bool)
            near[cell[inside[holder]]] = True
            yield self.held | self.own | near
            inside[holder[near[cell]]] = True
        yield np.ones(len(self.cells), dtype=bool)

    def decide(
        self, is_open: BoolArray, start: BoolArray | None, effort: cpsat.Effort
    ) -> tuple[int, int, BoolArray] | cpsat.Nothing:
        """The best choice of the open cells: its value, what none can beat, and the cells."""
        model, cells = self.model, np.flatnonzero(is_open)
        programme, literals = cp_model_of(model, cells, model.upper, model.lower)
        programme.maximize(cp_model.LinearExpr.weighted_sum(literals, self.value[cells].tolist()))
        for literal, hint in zip(literals, (self.held if start is None else start)[cells].tolist(), strict=True):
            programme.add_hint(literal, hint)
        match cpsat.run(programme, self.seed, effort, self.control):
            case cpsat.Found(solver) as found:
                held = np.zeros(len(is_open), dtype=bool)
                held[cells] = [solver.boolean_value(literal) for literal in literals]
                return found.value(), found.bound(), held
            case cpsat.Nothing() as nothing:
                return nothing

    def told(self, held: BoolArray, least: int) -> Swap | NoSwap:
        """The swap, once it has its persons; what finds none goes too."""
        chosen = {self.pairs[place]: slot for place, slot in self.cells.placement(held).items()}
        whole, weight = replace(self.whole, must=self.whole.must | {self.pair}), self.whole.weight
        staffed = staff(whole, chosen, self.groups, self.seed, self.control)
        if not whole.must & chosen.keys() <= staffed.placement.keys():
            return NoSwap(proven=False)
        placement = {one: slot for one, slot in staffed.placement.items() if one in chosen or one in self.placement}
        displaced = tuple(one for one in self.placement if one not in placement)
        lost = sum(int(weight[one]) for one in displaced)
        return Swap(
            pair=self.pair,
            placement=placement,
            staffing=_of(staffed.staffing, placement),
            displaced=tuple(sorted(displaced, key=lambda one: (-int(weight[one]), one))),
            moved=tuple(sorted(one for one in placement if self.placement.get(one, placement[one]) != placement[one])),
            filled=tuple(self.filled(placement, staffed.placement)),
            lost=lost,
            least=min(lost, least),
        )

    def filled(self, placement: Placement, staffed: Placement) -> list[int]:
        """Pairs that could meet besides: those that found their persons, or whatever fits where none are needed."""
        if self.whole.crew.is_needed:
            return [one for one in staffed if one not in placement]
        board, weight = Board.holding(self.whole, placement), self.whole.weight
        others = (one for one in range(len(weight)) if one not in self.placement and one != self.pair)
        board.fill(sorted(others, key=lambda one: (-int(weight[one]), one)))
        return [one for one in board.slot if one not in placement]


def _of(staffing: Staffing, placement: Placement) -> Staffing:
    """The persons of these meetings alone."""
    attends = {key: person for key, person in staffing.attends.items() if key[0] in placement}
    interprets = {pair: person for pair, person in staffing.interprets.items() if pair in placement}
    return replace(staffing, attends=attends, interprets=interprets)
