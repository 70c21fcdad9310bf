"""Relatives of the published instances: what is made, and and that the rival's clauses agree on the small ones."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from matchmaker.solver.breaks import Impossible, Placed, solve
from tests.benchmarks import relatives
from tests.benchmarks.b2bsp import problem_of
from tests.benchmarks.b2bsp_format import Instance, parse
from tests.benchmarks.rc2 import Encoding
from tests.benchmarks.relatives import relative, shape, written
from tests.solver.breaks.test_rival import fewest_of


def made(seed: str, size: str) -> Instance:
    chance = Random(seed)  # noqa: S311 - nothing secret
    return relative(chance, shape(chance, size))


@pytest.mark.parametrize("number", range(40))
def test_both_answers_to_a_small_one_agree(number: int) -> None:
    held = made(f"small {number}", "small")
    for fairness in (0, 2):
        outcome = solve(problem_of(held, fairness))
        fewest = fewest_of(Encoding(held, fairness))
        if fewest is None:
            assert isinstance(outcome, Impossible)
        else:
            assert isinstance(outcome, Placed)
            assert (outcome.breaks, outcome.bound) == (fewest, fewest)


def test_they_differ_in_all_that_matters() -> None:
    many = [made(str(number), "published") for number in range(60)]
    assert all(one.pairs for one in many)
    assert {bool(any(one.fixed)) for one in many} == {True, False}
    assert {bool(any(one.before)) for one in many} == {True, False}
    assert {bool(any(one.forbidden)) for one in many} == {True, False}
    assert {one.morning == one.slots for one in many} == {True, False}
    assert any(len({frozenset(pair) for pair in one.pairs}) < len(one.pairs) for one in many)
    assert any({who for pair in one.pairs for who in pair} < set(range(one.participants)) for one in many)
    assert any(one.tables * one.slots < 1.1 * len(one.pairs) for one in many)
    assert any(one.tables * one.slots > 3 * len(one.pairs) for one in many)


@pytest.mark.parametrize("number", range(10))
def test_what_is_written_is_read_again(number: int) -> None:
    held = made(str(number), "published")
    assert parse(written(held)) == held


def test_the_command_writes_the_same_files_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        monkeypatch.setattr("sys.argv", ["relatives", "--count", "3", "--size", "small", str(folder)])
        relatives.main()
    files = [{file.name: file.read_text("utf-8") for file in (tmp_path / name).iterdir()} for name in ("one", "two")]
    assert len(files[0]) == 3
    assert files[0] == files[1]
