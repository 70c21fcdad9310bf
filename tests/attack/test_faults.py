"""Faults for real: killed at any moment, a full disk, a folder that cannot be written, output that nobody reads."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from matchmaker.inputs import load_schedule
from matchmaker.output import finish
from matchmaker.pipeline import Project
from tests.cli.conftest import FAIR

FILES = {"schedule.json", "agendas.pdf", "index.html"}
COMMAND = [sys.executable, "-m", "matchmaker"]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an event and a plan of it."""
    folder = tmp_path_factory.mktemp("fair")
    (folder / "fair.yaml").write_text(FAIR, encoding="utf-8")
    done = subprocess.run([*COMMAND, "schedule", "fair.yaml"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    (folder / "fair.yaml").write_text(FAIR.replace("Gamma", "Gamma the second"), encoding="utf-8")
    return folder


@pytest.fixture
def planned(once: Path, tmp_path: Path) -> Path:
    """A copy of it; the event has changed since."""
    return shutil.copytree(once, tmp_path / "copy")


def marks(folder: Path) -> dict[str, str]:
    """The files of the plan, by what is in them."""
    return {name: hashlib.sha256((folder / "fair-plan" / name).read_bytes()).hexdigest() for name in FILES}


def limited(size: int) -> Callable[[], None]:
    """What a process does before it starts: no file of it may grow beyond this size."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("tenths", range(0, 30, 5))
def test_killed_at_any_moment_the_plan_is_the_old_one_or_the_new_one_and_whole(planned: Path, tenths: int) -> None:
    before = marks(planned)
    run = subprocess.Popen([*COMMAND, "schedule", "fair.yaml"], cwd=planned, stderr=subprocess.DEVNULL)
    time.sleep(tenths / 10)
    run.kill()
    run.wait()
    finish(planned / "fair-plan")
    after = marks(planned)
    assert after == before or not set(after.values()) & set(before.values())
    plan = load_schedule(planned / "fair-plan" / "schedule.json")
    assert Project.read(planned / "fair.yaml").violations(plan) == () or after == before
    assert (planned / "fair-plan" / "index.html").read_bytes().rstrip().endswith(b"</html>")
    assert b"%%EOF" in (planned / "fair-plan" / "agendas.pdf").read_bytes()[-32:]


@pytest.mark.parametrize("size", [0, 1000, 20_000])
def test_a_full_disk_leaves_the_old_plan_and_says_so(planned: Path, size: int) -> None:
    before = marks(planned)
    done = subprocess.run(
        [*COMMAND, "schedule", "fair.yaml"],
        cwd=planned,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=limited(size),
        env={**os.environ, "COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""},
    )
    assert done.returncode == 2, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert marks(planned) == before
    assert [path.name for path in (planned / "fair-plan").iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_is_told(planned: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "schedule", "fair.yaml", "--out", "/proc/plan"],
        cwd=planned,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "the folder cannot be made" in done.stderr


@pytest.mark.parametrize("command", [["validate", "fair.yaml", "--json"], ["schedule", "fair.yaml", "--json"]])
def test_output_that_nobody_reads_is_no_trouble(planned: Path, command: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    run = subprocess.Popen([*COMMAND, *command], cwd=planned, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    _, said = run.communicate()
    assert run.returncode == 0
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_a_full_standard_output_is_told(planned: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(
            [*COMMAND, "validate", "fair.yaml", "--json"],
            cwd=planned,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr == "standard output cannot be written (No space left on device)\n"


def test_a_plan_whose_writing_was_cut_short_is_whole_for_the_next_command(planned: Path) -> None:
    plan = planned / "fair-plan"
    new = plan / ".matchmaker-died" / "new"
    new.mkdir(parents=True)
    text = (plan / "schedule.json").read_text(encoding="utf-8")
    (new / "schedule.json").write_text(text.replace('"seed": 0', '"seed": 7'), encoding="utf-8")
    (new.parent / "ready").write_bytes(b"")
    done = subprocess.run([*COMMAND, "verify", "fair.yaml", "fair-plan/schedule.json"], cwd=planned, check=False)
    assert done.returncode in {0, 1}
    assert '"seed": 7' in (plan / "schedule.json").read_text(encoding="utf-8")
    assert not new.parent.exists()
