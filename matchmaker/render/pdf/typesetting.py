"""Setting pieces of the booklet, each in a process of its own if there are several.

Typst keeps what it has laid out until its process ends, so one process would need gigabytes for a few thousand
companies.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from matchmaker.errors import InternalError
from matchmaker.render import typst_process

if TYPE_CHECKING:
    from collections.abc import Sequence

TEMPLATE = "agendas.typ"
_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Job:
    """A piece to set: the template's data as JSON, and where the fonts are."""

    data: str
    folders: tuple[str, ...]


def typeset(jobs: Sequence[Job]) -> list[bytes]:
    """The PDF of each job, in order. A single job is set in this process, several in processes of their own."""
    if len(jobs) <= 1:
        return [_compiled(job) for job in jobs]
    with ThreadPoolExecutor(min(len(jobs), os.cpu_count() or 1, _MOST_WORKERS)) as pool:
        return list(pool.map(_in_fresh_process, jobs))


def _request(job: Job) -> dict[str, Any]:
    template = files("matchmaker.render").joinpath("templates", TEMPLATE).read_text(encoding="utf-8")
    return asdict(job) | {"folders": list(job.folders), "template": template, "path": sys.path}


def _compiled(job: Job) -> bytes:
    try:
        return typst_process.compiled(_request(job))
    except typst.TypstError as error:
        msg = f"the booklet could not be set: {error}"
        raise InternalError(msg) from error


def _in_fresh_process(job: Job) -> bytes:
    # -P: the program's folder has modules that are named like those of the standard library.
    command = [sys.executable, "-P", typst_process.__file__]
    request = json.dumps(_request(job)).encode()
    done = subprocess.run(command, input=request, capture_output=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["nothing was said"]
        msg = f"the booklet could not be set (exit code {done.returncode}): {said[-1]}"
        raise InternalError(msg)
    return done.stdout
