"""`match why` and `match why-not`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import FAIR, Match

Plan = tuple[Path, Path]


@pytest.fixture
def plan(match: Match, write: Callable[[str], Path], tmp_path: Path) -> Plan:
    """An event and its schedule."""
    file = write(FAIR)
    assert match("schedule", file, "--out", tmp_path / "plan").code == 0
    return file, tmp_path / "plan" / "schedule.json"


def test_a_pair_is_explained(match: Match, plan: Plan) -> None:
    result = match("why-not", *plan, "Acme", "gamma")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("Acme and Gamma do meet")
    result = match("why-not", *plan, "Beta", "Gamma", "--json")
    assert (result.code, result.err) == (0, "")
    assert result.json()["answer"] == "not_compatible"


def test_what_is_scarce_is_told(match: Match, plan: Plan) -> None:
    result = match("scarce", *plan, "--language", "en")
    assert (result.code, result.out) == (0, "")
    assert "What one more would add to" in result.err
    found = match("scarce", *plan, "--json").json()
    assert {one["kind"] for one in found["worths"]} >= {"table", "slot"}
    assert found["cut"] is None
    assert match("scarce", *plan, "--json", "--time-limit", "0").json()["cut"] is not None


def test_a_day_is_explained(match: Match, plan: Plan) -> None:
    result = match("why", *plan, "Acme", "--language", "de")
    assert result.code == 0
    assert "Gegeben:" in result.err
    assert match("why", *plan, "Acme", "--json").json()["company"] == "Acme"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("why", "Acne"), "there is no company “Acne”. Did you mean “Acme”?"),
        (("why-not", "Acme", "Acme"), "Acme and Acme are the same company"),
    ],
)
def test_wrong_questions_end_with_2(match: Match, plan: Plan, arguments: tuple[str, ...], message: str) -> None:
    command, *rest = arguments
    result = match(command, *plan, *rest)
    assert (result.code, result.err) == (2, message + "\n")
