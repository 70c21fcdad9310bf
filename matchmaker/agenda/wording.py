"""How a sheet speaks: in one language, or in two side by side."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from matchmaker.agenda.values import AgendaBook, Booking, Duty, DutyKind, Named, Party, Remark
from matchmaker.fields import UNDATED
from matchmaker.languages import Language

BESIDE = " · "


@dataclass(frozen=True)
class Wording:
    """One language, or several whose texts stand side by side, each said once."""

    languages: tuple[Language, ...]
    _names: dict[Named, str] = field(default_factory=dict, compare=False, repr=False)
    _countries: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _plain: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def say(self, key: str, **fills: str) -> str:
        """The text of a key."""
        if fills:
            return self._beside(language.say(key, **fills) for language in self.languages)
        if key not in self._plain:
            self._plain[key] = self._beside(language.say(key) for language in self.languages)
        return self._plain[key]

    def label(self, key: str, **fills: str) -> str:
        """A label."""
        return self.say(f"label.{key}", **fills)

    def kind(self, kind: str) -> str:
        """What a company is."""
        return self.say(f"kind.{kind}") if kind else ""

    def session(self, kind: str) -> str:
        """What a session is for."""
        return self.say(f"session.{kind}")

    def purpose(self, purpose: str) -> str:
        """A purpose of the event."""
        return self._beside(language.known(f"purpose.{purpose}", purpose) for language in self.languages)

    def day(self, day: dt.date, form: str = "full") -> str:
        """A date in words; "Day 1" for an event without dates, however long it goes on."""
        if day.year == UNDATED.year:
            return self.label("day-number", number=str((day - UNDATED).days + 1))
        return self._beside(language.day(day, form) for language in self.languages)

    def days(self, book: AgendaBook) -> str:
        """The event's first and last day."""
        first, last = book.days
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"

    def country(self, code: str) -> str:
        """A country's name."""
        if code and code not in self._countries:
            self._countries[code] = self._beside(language.country(code) for language in self.languages)
        return self._countries.get(code, "")

    def tongues(self, codes: str) -> str:
        """What languages are called whose codes are joined by ", "."""
        return self._beside(", ".join(map(language.tongue, codes.split(", "))) for language in self.languages)

    def name(self, named: Named) -> str:
        """The name as given, behind it its form in the sheet's language, else in English if nobody could read it."""
        if named not in self._names:
            self._names[named] = self._name(named)
        return self._names[named]

    def _name(self, named: Named) -> str:
        forms = [form for language in self.languages if (form := named.form(language.code))]
        if not forms and not readable(named.name, self.scripts):
            forms = [form for form in (named.form("en"),) if form]
        return self._beside((named.name, *forms))

    def brief(self, named: Named) -> str:
        """A name in one form, the sheet's language's if there is one: for where there is little room."""
        return next(filter(None, (named.form(language.code) for language in self.languages)), named.name)

    def people(self, people: tuple[Named, ...]) -> str:
        """Names of people, in a row."""
        return ", ".join(map(self.name, people))

    def party(self, party: Party) -> str:
        """A company's name with its country."""
        return f"{self.name(party.name)} ({self.country(party.country)})" if party.country else self.name(party.name)

    def about(self, booking: Booking) -> str:
        """What a consultation or a round table is about."""
        told = (("topic", booking.topic), ("need", booking.need))
        return "\n".join(f"{self.label(label)}: {text}" for label, text in told if text)

    def duty(self, duty: Duty) -> str:
        """Where a delegate is kept: "On stage", "At the booth"."""
        return self.label("at-booth" if duty.kind is DutyKind.BOOTH else "on-stage")

    def reason(self, text: str) -> str:
        """A reason, in the first language."""
        return self.languages[0].reason(text)

    def remark(self, remark: Remark) -> str:
        """Why a sheet is empty."""
        said = []
        for language in self.languages:
            fills = dict(remark.fills)
            if "reason" in fills:
                fills["reason"] = language.reason(fills["reason"])
            said.append(language.say(f"remark.{remark.key}", **fills))
        return "\n".join(said)

    @property
    def code(self) -> str:
        """The code of the first language."""
        return self.languages[0].code

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts that readers of the languages read."""
        return frozenset(script for language in self.languages for script in language.scripts)

    @staticmethod
    def _beside(texts: Iterable[str]) -> str:
        return BESIDE.join(dict.fromkeys(texts))


@cache
def readable(text: str, scripts: frozenset[str]) -> bool:
    """Whether every letter of a text is of one of these scripts, as Unicode names them."""
    return all(unicodedata.name(letter, "").startswith(tuple(scripts)) for letter in text if letter.isalpha())
