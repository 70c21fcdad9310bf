"""Place chosen pairs into slots: list edge colouring with capacities.

Greedy by fewest possible slots first (after DSATUR, Brélaz 1979), then min-conflicts ejection with a tabu list (Minton
et al. 1992; Hertz and de Werra 1987): an unplaced pair enters the slot that pushes out least.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from matchmaker.problem import Placement, Problem
from matchmaker.solver.board import Board
from matchmaker.solver.progress import Control

MOVES_PER_PAIR = 20
# Without a fuller board in this part of the moves, there will hardly be one.
IDLE = 5
TABU_COST = 100.0
# What pushing out a meeting that must be counts for, in others.
MUST_COST = 2.0


def place(
    problem: Problem,
    options: Mapping[int, tuple[int, ...]],
    seed: int,
    fixed: Mapping[int, int],
    control: Control,
) -> Placement:
    """Slots, out of each pair's `options`, for as many pairs as can be found. `fixed` meetings stay where they are.

    All pairs together must be within every company's maximum, as chosen ones are.
    """
    board = Board.holding(problem, fixed)
    pool = [pair for pair in options if pair not in fixed]
    rng = random.Random(seed)  # noqa: S311 — a search, not a secret
    rng.shuffle(pool)
    pool.sort(key=lambda pair: len(options[pair]))
    board.fill(pool, options)
    left = [pair for pair in pool if pair not in board.slot]
    return _Ejection(board, options, left, rng, frozenset(fixed)).run(MOVES_PER_PAIR * len(options), control)


class _Ejection:
    """Min-conflicts with tabu: put waiting pairs in, let their rivals wait, keep the fullest board seen."""

    def __init__(
        self,
        board: Board,
        options: Mapping[int, tuple[int, ...]],
        waiting: list[int],
        rng: random.Random,
        fixed: frozenset[int],
    ) -> None:
        self.board = board
        self.options = options
        self.waiting = waiting
        self.rng = rng
        self.fixed = fixed
        self.must = board.problem.must
        self.tabu: dict[tuple[int, int], int] = {}

    def run(self, moves: int, control: Control) -> Placement:
        best, found = dict(self.board.slot), 0
        for now in range(moves):
            if now - found > moves // IDLE:
                break
            if not self.waiting or (now % 1000 == 0 and control.stopped() is not None):
                break
            self.move(now)
            if len(self.board.slot) > len(best):
                best, found = dict(self.board.slot), now
        return best

    def move(self, now: int) -> None:
        """One waiting pair enters; who was in its way waits."""
        place = self.rng.randrange(len(self.waiting))
        pair, self.waiting[place] = self.waiting[place], self.waiting[-1]
        self.waiting.pop()
        found = self.least(pair, now)
        if found is None:  # only fixed meetings in every slot
            return
        slot, rivals = found
        for rival in rivals:
            self.tabu[rival, self.board.slot[rival]] = now + 10 + self.rng.randrange(10) + len(self.waiting) // 2
            self.board.remove(rival)
            self.waiting.append(rival)
        self.board.add(pair, slot)

    def least(self, pair: int, now: int) -> tuple[int, list[int]] | None:
        """The slot that pushes out fewest meetings and those meetings; ties by chance, tabu slots last."""
        best: tuple[float, int, list[int]] | None = None
        for slot in self.options[pair]:
            rivals = self.board.rivals(pair, slot)
            if self.board.is_full(slot) and not any(self.board.slot[rival] == slot for rival in rivals):
                movable = [held for held in self.board.in_slot[slot] if held not in self.fixed]
                if not movable:
                    continue
                rivals.append(movable[self.rng.randrange(len(movable))])
            if not self.fixed.isdisjoint(rivals):
                continue
            tabu = TABU_COST if self.tabu.get((pair, slot), -1) > now else 0.0
            cost = len(rivals) + MUST_COST * len(self.must.intersection(rivals)) + tabu + self.rng.random() / 2
            if best is None or cost < best[0]:
                best = (cost, slot, rivals)
        return None if best is None else best[1:]
