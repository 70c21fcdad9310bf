"""Where a company's delegates or a single person have to be, and whether they can: at once, and with time to walk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from matchmaker.event import SessionKind
from matchmaker.rules.case import Case, kind_of, span_of
from matchmaker.rules.rule import Breach
from matchmaker.schedule import Meeting
from matchmaker.timetable import Span, Ways, duties


@dataclass(frozen=True, slots=True)
class Engagement:
    """A stretch of time in a hall: a meeting, or where there is none, a duty on a stage or at a booth."""

    span: Span
    hall: str
    meeting: Meeting | None = None
    delegate: str | None = None

    def told(self, case: Case) -> str:
        """Who meets, when, where."""
        if self.meeting is not None:
            return case.told(self.meeting)
        start, end = (moment.astimezone(case.event.event.zone) for moment in (self.span.start, self.span.end))
        return f"on a stage or at a booth ({start:%Y-%m-%d %H:%M}–{end:%H:%M}, hall {self.hall})"


def at(meeting: Meeting) -> Engagement:
    """A meeting as an engagement."""
    return Engagement(span_of(meeting), meeting.hall, meeting)


def coming(case: Case, meeting: Meeting) -> tuple[str, ...]:
    """The companies that send a delegate: those who take part and leaders who come along.

    An exhibitor does not: it is at its booth, visited or not.
    """
    visit = kind_of(case.event, meeting) is SessionKind.EXHIBITION
    participants = meeting.participants[:1] if visit else meeting.participants
    return tuple(dict.fromkeys((*participants, *meeting.leaders)))


def engagements(case: Case) -> dict[str, list[Engagement]]:
    """What every company that is booked at all has to send a delegate to: meetings, then duties."""
    found: dict[str, list[Engagement]] = defaultdict(list)
    for meeting in case.meetings:
        for company in coming(case, meeting):
            found[company].append(at(meeting))
    for company, own in found.items():
        own += [Engagement(span, hall, delegate=host) for span, hall, host in duties(case.event, company)]
    return dict(found)


def by_time(held: Iterable[Engagement]) -> list[Engagement]:
    """In the order of time."""
    return sorted(held, key=lambda one: (one.span, one.hall, one.meeting.id if one.meeting is not None else ""))


def double_booked(case: Case, name: str, held: Iterable[Engagement]) -> Iterator[Breach]:
    """Every two engagements that one person cannot have; what an organiser laid on them is no booking's fault."""
    for one, other in combinations(by_time(held), 2):
        if one.meeting is None and other.meeting is None:
            continue
        if case.ways.clash(one.span, one.hall, other.span, other.hall):
            yield f"{name} {hindrance(one, other)}: {one.told(case)}, and {other.told(case)}", concerned(one, other)


def hindrance(one: Engagement, other: Engagement) -> str:
    """Why nobody can be at both."""
    if one.span.overlaps(other.span):
        return "is in two places at once"
    return f"has no time to walk from hall {one.hall} to hall {other.hall}"


def concerned(*held: Engagement) -> tuple[str, ...]:
    """All who take part."""
    meetings = (one.meeting for one in held if one.meeting is not None)
    return tuple(dict.fromkeys(company for meeting in meetings for company in meeting.participants))


def fewest_people(held: Sequence[Engagement], ways: Ways) -> int:
    """How many people it takes to be everywhere, each at one engagement after the other with time to walk between.

    Everybody who goes on from one engagement to another saves a person: as many as a largest matching of engagements
    with later ones has (Fulkerson 1956), found along paths that add one each (Berge 1957).
    """
    later = [
        [place for place, other in enumerate(held) if other is not one and _can_follow(one, other, ways)]
        for one in held
    ]
    next_of: dict[int, int] = {}
    before: dict[int, int] = {}
    for first in range(len(held)):
        through: dict[int, int] = {}
        free = _free_end(first, later, before, through)
        while free is not None:
            one = through[free]
            moved = next_of.get(one)
            next_of[one], before[free] = free, one
            free = moved
    return len(held) - len(next_of)


def _free_end(first: int, later: list[list[int]], before: dict[int, int], through: dict[int, int]) -> int | None:
    """An engagement that nobody goes on to yet, reached from `first`; `through` tells from where each was reached."""
    waiting = [first]
    for one in waiting:  # grows while it is walked
        for other in later[one]:
            if other not in through:
                through[other] = one
                if other not in before:
                    return other
                waiting.append(before[other])
    return None


def _can_follow(one: Engagement, other: Engagement, ways: Ways) -> bool:
    return one.span.start < other.span.start and not ways.clash(one.span, one.hall, other.span, other.hall)
