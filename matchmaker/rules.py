"""What makes a schedule VALID, in plain Python. No solver is imported here, and none is trusted.

Each rule is a generator over an event and a schedule that yields every violation. Its sentence is what it means; the
same name stands in `matchmaker.solver.constraints`, and a test keeps the two sets of names equal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from matchmaker.apart import PAIR_RULES
from matchmaker.event import Event
from matchmaker.schedule import Meeting, Schedule
from matchmaker.timetable import Span, is_present, plenaries, slots_of_session, table_numbers


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule: which, who, and a sentence with time and place."""

    rule: str
    sentence: str
    detail: str
    participants: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence} {self.detail}"


PAIR = 2

# What a rule's check yields: a sentence with time and place, and who is concerned.
Breach = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's sentence and its check."""

    name: str
    sentence: str
    breaches: Callable[[Event, Schedule], Iterator[Breach]]

    def violations(self, event: Event, schedule: Schedule) -> Iterator[Violation]:
        """Every violation of this rule."""
        for detail, participants in self.breaches(event, schedule):
            yield Violation(self.name, self.sentence, detail, participants)


RULES: dict[str, Rule] = {}

Check = Callable[[Event, Schedule], Iterator[Breach]]


def rule(sentence: str) -> Callable[[Check], Check]:
    """Enter a check into `RULES` under its own name."""

    def enter(check: Check) -> Check:
        RULES[check.__name__] = Rule(check.__name__, sentence, check)
        return check

    return enter


def violations(event: Event, schedule: Schedule) -> tuple[Violation, ...]:
    """Every violation of every rule, in the order of the rules."""
    return tuple(found for one in RULES.values() for found in one.violations(event, schedule))


def _span(meeting: Meeting) -> Span:
    return Span(meeting.start, meeting.end)


def _when(meeting: Meeting) -> str:
    return f"{meeting.start:%Y-%m-%d %H:%M}–{meeting.end:%H:%M}"


def _where(meeting: Meeting) -> str:
    return f"{_when(meeting)}, session {meeting.session}, hall {meeting.hall}, table {meeting.table}"


def _who(event: Event, ids: tuple[str, ...]) -> str:
    return " and ".join(event.company[one].name if one in event.company else one for one in ids)


def _meetings_of(schedule: Schedule) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in schedule.meetings:
        for company in dict.fromkeys(meeting.participants):
            found[company].append(meeting)
    return found


