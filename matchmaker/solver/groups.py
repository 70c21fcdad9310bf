"""Groups at round tables: who sits with whom in which round, and what no grouping can beat.

A group is worth its pairs' weights, divided by how many others each member meets. Groups are grown one company at a
time and then bettered by adding, removing and exchanging members (simulated annealing, Kirkpatrick et al. 1983), as in
the social golfer problem (Dotú and Van Hentenryck 2007); every group stays one that could be held.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from matchmaker.problem import Dialogue, Group, IntArray, Problem
from matchmaker.solver.groupbound import price_groups
from matchmaker.solver.packing import Packing
from matchmaker.solver.prices import Lagrangian
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import relax

MOVES_PER_SEAT, MOST_MOVES = 600, 60_000
WARM, COLD = 40.0, 1.0
# So many of the groups met are handed to whoever looks for a bound.
KNOWN = 500
# For each seat so many companies are considered.
CANDIDATES = 6


@dataclass(frozen=True, eq=False)
class Grouped:
    """The groups that are held, and what no groups of these dialogues can weigh more than."""

    groups: tuple[Group, ...]
    bound: int


def form_groups(problem: Problem, price: IntArray, shy: frozenset[int], seed: int, control: Control) -> Grouped:
    """Groups for every dialogue. `price[c]` is what a seat costs company c elsewhere; who is `shy` sits nowhere."""
    weights = _Weights(problem)
    groups: list[Group] = []
    bound = 0
    for number, dialogue in enumerate(problem.dialogues):
        most = most_weight(problem, dialogue)
        if control.stopped() is None:
            taken = {(company, time) for group in groups for company, time in _busy(problem, group, group.members)}
            leads = {(one.moderator, time) for one in groups for _, time in _busy(problem, one, (0,))}
            rng = random.Random(seed + number)  # noqa: S311 — a search, not a secret
            seating = _Seating(number, dialogue, weights, price, shy, taken, leads, rng)
            formed = seating.formed(control)
            known = (*(frozenset(group.members) for group in formed), *seating.best_known())
            proven = price_groups(dialogue, weights.matrix(dialogue), known, control)
            if proven is not None:
                most = most if proven.bound is None else min(most, proven.bound)
                formed = seating.packed(proven.groups, seed, control)
            groups += formed
        bound += most
    return Grouped(tuple(groups), bound)


def most_weight(problem: Problem, dialogue: Dialogue) -> int:
    """What the groups of a dialogue cannot weigh more than, whoever sits where.

    In a group of n each pair counts 1/(n-1); at `least - 1` times that, it is a fractional choice of pairs in which
    each company has at most `least - 1` a round and all together half of that a seat, as `relax` bounds it.
    """
    each, rounds = dialogue.least - 1, dialogue.welcome.sum(axis=1)
    seats = min(dialogue.seats, dialogue.at_once * dialogue.most) * len(dialogue.rounds)
    meeting = np.array([pair not in problem.others for pair in range(len(problem.weight))], dtype=np.bool_)
    apart = {frozenset(pair) for pair in problem.apart} | {
        frozenset(pair) for companies in dialogue.apart for pair in combinations(companies, 2)
    }
    ends = zip(problem.left.tolist(), problem.right.tolist(), strict=True)
    together = np.array([frozenset(pair) not in apart for pair in ends], dtype=np.bool_)
    welcome = rounds > 0
    inside = problem.left < problem.size
    inside &= problem.right < problem.size
    kept = np.flatnonzero(meeting & together & inside)
    kept = kept[welcome[problem.left[kept]] & welcome[problem.right[kept]]]
    if not len(kept) or not seats or welcome.sum() < dialogue.least:
        return 0
    kept = np.repeat(kept, 2)  # every pair twice, and all that holds them, so that no half is rounded down
    most = 2 * each * rounds
    one_slot = replace(
        problem,
        companies=problem.companies[: problem.size],
        slots=(problem.rounds[dialogue.rounds[0]],),
        left=problem.left[kept],
        right=problem.right[kept],
        weight=problem.weight[kept],
        must=frozenset(),
        fit=np.zeros((len(kept), 1), dtype=np.int64),
        present=welcome[:, None],
        maximum=most,
        delegates=np.maximum(1, most),
        tables=np.array([each * seats], dtype=np.int64),
        seats=np.array([2 * each * seats], dtype=np.int64),
        hall=(0,),
        day=(0,),
        overlaps=((0,),),
        promised=np.zeros(problem.size, dtype=np.int64),
        beside=0,
        owners={},
        along={},
        others={},
        instead={},
        interpreted={},
        barred=None,
        aside=frozenset(),
        limits=(),
        pledges=(),
    )
    return relax(one_slot, Lagrangian.plain(one_slot)).bound // (2 * each)


def _busy(problem: Problem, group: Group, who: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Some companies, with each round that clashes with the group's."""
    mine = problem.round_times[problem.dialogues[group.dialogue].rounds[group.round]]
    for time, other in enumerate(problem.round_times):
        if problem.walks.clash(mine, other):
            yield from ((company, time) for company in who)


