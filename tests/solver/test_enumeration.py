"""On tiny events, what the solver may choose is what the rules allow: every schedule is tried, legal or not.

The rules and their rows in the solver were written apart. Here the two meet: all solutions of the model of an event are
listed, and all schedules out of every conceivable booking are judged by the rules. Then each rule is left out of the
model in turn, and some event has to notice.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from ortools.sat.python import cp_model

from matchmaker.pipeline import Project
from matchmaker.problem import Problem
from matchmaker.solver.constraints import BY_CONSTRUCTION, CONSTRAINTS
from matchmaker.solver.model import LIMITS, Model
from matchmaker.solver.reoptimise import cp_model_of
from tests.solver.conceivable import EVENTS, Choice, Combination, judged

# Rules of round tables, which are settled before the model is made: `test_groups` tries every grouping.
OF_GROUPS = {"groups_formed", "new_faces", "groups_moderated", "askers_seated"}


def allowed_by_rules(name: str) -> frozenset[Choice]:
    """Every set of conceivable bookings that breaks no rule."""
    return frozenset(choice for choice, broken in judged(name).items() if not broken)


class Solutions(cp_model.CpSolverSolutionCallback):
    """Collects every solution as the numbers of the literals that hold."""

    def __init__(self, literals: list[cp_model.IntVar]) -> None:
        super().__init__()
        self.literals = literals
        self.found: set[frozenset[int]] = set()

    def on_solution_callback(self) -> None:
        self.found.add(frozenset(place for place, one in enumerate(self.literals) if self.boolean_value(one)))


@cache
def allowed_by_solver(name: str, without: str | None = None, weaker: str | None = None) -> frozenset[Choice]:
    """Every solution of the model of the event, perhaps without one of its rules, or with one weaker by one."""
    problem = Project(EVENTS[name]).problem
    model = Model.of(problem, without)
    of_row = zip(model.rule, model.row, strict=True)
    rules = [problem.limits[row].rule if rule == LIMITS else rule for rule, row in of_row]
    eased = np.array([rule == weaker for rule in rules], dtype=np.int64)
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


@pytest.mark.parametrize("rule", sorted(BY_CONSTRUCTION - OF_GROUPS))
def test_some_event_has_what_a_rule_kept_by_construction_forbids(rule: str) -> None:
    broken = [(name, choice) for name in EVENTS for choice, rules in judged(name).items() if rule in rules]
    assert broken
    assert not any(choice in allowed_by_solver(name) for name, choice in broken)
