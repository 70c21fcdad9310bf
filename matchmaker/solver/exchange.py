"""What was left out enters where it is worth more than what it displaces, persons included.

Ejections (Glover 1996): a meeting enters a slot, those in its way leave it and look for other slots that are free. This
is kept only if it gains weight and takes nothing from any company that earlier goals have secured; else all of it is
taken back. Before that, who lacks what was promised, or is below the floor, is helped in the same way, at the least
cost in weight. Then ruin and recreate (Schrimpf et al. 2000): meetings of some companies that meet each other are taken
out, and these and others are put back in another order. With every step the schedule keeps every rule.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from matchmaker.problem import Group, Placement, Pledge, Problem
from matchmaker.problem.crew import Crew
from matchmaker.problem.persons import with_persons_known
from matchmaker.problem.rota import Rota, Staff, Staffing, tired
from matchmaker.satisfaction import WHOLE_DAY, meetings_of, shares, weights_of
from matchmaker.solver.board import Board
from matchmaker.solver.needs import Needs
from matchmaker.solver.progress import Control
from matchmaker.solver.relax import Relaxation
from matchmaker.solver.staff import Staffed

# How many slots are tried for each meeting, how many may leave one, and how often all that is left out is gone through.
WIDTH, RIVALS, PASSES = 12, 3, 2
# Meetings that the choice's prices find worth this much too little do not enter.
NEAR = 20.0
# How often meetings are taken out and put back, for each that is held; of how many, and how many companies' meetings
# may come in, so many of the heaviest of each and some by chance.
RENEWALS, MOST_RENEWALS, FEWEST, MOST = 1.0, 1500, 3, 10
AROUND, HEAVIEST, BY_CHANCE = 8, 6, 4
# Slots that are tried with ejections when meetings are put back; how far the order is from that of weights.
NARROW, NOISE = 2, 0.15


class Exchange:
    """The schedule under change, with its persons. Mutable; lives within one step."""

    def __init__(self, problem: Problem, placement: Placement, groups: Sequence[Group], staffing: Staffing) -> None:
        self.problem = problem = with_persons_known(problem)
        self.board = Board.holding(problem, placement)
        self.rota = Rota.holding(problem, placement, groups, staffing)
        self._secure()
        self.has_weight: list[int] = weights_of(problem, placement).tolist()
        self.has_meetings: list[int] = meetings_of(problem, placement).tolist()
        self.by_interpreter: dict[int, dict[int, int]] = {}
        for pair, who in staffing.interprets.items():
            self.by_interpreter.setdefault(who, {})[placement[pair]] = pair
        self.done: list[tuple[int, int, Staff, bool]] = []

    def staffed(self, start: Staffed) -> Staffed:
        """As it stands; at round tables as at the start."""
        return Staffed(dict(self.board.slot), self.rota.staffing(start.staffing.seats))

    def help(self, control: Control) -> None:
        """Hold more for those whom goals before weight find short, whatever weight it costs: promises, then shares."""
        problem = self.problem
        before = problem.goals[: problem.goals.index("total_compatibility")]
        if "minimums_kept" in before:
            for company in np.flatnonzero(meetings_of(problem, self.board.slot) < problem.promised).tolist():
                self._help(problem.pairs_of[company], partial(self._promised, company), control)
            for pledge in problem.pledges:
                self._help(sorted(pledge.pairs), partial(self._pledged, pledge), control)
            self._secure()
        if not {"worst_off", "below_floor"}.isdisjoint(before):
            share = shares(problem, self.board.slot)
            for company in sorted(np.flatnonzero(share < problem.floor).tolist(), key=lambda one: int(share[one])):
                self._help(problem.pairs_of[company], partial(self._below, company), control)
            self._secure()

    def _promised(self, company: int) -> int:
        """How many meetings a company lacks of those that it was promised."""
        return int(self.problem.promised[company]) - self.has_meetings[company]

    def _pledged(self, pledge: Pledge) -> int:
        """How many it lacks of those for a purpose."""
        return pledge.promised - len(pledge.pairs & self.board.slot.keys())

    def _below(self, company: int) -> int:
        """What a company lacks to the floor, in thousandths of a point."""
        return self.problem.floor * int(self.problem.best_day[company]) - WHOLE_DAY * self.has_weight[company]

    def _secure(self) -> None:
        """What has been reached is needed from now on."""
        self.needs = Needs.of(self.problem, self.board.slot, "total_compatibility")
        pledged = frozenset[int]().union(*(one.pairs for one in self.problem.pledges))
        self.fixed = (self.problem.must | pledged) & self.board.slot.keys()

    def _help(self, pairs: Sequence[int], lacks: Callable[[], int], control: Control) -> None:
        """Hold meetings of these pairs, each time the one that costs least weight, while less is lacking each time."""
        while (before := lacks()) > 0 and control.stopped() is None:
            best: tuple[int, int, int] | None = None
            for pair in pairs:
                for slot, rivals in self._slots(pair) if pair not in self.board.slot else ():
                    self.done = []
                    self._gain(pair, slot, rivals)
                    if lacks() < before and self._keeps_needs():
                        best = max(best or (self._gained(), pair, slot), (self._gained(), pair, slot))
                    self._undo(0)
            if best is None:
                return
            _, pair, slot = best
            self._gain(pair, slot, dict(self._slots(pair))[slot])

    def run(self, pairs: Sequence[int], control: Control) -> None:
        """Go through these pairs in their order, until a pass gains nothing."""
        for _ in range(PASSES):
            gained = False
            for number, pair in enumerate(pairs):
                if number % 64 == 0 and control.stopped() is not None:
                    return
                gained |= pair not in self.board.slot and self.enter(pair)
            if not gained:
                break

    def renew(self, pairs: Sequence[int], seed: int, control: Control) -> None:
        """Take out and put back meetings around one of these pairs, again and again; what weighs less is undone."""
        rng, able = random.Random(seed), frozenset(pairs)  # noqa: S311 — a search, not a secret
        of = [[pair for pair in own if pair in able] for own in self.problem.pairs_of]
        for _ in range(min(MOST_RENEWALS, int(RENEWALS * len(self.board.slot))) if pairs else 0):
            if control.stopped() is not None:
                return
            self.done = []
            first = pairs[rng.randrange(len(pairs))]
            around = self._take_out_around(first, rng)
            wanted = {pair for pair, *_ in self.done} | ({first} - self.board.slot.keys())
            for side in around[:AROUND]:
                others = [pair for pair in of[side] if pair not in self.board.slot]
                wanted.update(others[:HEAVIEST])
                wanted.update(rng.sample(others[HEAVIEST:], min(BY_CHANCE, len(others[HEAVIEST:]))))
            self._put_back(wanted, rng)
            if self._gained() < 0 or not self._keeps_needs():
                self._undo(0)

    def _take_out_around(self, first: int, rng: random.Random) -> list[int]:
        """Take out meetings of a pair's two sides, then of those whom these have met; the sides, in order."""
        most, board = rng.randint(FEWEST, MOST), self.board
        sides = [board.left[first], board.right[first]]
        for side in sides:  # grows as it is read
            own = [pair for pair in board.meetings[side] if pair not in self.fixed]
            rng.shuffle(own)
            for pair in own[: max(1, int(len(own) * rng.uniform(0.2, 0.7)))]:
                if len(self.done) == most:
                    return sides
                self._take_out(pair)
                sides += [end for end in (board.left[pair], board.right[pair]) if end not in sides]
        return sides

    def _put_back(self, wanted: set[int], rng: random.Random) -> None:
        """Hold as many of these as can be: first where nothing has to leave, then with ejections."""
        weight = self.board.weight
        order = sorted(sorted(wanted), key=lambda pair: -weight[pair] * rng.uniform(1 - NOISE, 1 + NOISE))
        for pair in order:
            slots = list(self.problem.domains[pair])
            rng.shuffle(slots)
            self._place_freely(pair, slots)
        for pair in order:
            if pair not in self.board.slot:
                self._push_in(pair)

    def _push_in(self, pair: int) -> None:
        """Hold a meeting where it gains weight, if it does in one of few slots."""
        for slot, rivals in self._slots(pair)[:NARROW]:
            mark = len(self.done)
            if self._gain(pair, slot, rivals) > 0:
                return
            self._undo(mark)

    def _gained(self) -> int:
        """What all that has been done since `done` was empty has gained."""
        return sum(self.board.weight[pair] * (1 if entered else -1) for pair, _, _, entered in self.done)

    def enter(self, pair: int) -> bool:
        """Hold a meeting that was left out, if that gains weight; whether it is held now."""
        for slot, rivals in self._slots(pair)[:WIDTH]:
            self.done = []
            if self._gain(pair, slot, rivals) > 0 and self._keeps_needs():
                return True
            self._undo(0)
        return False

    def _gain(self, pair: int, slot: int, rivals: Sequence[int]) -> int:
        """What is gained if a meeting takes this slot from its rivals, and they find others; 0 if nobody could come."""
        for rival in rivals:
            self._take_out(rival)
        staff = self.rota.find(pair, slot)
        if staff is None:
            staff, more = self._freed(pair, slot)
            rivals = (*rivals, *more)
        if staff is None or self.board.has_maximum(pair) or not self.board.fits(pair, slot):
            return 0
        self._put_in(pair, slot, staff)
        weight = self.board.weight
        lost = [
            rival
            for rival in sorted(rivals, key=lambda one: -weight[one])
            if not self._place_freely(rival, self.problem.domains[rival])
        ]
        return weight[pair] - sum(weight[rival] for rival in lost)

    def _freed(self, pair: int, slot: int) -> tuple[Staff | None, tuple[int, ...]]:
        """Persons for a meeting once another that ties its interpreter is taken out, and that other."""
        for rival in self._tied(pair, slot):
            mark = len(self.done)
            self._take_out(rival)
            staff = self.rota.find(pair, slot)
            if staff is not None:
                return staff, (rival,)
            self._undo(mark)
        return None, ()

    def _slots(self, pair: int) -> list[tuple[int, tuple[int, ...]]]:
        """Slots with those who would have to leave, lightest first."""
        weight, found = self.board.weight, []
        for slot in self.problem.domains[pair]:
            rivals = self.board.rivals(pair, slot)
            if self.board.is_full(slot) and not any(self.board.slot[one] == slot for one in rivals):
                rivals.append(min(self.board.in_slot[slot], key=weight.__getitem__))
            for side in (self.board.left[pair], self.board.right[pair]):
                own = self.board.meetings[side]
                if len(own) >= self.board.maximum[side] and not any(one in own for one in rivals):
                    rivals.append(min(own, key=weight.__getitem__))
            if self.fixed.isdisjoint(rivals) and len(rivals) <= RIVALS:
                found.append((sum(weight[one] for one in rivals), slot, tuple(rivals)))
        found.sort()
        return [(slot, rivals) for _, slot, rivals in found]

    def _tied(self, pair: int, slot: int) -> list[int]:
        """Meetings whose interpreter would be free for this one, were they not held; lightest first."""
        crew = self.problem.crew
        found: set[int] = set()
        mask = self.problem.interpreted.get(pair, 0)
        for place, person in enumerate(crew.interpreters):
            if mask >> place & 1 and person.there[slot]:
                held = self.by_interpreter.get(place, {})
                clashing = [one for other, one in held.items() if self.rota.clash(slot, other)]
                if clashing:
                    found.update(clashing if len(clashing) == 1 else ())
                else:
                    found.update(held[one] for one in tired(person, [*held, slot], self.rota.times) if one != slot)
        return sorted(found - self.fixed, key=lambda one: (self.board.weight[one], one))

    def _place_freely(self, pair: int, slots: Sequence[int]) -> bool:
        """Hold a meeting in the first of these slots where nothing has to leave."""
        if self.board.has_maximum(pair):
            return False
        for slot in slots:
            staff = self.rota.find(pair, slot) if self.board.fits(pair, slot) else None
            if staff is not None:
                self._put_in(pair, slot, staff)
                return True
        return False

    def _put_in(self, pair: int, slot: int, staff: Staff) -> None:
        self._add(pair, slot, staff)
        self.done.append((pair, slot, staff, True))

    def _take_out(self, pair: int) -> None:
        slot = self.board.slot[pair]
        self.done.append((pair, slot, self._remove(pair, slot), False))

    def _undo(self, mark: int) -> None:
        while len(self.done) > mark:
            pair, slot, staff, entered = self.done.pop()
            if entered:
                self._remove(pair, slot)
            else:
                self._add(pair, slot, staff)

    def _add(self, pair: int, slot: int, staff: Staff) -> None:
        self.board.add(pair, slot)
        self.rota.add(pair, slot, staff)
        if staff.interpreter is not None:
            self.by_interpreter.setdefault(staff.interpreter, {})[slot] = pair
        self._count(pair, 1)

    def _remove(self, pair: int, slot: int) -> Staff:
        self.board.remove(pair)
        staff = self.rota.remove(pair, slot)
        if staff.interpreter is not None:
            del self.by_interpreter[staff.interpreter][slot]
        self._count(pair, -1)
        return staff

    def _count(self, pair: int, sign: int) -> None:
        for side in (self.board.left[pair], self.board.right[pair]):
            self.has_meetings[side] += sign
            self.has_weight[side] += sign * self.board.weight[pair]

    def _keeps_needs(self) -> bool:
        """Whether every company touched still has what earlier goals secured for it."""
        touched = {side for pair, *_ in self.done for side in (self.board.left[pair], self.board.right[pair])}
        return all(
            self.has_weight[side] >= self.needs.weight[side] and self.has_meetings[side] >= self.needs.meetings[side]
            for side in touched
        )