class _Weights:
    """What two companies weigh together, whether they may sit together."""

    def __init__(self, problem: Problem) -> None:
        self.of: dict[int, dict[int, int]] = {company: {} for company in range(problem.size)}
        for pair, (one, other) in enumerate(zip(problem.left.tolist(), problem.right.tolist(), strict=True)):
            if pair not in problem.others:
                self.of[one][other] = self.of[other][one] = int(problem.weight[pair])
        self.apart: dict[int, set[int]] = {company: set() for company in range(problem.size)}
        for one, other in problem.apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def matrix(self, dialogue: Dialogue) -> IntArray:
        """The same as an array, with less than nothing for those who may not share a table of the dialogue."""
        size = len(self.of)
        found = np.zeros((size, size), dtype=np.int64)
        for one, own in self.of.items():
            found[one, list(own)] = list(own.values())
        far = -(int(found.max(initial=0)) * dialogue.most**2 + 1)
        for one, others in self.apart.items():
            found[one, list(others)] = far
        for companies in dialogue.apart:
            for one, other in combinations(companies, 2):
                found[one, other] = found[other, one] = far
        return found

    def with_all(self, company: int, others: Iterable[int]) -> int:
        """What a company weighs with several others, added up."""
        own = self.of[company]
        return sum(own.get(other, 0) for other in others)


