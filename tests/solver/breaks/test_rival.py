"""The rival is given the same problem: its clauses have the same fewest breaks."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from ortools.sat.python import cp_model

from tests.benchmarks.b2bsp import agree, totals
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
        assert fewest_of(Encoding(held, fairness)) == breaks


def test_it_runs_or_says_what_it_needs(tmp_path: Path) -> None:
    file = tmp_path / "one.dzn"
    file.write_text(WHOLE, encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.rc2", "--time-limit", "60", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if HAS_RIVAL:
        assert (json.loads(ran.stdout)["status"], json.loads(ran.stdout)["breaks"]) == ("optimal", 2)
    else:
        assert (ran.returncode, ran.stderr) == (2, "The rival needs python-sat, of the extra bench.\n")


def test_it_solves_beside_ours_in_one_run(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.dzn", tmp_path / "bad.dzn"
    good.write_text(WHOLE, encoding="utf-8")
    bad.write_text(WHOLE.replace("{1, 3..5}", "{1..6}"), encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.b2bsp", "--against", "rc2", "--fairness", "1"]
    ran = subprocess.run([*command, str(good), str(bad)], capture_output=True, encoding="utf-8", check=False)
    if not HAS_RIVAL:
        assert (ran.returncode, ran.stdout) == (2, "")
        return
    first, second, total = (json.loads(line) for line in ran.stdout.splitlines())
    assert (first["rc2_status"], first["rc2_breaks"], first["agree"]) == ("optimal", 2, True)
    assert (second["rc2_status"], second["status"], second["agree"]) == ("infeasible", "infeasible", True)
    assert (total["files"], total["agree"], total["proven"], total["rc2_proven"]) == (2, 2, 2, 2)


def test_only_proofs_can_disagree() -> None:
    def line(status: str, breaks: int | None, rivals: str, other: int | None) -> dict[str, object]:
        return {"status": status, "breaks": breaks, "rc2_status": rivals, "rc2_breaks": other}

    assert agree(line("optimal", 3, "optimal", 3), "rc2")
    assert not agree(line("optimal", 3, "optimal", 2), "rc2")
    assert not agree(line("optimal", 3, "infeasible", None), "rc2")
    assert agree(line("feasible", 3, "optimal", 2), "rc2")
    assert agree(line("optimal", 3, "unknown", None), "rc2")


def test_times_add_up() -> None:
    times = {"seconds": 1.0, "cpu_seconds": 2.0, "rc2_seconds": 4.0, "rc2_cpu_seconds": 4.0, "agree": True}
    lines = [
        {"status": "optimal", "rc2_status": "unknown", **times},
        {"status": "feasible", "rc2_status": "optimal", **times},
    ]
    total = totals(lines, "rc2")
    assert (total["proven"], total["rc2_proven"], total["agree"]) == (1, 1, 2)
    assert (total["seconds"], total["rc2_seconds"], total["ratio"], total["cpu_ratio"]) == (2.0, 8.0, 0.25, 0.5)
