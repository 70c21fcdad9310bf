"""The benchmarks run, judge what they measure, and print what they promise."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from matchmaker.outcome import Solved
from matchmaker.solver import solve
from tests.benchmarks.fairs import Fair
from tests.benchmarks.judge import weigh
from tests.benchmarks.rivals import greedy, single_cpsat


def line(*arguments: str) -> dict[str, Any]:
    ran = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_the_fair_prints_its_figures_and_its_rivals() -> None:
    found = line("tests.benchmarks.fair", "--companies", "30", "--against", "greedy")
    assert found["rival_weight"] <= found["weight"] <= found["bound"]
    assert found["gap"] == pytest.approx((found["bound"] - found["weight"]) / found["bound"], abs=1e-6)
    assert {"meetings", "seconds", "peak_mb"} <= found.keys()


def test_the_same_seed_makes_the_same_fair_and_another_seed_another() -> None:
    one, same, other = (Fair(20, seed=seed).problem() for seed in (1, 1, 2))
    assert (one.weight == same.weight).all()
    assert (one.present == same.present).all()
    assert one.weight.tolist() != other.weight.tolist()


def test_all_rivals_keep_the_rules_and_stay_below_the_bound() -> None:
    problem = Fair(24, slots=4, availability=0.6).problem()
    outcome = solve(problem)
    assert isinstance(outcome, Solved)
    bound = outcome.goal("total_compatibility").bound
    exact, own_bound = single_cpsat(problem, seconds=20, workers=1)
    assert weigh(problem, greedy(problem)) <= weigh(problem, outcome.placement) <= bound
    assert own_bound is not None
    assert weigh(problem, exact) <= min(bound, own_bound)


@pytest.mark.parametrize("companies", [2, 3, 12])
def test_the_smallest_fairs_are_solved(companies: int) -> None:
    problem = Fair(companies, slots=2).problem()
    outcome = solve(problem)
    assert isinstance(outcome, Solved)
    assert weigh(problem, outcome.placement) == outcome.goal("total_compatibility").value


def test_the_judge_refuses_what_breaks_a_rule() -> None:
    problem = Fair(12, slots=3).problem()
    pair = next(pair for pair in range(len(problem.weight)) if not problem.common[pair].all())
    slot = int((~problem.common[pair]).argmax())
    with pytest.raises(AssertionError, match="cannot meet"):
        weigh(problem, {pair: slot})


@pytest.mark.parametrize("shape", ["jinan", "plain"])
def test_the_event_with_sessions_of_all_kinds_prints_its_figures(shape: str) -> None:
    found = line("tests.benchmarks.sessions", "--only", shape, "--companies", "100")
    assert found["violations"] == []
    assert sum(found["objective_by_kind"].values()) == found["objective"] <= found["bound"]
    assert found["gap"] == pytest.approx((found["bound"] - found["objective"]) / found["bound"], abs=1e-6)
    assert found["needs_met"] + found["needs_unmet"] <= found["needs"]
    assert {"seconds", "seconds_by_stage", "peak_mb", "bound_obtained", "counts", "promises_broken"} <= found.keys()
    if shape == "plain":
        assert found["objective_by_kind"]["meetings"] == found["objective"]
