"""Setting one piece with Typst. Also a program of its own: a request as JSON comes in, a PDF goes out.

The program imports nothing else of matchmaker: importing the package takes longer than setting a piece. It is not a
`multiprocessing` child for the same reason: those import the main module first, and hang if it has no guard.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def compiled(request: dict[str, Any]) -> bytes:
    """The PDF of `template` with `data` as its book; no clock, no system fonts, no tags."""
    import typst  # noqa: PLC0415 - only once sys.path is that of the parent

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=request["folders"])
    compiler = typst.Compiler(request["template"].encode(), font_paths=fonts, sys_inputs={"book": request["data"]})
    pdf = compiler.compile(format="pdf", timestamp=0, pdf_tags=False)
    if not isinstance(pdf, bytes):
        msg = f"one PDF was expected, not {type(pdf).__name__}"
        raise TypeError(msg)
    return pdf


def main() -> None:
    """Read the request, write the PDF."""
    request = json.load(sys.stdin.buffer)
    sys.path[:] = request["path"]
    sys.stdout.buffer.write(compiled(request))


if __name__ == "__main__":
    main()
