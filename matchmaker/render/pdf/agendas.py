"""Sheets as plain data for the template `agenda.typ`: every text said, every size chosen so that a page holds it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

from matchmaker.agenda.values import SheetKind
from matchmaker.render.codes import code_of, likely_modules
from matchmaker.render.pdf.strip import Hours, hours_of_days, strip
from matchmaker.render.pdf.typst_process import code_size
from matchmaker.render.style import Paper
from matchmaker.render.text import shortened, width

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Booking, Day, Duty, Entry, Named, Party, Sheet, Side
    from matchmaker.render.style import Speech

Data: TypeAlias = dict[str, Any]

_LONGEST_NOTE = 600
_LONGEST_PROFILE = 110
# Widest reasons of a row (in Latin letters), for a roomy page and for a dense one; one reason is always shown.
_REASONS_OF_ROOMY, _REASONS_OF_DENSE = 130, 66
_LONGEST_REASON = 130
# What fits a line of a dense sheet: beside a partner, below a table; and two lines of reasons.
_LINE, _PLACE_LINE, _TWO_LINES = 54, 25, 88
# Lines that are cut are foreseen well, so their sheet may fill its page.
_TIGHT = 0.97
# With more partners at a table, names and countries must do.
_PROFILED = 3
# Widest title for each size in points; wider ones take the last size.
TITLES = ((34, 22.0), (62, 18.0), (100, 15.0), (160, 13.0), (10_000, 11.0))
# The height that pages give to their text, in millimetres, and the share of it that surely takes no second page.
PAGE_HEIGHTS = {Paper.A4: 262, Paper.LETTER: 245}
_SURE = 0.94
# A sheet is roomy if it fills no more than this share of its page, as far as can be foreseen.
_ROOMY = 0.93


@dataclass(frozen=True, slots=True)
class Agendas:
    """Makes the data of a book's sheets."""

    book: AgendaBook
    speech: Speech
    hours: dict[dt.date, Hours]
    page_height: int

    @classmethod
    def of(cls, book: AgendaBook, speech: Speech, paper: Paper) -> Agendas:
        """For a book."""
        return cls(book, speech, hours_of_days(book), PAGE_HEIGHTS[paper])

    def data(self, sheet: Sheet) -> Data:
        """A sheet's data: roomy, or dense, or with lines cut short where that saves its second page."""
        wording = self.speech.of(sheet)
        code = code_of(sheet, self.book, wording)
        title = wording.name(sheet.name)
        found = {
            "kind": "agenda",
            "language": wording_key(wording),
            "id": sheet.id,
            "title": title,
            "size": size_of(title, TITLES),
            "short": shortened(title, 44),
            "over": "" if sheet.kind is SheetKind.COMPANY else wording.label(sheet.kind.value),
            "facts": list(filter(None, self._facts(sheet, wording))),
            "note": shortened(sheet.note, _LONGEST_NOTE),
            "remark": _remark(sheet, wording),
            "members": [f"{wording.party(one)}" for one in sheet.members],
            "code": code,
            "code-size": code_size(likely_modules(code)),
            "code-said": wording.label("scan-link" if self.book.link else "scan-calendar"),
            "cancelled": [_cancelled(one, sheet, wording) for one in sheet.cancelled],
        }
        roomy: Data = found | {"dense": False, "days": [self._day(day, sheet, wording) for day in sheet.days]}
        if (height := likely_height(roomy)) <= _ROOMY * self.page_height:
            return roomy | {"long": height > _SURE * self.page_height}
        dense: Data = roomy | {"dense": True}
        for day, shown in zip(sheet.days, dense["days"], strict=True):
            for entry, row in zip(day.entries, shown["entries"], strict=True):
                row |= {
                    "reasons": _reasons(entry.booking, wording, _REASONS_OF_DENSE),
                    "people": _in_one_line(row["people"]),
                }
                row["partners"] = [_in_short(one) for one in row["partners"]]
        if (height := likely_height(dense)) > _ROOMY * self.page_height:
            tight: Data = dense | {
                "days": [day | {"entries": [*map(_cut_short, day["entries"])]} for day in dense["days"]]
            }
            if (cut := likely_height(tight)) <= _TIGHT * self.page_height < height:
                return tight | {"long": cut > _SURE * self.page_height}
        return dense | {"long": height > _SURE * self.page_height}

    def _facts(self, sheet: Sheet, wording: Wording) -> Iterator[str]:
        yield wording.name(sheet.of)
        yield _role(sheet, wording)
        yield wording.country(sheet.country)
        yield wording.kind(sheet.company_kind)
        if sheet.kind is SheetKind.DELEGATION:
            yield f"{wording.label('members')} {len(sheet.members)}"

    def _day(self, day: Day, sheet: Sheet, wording: Wording) -> Data:
        return {
            "title": wording.day(day.date),
            "count": f"{wording.label('meetings')} {len(day.entries)}",
            "strip": strip(day, self.hours[day.date], wording),
            "entries": [_entry(entry, sheet, wording) for entry in day.entries],
            "duties": [_duty(duty, wording) | {"after": _starting_before(duty, day)} for duty in day.duties],
        }


