"""The rival is given the same problem: its clauses have the same fewest breaks."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from ortools.sat.python import cp_model

from matchmaker.solver.breaks.propagate import Narrowed, narrow
from tests.benchmarks.b2bsp import problem_of
from tests.benchmarks.b2bsp_format import Instance
from tests.benchmarks.rc2 import Encoding
from tests.solver.breaks.instances import fewest, tiny_instances
from tests.solver.breaks.test_format import WHOLE

HAS_RIVAL = importlib.util.find_spec("pysat") is not None


def fewest_of(encoding: Encoding) -> int | None:
    """The fewest soft literals that must be false, by CP-SAT; None if the hard clauses contradict each other."""
    cp = cp_model.CpModel()
    variables = {number: cp.new_bool_var("") for number in range(1, encoding.variables + 1)}
    literal = {**variables, **{-number: ~variable for number, variable in variables.items()}}
    for clause in encoding.hard:
        cp.add_bool_or([literal[number] for number in clause])
    cp.minimize(cp_model.LinearExpr.sum([literal[-number] for number in encoding.soft]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(cp)
    assert status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


@settings(max_examples=30, derandomize=True, deadline=None)
@given(tiny_instances())
def test_its_clauses_state_the_same_problem(held: Instance) -> None:
    for fairness, breaks in fewest(held).items():
        narrowed = narrow(problem_of(held, fairness))
        if isinstance(narrowed, Narrowed):
            assert fewest_of(Encoding(narrowed)) == breaks


def test_it_runs_or_says_what_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "one.dzn"
    file.write_text(WHOLE, encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.rc2", "--time-limit", "60", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if HAS_RIVAL:
        assert (json.loads(ran.stdout)["status"], json.loads(ran.stdout)["breaks"]) == ("optimal", 2)
    else:
        assert (ran.returncode, ran.stderr) == (2, "The rival needs python-sat: pip install python-sat\n")
