"""Setting pieces of a booklet, each in a process of its own if there are several.

Typst keeps what it has laid out until its process ends, so one process would need gigabytes for a few thousand
companies.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeAlias

import typst

from matchmaker.errors import InternalError, UsageError
from matchmaker.render.fonts import font_folders
from matchmaker.render.pdf import typst_process

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matchmaker.render.style import Style

TEMPLATES = ("base.typ", "cover.typ", "agenda.typ", "sign.typ", "list.typ", "booklet.typ")
_MOST_WORKERS = 4

# The data of books that one process sets, one after the other.
Batch: TypeAlias = "tuple[str, ...]"


def typeset(batches: Sequence[Batch], style: Style) -> list[list[bytes]]:
    """The PDFs of each batch, in order. A single batch is set in this process, several in processes of their own."""
    template = "\n".join(style.template(name) for name in TEMPLATES)
    own = sorted(name for name in TEMPLATES if name in style.files)
    if len(batches) <= 1:
        return [_here(_request(template, batch), own) for batch in batches]
    with ThreadPoolExecutor(min(len(batches), os.cpu_count() or 1, _MOST_WORKERS)) as pool:
        return list(pool.map(lambda batch: _in_fresh_process(_request(template, batch), own), batches))


def _request(template: str, batch: Batch) -> dict[str, Any]:
    return {"books": batch, "folders": list(font_folders()), "template": template, "path": sys.path}


def _here(request: dict[str, Any], own: list[str]) -> list[bytes]:
    try:
        return list(typst_process.compiled(request))
    except typst.TypstError as error:
        raise _failure(str(error), own) from error


def _in_fresh_process(request: dict[str, Any], own: list[str]) -> list[bytes]:
    # -P: the program's folder has modules that are named like those of the standard library.
    command = [sys.executable, "-P", typst_process.__file__]
    done = subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["nothing was said"]
        raise _failure(said[-1], own)
    return _cut(done.stdout)


def _failure(said: str, own: list[str]) -> Exception:
    """A template of the organiser's is to blame before ours are."""
    if own:
        return UsageError(f"the pages could not be set with your {', '.join(own)}: {said}")
    return InternalError(f"the pages could not be set: {said}")


def _cut(written: bytes) -> list[bytes]:
    found, place = [], 0
    while place < len(written):
        (length,) = struct.unpack_from(">Q", written, place)
        found.append(written[place + 8 : place + 8 + length])
        place += 8 + length
    return found
