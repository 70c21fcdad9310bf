"""How the command is called, what it says on which stream, and its exit codes."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from rich.console import Console

from matchmaker.cli import main, schedule, verify
from matchmaker.cli.console import Interrupted, Screen, visible
from tests.cli.conftest import FAIR, WRONG, Match

Write = Callable[[str], Path]


def test_the_version_is_that_of_the_package(match: Match) -> None:
    result = match("--version")
    assert (result.code, result.out) == (0, f"matchmaker {version('matchmaker')}\n")


@pytest.mark.parametrize("command", [[], ["schedule"], ["validate"], ["verify"]])
def test_help_is_no_mistake(match: Match, command: list[str]) -> None:
    result = match(*command, "--help")
    assert result.code == 0
    assert result.out.lstrip().startswith("Usage: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["unknown"],
        ["--unknown"],
        ["schedule"],
        ["validate"],
        ["verify", "fair.yaml"],
        ["validate", "fair.yaml", "other.yaml"],
        ["validate", "fair.yaml", "--unknown"],
        ["schedule", "fair.yaml", "--seed", "x"],
        ["schedule", "fair.yaml", "--seed", "-1"],
        ["schedule", "fair.yaml", "--seed", str(2**31)],
        ["schedule", "fair.yaml", "--workers", "0"],
        ["schedule", "fair.yaml", "--time-limit", "-1"],
        ["schedule", "fair.yaml", "--time-limit", "nan"],
        ["schedule", "fair.yaml", "--time-limit", "soon"],
        ["schedule", "fair.yaml", "--out"],
    ],
    ids=" ".join,
)
def test_a_call_that_is_wrong_ends_with_2(match: Match, arguments: list[str]) -> None:
    result = match(*arguments)
    assert result.code == 2
    assert "Usage: " in result.out + result.err or "Error" in result.err


@pytest.mark.parametrize("command", ["schedule", "validate"])
@pytest.mark.parametrize("place", [".", "/", "..", "missing.yaml", "missing/fair.yaml"])
def test_a_file_that_is_none_ends_with_2(
    match: Match, command: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = match(command, place)
    assert result.code == 2
    assert result.err.endswith("1 mistake; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["schedule", "validate"])
def test_every_mistake_is_told_on_standard_error(match: Match, write: Write, command: str) -> None:
    path = write(WRONG)
    result = match(command, path)
    assert result.code == 2
    assert result.out == ""
    assert f"{path}:1:25: this is no country (found “Germny”). Did you mean Germany?" in result.err
    assert f"{path}:2:16: this key is not known (found “countri”). Did you mean “country”?" in result.err
    assert result.err.endswith("3 mistakes; nothing was written\n")
    assert list(path.parent.iterdir()) == [path]


def test_mistakes_can_be_had_as_json(match: Match, write: Write) -> None:
    path = write(WRONG)
    result = match("validate", path, "--json")
    assert result.code == 2
    first, *_ = result.json()["errors"]
    assert first == {
        "code": "country",
        "message": "this is no country",
        "file": str(path),
        "line": 1,
        "column": 25,
        "value": "“Germny”",
        "remedy": "Did you mean Germany?",
    }


def test_a_valid_file_is_summed_up_with_the_defaults_that_were_used(match: Match, write: Write) -> None:
    path = write(FAIR)
    result = match("validate", path)
    assert (result.code, result.out) == (0, "")
    assert f"{path}: no mistakes; 3 profiles, 2 sessions, 1 halls" in result.err
    assert "defaults used: time zone: UTC; sessions: one day without a date" in result.err


def test_a_valid_file_can_be_summed_up_as_json(match: Match, write: Write) -> None:
    result = match("validate", write(FAIR), "--json")
    assert (result.code, result.err) == (0, "")
    summary = result.json()
    assert summary.pop("defaults")[0] == "time zone: UTC"
    assert summary == {"valid": True, "profiles": 3, "sessions": 2, "unknown_phrases": []}


def test_a_bug_is_told_in_a_sentence_with_its_place(
    match: Match, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(verify, "schedule_named", broken)
    result = match("verify", write(FAIR), tmp_path / "schedule.json")
    assert result.code == 70
    assert "This is a bug in matchmaker, please report it: ZeroDivisionError:  (test_calls.py, line " in result.err


def test_ctrl_c_before_a_schedule_ends_with_4(match: Match, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object) -> None:
        raise Interrupted

    monkeypatch.setattr(schedule, "run_interruptibly", pressed)
    result = match("schedule", write(FAIR))
    assert (result.code, result.err) == (4, "stopped before there was a schedule; nothing was written\n")


def test_the_process_ends_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["match", "unknown"])
    with pytest.raises(SystemExit) as leave:
        main()
    assert leave.value.code == 2


def test_a_terminal_shows_one_living_line() -> None:
    screen, shown = Screen(), io.StringIO()
    screen.console = Console(file=shown, force_terminal=True, width=200)
    screen.report("reading")
    screen.report("placing meetings", 990, 1000)
    screen.close()
    screen.close()
    assert "placing meetings · best 990 · bound 1,000 · gap 1.00 %" in shown.getvalue()
    assert screen.status is None


def test_a_stage_is_said_once_with_what_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen()
    screen.report("reading")
    screen.report("placing meetings", 990, 1000)
    screen.report("placing meetings", 995, 1000)
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith(" s · reading")
    assert second.endswith(" s · placing meetings · best 990 · bound 1,000 · gap 1.00 %")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("激光 Laser ü 😀", "激光 Laser ü 😀"),
        ("two\nlines", "two\\nlines"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("\udcff", "\\udcff"),
    ],
)
def test_what_could_fool_a_terminal_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_file_name_that_is_no_text_is_told(match: Match) -> None:
    result = match("validate", "fair\udcff.yaml", "--json")
    assert result.code == 2
    assert result.json()["errors"][0]["file"] == "fair\udcff.yaml"
    assert "fair\\udcff.yaml: there is no such file." in result.err


def test_memory_that_runs_out_is_no_bug(
    match: Match, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhaust(_path: Path) -> None:
        raise MemoryError

    monkeypatch.setattr("matchmaker.pipeline.load_event", exhaust)
    result = match("validate", write(FAIR))
    assert result.code == 2
    assert "memory" in result.err
