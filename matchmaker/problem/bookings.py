"""Who can be booked with whom: pairs that may meet, visitors and booths, needs and advisers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import Any

from matchmaker.event import Company, Event, SessionKind
from matchmaker.problem.others import Consultation, Other, Visit
from matchmaker.programme import Adviser, Booth, Session

Edge = tuple[str, str, Mapping[str, Any]]
# Points of a company's need with an adviser; those that are no match are absent.
Needs = Mapping[tuple[str, str, str], int]
# More meetings than any company has slots and delegates for.
UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True)
class Side:
    """Who may be one side of a booking: a company, if it has no `owner` and no `place`.

    A side with an `owner` takes a company's time, as a visitor or with a need; one with a `place` is an adviser, by
    sessions, or a booth in its session.
    """

    name: str
    maximum: int
    delegates: int
    languages: frozenset[str]
    owner: int | None = None
    place: Mapping[str, Adviser | Booth] | None = None


@dataclass(eq=False)
class Sides:
    """All sides of bookings: the companies first, then those that are none. Mutable; lives within `prepare`."""

    event: Event
    all: list[Side] = field(default_factory=list)
    position: dict[tuple[str, ...], int] = field(default_factory=dict)

    def of(self, key: tuple[str, ...], make: Callable[[], Side]) -> int:
        """The position of a side, made when first asked for."""
        if key not in self.position:
            self.position[key] = len(self.all)
            self.all.append(make())
        return self.position[key]

    def company(self, name: str) -> int:
        """A company's position."""
        return self.position["company", name]

    @property
    def names(self) -> tuple[str, ...]:
        """What each is called."""
        return tuple(side.name for side in self.all)

    @property
    def owners(self) -> dict[int, int]:
        """The company whose time a side takes, where it is none itself."""
        return {place: side.owner for place, side in enumerate(self.all) if side.owner is not None}

    def owned(self, owner: int, maximum: int) -> Side:
        """A company in another role."""
        company = self.all[owner]
        return Side(company.name, maximum, company.delegates, company.languages, owner)


@dataclass(frozen=True, slots=True)
class Booking:
    """Two sides that can be booked together: a meeting if `other` is nothing. `visited` is the meeting it replaces."""

    left: int
    right: int
    weight: int
    fit: Mapping[str, int] = field(default_factory=dict)
    must: bool = False
    other: Other | None = None
    visited: int | None = None


def maximum(event: Event, company: Company) -> int:
    """How many meetings a company may have: its own maximum, and its fair share of its delegation's."""
    own = event.maximum(company)
    delegation = event.delegation.get(company.delegation or "")
    most = UNLIMITED if own is None else own
    if delegation is not None and delegation.max_meetings is not None and delegation.fair_shares:
        most = min(most, ceil(delegation.max_meetings / len(event.members[delegation.id])))
    return most


def bookings(event: Event, edges: Collection[Edge], needs: Needs) -> tuple[Sides, tuple[Booking, ...]]:
    """All sides, and all that can be booked: meetings, then visits, then consultations, each by its sides."""
    sides = Sides(event)
    for company in event.profiles:
        languages = frozenset(company.languages)
        if company.people:
            languages = frozenset[str]().union(*(one.languages or company.languages for one in company.people))
        side = Side(company.id, maximum(event, company), company.delegates, languages)
        sides.of(("company", company.id), lambda side=side: side)  # type: ignore[misc]
    meetings = sorted(_meetings(sides, edges), key=lambda one: (one.left, one.right))
    found = [*meetings, *_visits(sides, meetings), *_consultations(sides, needs)]
    return sides, tuple(found)


def _meetings(sides: Sides, edges: Collection[Edge]) -> Iterator[Booking]:
    for one, other, data in edges:
        left, right = sorted((sides.company(one), sides.company(other)))
        yield Booking(left, right, data["weight"], data["fit"], data["must"])


def booths(event: Event) -> Iterator[tuple[Session, Booth]]:
    """Every booth, with its session."""
    for session in event.sessions:
        if session.kind is SessionKind.EXHIBITION:
            for booth in session.booths:
                yield session, booth


def advisers(event: Event) -> dict[str, list[tuple[Session, Adviser]]]:
    """Every adviser by id, with the sessions they advise in."""
    found: dict[str, list[tuple[Session, Adviser]]] = {}
    for session in event.sessions:
        if session.kind is SessionKind.CONSULTATION:
            for adviser in session.advisers:
                found.setdefault(adviser.id, []).append((session, adviser))
    return found


def _visits(sides: Sides, meetings: list[Booking]) -> Iterator[Booking]:
    event, profiles = sides.event, sides.event.profiles
    exhibits: dict[str, list[tuple[Session, Booth]]] = {}
    for session, booth in booths(event):
        exhibits.setdefault(booth.exhibitor, []).append((session, booth))
    if not exhibits:
        return
    for number, meeting in enumerate(meetings):
        weight = max(1, meeting.weight * event.event.visit_share // 100)
        for visitor, exhibitor in ((meeting.left, meeting.right), (meeting.right, meeting.left)):
            host, guest = profiles[exhibitor], profiles[visitor]
            most = event.visits(guest)
            for session, booth in exhibits.get(host.id, ()) if most else ():
                left = sides.of(("visitor", guest.id), partial(sides.owned, visitor, most))
                right = sides.of(("booth", session.id, host.id), partial(_booth, sides.all[exhibitor], session, booth))
                visit = Visit(guest.id, host.id, session.id)
                yield Booking(left, right, weight, other=visit, visited=number)


def _booth(exhibitor: Side, session: Session, booth: Booth) -> Side:
    return Side(exhibitor.name, UNLIMITED, booth.visitors, exhibitor.languages, place={session.id: booth})


def _consultations(sides: Sides, needs: Needs) -> Iterator[Booking]:
    known = advisers(sides.event)
    for (company, need, adviser), points in sorted(needs.items()):
        if adviser in known:
            owner = sides.company(company)
            left = sides.of(("need", company, need), partial(sides.owned, owner, 1))
            right = sides.of(("adviser", adviser), partial(_adviser, known[adviser]))
            yield Booking(left, right, points, other=Consultation(company, need, adviser))


def _adviser(held: list[tuple[Session, Adviser]]) -> Side:
    first = held[0][1]
    return Side(first.id, UNLIMITED, 1, frozenset(first.languages), place={s.id: adviser for s, adviser in held})
