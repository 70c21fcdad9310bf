"""QR codes: the agenda's link, or without one its calendar. Home of zxing-cpp."""

from __future__ import annotations

import base64
import datetime as dt
import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

import zxingcpp

from matchmaker.render.names import uid

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Entry, Sheet

# Bytes that fit the largest code with the least correction, and how much is said of a name to keep within. Where even
# little would not fit, meetings do without the identity that keeps a second reading from doubling them.
_MOST_BYTES = 2900
_FULLNESS = ((24, True), (15, True), (9, True), (15, False), (6, False))
# Readers take any of the eight masks. To compare all costs six times the code itself; of our calendars, this one's
# penalty by ISO/IEC 18004 is on the average within 2 % of the best one's.
_MASK = 1
# The bytes of a module in zxing-cpp's pictures (0, 255) as binary digits.
_DIGITS = bytes.maketrans(b"\x00\xff", b"01")


def code_of(sheet: Sheet, book: AgendaBook, wording: Wording) -> tuple[str, int]:
    """The picture of a sheet's code as SVG, and its width in modules; nothing for a sheet without link and meetings."""
    if book.link:
        return picture(link_of(book.link, sheet.kind.value, sheet.id))
    if sheet.meetings and book.dated:
        for length, with_uid in _FULLNESS:
            found = small_calendar(sheet, book.event if with_uid else "", wording, length)
            if len(found.encode(errors="replace")) <= _MOST_BYTES:
                return picture(found)
    return "", 0


def link_of(link: str, kind: str, one: str) -> str:
    """Where the page shows a sheet."""
    return f"{link}#{kind}={quote(one, safe='', errors='replace')}"


@cache
def picture(text: str) -> tuple[str, int]:
    """A code without a margin, in SVG (which alone travels as text), and its width in modules."""
    encoded = text.encode(errors="replace").decode()
    code = zxingcpp.create_barcode(encoded, zxingcpp.BarcodeFormat.QRCode, ec_level="L", data_mask=_MASK)
    image = code.to_image(scale=1, add_quiet_zones=False)
    size = image.shape[0]
    data = base64.b64encode(_png(bytes(memoryview(image)), size)).decode("ascii")  # type: ignore[arg-type]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><image width="{size}" height="{size}"'
    return f'{head} image-rendering="pixelated" href="data:image/png;base64,{data}"/></svg>', size


def small_calendar(sheet: Sheet, event: str, wording: Wording, length: int) -> str:
    """The sheet's meetings as iCalendar with the least that a phone needs; names take up to `length` bytes.

    Without the name of the event, meetings bear no identity.
    """
    entries = [entry for day in sheet.days for entry in day.entries]
    events = [line for entry in entries for line in _event(entry, event, wording, length)]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR"])


def _event(entry: Entry, event: str, wording: Wording, length: int) -> list[str]:
    booking = entry.booking
    names = ", ".join(side.party.name.name for side in entry.partners) or booking.adviser.name or booking.need
    minutes = int((entry.end - entry.start).total_seconds()) // 60
    hall = _cut(wording.name(booking.place.hall), length)
    return [
        "BEGIN:VEVENT",
        *([f"UID:{uid(event, booking.id)}"] if event else []),
        f"DTSTART:{entry.start.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DURATION:PT{minutes}M",
        f"SUMMARY:{_cut(names, length)}",
        f"LOCATION:{hall} {booking.table}",
        "END:VEVENT",
    ]


def _cut(text: str, length: int) -> str:
    """The first bytes of a text, escaped as RFC 5545, 3.3.11 has it."""
    start = text.encode(errors="replace")[:length].decode(errors="ignore")
    return start.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


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
