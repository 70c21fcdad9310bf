"""Calmer days for meetings already chosen: fewer breaks and hall changes, by exchanging slots.

Simulated annealing (Kirkpatrick et al. 1983) over Kempe exchanges, as in timetabling (Thompson and Dowsland 1998): a
meeting moves to another slot, and whatever it meets there takes its place, along the chain of companies in both. Who
meets whom does not change, and topics suit no worse.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping

from matchmaker.goals import GOALS, breaks_of, hall_changes_of
from matchmaker.problem import Placement, Problem
from matchmaker.solver.board import Board
from matchmaker.solver.progress import Control

MOVES_PER_MEETING, MOST_MOVES = 60, 500_000
# The goal that comes first weighs so much more.
FIRST, SECOND = 6, 1
WARM, COLD = 4.0, 0.3
LONGEST = 12
SETTLED = ("breaks", "hall_changes")


def settle(problem: Problem, start: Placement, seed: int, control: Control) -> Placement:
    """The same pairs in other slots, no worse by topic, better by breaks and hall changes in the order of the goals."""
    wanted = [goal for goal in problem.goals if goal in SETTLED]
    if not wanted or not start:
        return start
    days = _Days(problem, Board.holding(problem, start), wanted)
    moves = min(MOST_MOVES, MOVES_PER_MEETING * len(start))
    rng, pairs = random.Random(seed), sorted(start)  # noqa: S311 — a search, not a secret
    best, least, slack = dict(start), days.total, 0
    for now in range(moves):
        if now % 1000 == 0 and (control.stopped() is not None or days.total == 0):
            break
        heat = WARM * (COLD / WARM) ** (now / moves)
        pair = pairs[rng.randrange(len(pairs))]
        options = problem.domains[pair]
        chain = days.chain(pair, options[rng.randrange(len(options))])
        if chain is None:
            continue
        gain = sum(int(problem.fit[p, t]) - int(problem.fit[p, days.board.slot[p]]) for p, t in chain.items())
        if slack + gain < 0:
            continue
        costs = days.costs(chain)
        rise = sum(costs.values()) - sum(days.cost[company] for company in costs)
        if rise > 0 and rng.random() >= math.exp(-rise / heat):
            continue
        if days.move(chain, costs):
            slack += gain
            if days.total < least:
                best, least = dict(days.board.slot), days.total
    return max((start, best), key=lambda one: [GOALS[goal].sign * GOALS[goal].measure(problem, one) for goal in wanted])


class _Days:
    """The companies' days on a board, what they cost, and how to change them. Mutable; lives within `settle`."""

    def __init__(self, problem: Problem, board: Board, wanted: list[str]) -> None:
        self.problem = problem
        self.board = board
        weights = dict(zip(wanted, (FIRST, SECOND), strict=False))
        self.per_break, self.per_change = (weights.get(goal, 0) for goal in SETTLED)
        self.known: dict[tuple[int, int], int] = {}
        kinds: dict[tuple[int, ...], int] = {}
        self.kind = [kinds.setdefault(row, len(kinds)) for row in problem.last_idle]
        self.cost = [self._cost(company, {}) for company in range(problem.size)]
        self.total = sum(self.cost)

    def costs(self, chain: Mapping[int, int]) -> dict[int, int]:
        """What the days of all companies concerned would cost if the pairs of a chain moved."""
        concerned = (company for pair in chain for company in self.board.holders[pair] if company < self.problem.size)
        return {company: self._cost(company, chain) for company in concerned}

    def _cost(self, company: int, chain: Mapping[int, int]) -> int:
        slots, mask = self.board.slot, 0
        for pair in self.board.booked[company]:
            mask |= 1 << (chain[pair] if pair in chain else slots[pair])
        key = (self.kind[company], mask)
        if key not in self.known:
            used = [slot for slot in range(len(self.problem.slots)) if mask >> slot & 1]
            cost = self.per_break * breaks_of(self.problem, company, used)
            self.known[key] = cost + self.per_change * hall_changes_of(self.problem, used)
        return self.known[key]

    def chain(self, pair: int, slot: int) -> dict[int, int] | None:
        """New slots for a pair and all that it displaces, going back and forth between two slots; nothing if long."""
        board, home = self.board, self.board.slot[pair]
        if slot == home:
            return None
        chain, waiting = {pair: slot}, [pair]

        def displace(held: int, to: int) -> bool:
            if to not in self.problem.domains[held] or len(chain) >= LONGEST:
                return False
            chain[held] = to
            waiting.append(held)
            return True

        # Where a slot is full, somebody has to make room.
        if board.is_full(slot) and not displace(board.in_slot[slot][0], home):
            return None
        while waiting:
            moved = waiting.pop()
            target = chain[moved]
            other = home if target == slot else slot
            for company in board.holders[moved]:
                there = [held for held in board.booked[company] if board.slot[held] == target and held not in chain]
                if len(there) >= board.delegates[company] and not displace(there[0], other):
                    return None
        return chain

    def move(self, chain: Mapping[int, int], costs: Mapping[int, int]) -> bool:
        """Move all pairs of a chain at once, unless some limit is in the way; `costs` are those of `costs(chain)`."""
        before = {pair: self.board.slot[pair] for pair in chain}
        for pair in chain:
            self.board.remove(pair)
        placed: list[int] = []
        for pair, slot in chain.items():
            if not self.board.fits(pair, slot):
                for one in placed:
                    self.board.remove(one)
                for one, home in before.items():
                    self.board.add(one, home)
                return False
            self.board.add(pair, slot)
            placed.append(pair)
        for company, cost in costs.items():
            self.total += cost - self.cost[company]
            self.cost[company] = cost
        return True
