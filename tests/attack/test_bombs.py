"""Inputs made to exhaust: refused, or done within the stated memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.attack.effort import EXAMPLES, USUAL

MEGABYTE = 1024**2
# What `match validate` may take of address space for the inputs below.
LIMIT = 3000 * MEGABYTE


def many_bytes() -> Iterator[str]:
    """100 MB of YAML."""
    line = "- {name: Acme, country: CN, note: " + "x" * 960 + "}\n"
    return (line * 1000 for _ in range(100))


def long_name() -> Iterator[str]:
    """A name of ten million characters."""
    yield "- {name: " + "x" * 10_000_000 + ", country: CN}\n"


def deep() -> Iterator[str]:
    """A hundred thousand lists within lists."""
    yield "[" * 100_000


def laughs() -> Iterator[str]:
    """Aliases of aliases."""
    yield "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        yield f"{other}: &{other} [{','.join([f'*{one}'] * 9)}]\n"


def many_values() -> Iterator[str]:
    """Four million values and more in a small file."""
    yield "profiles: [" + "1," * 4_000_000 + "1]\n"


def many_mistakes() -> Iterator[str]:
    """Every line is wrong."""
    yield "- {nme: x}\n" * 50_000


def many_companies() -> Iterator[str]:
    """50,000 companies and 50 slots."""
    yield "halls: [{name: Hall, tables: 25000}]\n"
    yield "sessions: [{name: Main, kind: tables, hall: Hall, day: 2024-09-20, start: 08:00, end: 20:30, slot: 15}]\n"
    yield "profiles:\n"
    words = ("laser", "optics", "drones", "steel", "textiles", "software", "ports", "wine", "tea", "chips")
    for one in range(50_000):
        offers, seeks = f"{words[one % 10]} {one % 97}", f"{words[(one * 7 + 3) % 10]} {one % 89}"
        country = "CN" if one % 2 else "DE"
        yield f"- {{name: Company {one}, country: {country}, capabilities: [{offers}], interests: [{seeks}]}}\n"


def run_limited(command: str, bomb: Iterator[str], path: Path, size: int) -> subprocess.CompletedProcess[str]:
    """Write the file, and run a command on it in so many bytes of address space."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(bomb)
    return subprocess.run(
        [sys.executable, "-m", "matchmaker", command, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)),
        timeout=600,
    )


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        (many_bytes, "the file is too large"),
        (long_name, "this text is longer than 300 characters"),
        (deep, "nested deeper than 32 levels"),
        (laughs, "aliases are not allowed"),
        (many_values, "the file holds more than"),
        (many_mistakes, "mistakes; nothing was written"),
    ],
)
def test_what_is_made_to_exhaust_is_refused(tmp_path: Path, bomb: Callable[[], Iterator[str]], said: str) -> None:
    done = run_limited("validate", bomb(), tmp_path / "bomb.yaml", LIMIT)
    assert done.returncode == 2, done.stderr[-500:]
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(EXAMPLES == USUAL, reason="takes minutes: tried where MATCHMAKER_EXAMPLES asks for more than usual")
def test_an_event_too_large_for_the_memory_is_refused(tmp_path: Path) -> None:
    done = run_limited("schedule", many_companies(), tmp_path / "bomb.yaml", LIMIT // 2)
    assert done.returncode == 2, done.stderr[-500:]
    assert done.stderr.endswith("the memory that there is does not suffice for this event; nothing was written\n")
    assert not (tmp_path / "bomb-plan").exists()