class _Seating:
    """The groups of one dialogue under change. Mutable; lives within `form_groups`."""

    def __init__(
        self,
        number: int,
        dialogue: Dialogue,
        weights: _Weights,
        price: IntArray,
        shy: frozenset[int],
        taken: set[tuple[int, int]],
        leads: set[tuple[str | None, int]],
        rng: random.Random,
    ) -> None:
        self.number = number
        self.dialogue = dialogue
        self.weights = weights
        self.price: list[int] = price.tolist()
        self.rng = rng
        self.apart_sets = dialogue.apart
        self.country: list[int] = dialogue.country.tolist()
        self.kind: list[int] = dialogue.kind.tolist()
        self.guests = [
            [c for c in self._best(shy) if dialogue.welcome[c, k] and (c, time) not in taken]
            for k, time in enumerate(dialogue.rounds)
        ]
        self.moderators = [
            [name for name in dialogue.moderators if (name, time) not in leads] for time in dialogue.rounds
        ]
        self.group: dict[tuple[int, int], set[int]] = {}
        self.known: dict[frozenset[int], int] = {}
        self.seat: dict[tuple[int, int], tuple[int, int]] = {}

    def _best(self, shy: frozenset[int]) -> list[int]:
        """The companies with most to win at a table: those who asked for one, then by their likely neighbours."""
        dialogue, least = self.dialogue, self.dialogue.least
        asked = set(dialogue.asked.values())
        seats = dialogue.at_once * dialogue.most * len(dialogue.rounds)

        def promise(company: int) -> int:
            best = sorted(self.weights.of[company].values(), reverse=True)[: least - 1]
            return sum(best) // (2 * max(1, least - 1)) - self.price[company]

        able = [c for c in np.flatnonzero(dialogue.welcome.any(axis=1)).tolist() if c not in shy]
        able.sort(key=lambda company: (company not in asked, -promise(company), company))
        return able[: CANDIDATES * seats]

    def formed(self, control: Control) -> list[Group]:
        """Grown, then bettered."""
        for k in range(len(self.dialogue.rounds)):
            for table in self._tables(k):
                self._grow(k, table)
        self._better(control)
        return [self._as_group(place, members) for place, members in sorted(self.group.items())]

    def _as_group(self, place: tuple[int, int], members: set[int]) -> Group:
        beside = sorted(at for at in self.group if at[0] == place[0])
        free = self.moderators[place[0]]
        moderator = free[beside.index(place)] if free else None
        return Group(self.number, place[0], place[1], tuple(sorted(members)), self.worth(members), moderator)

    def best_known(self) -> list[frozenset[int]]:
        """The most valuable groups that were met."""
        return sorted(self.known, key=lambda group: (-self.known[group], sorted(group)))[:KNOWN]

    def packed(self, known: Sequence[frozenset[int]], seed: int, control: Control) -> list[Group]:
        """The best that can be held together of known groups and those that are held, then bettered again."""
        groups = [*known, *map(frozenset, self.group.values())]
        packing = Packing(self.dialogue, self.guests, self.at_once, groups, self.value)
        held = {place: frozenset(members) for place, members in self.group.items()}
        found = packing.best(held, seed, control)
        if sum(map(self.value, found.values())) > sum(map(self.value, held.values())):
            for place in list(self.group):
                for one in self.group.pop(place):
                    del self.seat[place[0], one]
            for place, group in found.items():
                self._seat(place, set(group))
            self._better(control)
        return [self._as_group(place, group) for place, group in sorted(self.group.items())]

    def _tables(self, k: int) -> list[int]:
        """The tables to be held in a round: first those that somebody asked for."""
        dialogue = self.dialogue
        asked = [t for t, company in sorted(dialogue.asked.items()) if company in self.guests[k]]
        free = [t for t in range(dialogue.tables) if t not in dialogue.asked]
        return [*asked, *free][: self.at_once(k)]

    def at_once(self, k: int) -> int:
        """How many groups a round can have: as many as there are tables, and moderators who are free."""
        return (
            min(self.dialogue.at_once, len(self.moderators[k])) if self.dialogue.moderators else self.dialogue.at_once
        )

    def worth(self, members: Iterable[int]) -> int:
        """The pairs' weights, divided by how many others each member meets."""
        members = list(members)
        total = sum(self.weights.with_all(one, members) for one in members) // 2
        return total // (len(members) - 1) if len(members) > 1 else 0

    def value(self, members: Iterable[int]) -> int:
        """The worth, less what the seats cost elsewhere."""
        key = frozenset(members)
        if key not in self.known:
            self.known[key] = self.worth(key) - sum(self.price[one] for one in key)
        return self.known[key]

    def gets_on(self, company: int, place: tuple[int, int], others: Iterable[int]) -> bool:
        """Whether a company may join others at a table in a round: not kept apart, and new faces."""
        others = list(others)
        if not self.weights.apart[company].isdisjoint(others):
            return False
        if any(company in names and not names.isdisjoint(others) for names in self.apart_sets):
            return False
        met = (members for at, members in self.group.items() if at[0] != place[0] and company in members)
        return all(members.isdisjoint(others) for members in met)

    def holds(self, place: tuple[int, int], members: set[int]) -> bool:
        """Whether such a group may be held: its size, its mix, whoever asked for it, and the seats of the round."""
        dialogue = self.dialogue
        asker = dialogue.asked.get(place[1])
        others = sum(len(own) for at, own in self.group.items() if at[0] == place[0] and at != place)
        return (
            dialogue.least <= len(members) <= dialogue.most
            and len(members) + others <= dialogue.seats
            and len({self.country[one] for one in members}) >= dialogue.countries
            and len({self.kind[one] for one in members}) >= dialogue.kinds
            and (asker is None or asker in members)
        )

    def _grow(self, k: int, table: int) -> None:
        """A new group, from whoever asked for it or the best pair, by the company that adds most."""
        place, free = (k, table), [c for c in self.guests[k] if (k, c) not in self.seat]
        asker = self.dialogue.asked.get(table)
        if asker is not None and asker not in free:
            return
        askers = {company for at, company in self.dialogue.asked.items() if at != table}
        free = [c for c in free if c not in askers or c == asker]
        for first in [asker] if asker is not None else self._starts(free):
            members = self._grown(place, first, free)
            if members is not None:
                self._seat(place, members)
                return

    def _starts(self, free: Sequence[int]) -> list[int]:
        """Whom to begin with: those who have most to win."""
        return list(free[: 4 * self.dialogue.least])

    def _grown(self, place: tuple[int, int], first: int, free: Sequence[int]) -> set[int] | None:
        members, best = {first}, None
        while len(members) < self.dialogue.most:
            able = [c for c in free if c not in members and self.gets_on(c, place, members)]
            if not able:
                break
            lacks = self._lacking(members, able)
            members.add(max(lacks, key=lambda one: (self.weights.with_all(one, members) - self.price[one], -one)))
            if self.holds(place, members) and (best is None or self.value(members) > self.value(best)):
                best = set(members)
        return best

    def _lacking(self, members: set[int], able: list[int]) -> list[int]:
        """Those who bring a country or a kind, where the remaining seats are needed for that."""
        dialogue = self.dialogue
        countries, kinds = {self.country[c] for c in members}, {self.kind[c] for c in members}
        room = dialogue.least - len(members)
        if dialogue.countries - len(countries) >= room and dialogue.countries > len(countries):
            able = [c for c in able if self.country[c] not in countries] or able
        if dialogue.kinds - len(kinds) >= room and dialogue.kinds > len(kinds):
            able = [c for c in able if self.kind[c] not in kinds] or able
        return able

    def _seat(self, place: tuple[int, int], members: set[int]) -> None:
        for one in self.group.pop(place, set()):
            del self.seat[place[0], one]
        self.group[place] = members
        for one in members:
            self.seat[place[0], one] = place

    def _better(self, control: Control) -> None:
        """Moves by chance, those for the worse more rarely as it cools."""
        places = sorted(self.group)
        moves = min(MOST_MOVES, MOVES_PER_SEAT * sum(map(len, self.group.values())))
        best, total = dict(self.group), 0
        most = 0
        for now in range(moves):
            if not places or (now % 1000 == 0 and control.stopped() is not None):
                break
            heat = WARM * (COLD / WARM) ** (now / moves)
            change = self._move(places[self.rng.randrange(len(places))])
            if change is None:
                continue
            rise = sum(self.value(new) - self.value(self.group[at]) for at, new in change.items())
            if rise < 0 and self.rng.random() >= math.exp(rise / heat):
                continue
            self._apply(change)
            total += rise
            if total > most:
                best, most = {at: set(own) for at, own in self.group.items()}, total
        self._apply({at: set(own) for at, own in best.items()})

    def _apply(self, change: Mapping[tuple[int, int], set[int]]) -> None:
        for at in change:
            for one in self.group[at]:
                self.seat.pop((at[0], one), None)
        for at, members in change.items():
            self.group[at] = members
            for one in members:
                self.seat[at[0], one] = at

    def _move(self, place: tuple[int, int]) -> dict[tuple[int, int], set[int]] | None:
        """A company comes, goes, or takes another's place; if it sits elsewhere in the round, the two exchange."""
        members, asker = self.group[place], self.dialogue.asked.get(place[1])
        company = self.guests[place[0]][self.rng.randrange(len(self.guests[place[0]]))]
        others = [one for one in sorted(members) if one != asker]
        if not others or company in members:
            return self._checked({place: members - {company}}) if company in others else None
        leaves = others[self.rng.randrange(len(others))]
        home = self.seat.get((place[0], company))
        if home is None:
            joins = self.rng.random() < 1 / 3 and len(members) < self.dialogue.most
            return self._checked({place: members | {company} if joins else (members - {leaves}) | {company}})
        if company == self.dialogue.asked.get(home[1]):
            return None
        return self._checked({place: (members - {leaves}) | {company}, home: (self.group[home] - {company}) | {leaves}})

    def _checked(self, change: dict[tuple[int, int], set[int]]) -> dict[tuple[int, int], set[int]] | None:
        """The change, if all its groups may be held and those who come get on with the others."""
        for at, members in change.items():
            new = members - self.group[at]
            if not self.holds(at, members) or not all(self.gets_on(one, at, members - {one}) for one in new):
                return None
        return change
