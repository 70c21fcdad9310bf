"""The command in a process of its own: signals, pipes, encodings."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

COMMAND = [sys.executable, "-m", "matchmaker"]
LETTERS = ("bcdfgklm", "aeiou", "nrstxz")


def large() -> str:
    """An event that takes seconds to solve: 150 companies, few tables, each away half of the day."""
    dice = random.Random(1)  # noqa: S311 — an example
    words = [f"topic {a}{b}{c}" for a in LETTERS[0] for b in LETTERS[1] for c in LETTERS[2]]
    lines = [
        "halls: [{name: Hall, tables: 37}]",
        "sessions: [{name: Main, kind: tables, hall: Hall, day: 2024-09-20, start: 09:00, end: 15:00}]",
        "profiles:",
    ]
    for number in range(150):
        away = [divmod(half, 2) for half in dice.sample(range(12), 6)]
        hours = ", ".join(
            f"{{day: 2024-09-20, start: '{9 + hour:02}:{30 * half:02}', end: '{9 + hour:02}:{30 * half + 29}'}}"
            for hour, half in away
        )
        offers, seeks = dice.sample(words, 4), dice.sample(words, 4)
        lines.append(
            f"- {{name: Company {number}, country: DE, capabilities: {offers}, interests: {seeks}, max_meetings: 6, "
            f"unavailable: [{hours}]}}"
        )
    return "\n".join(lines)


def wait_for(stream: IO[str], word: str) -> str:
    """What is said up to a line with this word."""
    said = ""
    for line in stream:
        said += line
        if word in line:
            return said
    raise AssertionError(said)


def test_ctrl_c_while_it_solves_writes_the_best_schedule_and_says_so(tmp_path: Path) -> None:
    event = tmp_path / "fair.yaml"
    event.write_text(large(), encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "schedule", event], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        said = wait_for(process.stderr, "choosing who meets")
        process.send_signal(signal.SIGINT)
        said += process.stderr.read()
    assert process.returncode == 0
    assert "Ctrl-C: finishing with the best schedule found" in said
    assert "stopped by Ctrl-C; this is the best schedule found until then" in said
    assert "Traceback" not in said
    plan = json.loads((tmp_path / "fair-plan" / "schedule.json").read_text(encoding="utf-8"))
    assert plan["meetings"]


def test_ctrl_c_while_it_reads_writes_nothing(tmp_path: Path) -> None:
    event = tmp_path / "fair.yaml"
    os.mkfifo(event)  # reading it waits for a writer that never comes
    with subprocess.Popen(
        [*COMMAND, "schedule", event], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        said = wait_for(process.stderr, "reading")
        process.send_signal(signal.SIGINT)
        said += process.stderr.read()
    assert process.returncode == 4
    assert "stopped before there was a schedule; nothing was written" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == [event]


def test_a_reader_who_leaves_changes_neither_exit_code_nor_calm(tmp_path: Path) -> None:
    """With an encoding that knows no Chinese, too."""
    event = tmp_path / "济南.yaml"
    event.write_text("- {name: 激光, country: 德国国}\n", encoding="utf-8")
    with subprocess.Popen(
        [*COMMAND, "validate", event, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 2
    assert "1 mistake; nothing was written" in said
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
