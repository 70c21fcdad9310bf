"""Ctrl-C: before there is a schedule, while one gets better, and while it is written."""

from __future__ import annotations

import _thread
import importlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from matchmaker.cli.app import run
from matchmaker.cli.console import POLL_SECONDS, Interrupted, Screen, run_interruptibly
from matchmaker.inputs import Loaded
from tests.cli.conftest import FAIR, Match
from tests.solver.whole_events import whole_event

solving = importlib.import_module("matchmaker.solver.solve")
SOON = 5.0


def press(screen: Screen, stage: str) -> None:
    """Ctrl-C while the work is at a stage."""
    time.sleep(0.05)  # the main thread waits for the work by now
    screen.stage = stage
    _thread.interrupt_main()


def wait_until_heard(screen: Screen) -> bool:
    """Whether the work is asked to end soon."""
    end = time.monotonic() + SOON
    while screen.stopped() is None and time.monotonic() < end:
        time.sleep(0.001)
    return screen.stopped() is not None


def test_the_first_one_asks_the_work_to_end_with_what_it_has() -> None:
    screen = Screen()

    def work() -> str | None:
        press(screen, "placing meetings")
        wait_until_heard(screen)
        return screen.stopped()

    assert run_interruptibly(work, screen) == "stopped by Ctrl-C"


@pytest.mark.parametrize("stage", ["", "reading", "scoring"])
def test_before_anything_can_be_kept_it_ends_at_once(stage: str) -> None:
    screen, done = Screen(), threading.Event()

    def work() -> None:
        press(screen, stage)
        done.wait(SOON)

    with pytest.raises(Interrupted):
        run_interruptibly(work, screen)
    done.set()


def test_the_second_one_ends_at_once() -> None:
    screen, done = Screen(), threading.Event()

    def work() -> None:
        press(screen, "placing meetings")
        wait_until_heard(screen)
        press(screen, "placing meetings")
        done.wait(SOON)

    with pytest.raises(Interrupted):
        run_interruptibly(work, screen)
    done.set()


def test_what_is_being_written_is_written_whole() -> None:
    screen = Screen()

    def work() -> str:
        press(screen, "placing meetings")
        wait_until_heard(screen)
        press(screen, "writing")
        time.sleep(0.3)
        return "written"

    assert run_interruptibly(work, screen) == "written"


def test_an_error_of_the_work_is_the_caller_s() -> None:
    def work() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        run_interruptibly(work, Screen())


def test_a_time_limit_is_said_with_its_seconds() -> None:
    screen = Screen(time_limit=0)
    assert wait_until_heard(screen)
    assert screen.stopped() == "the time limit of 0 s cut in"


def test_without_a_limit_nothing_stops_the_work() -> None:
    assert Screen().stopped() is None


@pytest.mark.parametrize("_again", range(20))
def test_ctrl_c_while_the_work_is_being_started_is_heard(_again: int) -> None:
    """The work may say that it began before the thread that watches over it has noticed."""
    screen, done = Screen(), threading.Event()

    def work() -> None:
        _thread.interrupt_main()
        done.wait(SOON)

    with pytest.raises(Interrupted):
        run_interruptibly(work, screen)
    done.set()


def test_ctrl_c_outside_the_work_leaves_with_the_same_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("matchmaker.pipeline.load_event", lambda _path: stopped())
    monkeypatch.setattr(sys, "argv", ["match", "validate", "fair.yaml"])
    assert run() == 4


EXAMPLE = Path(__file__).parents[2] / "examples" / "jinan-2024"


# All that the command goes through where an event with everything counts as a large one, and how it ends there.
STAGES = {
    "reading": 4,
    "scoring": 4,
    "placing the meetings that must be": 0,
    "finding the bound": 0,
    "choosing who meets": 0,
    "forming groups": 0,
    "placing meetings": 0,
    "exchanging meetings": 0,
    "improving": 0,
    "suiting sessions to topics": 0,
    "assigning persons": 0,
    "calming days": 0,
    "checking": 0,
    "printing": 0,
    "writing": 0,
}
WITH_EVERYTHING = 9


@pytest.mark.parametrize("stage", STAGES)
def test_ctrl_c_in_each_stage_leaves_the_best_schedule_or_none(
    stage: str, tmp_path: Path, match: Match, write: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    report, seen, event = Screen.report, list[str](), whole_event(WITH_EVERYTHING)

    def pressed(screen: Screen, at: str, best: int | None = None, bound: int | None = None) -> None:
        report(screen, at, best, bound)
        if at == stage and at not in seen:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(3 * POLL_SECONDS)  # it is heard by the thread that waits
            if STAGES[stage]:  # the process, and with it this thread, would be gone by now
                raise SystemExit
        seen.append(at)

    monkeypatch.setattr("matchmaker.pipeline.load_event", lambda _: Loaded(event, ()))
    monkeypatch.setattr(solving, "is_small", lambda _: False)
    monkeypatch.setattr(Screen, "report", pressed)
    file, plan = write(FAIR), tmp_path / "plan"
    result = match("schedule", file, "--out", plan)
    assert result.code == STAGES[stage], result.err
    assert plan.exists() == (result.code == 0)
    if plan.exists():
        assert stage in seen
        assert sorted(path.name for path in plan.iterdir()) == ["agendas.pdf", "index.html", "schedule.json"]
        assert match("verify", file, plan / "schedule.json").code == 0


@pytest.mark.parametrize("stage", ["suiting", "printing"])
def test_ctrl_c_while_the_real_work_goes_on_writes_the_best_schedule(tmp_path: Path, stage: str) -> None:
    """CP-SAT, which has run by then, must not have taken the signal away."""
    event = tmp_path / "fair.yaml"
    make = [sys.executable, str(EXAMPLE / "make_profiles.py"), "--companies", "100", "--out", str(event)]
    subprocess.run(make, check=True, capture_output=True)
    command = [sys.executable, "-m", "matchmaker", "schedule", str(event)]
    told: list[str] = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        for line in process.stderr:
            told.append(line)
            if stage in line and "Ctrl-C" not in line:
                process.send_signal(signal.SIGINT)
    assert process.returncode == 0, told
    assert any("Ctrl-C: finishing with the best schedule found" in line for line in told)
    assert sorted(path.name for path in (tmp_path / "fair-plan").iterdir()) == [
        "agendas.pdf",
        "index.html",
        "schedule.json",
    ]
    verify = [sys.executable, "-m", "matchmaker", "verify", str(event), str(tmp_path / "fair-plan" / "schedule.json")]
    assert subprocess.run(verify, capture_output=True, check=False).returncode == 0
