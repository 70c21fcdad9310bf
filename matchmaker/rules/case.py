"""What is judged: a schedule of an event, and how its meetings are told apart and spoken of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matchmaker.event import Event, Session, SessionKind
from matchmaker.schedule import Meeting, Schedule
from matchmaker.timetable import Span, Ways

# Sessions whose meetings are not of two companies at a table.
OTHER_KINDS = frozenset({SessionKind.DIALOGUE, SessionKind.CONSULTATION, SessionKind.EXHIBITION})
# Where people sit there.
PLACES: dict[SessionKind | None, str] = {SessionKind.CONSULTATION: "desk", SessionKind.EXHIBITION: "booth"}


@dataclass(frozen=True)
class Known:
    """What the compatibility graph says.

    `edges` are pairs of ids in file order, each with `weight` (points) and `fit` (0 to 100 by session id). `needs` are
    the points of a company's need with an adviser, by (company, need, adviser); who does not fit is absent.
    """

    edges: Mapping[tuple[str, str], Mapping[str, Any]]
    needs: Mapping[tuple[str, str, str], int]

    def edge(self, one: str, other: str) -> Mapping[str, Any] | None:
        """What the graph says of two companies, in whatever order; nothing if they are not connected."""
        return self.edges.get((one, other)) or self.edges.get((other, one))


def kind_of(event: Event, meeting: Meeting) -> SessionKind | None:
    """The kind of the meeting's session, if the event has such a session."""
    session = event.session.get(meeting.session)
    return session.kind if session is not None else None


def is_of_two(event: Event, meeting: Meeting) -> bool:
    """Whether this is a 1:1 meeting; one in a session that cannot be is counted as what it was meant to be."""
    return kind_of(event, meeting) not in OTHER_KINDS


@dataclass(frozen=True, eq=False)
class Case:
    """A schedule of an event; where the graph is not known, rules that need it have nothing to say."""

    event: Event
    schedule: Schedule
    known: Known | None = None

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Everything that is booked."""
        return self.schedule.meetings

    @cached_property
    def of_two(self) -> tuple[Meeting, ...]:
        """1:1 meetings."""
        return tuple(meeting for meeting in self.meetings if is_of_two(self.event, meeting))

    def of_kind(self, kind: SessionKind) -> tuple[tuple[Meeting, Session], ...]:
        """The meetings of sessions of one kind, each with its session."""
        found = ((meeting, self.event.session.get(meeting.session)) for meeting in self.meetings)
        return tuple((meeting, session) for meeting, session in found if session is not None and session.kind is kind)

    @cached_property
    def visits(self) -> tuple[tuple[Meeting, Session], ...]:
        """Visits to booths."""
        return self.of_kind(SessionKind.EXHIBITION)

    @cached_property
    def consultations(self) -> tuple[tuple[Meeting, Session], ...]:
        """Clients at desks."""
        return self.of_kind(SessionKind.CONSULTATION)

    @cached_property
    def round_tables(self) -> tuple[tuple[Meeting, Session], ...]:
        """Groups at round tables."""
        return self.of_kind(SessionKind.DIALOGUE)

    @cached_property
    def ways(self) -> Ways:
        """How long it takes from hall to hall."""
        return Ways.of(self.event.halls)

    def name(self, company: str) -> str:
        """A company's name, or what stands where there is none."""
        return self.event.company[company].name if company in self.event.company else company

    def who(self, ids: tuple[str, ...]) -> str:
        """Companies by name."""
        return " and ".join(map(self.name, ids))

    def where(self, meeting: Meeting) -> str:
        """Time and place of a meeting."""
        place = PLACES.get(kind_of(self.event, meeting), "table")
        return f"{when(meeting)}, session {meeting.session}, hall {meeting.hall}, {place} {meeting.table}"

    def told(self, meeting: Meeting) -> str:
        """A meeting: who, when, where."""
        return f"{self.who(meeting.participants)} ({self.where(meeting)})"


def span_of(meeting: Meeting) -> Span:
    """When a meeting is held."""
    return Span(meeting.start, meeting.end)


def when(meeting: Meeting) -> str:
    """Day and times of a meeting, as its schedule writes them."""
    return f"{meeting.start:%Y-%m-%d %H:%M}–{meeting.end:%H:%M}"
