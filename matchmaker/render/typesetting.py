"""Setting pieces of the booklet with Typst, each in a process of its own if there are several.

Why processes: Typst keeps what it has laid out until the process ends, so one process would need gigabytes for a few
thousand companies. Why not a pool: one waits for ever when a child is killed, or cannot import the main module.
"""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import typst

from matchmaker.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

TEMPLATE = "agendas.typ"
_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Job:
    """A piece to set: the template's data as JSON, and where the fonts are."""

    data: str
    folders: tuple[str, ...]


def typeset(jobs: Sequence[Job]) -> list[bytes]:
    """The PDF of each job, in order; the memory of all but the only one is given back."""
    if len(jobs) < 2:  # noqa: PLR2004 - one job needs no processes
        return [_compiled(job) for job in jobs]
    workers = min(len(jobs), os.cpu_count() or 1, _MOST_WORKERS)
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(_in_fresh_process, jobs))


def _compiled(job: Job) -> bytes:
    template = files("matchmaker.render").joinpath("templates", TEMPLATE).read_bytes()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(job.folders))
    compiler = typst.Compiler(template, font_paths=fonts, sys_inputs={"book": job.data})
    try:
        pdf = compiler.compile(format="pdf", timestamp=0, pdf_tags=False)
    except typst.TypstError as error:
        msg = f"the booklet could not be set: {error}"
        raise InternalError(msg) from error
    if not isinstance(pdf, bytes):
        msg = "the booklet was set into something else than one PDF"
        raise InternalError(msg)
    return pdf


def _in_fresh_process(job: Job) -> bytes:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send_compiled, args=(sender, job), name="matchmaker-typesetting")
    process.start()
    sender.close()
    try:
        answer: bytes | str = receiver.recv()
    except EOFError:
        answer = "a typesetting process ended without a result (killed, or out of memory?)"
    finally:
        receiver.close()
        process.join()
    if isinstance(answer, str):
        raise InternalError(answer)
    return answer


def _send_compiled(sender: Connection, job: Job) -> None:
    try:
        sender.send(_compiled(job))
    except InternalError as error:
        sender.send(str(error))
    finally:
        sender.close()
