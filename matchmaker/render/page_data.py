"""The book as the page's data: companies, places, phrases and meetings are stored once and referred to by number.

Reasons are stored taken apart, so that the page says them in the reader's language, and repeats no name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matchmaker.agenda.values import DutyKind, SheetKind
from matchmaker.languages import taken_apart
from matchmaker.render.pdf.strip import minute

if TYPE_CHECKING:
    from collections.abc import Hashable

    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Booking, Duty, Named, Party, Sheet
    from matchmaker.render.style import Speech, Style

# Stands for a sentence where there is a phrase in each language instead.
IN_EACH = -1
_SECTIONS = ("label.", "kind.", "session.", "purpose.", "reason.")


def page_data(book: AgendaBook, style: Style, speech: Speech) -> dict[str, Any]:
    """Everything that the script shows. Tuples: see the functions that make them."""
    return _Page(book, speech.every()).data(style)


class _Numbered:
    """Gives each different value a number, so that repeated values are stored once."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __call__(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[Any]:
        return list(self._numbers)


class _Page:
    def __init__(self, book: AgendaBook, wordings: tuple[Wording, ...]) -> None:
        self.book = book
        self.wordings = wordings
        self.company = {party.id: number for number, party in enumerate(book.parties)}
        self.phrases, self.places, self.days, self.countries = _Numbered(), _Numbered(), _Numbered(), _Numbered()
        self.sentences, self.persons, self.duties = _Numbered(), _Numbered(), _Numbered()
        self.booking = {booking.id: number for number, booking in enumerate(book.bookings)}
        self.notes = {sheet.id: sheet for sheet in book.sheets}
        self.delegation = {one: number for number, (one, _) in enumerate(book.delegations)}

    def data(self, style: Style) -> dict[str, Any]:
        book = self.book
        companies = [self.company_row(party) for party in book.parties]
        bookings = [self.booking_row(booking) for booking in book.bookings]
        for duty in (duty for sheet in book.sheets for day in sheet.days for duty in day.duties):
            self.duties(duty)
        others = [self.other_row(sheet) for sheet in book.others]
        duties = [self.duty_row(duty) for duty in self.duties.values()]
        places = [self.place_row(place) for place in self.places.values()]
        return {
            "event": book.event,
            "plan": book.plan,
            "printed": style.printed.isoformat() if style.printed else "",
            "footer": book.footer,
            "note": book.note,
            "purposes": list(book.purposes),
            "delegations": [[one, self.names(name)] for one, name in book.delegations],
            "companies": companies,
            "bookings": bookings,
            "duties": duties,
            "others": others,
            "places": places,
            "persons": [self.names(one) for one in self.persons.values()],
            "phrases": self.phrases.values(),
            "sentences": self.sentences.values(),
            "dates": [day.isoformat() for day in self.days.values()],
            "languages": [self.language(wording) for wording in self.wordings],
        }

    def language(self, wording: Wording) -> dict[str, Any]:
        (language,) = wording.languages
        return {
            "code": language.code,
            "name": language.name,
            "rtl": language.right_to_left,
            "dates": wording.days(self.book),
            "texts": {key: text for key, text in language.texts.items() if key.startswith(_SECTIONS)},
            "countries": [wording.country(code) for code in self.countries.values()],
            "days": [wording.day(day) for day in self.days.values()],
        }

    def names(self, named: Named) -> str | list[str]:
        """The printed name; by language, where they differ."""
        found = [wording.name(named) for wording in self.wordings]
        return found[0] if len(set(found)) == 1 else found

    def company_row(self, party: Party) -> list[Any]:
        """Id, name, country, kind, delegation (or -1), purposes, profile, note, remark, other forms of the name."""
        sheet = self.notes.get(party.id)
        name = self.names(party.name)
        shown = " ".join(name) if isinstance(name, list) else name
        purposes = [self.book.purposes.index(one) for one in party.purposes if one in self.book.purposes]
        return [
            party.id,
            name,
            self.countries(party.country),
            sheet.company_kind if sheet else "",
            self.delegation.get(party.delegation, -1),
            purposes,
            party.profile,
            sheet.note if sheet else "",
            self.remark(sheet) if sheet else "",
            " ".join(form for _, form in party.name.forms if form not in shown),
        ]

    def remark(self, sheet: Sheet) -> str | list[str]:
        if sheet.remark is None:
            return ""
        return [wording.remark(sheet.remark) for wording in self.wordings]

    def booking_row(self, one: Booking) -> list[Any]:
        """Day, start, end (in minutes), place, table, companies, reasons; where there are any, the rest.

        These are delegates by company, interpreter, adviser, moderator (or -1 each), whether it is cancelled, leaders
        who come along, and what it is about as label and text.
        """
        day = one.start.date()
        sides = (*one.sides, *one.leaders)
        people = [[self.company[side.party.id], [*map(self.persons, side.people)]] for side in sides if side.people]
        persons = [self.persons(who) if who.name else -1 for who in (one.interpreter, one.adviser, one.moderator)]
        about = [[label, self.phrases(text)] for label, text in (("topic", one.topic), ("need", one.need)) if text]
        row = [
            self.days(day),
            minute(one.start, day),
            minute(one.end, day),
            self.places(one.place),
            one.table,
            [self.company[side.party.id] for side in one.sides],
            [self.reason(reason, one) for reason in one.reasons],
        ]
        if people or max(persons) >= 0 or one.cancelled or one.leaders or about:
            leaders = [self.company[side.party.id] for side in one.leaders]
            row += [people, persons, int(one.cancelled), leaders, about]
        return row

    def duty_row(self, one: Duty) -> list[Any]:
        """Company, day, start, end (in minutes), place, label, booth or -1, delegate or -1."""
        day = one.start.date()
        label = "at-booth" if one.kind is DutyKind.BOOTH else "on-stage"
        person = self.persons(one.side.people[0]) if one.side.people else -1
        when = [self.days(day), minute(one.start, day), minute(one.end, day)]
        booth = -1 if one.table is None else one.table
        return [self.company[one.side.party.id], *when, self.places(one.place), label, booth, person]

    def reason(self, reason: str, one: Booking) -> list[int] | int:
        """Sentence, then what fills it: phrases by number, companies as -1 - number; or a phrase, or one a language."""
        key, fills = taken_apart(reason)
        if not key:
            said = [wording.reason(reason) for wording in self.wordings]
            return self.phrases(reason) if set(said) == {reason} else [IN_EACH, *map(self.phrases, said)]
        sides = {side.party.name.name: -1 - self.company[side.party.id] for side in one.sides}
        values = [sides[text] if text in sides else self.phrases(text) for text in fills.values()]
        return [self.sentences((key, *fills)), *values]

    def role(self, sheet: Sheet) -> str | list[str]:
        """The role as given; of an interpreter, what the languages are called, by language."""
        is_interpreter = sheet.kind is SheetKind.INTERPRETER
        return [wording.tongues(sheet.role) for wording in self.wordings] if is_interpreter else sheet.role

    def other_row(self, sheet: Sheet) -> list[Any]:
        """Kind, id, name, whom it belongs to, role, its own companies, its meetings, its duties."""
        own = {side.party.id for day in sheet.days for entry in day.entries for side in entry.own}
        own |= {party.id for party in sheet.members}
        meetings = [self.booking[entry.booking.id] for day in sheet.days for entry in day.entries]
        meetings += [self.booking[one.id] for one in sheet.cancelled]
        duties = [self.duties(duty) for day in sheet.days for duty in day.duties]
        about = [sheet.kind.value, sheet.id, self.names(sheet.name), self.names(sheet.of), self.role(sheet)]
        return [*about, sorted(self.company[one] for one in own), meetings, duties]

    def place_row(self, place: Any) -> list[Any]:
        """Session, its name, its kind, hall, its name, what has a number there."""
        return [place.session, self.names(place.name), place.kind, place.hall_id, self.names(place.hall), place.spot]
