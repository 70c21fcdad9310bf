"""Persons for the meetings that have slots: delegates who attend, interpreters, each where and when they can be.

Everything else stays as it is: an assignment of persons to fixed times (interval scheduling with eligible machines;
Kolen et al. 2007), as one CP-SAT model. What finds nobody is moved to another slot, or left out, lightest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from matchmaker.problem import Group, Placement, Problem
from matchmaker.problem.clock import cliques
from matchmaker.problem.crew import bridges, share_language
from matchmaker.problem.rota import Rota, Staffing, all_clashes, spoken, time_of, tired
from matchmaker.satisfaction import WHOLE_DAY
from matchmaker.solver import cpsat
from matchmaker.solver.board import Board
from matchmaker.solver.needs import Needs
from matchmaker.solver.progress import Control

EFFORT = 2.0
# What a thousandth of a best day below the floor weighs, in heaviest pairs.
BELOW = 0.1
# Runs without a rest that are found are forbidden, and the assignment made again, so often.
ROUNDS = 4


@dataclass(frozen=True, eq=False)
class Staffed:
    """The meetings that have all the persons they need, and those persons."""

    placement: Placement
    staffing: Staffing


def staff(problem: Problem, placement: Placement, groups: Sequence[Group], seed: int, control: Control) -> Staffed:
    """A placement with its persons; meetings without are moved or, if that fails, left out."""
    if not problem.crew.is_needed:
        return Staffed(placement, Staffing())
    found = _Assignment(problem, placement, groups).solve(seed, control)
    rota = Rota.holding(problem, placement, groups, found)
    held = {pair: slot for pair, slot in placement.items() if _is_whole(problem, pair, found)}
    for pair, slot in placement.items():
        if pair not in held:
            rota.remove(pair, slot)
    return _filled(problem, placement, held, rota, found)


def _filled(problem: Problem, placement: Placement, held: Placement, rota: Rota, found: Staffing) -> Staffed:
    """Musts first, then what was left out, then everything: whatever still finds a slot and its persons."""
    board, weight = Board.holding(problem, held), problem.weight

    def order(pair: int) -> tuple[bool, bool, int, int]:
        return pair not in problem.must, pair not in placement, -int(weight[pair]), pair

    for pair in sorted((pair for pair in range(len(weight)) if pair not in held), key=order):
        if board.has_maximum(pair):
            continue
        for slot in problem.domains[pair]:
            people = rota.find(pair, slot) if board.fits(pair, slot) else None
            if people is not None:
                board.add(pair, slot)
                rota.add(pair, slot, people)
                break
    return Staffed(dict(board.slot), rota.staffing(found.seats))


def _is_whole(problem: Problem, pair: int, found: Staffing) -> bool:
    """Whether a meeting has everybody it needs."""
    companies = [one for one in problem.holders[pair] if one in problem.crew.delegates]
    if any((pair, company) not in found.attends for company in companies):
        return False
    delegates = {company: found.attends[pair, company] for company in companies}
    understood = not problem.crew.interpreters or share_language(*spoken(problem, pair, delegates))
    return understood or pair in found.interprets


class _Assignment:
    """The CP-SAT model: for each booking a literal that it is held, and one for each person who may come."""

    def __init__(self, problem: Problem, placement: Placement, groups: Sequence[Group]) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.cliques = cliques(all_clashes(problem))
        self.at: dict[tuple[str, int, int], dict[int, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
        self.attends: dict[tuple[int, int], dict[int, cp_model.IntVar]] = {}
        self.interprets: dict[int, dict[int, cp_model.IntVar]] = {}
        self.seats: dict[tuple[int, int], dict[int, cp_model.IntVar]] = {}
        self.gains: list[tuple[cp_model.IntVar, int]] = []
        self.placement = placement
        for number, group in enumerate(groups):
            self._seat(number, group)
        self.held: dict[int, cp_model.IntVar] = {}
        for pair, slot in sorted(placement.items()):
            self._book(pair, slot)
        self._keep_shares()
        for by_time in self.at.values():
            self._one_at_a_time(by_time)

    def _keep_shares(self) -> None:
        """What companies would lack of their shares, up to the floor, weighs as if pairs of great weight were lost."""
        problem, before = self.problem, self.problem.goals[: self.problem.goals.index("total_compatibility")]
        if not {"worst_off", "below_floor"} & set(before):
            return
        needs = Needs.of(problem, self.placement, "total_compatibility")
        own: dict[int, list[int]] = defaultdict(list)
        for pair in self.placement:
            for company in (int(problem.left[pair]), int(problem.right[pair])):
                own[company].append(pair)
        per_day = round(BELOW * 100 * int(problem.weight.max(initial=1)))
        for company in np.flatnonzero(needs.weight).tolist():
            best = int(problem.best_day[company])
            sure = sum(int(problem.weight[pair]) for pair in own[company] if pair not in self.held)
            open_pairs = [pair for pair in own[company] if pair in self.held]
            if sure >= needs.weight[company] or not open_pairs:
                continue
            lacks = self.model.new_int_var(0, WHOLE_DAY, "")
            has = cp_model.LinearExpr.weighted_sum(
                [self.held[pair] for pair in open_pairs], [int(problem.weight[pair]) for pair in open_pairs]
            )
            self.model.add(WHOLE_DAY * (has + sure) + best * lacks >= WHOLE_DAY * int(needs.weight[company]))
            self.gains.append((lacks, -per_day))

    def _literal(self, kind: str, who: tuple[int, int], time: int) -> cp_model.IntVar:
        literal = self.model.new_bool_var("")
        self.at[kind, *who][time].append(literal)
        return literal

    def _seat(self, number: int, group: Group) -> None:
        time = time_of(self.problem, group)
        for company in group.members:
            people = self.problem.crew.delegates.get(company)
            if people is not None:
                there = [place for place, one in enumerate(people) if one.there[time]]
                own = {place: self._literal("delegate", (company, place), time) for place in there}
                self.seats[number, company] = own
                self.model.add_exactly_one(own.values())

    def _book(self, pair: int, slot: int) -> None:
        problem, crew = self.problem, self.problem.crew
        companies = [one for one in problem.holders[pair] if one in crew.delegates]
        interpreted = self._may_need(pair)
        if not companies and not interpreted:
            return
        held = self.held[pair] = self.model.new_bool_var("")
        must = 1000 * int(problem.weight.max(initial=1)) if pair in problem.must else 0
        self.gains.append((held, 100 * (int(problem.weight[pair]) + must)))
        for company in companies:
            own = {d: self._literal("delegate", (company, d), slot) for d in crew.may_attend(pair, company, slot)}
            self.attends[pair, company] = own
            self.model.add(cp_model.LinearExpr.sum(list(own.values())) == held)
        if interpreted:
            self._interpret(pair, slot, held)

    def _may_need(self, pair: int) -> bool:
        """Whether an interpreter may be needed: not if all who may come share a language."""
        sides = self._sides(pair)
        return bool(self.problem.crew.interpreters) and not all(
            share_language(one, other) for one, _ in sides[0] for other, _ in sides[1]
        )

    def _sides(self, pair: int) -> list[list[tuple[frozenset[str], cp_model.IntVar | None]]]:
        """For each side what those who may come speak, with their literals, once there are any."""
        problem, crew = self.problem, self.problem.crew
        found: list[list[tuple[frozenset[str], cp_model.IntVar | None]]] = []
        for end in (problem.left, problem.right):
            side = int(end[pair])
            owner = problem.owners.get(side, side)
            own = self.attends.get((pair, owner))
            if own is not None:
                found.append([(crew.delegates[owner][d].languages, literal) for d, literal in own.items()])
            elif owner in crew.delegates:
                found.append([(one.languages, None) for one in crew.delegates[owner]])
            else:
                found.append([(crew.speaks[side], None)])
        return found

    def _interpret(self, pair: int, slot: int, held: cp_model.IntVar) -> None:
        """One interpreter at the most; one who bridges, if those who come do not understand each other."""
        left, right = self._sides(pair)
        people = {
            place: self._literal("interpreter", (0, place), slot)
            for place, one in enumerate(self.problem.crew.interpreters)
            if one.there[slot] and any(bridges(one.languages, a, b) for a, _ in left for b, _ in right)
        }
        self.interprets[pair] = people
        self.model.add(cp_model.LinearExpr.sum(list(people.values())) <= held)
        for place, literal in people.items():
            speaks = self.problem.crew.interpreters[place].languages
            for own, comes in (*left, *right):
                if comes is not None and own and not own & speaks:
                    self.model.add_bool_or(literal.negated(), comes.negated())
        self.gains += [(literal, -1) for literal in people.values()]
        for one, comes in left:
            for other, too in right:
                if not share_language(one, other):
                    who = [literal.negated() for literal in (held, comes, too) if literal is not None]
                    self.model.add_bool_or(*people.values(), *who)

    def _one_at_a_time(self, by_time: Mapping[int, Sequence[cp_model.IntVar]]) -> None:
        for together in self.cliques:
            literals = [literal for time in together for literal in by_time.get(time, ())]
            if len(literals) > 1:
                self.model.add_at_most_one(literals)

    def solve(self, seed: int, control: Control) -> Staffing:
        """As many meetings with their persons as can be, by weight; no interpreter where none is needed."""
        self.model.maximize(
            cp_model.LinearExpr.weighted_sum([one for one, _ in self.gains], [gain for _, gain in self.gains])
        )
        found = Staffing(seats={key: min(own) for key, own in self.seats.items()})  # whoever is there
        for _ in range(ROUNDS):
            match cpsat.run(self.model, seed, EFFORT, control, 1e-4):
                case cpsat.Found(solver):
                    found = self._read(solver)
                case cpsat.Nothing():
                    break
            if not self._rest(found):
                return found
        return self._rested(found)

    def _read(self, solver: cp_model.CpSolver) -> Staffing:
        def chosen(own: Mapping[int, cp_model.IntVar]) -> list[int]:
            return [place for place, literal in own.items() if solver.boolean_value(literal)]

        return Staffing(
            {key: places[0] for key, own in self.attends.items() if (places := chosen(own))},
            {pair: places[0] for pair, own in self.interprets.items() if (places := chosen(own))},
            {key: chosen(own)[0] for key, own in self.seats.items()},
        )

    def _rest(self, found: Staffing) -> bool:
        """Forbid every run without a rest that is found; whether there was any."""
        times = [self.problem.time(slot) for slot in range(len(self.problem.slots))]
        any_tired = False
        for place, person in enumerate(self.problem.crew.interpreters):
            slots = [self.placement[pair] for pair, own in found.interprets.items() if own == place]
            run = tired(person, slots, times)
            while run:
                any_tired = True
                # What holds for these slots holds for each interpreter who works no longer.
                for other, one in enumerate(self.problem.crew.interpreters):
                    if one.longest <= person.longest and one.rest >= person.rest:
                        busy = [literal for slot in run for literal in self.at["interpreter", 0, other].get(slot, ())]
                        self.model.add(cp_model.LinearExpr.sum(busy) <= len(run) - 1)
                slots = [slot for slot in slots if slot > max(run)]
                run = tired(person, slots, times)
        return any_tired

    def _rested(self, found: Staffing) -> Staffing:
        """Without the meetings that would come too many in a row."""
        times = [self.problem.time(slot) for slot in range(len(self.problem.slots))]
        kept = dict(found.interprets)
        for place, person in enumerate(self.problem.crew.interpreters):
            own = {self.placement[pair]: pair for pair, who in kept.items() if who == place}
            while run := tired(person, list(own), times):
                del kept[own.pop(min(run, key=lambda slot: self._worth(own[slot])))]
        return Staffing(found.attends, kept, found.seats)

    def _worth(self, pair: int) -> tuple[bool, int]:
        """What should rather be kept: musts, then by weight."""
        return pair in self.problem.must, int(self.problem.weight[pair])
