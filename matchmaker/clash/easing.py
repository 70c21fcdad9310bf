"""What an organiser could change about persons, lists and quotas, where that is what makes musts impossible.

Each is a change of the event itself, so that what is verified is the event as it would be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from matchmaker.clash.telling import company, times, window
from matchmaker.clash.values import Named, Sentence, sentence
from matchmaker.event import Company, Delegate, Event, Interpreter, SessionKind, Wish
from matchmaker.timetable import Present, Span, is_present, slots_of_event
from matchmaker.values import new_ids, with_fields

# Stretches of time, or all the time.
Spans = tuple[Span, ...] | None


class Ease(Protocol):
    """A change of an event."""

    def made(self, event: Event) -> Event:
        """The event with it."""

    def said(self, event: Event) -> Sentence:
        """The change in a sentence, `event` being without it."""


@dataclass(frozen=True, slots=True)
class Guests:
    """A session admits companies that its lists leave out."""

    session: str
    companies: tuple[str, ...]

    def made(self, event: Event) -> Event:
        """They are taken off one list, and put on the other if there is one."""
        session = event.session[self.session]
        is_listed = session.invited or session.signed_up
        kept_out = tuple(one for one in session.kept_out if one not in self.companies)
        signed_up = (*session.signed_up, *self.companies) if is_listed else ()
        return _in(event, "sessions", self.session, kept_out=kept_out, signed_up=signed_up)

    def said(self, _event: Event) -> Sentence:
        """The change in a sentence."""
        return sentence("admit", session=Named("session", (self.session,)), companies=company(*self.companies))


@dataclass(frozen=True, slots=True)
class AnyTheme:
    """A salon takes meetings on any topic."""

    session: str

    def made(self, event: Event) -> Event:
        """No topics are asked for."""
        return _in(event, "sessions", self.session, topics=())

    def said(self, _event: Event) -> Sentence:
        """The change in a sentence."""
        return sentence("any_theme", session=Named("session", (self.session,)))


@dataclass(frozen=True, slots=True)
class LargerQuota:
    """A delegation may have up to `most` meetings in all."""

    delegation: str
    most: int

    def made(self, event: Event) -> Event:
        """Shares grow with it."""
        return _in(event, "delegations", self.delegation, max_meetings=self.most)

    def said(self, _event: Event) -> Sentence:
        """The change in a sentence."""
        return sentence("larger_quota", delegation=Named("delegation", (self.delegation,)), count=self.most)


@dataclass(frozen=True, slots=True)
class AnyDelegate:
    """A wish asks for a company, no matter which of its delegates comes."""

    wisher: str
    wished: str

    def made(self, event: Event) -> Event:
        """Nobody is asked for by name."""
        wishes: Iterable[Wish] = event.company[self.wisher].wishes
        eased = (with_fields(one, delegate=None) if one.company == self.wished else one for one in wishes)
        return _in(event, "profiles", self.wisher, wishes=tuple(eased))

    def said(self, event: Event) -> Sentence:
        """The change in a sentence."""
        wish = next(one for one in event.company[self.wisher].wishes if one.company == self.wished and one.delegate)
        who = Named("delegate", (self.wished, str(wish.delegate)))
        return sentence("any_delegate", wisher=company(self.wisher), wished=company(self.wished), delegate=who)


@dataclass(frozen=True, slots=True)
class FurtherDelegate:
    """A company brings one more delegate."""

    company: str

    def made(self, event: Event) -> Event:
        """Somebody who is there whenever the company is."""
        found: Company = event.company[self.company]
        people = found.people
        if people:
            people = (*people, Delegate(id=next(new_ids({one.id for one in people})), name="?"))
        return _in(event, "profiles", self.company, delegates=found.delegates + 1, people=people)

    def said(self, _event: Event) -> Sentence:
        """The change in a sentence."""
        return sentence("one_delegate", company=company(self.company))


@dataclass(frozen=True, slots=True)
class InterpreterStays:
    """An interpreter is there at more times."""

    interpreter: str
    spans: Spans = None

    def made(self, event: Event) -> Event:
        """The hours are longer."""
        who = next(one for one in event.interpreters if one.id == self.interpreter)
        return _in(event, "interpreters", self.interpreter, **_hours(event, who, self.spans))

    def said(self, event: Event) -> Sentence:
        """The change in a sentence."""
        who = Named("interpreter", (self.interpreter,))
        return sentence("stay", company=who, times=times(event, *(self.spans or ())))


@dataclass(frozen=True, slots=True)
class FurtherInterpreter:
    """One more interpreter, who rests like anybody, comes."""

    languages: tuple[str, ...]
    spans: Spans = None

    def made(self, event: Event) -> Event:
        """Whoever it may be."""
        name = next(new_ids({one.id for one in event.interpreters}))
        nobody = Interpreter(id=name, name=name, languages=self.languages, available=())
        more = with_fields(nobody, **_hours(event, nobody, self.spans))
        return with_fields(event, interpreters=(*event.interpreters, more))

    def said(self, event: Event) -> Sentence:
        """The change in a sentence."""
        languages, when = "–".join(self.languages), times(event, *(self.spans or ()))
        return sentence("more_interpreters", languages=languages, times=when)


@dataclass(frozen=True, slots=True)
class DelegateStays:
    """A company's delegate is there at more times."""

    company: str
    delegate: str
    spans: Spans = None

    def made(self, event: Event) -> Event:
        """The hours are longer."""
        longer = (
            with_fields(one, **_hours(event, one, self.spans)) if one.id == self.delegate else one
            for one in event.company[self.company].people
        )
        return _in(event, "profiles", self.company, people=tuple(longer))

    def said(self, event: Event) -> Sentence:
        """The change in a sentence."""
        who, when = Named("delegate", (self.company, self.delegate)), times(event, *(self.spans or ()))
        return sentence("delegate_stays", delegate=who, company=company(self.company), times=when)


Stay = InterpreterStays | FurtherInterpreter | DelegateStays


def made(event: Event, eases: Iterable[Ease]) -> Event:
    """The event with all of these changes."""
    for one in eases:
        event = one.made(event)
    return event


def _hours(event: Event, who: Present, spans: Spans) -> Mapping[str, object]:
    """Somebody's hours with those spans, or all the time."""
    if spans is None:
        return {"available": None, "unavailable": ()}
    known = {slot.span for slot in slots_of_event(event, frozenset(SessionKind))}
    there = sorted({*spans, *(span for span in known if is_present(who, span, event.event.zone))})
    return {"available": tuple(window(event, span) for span in there), "unavailable": ()}


def _in(event: Event, where: str, name: str, **changes: object) -> Event:
    """The event with these fields of one of its values."""
    values = (with_fields(one, **changes) if one.id == name else one for one in getattr(event, where))
    return with_fields(event, **{where: tuple(values)})
