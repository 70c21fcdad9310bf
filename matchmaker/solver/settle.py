"""Calmer days for meetings already chosen: fewer breaks and hall changes, by exchanging slots.

Simulated annealing (Kirkpatrick et al. 1983) over Kempe exchanges, as in timetabling (Thompson and Dowsland 1998): a
meeting moves to another slot, and whatever it meets there takes its place, along the chain of companies in both. Who
meets whom does not change, topics suit no worse, and whoever is needed at a meeting comes, or somebody in their place.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from matchmaker.goals import GOALS, breaks_of, hall_changes_of
from matchmaker.problem import Group, Placement, Problem
from matchmaker.problem.crew import Crew
from matchmaker.problem.persons import with_persons_known
from matchmaker.problem.rota import Rota, Staff, Staffing
from matchmaker.solver.board import Board
from matchmaker.solver.progress import Control
from matchmaker.solver.staff import Staffed

MOVES_PER_MEETING, MOST_MOVES = 60, 500_000
# The goal that comes first weighs so much more.
FIRST, SECOND = 6, 1
WARM, COLD = 4.0, 0.3
LONGEST = 12
SETTLED = ("breaks", "hall_changes")


def settle(problem: Problem, start: Staffed, groups: Sequence[Group], seed: int, control: Control) -> Staffed:
    """The same pairs in other slots, no worse by topic, better by breaks and hall changes in the order of the goals."""
    wanted = [goal for goal in problem.goals if goal in SETTLED]
    if not wanted or not start.placement:
        return start
    days = _Days(problem, start, groups, wanted)
    moves = min(MOST_MOVES, MOVES_PER_MEETING * len(start.placement))
    rng, pairs = random.Random(seed), sorted(start.placement)  # noqa: S311 — a search, not a secret
    best, least, slack = start, days.total, 0
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
                best, least = Staffed(dict(days.board.slot), days.rota.staffing(start.staffing.seats)), days.total

    def rank(one: Staffed) -> list[int]:
        return [GOALS[goal].sign * GOALS[goal].measure(problem, one.placement) for goal in wanted]

    return max((start, best), key=rank)


def settle_times(problem: Problem, start: Placement, seed: int, control: Control) -> Placement:
    """The same with persons forgotten, as before they are assigned."""
    return settle(replace(problem, crew=Crew()), Staffed(start, Staffing()), (), seed, control).placement


class _Days:
    """The companies' days on a board, what they cost, and how to change them. Mutable; lives within `settle`."""

    def __init__(self, problem: Problem, start: Staffed, groups: Sequence[Group], wanted: list[str]) -> None:
        self.problem = problem = with_persons_known(problem)
        self.board = Board.holding(problem, start.placement)
        self.rota = Rota.holding(problem, start.placement, groups, start.staffing)
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
        before = {pair: self._leave(pair) for pair in chain}
        placed: list[int] = []
        for pair, slot in chain.items():
            staff = self.rota.find(pair, slot) if self.board.fits(pair, slot) else None
            if staff is None:
                for one in placed:
                    self._leave(one)
                for one, (home, own) in before.items():
                    self._enter(one, home, own)
                return False
            self._enter(pair, slot, staff)
            placed.append(pair)
        for company, cost in costs.items():
            self.total += cost - self.cost[company]
            self.cost[company] = cost
        return True

    def _enter(self, pair: int, slot: int, staff: Staff) -> None:
        self.board.add(pair, slot)
        self.rota.add(pair, slot, staff)

    def _leave(self, pair: int) -> tuple[int, Staff]:
        """Take a meeting out: where it was, and who came."""
        slot = self.board.slot[pair]
        self.board.remove(pair)
        return slot, self.rota.remove(pair, slot)
