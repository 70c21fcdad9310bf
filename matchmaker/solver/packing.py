"""Which of many possible groups are held, at which table in which round: set packing by CP-SAT."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from ortools.sat.python import cp_model

from matchmaker.problem import Dialogue
from matchmaker.solver import cpsat
from matchmaker.solver.progress import Control

EFFORT = 6.0
# A round and a table.
Place = tuple[int, int]


class Packing:
    """A literal for each group in each round, at the table of whoever asked or at any other."""

    def __init__(
        self,
        dialogue: Dialogue,
        guests: Sequence[Sequence[int]],
        at_once: Callable[[int], int],
        groups: Iterable[frozenset[int]],
    ) -> None:
        self.dialogue = dialogue
        self.at_once = at_once
        self.model = cp_model.CpModel()
        self.askers = {company: table for table, company in dialogue.asked.items()}
        self.free = [table for table in range(dialogue.tables) if table not in dialogue.asked]
        self.held: dict[tuple[frozenset[int], int, int | None], cp_model.IntVar] = {}
        for k, welcome in enumerate(guests):
            for group in dict.fromkeys(groups):
                if group <= set(welcome):
                    asked = [self.askers[one] for one in sorted(group) if one in self.askers]
                    for table in (*asked, *([None] if self.free else [])):
                        self.held[group, k, table] = self.model.new_bool_var("")
        self._limit()

    def _limit(self) -> None:
        """Companies sit once a round and meet once; tables and moderators and seats are as many as there are."""
        seat, pair, at, rounds = (defaultdict(list) for _ in range(4))
        for (group, k, table), literal in self.held.items():
            for one in group:
                seat[k, one].append(literal)
            for two in combinations(sorted(group), 2):
                pair[two].append(literal)
            at[k, table].append(literal)
            rounds[k].append((literal, len(group)))
        for literals in (*seat.values(), *pair.values()):
            if len(literals) > 1:
                self.model.add_at_most_one(literals)
        for (_, table), literals in at.items():
            self.model.add(cp_model.LinearExpr.sum(literals) <= (len(self.free) if table is None else 1))
        for k, own in rounds.items():
            held = [literal for literal, _ in own]
            self.model.add(cp_model.LinearExpr.sum(held) <= self.at_once(k))
            self.model.add(cp_model.LinearExpr.weighted_sum(held, [size for _, size in own]) <= self.dialogue.seats)

    def best(
        self,
        value: Callable[[frozenset[int]], int],
        start: Mapping[Place, frozenset[int]],
        seed: int,
        control: Control,
    ) -> dict[Place, frozenset[int]]:
        """The most valuable groups found that can be held together, by round and table; those of the start at worst."""
        known = {(group, k, table if table in self.dialogue.asked else None) for (k, table), group in start.items()}
        for key, literal in self.held.items():
            self.model.add_hint(literal, key in known)
        worth = [value(group) for group, _, _ in self.held]
        self.model.maximize(cp_model.LinearExpr.weighted_sum(list(self.held.values()), worth))
        found: dict[Place, frozenset[int]] = {}
        match cpsat.run(self.model, seed, EFFORT, control):
            case cpsat.Found(solver):
                free = {k: iter(self.free) for k in range(len(self.dialogue.rounds))}
                for (group, k, table), literal in self.held.items():
                    if solver.boolean_value(literal):
                        found[k, next(free[k]) if table is None else table] = group
            case cpsat.Nothing():
                found = dict(start)
        return found