@rule("A meeting is between two different companies of the event.")
def known_participants(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Both ids are known and differ, and there are two of them."""
    for meeting in schedule.meetings:
        for one in meeting.participants:
            if one not in event.company:
                yield f"{one} is no company of the event ({_where(meeting)})", meeting.participants
        if len(meeting.participants) != PAIR or len(set(meeting.participants)) != PAIR:
            yield f"{_who(event, meeting.participants)} ({_where(meeting)})", meeting.participants


@rule("Two companies meet once at the most.")
def once_per_pair(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No pair has two meetings."""
    for pair, count in Counter(tuple(sorted(m.participants)) for m in schedule.meetings).items():
        if count > 1:
            yield f"{_who(event, pair)} meet {count} times", pair


@rule("A meeting fills one slot of a session that hosts meetings, in that session's hall.")
def slots_of_sessions(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Start, end and hall are those of a slot of the session."""
    spans = {
        session.id: {slot.span for slot in slots_of_session(session, event.event.zone)}
        for session in event.sessions
        if session.hosts_meetings
    }
    for meeting in schedule.meetings:
        who = _who(event, meeting.participants)
        if meeting.session not in spans:
            detail = f"{who} meet in {meeting.session}, which is no session with meetings ({_when(meeting)})"
            yield detail, meeting.participants
        elif _span(meeting) not in spans[meeting.session]:
            detail = f"{who} meet {_when(meeting)}, which is no slot of session {meeting.session}"
            yield detail, meeting.participants
        elif meeting.hall != event.session[meeting.session].hall:
            detail = f"{who}: session {meeting.session} is not in hall {meeting.hall} ({_when(meeting)})"
            yield detail, meeting.participants


@rule("Nobody is in more meetings at once than it has delegates.")
def one_meeting_at_a_time(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """At the start of each of its meetings, a company has a delegate for every one that is going on."""
    for company, meetings in _meetings_of(schedule).items():
        delegates = event.company[company].delegates if company in event.company else 1
        for start in sorted({meeting.start for meeting in meetings}):
            busy = [meeting for meeting in meetings if meeting.start <= start < meeting.end]
            if len(busy) > delegates:
                who = event.company[company].name if company in event.company else company
                detail = f"{who} has {len(busy)} meetings at {start:%Y-%m-%d %H:%M}, and {delegates} delegate(s)"
                yield detail, (company,)


@rule("A company meets only while it is present.")
def within_hours(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Each meeting lies within the hours that both sides gave."""
    for meeting in schedule.meetings:
        for one in meeting.participants:
            company = event.company.get(one)
            if company is not None and not is_present(company, _span(meeting), event.event.zone):
                detail = f"{company.name} is not present ({_where(meeting)})"
                yield detail, meeting.participants


@rule("Nobody is booked during a plenary.")
def plenaries_are_free(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting shares a moment with a plenary."""
    blocked = plenaries(event)
    for meeting in schedule.meetings:
        if any(_span(meeting).overlaps(span) for span in blocked):
            detail = f"{_who(event, meeting.participants)} ({_where(meeting)})"
            yield detail, meeting.participants


@rule("A table exists, and hosts one meeting at a time.")
def one_meeting_per_table(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Each session has its own table numbers in its hall, and no two meetings share a table at once."""
    numbers = table_numbers(event.sessions, event.event.zone)
    at_table: dict[tuple[str, int], list[Meeting]] = defaultdict(list)
    for meeting in schedule.meetings:
        at_table[meeting.hall, meeting.table].append(meeting)
        own = numbers.get(meeting.session)
        if own is not None and meeting.table not in own:
            which = f"the tables {own.start} to {own.stop - 1}" if own else "no tables"
            detail = f"session {meeting.session} has {which}, none with number {meeting.table}"
            yield f"{_who(event, meeting.participants)}: {detail}", meeting.participants
    for meetings in at_table.values():
        ordered = sorted(meetings, key=lambda m: (m.start, m.id))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.start < one.end:
                    both = f"{_who(event, one.participants)} sit there with {_who(event, other.participants)}"
                    yield f"{both} ({_where(other)})", one.participants + other.participants


@rule("A session holds no more people at once than its capacity.")
def session_capacity(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Two people a meeting, counted at the start of each."""
    in_session: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in schedule.meetings:
        in_session[meeting.session].append(meeting)
    for name, meetings in in_session.items():
        capacity = event.session[name].capacity if name in event.session else None
        for start in sorted({meeting.start for meeting in meetings}):
            people = sum(len(m.participants) for m in meetings if m.start <= start < m.end)
            if capacity is not None and people > capacity:
                detail = f"session {name} holds {people} people at {start:%Y-%m-%d %H:%M}, and has room for {capacity}"
                yield detail, ()


@rule("No company has more meetings than its maximum.")
def company_maximum(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """The company's own maximum, or the event's."""
    for one, meetings in _meetings_of(schedule).items():
        company = event.company.get(one)
        most = event.maximum(company) if company is not None else None
        if company is not None and most is not None and len(meetings) > most:
            yield f"{company.name} has {len(meetings)} meetings, at most {most}", (one,)


def _apart(name: str, event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Every meeting of a pair that a rule of `matchmaker.apart` keeps apart."""
    for meeting in schedule.meetings:
        companies = [event.company[one] for one in meeting.participants if one in event.company]
        for one, other in combinations(companies, PAIR):
            reason = PAIR_RULES[name].reason(event, one, other)
            if reason is not None:
                detail = f"{_who(event, (one.id, other.id))}: {reason} ({_where(meeting)})"
                yield detail, meeting.participants


@rule(PAIR_RULES["avoided_pairs_apart"].sentence)
def avoided_pairs_apart(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting of a pair that is kept apart."""
    yield from _apart("avoided_pairs_apart", event, schedule)


@rule(PAIR_RULES["same_group_apart"].sentence)
def same_group_apart(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting within a group."""
    yield from _apart("same_group_apart", event, schedule)


@rule(PAIR_RULES["competitors_apart"].sentence)
def competitors_apart(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting of two of whom one names the other as a competitor."""
    yield from _apart("competitors_apart", event, schedule)


@rule(PAIR_RULES["embargoed_pairs_apart"].sentence)
def embargoed_pairs_apart(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting across an embargo."""
    yield from _apart("embargoed_pairs_apart", event, schedule)


@rule(PAIR_RULES["exclusions_kept"].sentence)
def exclusions_kept(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting with an excluded country or kind."""
    yield from _apart("exclusions_kept", event, schedule)


@rule(PAIR_RULES["same_delegation_apart"].sentence)
def same_delegation_apart(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting within a delegation that nobody wishes."""
    yield from _apart("same_delegation_apart", event, schedule)


@rule(PAIR_RULES["open_wishes_wait"].sentence)
def open_wishes_wait(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """No meeting that waits for an answer."""
    yield from _apart("open_wishes_wait", event, schedule)


@rule("Every pair that must meet does.")
def musts_kept(event: Event, schedule: Schedule) -> Iterator[Breach]:
    """Each must has its meeting."""
    held = {frozenset(meeting.participants) for meeting in schedule.meetings}
    for pair in sorted(tuple(sorted(pair)) for pair in event.musts - held):
        yield f"{_who(event, pair)} do not meet", pair
