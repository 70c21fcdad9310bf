"""On tiny events, what the solver may choose is what the rules allow: every schedule is tried, legal or not.

The rules and their rows in the solver were written apart. Here the two meet: all solutions of the model of an event are
listed, and all schedules out of every conceivable meeting are judged by the rules. Then each rule is left out of the
model in turn, and some event has to notice.
"""

from __future__ import annotations

from functools import cache
from itertools import chain, combinations

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.event import Event, SessionKind
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.plan import schedule_of
from matchmaker.problem import Problem
from matchmaker.rules import violations
from matchmaker.schedule import GoalValue
from matchmaker.solver.constraints import BY_CONSTRUCTION, CONSTRAINTS
from matchmaker.solver.model import Model
from matchmaker.solver.reoptimise import cp_model_of
from matchmaker.timetable import Slot, slots_of_session
from tests.build import company, event, plenary, session, window

EVENTS = {
    "two companies": event("a b", slots=2),
    "one table, many seats": event("a b c d", session(slots=1, capacity=8)),
    "two tables, three seats": event("a b c d", session(slots=1, tables=2, capacity=3)),
    "two delegates": event([company("a", delegates=2), "b", "c"], tables=2),
    "slots that overlap": event("a b c", session(slots=2), session("long", "09:15", 1, slot=45)),
    "delegates in slots that overlap": event(
        [company("a", delegates=2), "b", "c"],
        session(slots=2),
        session("long", "09:15", 1, slot=45),
        session("late", "09:45", 1),
    ),
    "a maximum": event([company("a", max_meetings=1), "b", "c"], tables=2),
    "the event's maximum": event([company("a", max_meetings=2), "b", "c"], slots=3, max_meetings=1),
    "musts": event("a b c", slots=3, wishes="a must b, c must b"),
    "a must that cannot be": event([company("a", max_meetings=0), "b", "c"], wishes="a must b"),
    "pairs kept apart": event("a b c", slots=3, wishes="a avoid b, c want b declined"),
    "one group": event([company("a", group="g"), company("b", group="g"), "c"], slots=3),
    "competitors": event([company("a", competitors=["b"]), "b", "c"], slots=3),
    "an embargo": event(
        [company("a", country="JP"), "b", company("c", country="JP")],
        slots=3,
        embargoes=[{"between": "Germany", "and": "Japan"}],
    ),
    "exclusions": event([company("a", excludes={"kinds": ["park"]}), company("b", kind="park"), "c"], slots=3),
    "hours": event(
        [company("a", available=[window("09:00", "10:00")]), company("b", unavailable=[window("09:20", "09:40")]), "c"],
        slots=4,
    ),
    "plenary and dialogue": event(
        "a b c", session(slots=2), plenary("09:20", "09:30"), session("talk", "10:00", 1, kind=SessionKind.DIALOGUE)
    ),
}

# One conceivable meeting: two ids and a slot.
Combination = tuple[str, str, Slot]
Choice = frozenset[Combination]


def conceivable(event: Event) -> tuple[Combination, ...]:
    """Every pair in every piece of every session; with two companies, also one with itself and one with a stranger."""
    ids = list(event.company)
    pairs = list(combinations(ids, 2))
    if len(ids) == 2:
        pairs += [(ids[0], ids[0]), (ids[1], "stranger")]
    zone = event.event.zone
    slots = sorted(chain.from_iterable(slots_of_session(one, zone) for one in event.sessions), key=lambda s: s.span)
    return tuple((one, other, slot) for one, other in pairs for slot in slots)


def breaks(event: Event, choice: tuple[Combination, ...]) -> set[str]:
    """The rules that a schedule of these meetings breaks."""
    companies = (*event.company, "stranger")
    slots = tuple(dict.fromkeys(slot for _, _, slot in conceivable(event)))
    pairs, number = len(choice), len(slots)
    as_if_all_were_allowed = Problem(
        companies=companies,
        slots=slots,
        left=np.array([companies.index(one) for one, _, _ in choice], dtype=np.int64),
        right=np.array([companies.index(other) for _, other, _ in choice], dtype=np.int64),
        weight=np.ones(pairs, dtype=np.int64),
        must=frozenset(),
        fit=np.zeros((pairs, number), dtype=np.int64),
        present=np.ones((len(companies), number), dtype=np.bool_),
        maximum=np.full(len(companies), 99, dtype=np.int64),
        delegates=np.full(len(companies), 99, dtype=np.int64),
        tables=np.full(number, 99, dtype=np.int64),
        seats=np.full(number, 999, dtype=np.int64),
        hall=(0,) * number,
        day=(0,) * number,
        overlaps=(),
        promised=np.zeros(len(companies), dtype=np.int64),
        floor=0,
        goals=("total_compatibility",),
    )
    edges = {(one, other): {"weight": 1, "evidence": ()} for one, other, _ in choice}
    total = GoalValue(name="total_compatibility", value=pairs, bound=pairs, proven=True)
    solved = Solved({place: slots.index(slot) for place, (_, _, slot) in enumerate(choice)}, (total,))
    schedule = schedule_of(event, as_if_all_were_allowed, edges, solved, seed=0)
    return {found.rule for found in violations(event, schedule)}


