"""Some published instances, where they are at hand: the folder that MATCHMAKER_B2BSP names, with `optima.csv`."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from matchmaker.solver.breaks import Impossible, Placed, solve
from tests.benchmarks.b2bsp import problem_of
from tests.benchmarks.b2bsp_format import breaks_of, parse, violations

QUICK = (
    "tic-12.original.dzn",
    "tic-12.prec25.dzn",
    "tic-12.fixed020-Forb.dzn",
    "tic-12.forb0003.dzn",
    "tic-13.fixed020-Forb.dzn",
    "forumt-14crafd.original.dzn",
    "forum-13.fixed040-Forb.dzn",
    "forum-13.prec25.dzn",
)


def published() -> dict[tuple[str, int], str]:
    """The optimum of each instance and fairness, as published."""
    folder = os.environ.get("MATCHMAKER_B2BSP")
    if folder is None:
        pytest.skip("MATCHMAKER_B2BSP names no folder with the published instances")
    with (Path(folder) / "optima.csv").open(encoding="utf-8", newline="") as file:
        return {(row["instance"], int(row["fairness_d"])): row["optimum_breaks"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", QUICK)
def test_the_published_optimum_is_found_and_proven(name: str) -> None:
    optima = {fairness: breaks for (one, fairness), breaks in published().items() if one == name}
    assert optima
    held = parse((Path(os.environ["MATCHMAKER_B2BSP"]) / "instances" / name).read_text(encoding="utf-8"))
    for fairness, breaks in optima.items():
        outcome = solve(problem_of(held, fairness))
        if breaks == "INFEASIBLE":
            assert isinstance(outcome, Impossible)
            continue
        assert isinstance(outcome, Placed)
        assert (outcome.breaks, outcome.bound) == (int(breaks), int(breaks))
        slots = [slot + 1 for slot in outcome.slots]
        assert violations(held, slots, fairness) == []
        assert sum(breaks_of(held, slots)) == int(breaks)
