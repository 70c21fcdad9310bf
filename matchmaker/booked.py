"""A schedule back in the problem's terms: pairs in slots, round tables, and the persons who come."""

from __future__ import annotations

from matchmaker.event import Event, SessionKind
from matchmaker.plan import pair_ids
from matchmaker.problem import Consultation, Group, Placement, Problem, Visit
from matchmaker.problem.rota import Staffing
from matchmaker.rules import kind_of
from matchmaker.schedule import Meeting, Schedule
from matchmaker.timetable import table_numbers


def placement_of(event: Event, problem: Problem, schedule: Schedule) -> dict[int, int] | None:
    """Its bookings of two sides as pairs and slots, or nothing where a rule is broken that would make them unknown."""
    pairs = {_key(problem, pair): pair for pair in range(len(problem.weight))}
    slots = {(slot.session, slot.span.start): place for place, slot in enumerate(problem.slots)}
    of_two = [meeting for meeting in schedule.meetings if kind_of(event, meeting) is not SessionKind.DIALOGUE]
    found = {}
    for meeting in of_two:
        pair, slot = pairs.get(_booked(event, meeting)), slots.get((meeting.session, meeting.start))
        if pair is None or slot is None:
            return None
        found[pair] = slot
    return found if len(found) == len(of_two) else None


def _key(problem: Problem, pair: int) -> object:
    """What tells a pair from all others: what it is, or its two companies."""
    return problem.others.get(pair, frozenset(pair_ids(problem, pair)))


def _booked(event: Event, meeting: Meeting) -> object:
    """The same of a meeting."""
    kind, who = kind_of(event, meeting), meeting.participants
    if kind is SessionKind.CONSULTATION:
        return Consultation(who[0], meeting.need or "", meeting.adviser or "")
    if kind is SessionKind.EXHIBITION and len(who) > 1:
        return Visit(who[0], who[1], meeting.session)
    return frozenset(who)


def groups_of(event: Event, problem: Problem, schedule: Schedule) -> tuple[Group, ...]:
    """Its round tables, as far as they are at a dialogue's round and of the event's companies."""
    return tuple(group for _, group in _groups(event, problem, schedule))


def _groups(event: Event, problem: Problem, schedule: Schedule) -> list[tuple[Meeting, Group]]:
    position = {name: place for place, name in enumerate(problem.companies[: problem.size])}
    rounds = {
        (dialogue.session, problem.rounds[time].span.start): (number, place)
        for number, dialogue in enumerate(problem.dialogues)
        for place, time in enumerate(dialogue.rounds)
    }
    numbers, found = table_numbers(event.sessions, event.event.zone), []
    for meeting in schedule.meetings:
        at = rounds.get((meeting.session, meeting.start))
        if kind_of(event, meeting) is SessionKind.DIALOGUE and at is not None:
            members = tuple(position[one] for one in meeting.participants if one in position)
            table = meeting.table - numbers[meeting.session].start
            found.append((meeting, Group(at[0], at[1], table, members, meeting.weight, meeting.moderator)))
    return found


def staffing_of(event: Event, problem: Problem, schedule: Schedule, placement: Placement) -> Staffing:
    """Who attends and who interprets in a valid schedule whose bookings of two sides are the placement."""
    crew, position = problem.crew, {name: place for place, name in enumerate(problem.companies[: problem.size])}
    people = {
        (company, person.id): place for company, own in crew.delegates.items() for place, person in enumerate(own)
    }
    interpreters = {person.id: place for place, person in enumerate(crew.interpreters)}
    pair_of = {_key(problem, pair): pair for pair in placement}
    attends, interprets, seats = {}, {}, {}
    for meeting in schedule.meetings:
        pair = pair_of.get(_booked(event, meeting)) if kind_of(event, meeting) is not SessionKind.DIALOGUE else None
        if pair is None:
            continue
        if meeting.interpreter in interpreters:
            interprets[pair] = interpreters[meeting.interpreter]
        for one in meeting.attendees:
            company = position.get(one.company, -1)
            if company in problem.holders[pair] and (company, one.delegate) in people:
                attends[pair, company] = people[company, one.delegate]
    for number, (meeting, group) in enumerate(_groups(event, problem, schedule)):
        for one in meeting.attendees:
            company = position.get(one.company, -1)
            if company in group.members and (company, one.delegate) in people:
                seats[number, company] = people[company, one.delegate]
    return Staffing(attends, interprets, seats)
