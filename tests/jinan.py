"""The model example's events, for tests: the one in the repository, and larger ones of the same shape."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import yaml

from matchmaker.event import Company, Event

EXAMPLE = Path(__file__).parents[1] / "examples" / "jinan-2024"
REAL = {
    "bond-laser",
    "bvmw",
    "china-belarus-industrial-park",
    "china-britain-business-council",
    "jinweike",
    "manhattan-sez",
    "senfeng",
}
LARGE = 1_000


def written(out: Path, *arguments: str) -> bytes:
    """What the generator writes when called with the arguments."""
    command = [sys.executable, "-B", str(EXAMPLE / "make_profiles.py"), "--out", str(out), *arguments]
    subprocess.run(command, check=True)
    return out.read_bytes()


def event_of(text: bytes) -> Event:
    """The event in a file, all of whose scalars are text."""
    return Event.model_validate(yaml.BaseLoader(text).get_single_data())


@cache
def jinan() -> Event:
    """The event in the repository."""
    return event_of((EXAMPLE / "profiles.yaml").read_bytes())


@cache
def generated(*arguments: str) -> Event:
    """What the generator makes when called with the arguments."""
    with tempfile.TemporaryDirectory() as folder:
        return event_of(written(Path(folder) / "profiles.yaml", *arguments))


def gives(company: Company) -> bool:
    """Whether the company invests in others."""
    return company.investment is not None and company.investment.gives
