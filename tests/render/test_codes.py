"""Codes: a reader reads back the link, or the calendar."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import zxingcpp
from icalendar import Calendar
from PIL import Image

from matchmaker.agenda import agenda_book
from matchmaker.agenda.values import SheetKind
from matchmaker.fields import UNDATED
from matchmaker.render import Style
from matchmaker.render.codes import code_of, likely_modules
from matchmaker.render.names import file_names, uid
from matchmaker.render.pdf.typst_process import picture
from matchmaker.render.style import Speech
from tests.build import event, meeting, schedule, session
from tests.render import sample

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook
    from matchmaker.agenda.values import Sheet


def scanned(book: AgendaBook, sheet: Sheet) -> str:
    """What a phone reads from a sheet's code, on paper with a margin."""
    said = code_of(sheet, book, Speech(book, Style()).of(sheet))
    svg, modules = picture(said)
    assert abs(likely_modules(said) - modules) <= 8
    (data,) = re.findall(r"base64,(.*?)\"", svg)
    drawn = Image.open(io.BytesIO(base64.b64decode(data))).convert("L")
    assert drawn.size == (modules, modules)
    paper = Image.new("L", (modules + 8, modules + 8), 255)
    paper.paste(drawn, (4, 4))
    (found,) = zxingcpp.read_barcodes(paper.resize((paper.width * 4, paper.height * 4), Image.Resampling.NEAREST))
    return str(found.text)


def sheet_of(book: AgendaBook, one: str) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.id == one)


def test_a_link_leads_to_the_agenda(book: AgendaBook) -> None:
    linked = replace(book, link="https://example.org/index.html")
    assert scanned(linked, sheet_of(linked, "kh")) == "https://example.org/index.html#company=kh"
    (delegate,) = [one for one in linked.of(SheetKind.DELEGATE) if one.id.startswith("de/")]
    assert scanned(linked, delegate) == "https://example.org/index.html#delegate=de%2FDr.%20J%C3%B6rg%20M%C3%BCller"


def test_without_a_link_the_code_is_the_calendar(book: AgendaBook) -> None:
    sheet = sheet_of(book, "de")
    calendar = Calendar.from_ical(scanned(book, sheet))
    events: list[Any] = calendar.walk("VEVENT")
    held = [entry.booking for day in sheet.days for entry in day.entries]
    assert [(e["dtstart"].dt, e["dtstart"].dt + e["duration"].dt, str(e["uid"])) for e in events] == [
        (one.start, one.end, uid(book.event, one.id)) for one in held
    ]
    assert str(events[0]["location"]) == "Hall of Light · Saal de 2"
    assert str(events[0]["summary"]) == "济南邦德激光股份"


def test_twenty_five_meetings_still_fit(book: AgendaBook) -> None:
    found = scanned(book, sheet_of(book, "bond"))
    assert found.count("BEGIN:VEVENT") == 26
    assert Calendar.from_ical(found)


def test_without_meetings_or_dates_there_is_no_code(book: AgendaBook) -> None:
    assert code_of(sheet_of(book, "kh"), book, Speech(book, Style()).main) == ""
    held = event("a b", session(day=UNDATED))
    undated = agenda_book(held, schedule(meeting("a b", f"{UNDATED}T09:00:00+00:00")))
    assert code_of(undated.sheets[0], undated, Speech(undated, Style()).main) == ""


def test_more_than_a_code_holds_has_none() -> None:
    held = event("a b", session(slots=40, slot=10))
    many = [meeting("a b", f"{9 + n // 6:02d}:{n % 6}0", minutes=10, id=f"m{n}") for n in range(40)]
    full = agenda_book(held, schedule(*many))
    assert code_of(full.sheets[0], full, Speech(full, Style()).main) == ""


def test_file_names_are_readable_allowed_and_different() -> None:
    ids = ["bond-laser", "济南/邦德", "A b", "a  B", "CON", "..", "x" * 300, "é/../e", "ក្រុម"]
    names = file_names(ids)
    assert list(names) == ids
    assert list(names.values())[:6] == ["bond-laser", "济南-邦德", "A-b", "a-B-2", "CON-", "unnamed"]
    assert len(names["x" * 300]) == 120
    assert len({name.casefold() for name in names.values()}) == len(ids)
    assert sample.EVENT_FILE.exists()