def exchange(
    problem: Problem,
    start: Staffed,
    groups: Sequence[Group],
    relaxation: Relaxation,
    seed: int,
    control: Control,
) -> Staffed:
    """A schedule that is no worse by all goals up to weight, in their order, with its persons."""
    work, pairs = Exchange(problem, start.placement, groups, start.staffing), near(problem, relaxation)
    work.help(control)
    work.run(pairs, control)
    work.help(control)  # what has moved since may make room
    work.renew(pairs, seed, control)
    return work.staffed(start)


def enter_what_gains(
    problem: Problem, start: Staffed, groups: Sequence[Group], relaxation: Relaxation, control: Control
) -> Staffed:
    """The same by single exchanges alone."""
    work = Exchange(problem, start.placement, groups, start.staffing)
    work.run(near(problem, relaxation), control)
    return work.staffed(start)


def near(problem: Problem, relaxation: Relaxation) -> list[int]:
    """The pairs that the choice's prices do not find worth much too little, heaviest first."""
    found = np.flatnonzero(relaxation.profit >= -NEAR * 2 * relaxation.scale)
    pairs: list[int] = found[np.argsort(-problem.weight[found], kind="stable")].tolist()
    return pairs


def exchange_times(problem: Problem, start: Placement, relaxation: Relaxation, control: Control) -> Placement:
    """The same by single exchanges, with persons forgotten, as before they are assigned."""
    work = Exchange(replace(problem, crew=Crew()), start, (), Staffing())
    work.help(control)
    work.run(near(problem, relaxation), control)
    work.help(control)  # what has moved since may make room
    return dict(work.board.slot)
