"""Drawing codes and setting pages with Typst. Also a program of its own: a request as JSON comes in, PDFs go out.

Home of zxing-cpp: to draw the codes takes as long as all else that is done before pages are set, so the processes share
it. The program imports nothing else of matchmaker: importing the package takes longer than setting a piece. It is not a
`multiprocessing` child for the same reason: those import the main module first, and hang if it has no guard.
"""

from __future__ import annotations

import base64
import json
import struct
import sys
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# A module of a code is at least this wide, in millimetres: phones read it, and a calendar of ten fits a title's side.
_MODULE = 0.3
_SMALLEST_CODE = 20.0
# Readers take any of the eight masks. To compare all costs six times the code itself; of our calendars, this one's
# penalty by ISO/IEC 18004 is on the average within 2 % of the best one's.
_MASK = 1
# The bytes of a module in zxing-cpp's pictures (0, 255) as binary digits.
_DIGITS = bytes.maketrans(b"\x00\xff", b"01")


def compiled(request: dict[str, Any]) -> Iterator[bytes]:
    """The PDF of `template` for each of the `books`; no clock, no system fonts, no tags."""
    import typst  # noqa: PLC0415 - only once sys.path is that of the parent

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=request["folders"])
    template = request["template"].encode()
    compiler = typst.Compiler(template, font_paths=fonts)
    for book in request["books"]:
        pdf = compiler.compile(
            template, format="pdf", sys_inputs={"book": _with_codes(book)}, timestamp=0, pdf_tags=False
        )
        if not isinstance(pdf, bytes):
            msg = f"one PDF was expected, not {type(pdf).__name__}"
            raise TypeError(msg)
        yield pdf


def _with_codes(book: str) -> str:
    """A book's data with a picture and its true width in place of what each code says."""
    data = json.loads(book)
    for part in data.get("parts", ()):
        if said := part.get("code"):
            part["code"], modules = picture(said)
            part["code-size"] = code_size(modules)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def code_size(modules: int) -> float:
    """The width of a code in millimetres."""
    return round(max(_SMALLEST_CODE, modules * _MODULE), 1)


@cache
def picture(text: str) -> tuple[str, int]:
    """A code without a margin, in SVG (which alone travels as text), and its width in modules."""
    import zxingcpp  # noqa: PLC0415 - only once sys.path is that of the parent

    encoded = text.encode(errors="replace").decode()
    code = zxingcpp.create_barcode(encoded, zxingcpp.BarcodeFormat.QRCode, ec_level="L", data_mask=_MASK)
    image = code.to_image(scale=1, add_quiet_zones=False)
    size = image.shape[0]
    data = base64.b64encode(_png(bytes(memoryview(image)), size)).decode("ascii")  # type: ignore[arg-type]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><image width="{size}" height="{size}"'
    return f'{head} image-rendering="pixelated" href="data:image/png;base64,{data}"/></svg>', size


def _png(modules: bytes, size: int) -> bytes:
    """A picture of one bit a module. Nothing is compressed, so that no library's version changes a byte."""
    row = (size + 7) // 8
    digits = modules.translate(_DIGITS)
    lines = b"".join(
        b"\0" + int(digits[at : at + size].ljust(row * 8, b"1"), 2).to_bytes(row, "big")
        for at in range(0, size * size, size)
    )
    header = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def main() -> None:
    """Read the request, write each PDF after its length (eight bytes, big-endian)."""
    request = json.load(sys.stdin.buffer)
    sys.path[:] = request["path"]
    for pdf in compiled(request):
        sys.stdout.buffer.write(struct.pack(">Q", len(pdf)) + pdf)


if __name__ == "__main__":
    main()
