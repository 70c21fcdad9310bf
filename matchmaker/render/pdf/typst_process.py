"""Setting pages with Typst. Also a program of its own: a request as JSON comes in, PDFs go out.

The program imports nothing else of matchmaker: importing the package takes longer than setting a piece. It is not a
`multiprocessing` child for the same reason: those import the main module first, and hang if it has no guard.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


def compiled(request: dict[str, Any]) -> Iterator[bytes]:
    """The PDF of `template` for each of the `books`; no clock, no system fonts, no tags."""
    import typst  # noqa: PLC0415 - only once sys.path is that of the parent

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=request["folders"])
    template = request["template"].encode()
    compiler = typst.Compiler(template, font_paths=fonts)
    for book in request["books"]:
        pdf = compiler.compile(template, format="pdf", sys_inputs={"book": book}, timestamp=0, pdf_tags=False)
        if not isinstance(pdf, bytes):
            msg = f"one PDF was expected, not {type(pdf).__name__}"
            raise TypeError(msg)
        yield pdf


def main() -> None:
    """Read the request, write each PDF after its length (eight bytes, big-endian)."""
    request = json.load(sys.stdin.buffer)
    sys.path[:] = request["path"]
    for pdf in compiled(request):
        sys.stdout.buffer.write(struct.pack(">Q", len(pdf)) + pdf)


if __name__ == "__main__":
    main()