def likely_height(sheet: Data) -> float:
    """The height that a sheet takes, guessed from its rows, in millimetres."""
    dense = sheet["dense"]
    room = 1 - (sheet["code-size"] + 4) / 176 if sheet["code"] else 1
    head = 12 + 0.42 * sheet["size"] * rows(sheet["title"], room * 900 / sheet["size"])
    head += 4 * rows("   ·   ".join(sheet["facts"]), room * 115) + 3.4 * rows(sheet["note"], room * 130)
    head = max(head, sheet["code-size"] + 5) if sheet["code"] else head
    days = sum(
        (15 if dense else 18)
        + 4.6 * len(day["strip"]["rows"])
        + sum(_height(entry, dense) for entry in day["entries"])
        + sum(9.5 if dense else 11.5 for _ in day["duties"])
        for day in sheet["days"]
    )
    members = 4.3 * ceil(len(sheet["members"]) / 2) + 6 if sheet["members"] else 0
    remark = 20 if sheet["remark"] else 0
    return float(head + days + members + remark + 4.5 * len(sheet["cancelled"]))


def _height(entry: Data, dense: bool) -> float:  # noqa: FBT001 - inner
    line, small = (3.3, 2.6) if dense else (3.9, 3.0)
    letters = 1.25 if dense else 1.03
    partner = (
        sum(
            line * rows(one["name"] + (one["facts"] if one["brief"] else ""), 36 * letters)
            + small * (rows("" if one["brief"] else one["facts"], 46 * letters) + rows(one["profile"], 46 * letters))
            for one in entry["partners"]
        )
        + small * sum(rows(one, 46 * letters) for one in (*entry["people"], entry["about"]))
        + small * sum(rows(one, 46 * letters) for one in entry["own"])
    )
    why = small * rows(entry["reasons"], 38 * letters)
    place = line + 0.6 + small * (rows(entry["hall"], 21 * letters) + rows(entry["session"], 21 * letters))
    return (2.0 if dense else 3.0) + float(max(partner, why, place))


def rows(text: str, letters: float) -> int:
    """How many lines a text takes that has room for this many Latin letters a line."""
    return ceil(width(text) / letters)


def size_of(text: str, sizes: Sequence[tuple[int, float]]) -> float:
    """The size that suits a text of its width."""
    taken = width(text)
    return next((size for limit, size in sizes if taken <= limit), sizes[-1][1])


def wording_key(wording: Wording) -> str:
    """What the data calls a wording."""
    return "+".join(language.code for language in wording.languages)


def clock(entry: Entry | Booking | Duty) -> tuple[str, str]:
    """Start and end as a watch shows them; an end on a later day says so."""
    later = (entry.end.date() - entry.start.date()).days
    return f"{entry.start:%H:%M}", f"{entry.end:%H:%M}" + (f" +{later}" if later else "")


def _role(sheet: Sheet, wording: Wording) -> str:
    if sheet.kind is SheetKind.INTERPRETER:
        return wording.tongues(sheet.role)
    return _said(wording, "leader", sheet.role) if sheet.kind is SheetKind.DELEGATION else sheet.role


def _remark(sheet: Sheet, wording: Wording) -> str:
    if sheet.remark:
        return wording.remark(sheet.remark)
    return "" if sheet.days else wording.say("remark.none")


def _entry(entry: Entry, sheet: Sheet, wording: Wording) -> Data:
    booking, place = entry.booking, entry.booking.place
    start, end = clock(entry)
    hall, session = wording.name(place.hall), wording.name(place.name)
    brief = len(entry.partners) > _PROFILED
    own = [] if sheet.kind in {SheetKind.COMPANY, SheetKind.DELEGATE} else [_side(side, wording) for side in entry.own]
    return {
        "start": start,
        "end": end,
        "hall": hall,
        "session": "" if session == hall else shortened(session, 48),
        "table": str(booking.table),
        "table-said": wording.label(place.spot),
        "own": own,
        "about": wording.about(booking),
        "partners": [_partner(side, booking, wording, brief=brief) for side in entry.partners],
        "people": list(_people(entry, sheet, wording)),
        "reasons": _reasons(booking, wording, _REASONS_OF_ROOMY),
    }


