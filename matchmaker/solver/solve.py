"""The order of the steps: musts, bound, promises, round tables, choice, slots, search, topics, persons, calm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matchmaker.goals import GOALS, rank
from matchmaker.outcome import Impossible, Outcome, Solved, Undecided
from matchmaker.problem import Group, IntArray, Placement, Problem
from matchmaker.schedule import GoalValue
from matchmaker.solver.allot import allot
from matchmaker.solver.board import Board
from matchmaker.solver.bounds import Bounds, top
from matchmaker.solver.choice import Crowd, crowds, overfull
from matchmaker.solver.choose import choose
from matchmaker.solver.exact import is_small, solve_exactly
from matchmaker.solver.exchange import exchange, exchange_times
from matchmaker.solver.grant import grant
from matchmaker.solver.groups import most_weight
from matchmaker.solver.musts import place_musts
from matchmaker.solver.narrow import Narrowed, narrow
from matchmaker.solver.needs import Needs
from matchmaker.solver.place import place
from matchmaker.solver.prices import Lagrangian, guide, priced
from matchmaker.solver.progress import Beside, Control, Quiet
from matchmaker.solver.relax import WHOLE, Relaxation, relax
from matchmaker.solver.rework import rework
from matchmaker.solver.search import ENOUGH, better, search, suit
from matchmaker.solver.secure import secure
from matchmaker.solver.settle import settle, settle_times
from matchmaker.solver.staff import Staffed, staff
from matchmaker.solver.standing import Standing, least_days, standing_so

# Placing is tried again with another seed while no more than this many pairs are left over.
ATTEMPTS, HOPEFUL = 4, 5
# Crowds of pairs get prices, and those that are crowded then, so often.
CROWDING = 3
# Goals that who meets whom decides, and goals that slots decide; the steps follow this order.
OF_PAIRS = ("minimums_kept", "worst_off", "below_floor", "total_compatibility")
OF_SLOTS = ("topic_fit", "breaks", "hall_changes")


def solve(problem: Problem, seed: int = 0, workers: int = 1, control: Control | None = None) -> Outcome:
    """The best schedule of a problem that deterministic work finds, with a proven bound for every goal.

    The same problem and seed give the same outcome with any number of workers, unless `control` stops the work.
    """
    control = control or Quiet()
    control.report("placing the meetings that must be")
    musts = place_musts(problem, seed, control)
    if isinstance(musts, Impossible | Undecided):
        return musts
    return _Work(problem, seed, workers, control).solve(musts)


@dataclass(frozen=True, eq=False)
class _Chosen:
    """Pairs that should meet, and the relaxation that proves how good they are."""

    pairs: IntArray
    relaxation: Relaxation


class _Work:
    """One solve: what is given, what is settled of it, and the bounds proven so far."""

    def __init__(self, problem: Problem, seed: int, workers: int, control: Control) -> None:
        self.problem = problem
        self.seed = seed
        self.workers = workers
        self.control = control
        self.bounds = Bounds(problem)
        self.settled: Narrowed | None = None
        self.crowded: tuple[Crowd, ...] = ()

    def solve(self, musts: Placement) -> Solved | Undecided:
        """From the meetings that must be to all of them."""
        control = self.control
        first = self.filled(musts)
        control.report("finding the bound", _weight(self.problem, first))
        plain = self.plain(musts)
        if control.stopped() is None and (self.problem.dialogues or self.problem.pledges):
            self.settled = narrow(self.problem, musts, self.granted_pledges(plain.pairs), self.seed, control)
            self.problem, musts = self.settled.problem, self.settled.musts
            self.control = Beside(control, *self.at_round_tables())
            first, plain = self.filled(musts), self.plain(musts)
        groups = self.settled.groups if self.settled is not None else ()
        staffed = self.calmed(self.staffed(self.placed(musts, first, plain), plain, groups), groups)
        if not self.problem.must <= staffed.placement.keys() | (self.problem.must - self.bounds.problem.must):
            return Undecided("for a meeting that must be, no delegates or interpreter were found, nor ruled out")
        return Solved(staffed.placement, self.values(staffed.placement), control.stopped(), groups, staffed.staffing)

    def staffed(self, placement: Placement, plain: _Chosen, groups: Sequence[Group]) -> Staffed:
        """Persons for a placement, and what they cost won back."""
        problem = self.problem
        if problem.crew.is_needed:
            self.report("assigning persons", placement)
        found = staff(problem, placement, groups, self.seed, self.control)
        if problem.crew.is_needed and "total_compatibility" in problem.goals and not self.is_final():
            found = exchange(problem, found, groups, plain.relaxation, self.seed, self.control)
        return found

    def is_final(self) -> bool:
        """Whether slots stay as they are once persons are assigned: all goals have been followed by then."""
        return is_small(self.problem) or not _is_usual(self.problem.goals)

    def calmed(self, found: Staffed, groups: Sequence[Group]) -> Staffed:
        """The same meetings and persons, in calmer days."""
        self.prove_standing(found.placement)
        if self.is_final() or self.control.stopped() is not None:
            return found
        self.report("calming days", found.placement)
        return settle(self.problem, found, groups, self.seed, self.control)

    def granted_pledges(self, known: IntArray) -> IntArray:
        """A choice that keeps what is promised for purposes, and the bound on weight if all of it is kept."""
        problem = self.problem
        if not problem.pledges or "minimums_kept" not in problem.goals[: problem.goals.index("total_compatibility")]:
            return known
        granted = grant(problem, known, crowds(problem), self.seed, self.control)
        self.prove("total_compatibility", granted.relaxation.bound, {"minimums_kept": top(problem, "minimums_kept")})
        return granted.pairs

    def placed(self, musts: Placement, first: Placement, plain: _Chosen) -> Placement:
        """Pairs and their slots, by all goals in order; persons forgotten."""
        problem, control = self.problem, self.control
        placement, chosen = first, plain
        if control.stopped() is None:
            chosen = self.choose(plain)
        if control.stopped() is None:
            placement = self.place(chosen, musts, first)
        if control.stopped() is None and "topic_fit" in problem.goals and problem.fit.any():
            placement = self.suit(chosen, placement)
        if control.stopped() is None and self.is_final():
            self.report("calming days", placement)
            placement = settle_times(problem, placement, self.seed, control)
        if is_small(problem):
            placement = self.exactly(placement)
        elif not _is_usual(problem.goals):
            placement = self.in_order(max((musts, first, placement), key=lambda one: rank(problem, one)))
        return placement

    def values(self, placement: Placement) -> tuple[GoalValue, ...]:
        """All goals with their bounds; the round tables add to total compatibility."""
        found = self.bounds.values(self.problem, placement)
        held, most = self.at_round_tables()
        return tuple(_more(goal, held, most) if goal.name == "total_compatibility" else goal for goal in found)

    def at_round_tables(self) -> tuple[int, int]:
        """What the round tables weigh, and what none could exceed, also where the work ended before any was formed."""
        if self.settled is None:
            return 0, sum(most_weight(self.problem, dialogue) for dialogue in self.problem.dialogues)
        return sum(group.weight for group in self.settled.groups), self.settled.bound

    def prove(self, goal: str, bound: int, granted: Mapping[str, int] | None = None) -> None:
        """Keep a bound, unless it is one of a problem that has been narrowed."""
        if self.problem is self.bounds.problem:
            self.bounds.add(goal, bound, granted)

    def prove_standing(self, placement: Placement) -> None:
        """The bound on total compatibility for schedules whose earlier goals stand as here."""
        whole, values = self.bounds.problem, self.measured(placement)
        if self.settled is None or not _is_usual(whole.goals) or "total_compatibility" not in whole.goals:
            return
        lagrangian = standing_so(whole, Standing.of(whole, values), crowds(whole), least_days(whole))
        earlier = whole.goals[: whole.goals.index("total_compatibility")]
        granted = {name: values[name] for name in earlier}
        self.bounds.add("total_compatibility", relax(whole, lagrangian).bound, granted)

    def report(self, stage: str, placement: Placement) -> None:
        """Say where total compatibility stands."""
        value = _weight(self.problem, placement)
        self.control.report(stage, value, max(value, self.bounds.of("total_compatibility", self.measured(placement))))

    def measured(self, placement: Placement) -> dict[str, int]:
        """All goals of a placement, or of a choice of pairs whatever their slots."""
        return {name: GOALS[name].measure(self.problem, placement) for name in self.problem.goals}

    def granted(self, placement: Placement, before: str) -> dict[str, int]:
        """What a step that keeps `Needs.of(…, before)` takes for granted."""
        earlier = self.problem.goals[: self.problem.goals.index(before)]
        return {name: GOALS[name].measure(self.problem, placement) for name in earlier if name in OF_PAIRS}

    def filled(self, placement: Placement) -> Placement:
        """With every pair that still fits, heaviest first: a schedule to have in hand."""
        board, weight = Board.holding(self.problem, placement), self.problem.weight
        board.fill(sorted(range(len(weight)), key=lambda pair: (-int(weight[pair]), pair)))
        return dict(board.slot)

    def plain(self, musts: Placement) -> _Chosen:
        """Who should meet by weight alone, and the bound on that."""
        problem, seed, control = self.problem, self.seed, self.control
        relaxation = relax(problem, Lagrangian.plain(problem))
        self.prove("total_compatibility", relaxation.bound)
        known = np.array(sorted(musts), dtype=np.int64)
        if control.stopped() is not None:
            return _Chosen(known, relaxation)
        relaxation = self.uncrowded(relaxation)
        control.report("choosing who meets", _weight(problem, musts), relaxation.bound)
        choice = choose(problem, relaxation, Needs.none(problem), known, seed, control, self.enough())
        self.prove("total_compatibility", choice.bound)
        return _Chosen(choice.pairs, relaxation)

    def enough(self) -> float:
        """The gap of a choice that needs no closing: none, unless more than pairs and slots is to be decided."""
        return ENOUGH if self.problem.dialogues or self.problem.pledges else 0.0

    def uncrowded(self, relaxation: Relaxation) -> Relaxation:
        """A relaxation in which crowds have prices: those of which too many meet, until hardly any is left."""
        problem, every, needs = self.problem, crowds(self.problem), Needs.none(self.problem)
        self.crowded = ()
        for _ in range(CROWDING):
            fresh = [crowd for crowd in overfull(every, relaxation.halves / WHOLE) if crowd not in self.crowded]
            if not fresh or self.control.stopped() is not None:
                break
            self.crowded = (*self.crowded, *fresh)
            found = guide(problem, "total_compatibility", needs, self.crowded)
            priced_so = relax(problem, priced(problem, "total_compatibility", needs, found))
            relaxation = min((relaxation, priced_so), key=lambda one: one.bound)
            self.prove("total_compatibility", relaxation.bound)
        return relaxation

    def choose(self, plain: _Chosen) -> _Chosen:
        """Who should meet, by the goals of pairs in their order, slots forgotten."""
        problem, seed, control = self.problem, self.seed, self.control
        relaxation = plain.relaxation
        pairs = plain.pairs
        for goal in (goal for goal in problem.goals if goal in OF_PAIRS):
            as_placement = dict.fromkeys(pairs.tolist(), 0)
            needs, granted = Needs.of(problem, as_placement, goal), self.granted(as_placement, goal)
            if goal != "total_compatibility":
                secured = secure(problem, goal, pairs, self.crowded, seed, control)
                pairs, bound = secured.pairs, secured.bound
            elif needs.met(problem, plain.pairs):
                pairs, bound = plain.pairs, self.bounds.of(goal, self.measured(as_placement))
            elif control.stopped() is None:
                found, implied = guide(problem, goal, needs, self.crowded), Needs.implied(problem, as_placement, goal)
                relaxation = relax(problem, priced(problem, goal, needs, found))
                choice = choose(problem, relaxation, needs, pairs, seed, control, self.enough())
                pairs, bound = choice.pairs, choice.bound
                if not needs.same_as(implied):  # the choice was narrower than its goals demand
                    bound = relax(problem, priced(problem, goal, implied, found)).bound
            else:
                break
            self.prove(goal, bound, granted)
        return _Chosen(pairs, relaxation)

    def place(self, chosen: _Chosen, musts: Placement, first: Placement) -> Placement:
        """The chosen pairs in slots; where some find none, the best that a search finds instead."""
        problem, control = self.problem, self.control
        self.report("placing meetings", first)
        options = {int(pair): problem.domains[pair] for pair in chosen.pairs}
        placement = self._placed(options)
        if not musts.keys() <= placement.keys():
            placement = place(problem, options, self.seed, musts, control)
        if len(placement) < len(options):
            placement = self.filled(placement)
        best = max((placement, first), key=lambda one: rank(problem, one))
        is_done = best.keys() == options.keys() or is_small(problem)
        if is_done:
            return best
        is_narrowed = problem is not self.bounds.problem and "total_compatibility" in problem.goals
        return self._exchanged(chosen, best) if is_narrowed else self._searched(best)

    def _placed(self, options: dict[int, tuple[int, ...]]) -> Placement:
        """The fullest of a few attempts: a pair or two left over is often bad luck."""
        best: Placement = {}
        for attempt in range(ATTEMPTS):
            found = place(self.problem, options, self.seed + attempt, {}, self.control)
            best = max((best, found), key=len)
            left = len(options) - len(best)
            if left > HOPEFUL or left == 0 or self.control.stopped() is not None:
                break
        return best

    def _searched(self, best: Placement) -> Placement:
        """Goals of pairs over real slots, in their order, each by the search that suits it."""
        problem, control = self.problem, self.control
        for goal in (goal for goal in problem.goals if goal in OF_PAIRS and control.stopped() is None):
            bound = self.bounds.of(goal, self.measured(best))
            if goal != "total_compatibility":
                self.report("looking after single companies", best)
                best = rework(problem, goal, best, bound, self.seed, control)
            elif bound - _weight(problem, best) > ENOUGH * bound:
                granted = self.granted(best, goal)
                searched = search(problem, best, bound, self.seed, self.workers, control)
                best = searched.placement
                self.prove(goal, searched.bound, granted)
        return best

    def _exchanged(self, chosen: _Chosen, best: Placement) -> Placement:
        """The same where a problem has been narrowed, and nothing is proven of it any more."""
        problem, control = self.problem, self.control
        self.report("exchanging meetings", best)
        best = exchange_times(problem, best, chosen.relaxation, control)
        bound = self.bounds.of("total_compatibility", self.measured(best))
        if bound - _weight(problem, best) <= ENOUGH * bound or control.stopped() is not None:
            return best
        self.report("improving", best)
        return better(problem, best, chosen.relaxation, bound, self.seed, self.workers, control)

    def suit(self, chosen: _Chosen, found: Placement) -> Placement:
        """The same weight in better suited sessions, and the bound on how well they can suit."""
        problem, seed, control = self.problem, self.seed, self.control
        self.report("suiting sessions to topics", found)
        if found.keys() != set(chosen.pairs.tolist()):
            return suit(problem, found, seed, self.workers, control)
        needs, granted = Needs.of(problem, found, "topic_fit"), self.granted(found, "topic_fit")
        allotment = allot(problem, chosen.relaxation, needs, chosen.pairs, seed, control)
        if "total_compatibility" in granted and needs.same_as(Needs.implied(problem, found, "topic_fit")):
            self.prove("topic_fit", allotment.bound, granted)
        placement = place(problem, allotment.slots, seed, {}, control)
        if len(placement) < len(allotment.slots):
            eased = {p: s if p in placement else problem.domains[p] for p, s in allotment.slots.items()}
            placement = place(problem, eased, seed, {}, control)
        if len(placement) < len(allotment.slots):
            placement = suit(problem, found, seed, self.workers, control)
        return max((found, placement), key=lambda one: rank(problem, one))

    def exactly(self, placement: Placement) -> Placement:
        """A small event decided as a whole, unless all goals are proven."""
        problem, control = self.problem, self.control
        if control.stopped() is not None or all(goal.proven for goal in self.bounds.values(problem, placement)):
            return placement
        self.report("solving as a whole", placement)
        exact = solve_exactly(problem, placement, self.seed, control)
        measured = self.measured(exact.placement)
        for place_in_order, (goal, bound) in enumerate(zip(problem.goals, exact.bounds, strict=True)):
            if bound is not None:
                granted = {name: measured[name] for name in problem.goals[:place_in_order]}
                self.prove(goal, GOALS[goal].sign * bound, granted)
        return max((placement, exact.placement), key=lambda one: rank(problem, one))

    def in_order(self, best: Placement) -> Placement:
        """Goals in an order that the steps do not follow, one after the other by neighbourhoods."""
        for goal in self.problem.goals:
            if self.control.stopped() is None:
                self.report("keeping the order of goals", best)
                bound = self.bounds.of(goal, self.measured(best))
                best = rework(self.problem, goal, best, bound, self.seed, self.control)
        return best


def _is_usual(goals: tuple[str, ...]) -> bool:
    """Whether goals of pairs come before goals of slots, and topics before calm: the order of the steps."""
    order = [(goal in OF_SLOTS) + (goal in OF_SLOTS[1:]) for goal in goals]
    return order == sorted(order)


def _more(goal: GoalValue, value: int, bound: int) -> GoalValue:
    """A goal with something added to its value, and to its bound."""
    more = {"value": goal.value + value, "bound": goal.bound + bound}
    return goal.model_copy(update={**more, "proven": more["value"] >= more["bound"]})


def _weight(problem: Problem, placement: Placement) -> int:
    return GOALS["total_compatibility"].measure(problem, placement)
