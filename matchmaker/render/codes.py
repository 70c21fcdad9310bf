"""What QR codes say: the agenda's link, or without one its calendar."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from typing import TYPE_CHECKING
from urllib.parse import quote

from matchmaker.render.names import uid

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Entry, Sheet

# Bytes that fit the largest code with the least correction, and how much is said of a name to keep within. Where even
# little would not fit, meetings do without the identity that keeps a second reading from doubling them.
_MOST_BYTES = 2900
_FULLNESS = ((24, True), (15, True), (9, True), (15, False), (6, False))
# The bytes that codes of each width hold with the least correction (ISO/IEC 18004, table 7).
_BYTES = (
    *(17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858),
    *(929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809),
)


def code_of(sheet: Sheet, book: AgendaBook, wording: Wording) -> str:
    """What a sheet's code says; nothing for a sheet without link and meetings."""
    if book.link:
        return link_of(book.link, sheet.kind.value, sheet.id)
    if sheet.meetings and book.dated:
        for length, with_uid in _FULLNESS:
            found = small_calendar(sheet, book.event if with_uid else "", wording, length)
            if len(found.encode(errors="replace")) <= _MOST_BYTES:
                return found
    return ""


def link_of(link: str, kind: str, one: str) -> str:
    """Where the page shows a sheet."""
    return f"{link}#{kind}={quote(one, safe='', errors='replace')}"


def likely_modules(text: str) -> int:
    """How wide the code of a text will be, in modules: as wide as its bytes by themselves make it."""
    return 17 + 4 * (1 + bisect_left(_BYTES, len(text.encode(errors="replace"))))


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