@cache
def allowed_by_rules(name: str) -> frozenset[Choice]:
    """Every set of conceivable meetings that breaks no rule."""
    every = conceivable(EVENTS[name])
    assert 6 <= len(every) <= 12
    choices = chain.from_iterable(combinations(every, size) for size in range(len(every) + 1))
    return frozenset(frozenset(choice) for choice in choices if not breaks(EVENTS[name], choice))


class Solutions(cp_model.CpSolverSolutionCallback):
    """Collects every solution as the numbers of the literals that hold."""

    def __init__(self, literals: list[cp_model.IntVar]) -> None:
        super().__init__()
        self.literals = literals
        self.found: set[frozenset[int]] = set()

    def on_solution_callback(self) -> None:
        self.found.add(frozenset(place for place, one in enumerate(self.literals) if self.boolean_value(one)))


def allowed_by_solver(name: str, without: str | None = None, weaker: str | None = None) -> frozenset[Choice]:
    """Every solution of the model of the event, perhaps without one of its rules, or with one weaker by one."""
    problem = Project(EVENTS[name]).problem
    model = Model.of(problem, without)
    eased = np.array([rule == weaker for rule in model.rule], dtype=np.int64)
    upper, lower = model.upper + eased, model.lower - eased * (model.lower > 0)
    programme, literals = cp_model_of(model, np.arange(len(model.cells)), upper, lower)
    solver, solutions = cp_model.CpSolver(), Solutions(literals)
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    assert solver.solve(programme, solutions) in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
    cells = cells_of(problem)
    return frozenset(frozenset(cells[place] for place in held) for held in solutions.found)


def cells_of(problem: Problem) -> list[Combination]:
    """The meetings that the solver may choose from."""
    ids, cells = problem.companies, Model.of(problem).cells
    return [
        (ids[problem.left[pair]], ids[problem.right[pair]], problem.slots[slot])
        for pair, slot in zip(cells.pair.tolist(), cells.slot.tolist(), strict=True)
    ]


@pytest.mark.parametrize("name", EVENTS)
def test_the_solver_may_choose_exactly_what_the_rules_allow(name: str) -> None:
    assert allowed_by_solver(name) == allowed_by_rules(name)


def test_most_events_leave_a_choice_and_one_leaves_none() -> None:
    sizes = {name: len(allowed_by_rules(name)) for name in EVENTS}
    assert [name for name, size in sizes.items() if size < 3] == ["a must that cannot be"]
    assert sizes["a must that cannot be"] == 0


@pytest.mark.parametrize("rule", [rule for rule in CONSTRAINTS if rule not in BY_CONSTRUCTION])
def test_some_event_notices_when_the_solver_forgets(rule: str) -> None:
    assert any(allowed_by_solver(name, without=rule) > allowed_by_rules(name) for name in EVENTS)


@pytest.mark.parametrize("rule", [rule for rule in CONSTRAINTS if rule not in BY_CONSTRUCTION])
def test_some_event_notices_when_a_rule_is_weaker_by_one(rule: str) -> None:
    assert any(allowed_by_solver(name, weaker=rule) > allowed_by_rules(name) for name in EVENTS)


@pytest.mark.parametrize("rule", sorted(BY_CONSTRUCTION))
def test_what_is_kept_by_construction_is_nothing_to_choose(rule: str) -> None:
    broken = 0
    for one in EVENTS.values():
        choosable = set(cells_of(Project(one).problem))
        for combination in conceivable(one):
            if rule in breaks(one, (combination,)):
                broken += 1
                assert combination not in choosable
    assert broken
