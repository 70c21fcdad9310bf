"""Which of many possible groups are held, at which table in which round: set packing by CP-SAT, part by part."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from matchmaker.problem import Dialogue
from matchmaker.solver import cpsat
from matchmaker.solver.progress import Control

# So many groups are freed at a time, so often; CP-SAT decides what takes their places. Fewer are decided at once.
FREED, TIMES, EFFORT = 10, 300, 0.2
AT_ONCE = 6.0
# A round and a table.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Seat:
    """A group in a round, at the table of whoever asked or, without one, at any other; `members` as a bit mask."""

    group: frozenset[int]
    round: int
    table: int | None
    members: int
    value: int


class Packing:
    """All ways to hold the groups known, each in each round that welcomes it."""

    def __init__(
        self,
        dialogue: Dialogue,
        guests: Sequence[Sequence[int]],
        at_once: Callable[[int], int],
        groups: Iterable[frozenset[int]],
        value: Callable[[frozenset[int]], int],
    ) -> None:
        self.dialogue = dialogue
        self.at_once = at_once
        self.free = [table for table in range(dialogue.tables) if table not in dialogue.asked]
        askers = {company: table for table, company in dialogue.asked.items()}
        self.seats: list[_Seat] = []
        for group in dict.fromkeys(groups):
            members, worth = sum(1 << one for one in group), value(group)
            asked = [askers[one] for one in sorted(group) if one in askers]
            for k, welcome in enumerate(map(frozenset, guests)):
                if group <= welcome:
                    tables = (*asked, *([None] if self.free else []))
                    self.seats += [_Seat(group, k, table, members, worth) for table in tables]

    def best(self, start: Mapping[Place, frozenset[int]], seed: int, control: Control) -> dict[Place, frozenset[int]]:
        """The most valuable groups found that can be held together, by round and table; those of the start at worst."""
        asked, rng = self.dialogue.asked, random.Random(seed)  # noqa: S311 — a search, not a secret
        known = {(group, k, table if table in asked else None) for (k, table), group in start.items()}
        held = [seat for seat in self.seats if (seat.group, seat.round, seat.table) in known]
        if len(held) <= FREED:
            held = self._decided([], held, seed, AT_ONCE, control)
        for _ in range(TIMES if len(held) > FREED else 0):
            if control.stopped() is not None:
                break
            freed = set(rng.sample(range(len(held)), FREED))
            kept = [seat for number, seat in enumerate(held) if number not in freed]
            hint = [seat for number, seat in enumerate(held) if number in freed]
            held = [*kept, *self._decided(kept, hint, seed, EFFORT, control)]
        free = {k: iter(self.free) for k in range(len(self.dialogue.rounds))}
        return {(seat.round, next(free[seat.round]) if seat.table is None else seat.table): seat.group for seat in held}

    def _decided(
        self, kept: Sequence[_Seat], hint: Sequence[_Seat], seed: int, effort: float, control: Control
    ) -> list[_Seat]:
        """The best beside those that are kept; the hint where no better is found."""
        able = self._beside(kept)
        model = cp_model.CpModel()
        literals = [model.new_bool_var("") for _ in able]
        seats, twos, at, rounds = (defaultdict(list) for _ in range(4))
        for seat, literal in zip(able, literals, strict=True):
            for one in seat.group:
                seats[seat.round, one].append(literal)
            for two in combinations(sorted(seat.group), 2):
                twos[two].append(literal)
            at[seat.round, seat.table].append(literal)
            rounds[seat.round].append((literal, len(seat.group)))
            model.add_hint(literal, seat in hint)
        for own in (*seats.values(), *twos.values()):
            if len(own) > 1:
                model.add_at_most_one(own)
        for (k, table), own in at.items():
            taken = sum(seat.round == k and seat.table == table for seat in kept)
            model.add(cp_model.LinearExpr.sum(own) <= (len(self.free) if table is None else 1) - taken)
        for k, with_sizes in rounds.items():
            sizes = [len(seat.group) for seat in kept if seat.round == k]
            own = [literal for literal, _ in with_sizes]
            model.add(cp_model.LinearExpr.sum(own) <= self.at_once(k) - len(sizes))
            seated = cp_model.LinearExpr.weighted_sum(own, [size for _, size in with_sizes])
            model.add(seated <= self.dialogue.seats - sum(sizes))
        model.maximize(cp_model.LinearExpr.weighted_sum(literals, [seat.value for seat in able]))
        match cpsat.run(model, seed, effort, control):
            case cpsat.Found(solver):
                found = [seat for seat, literal in zip(able, literals, strict=True) if solver.boolean_value(literal)]
                return max((list(hint), found), key=lambda some: sum(seat.value for seat in some))
            case cpsat.Nothing():
                return list(hint)

    def _beside(self, kept: Sequence[_Seat]) -> list[_Seat]:
        """What can be held beside others: nobody sits twice in a round, nobody meets somebody again."""
        seated: dict[int, int] = defaultdict(int)
        met: dict[int, int] = defaultdict(int)
        for seat in kept:
            seated[seat.round] |= seat.members
            for one in seat.group:
                met[one] |= seat.members & ~(1 << one)
        return [
            seat
            for seat in self.seats
            if not seat.members & seated[seat.round] and not any(met[one] & seat.members for one in seat.group)
        ]