def _people(entry: Entry, sheet: Sheet, wording: Wording) -> Iterator[str]:
    """Who else is there, each with what they are there for."""
    booking = entry.booking
    if sheet.kind in {SheetKind.COMPANY, SheetKind.DELEGATE} and set(entry.own) & set(booking.leaders):
        yield wording.label("along")
    if sheet.kind is SheetKind.COMPANY:
        # Who receives visitors is told once, with the booth's hours.
        hosts = booking.sides[-1:] if booking.place.spot == "booth" else ()
        coming = (side.people for side in entry.own if side not in hosts)
        yield from (_said(wording, "attends", wording.people(people)) for people in coming if people)
    roles: tuple[tuple[SheetKind, Named], ...] = (
        (SheetKind.INTERPRETER, booking.interpreter),
        (SheetKind.ADVISER, booking.adviser),
        (SheetKind.MODERATOR, booking.moderator),
    )
    yield from (
        _said(wording, kind.value, wording.name(who)) for kind, who in roles if who.name and kind is not sheet.kind
    )


def _said(wording: Wording, label: str, text: str) -> str:
    return f"{wording.label(label)}: {text}" if text else ""


def _side(side: Side, wording: Wording) -> str:
    people = wording.people(side.people)
    return f"{wording.name(side.party.name)} ({people})" if people else wording.name(side.party.name)


def _duty(duty: Duty, wording: Wording) -> Data:
    """A row of the day that is no meeting: a delegate is kept elsewhere."""
    start, end = clock(duty)
    hall, session = wording.name(duty.place.hall), wording.name(duty.place.name)
    return {
        "start": start,
        "end": end,
        "said": wording.duty(duty),
        "place": hall if duty.table is None else f"{wording.label('booth')} {duty.table}, {hall}",
        "session": "" if session == hall else shortened(session, 60),
        "people": wording.people(duty.side.people),
    }


def _starting_before(duty: Duty, day: Day) -> int:
    return sum(entry.start < duty.start for entry in day.entries)


def _partner(side: Side, booking: Booking, wording: Wording, *, brief: bool) -> Data:
    party: Party = side.party
    along = wording.label("along") if side in booking.leaders else ""
    facts = _beside((wording.country(party.country), wording.people(side.people), along))
    if brief:
        return {"name": wording.brief(party.name), "facts": facts, "profile": "", "brief": True}
    profile = shortened(party.profile, _LONGEST_PROFILE)
    return {"name": wording.name(party.name), "facts": facts, "profile": profile, "brief": False}


def _in_short(partner: Data) -> Data:
    """A partner with its profile behind its country, where room is dear."""
    return partner | {"facts": _beside((partner["facts"], partner["profile"])), "profile": ""}


def _cut_short(row: Data) -> Data:
    """A row of a dense sheet with a line for each thing, and two for the reason."""
    partners = [one | {"facts": shortened(one["facts"], _LINE)} for one in row["partners"]]
    if any(one["brief"] for one in partners):
        names = _beside(one["name"] for one in row["partners"])
        partners = [{"name": names, "facts": "", "profile": "", "brief": True}]
    cut = {"hall": _PLACE_LINE, "session": _PLACE_LINE, "reasons": _TWO_LINES, "about": _LINE}
    return row | {"partners": partners, **{key: shortened(row[key], letters) for key, letters in cut.items()}}


def _in_one_line(people: list[str]) -> list[str]:
    return [_beside(people)] if people else []


def _beside(texts: Iterable[str]) -> str:
    return " · ".join(filter(None, texts))


def _reasons(booking: Booking, wording: Wording, limit: int) -> str:
    reasons = [shortened(wording.reason(reason), _LONGEST_REASON) for reason in booking.reasons]
    fitting = sum(total <= limit for total in accumulate(map(width, reasons)))
    shown = reasons[: max(1, fitting)]
    further = len(reasons) - len(shown)
    return "  ·  ".join([*shown, f"+{further} {wording.label('more')}"] if further else shown)


def _cancelled(booking: Booking, sheet: Sheet, wording: Wording) -> str:
    names = ", ".join(
        wording.name(side.party.name) for side in booking.sides if side.party.id != sheet.id.split("/")[0]
    )
    start, end = clock(booking)
    return f"{wording.label('cancelled')}: {wording.day(booking.start.date(), 'short')}, {start}–{end}, {names}"
