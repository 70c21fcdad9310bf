"""What is right as it stands, but may not be meant: a sentence each, and no mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matchmaker.event import Event, SessionKind
from matchmaker.timetable import hours_of_booth, is_present, slots_of_session

MOST_NAMED = 5


def notes_on(event: Event) -> Iterator[str]:
    """What an event says that leads to nothing."""
    advisers = [(session, adviser) for session in event.sessions for adviser in session.advisers]
    asking = [company.name for company in event.profiles if company.needs]
    if asking and not advisers:
        yield f"no consultation has an adviser, so these needs are not met: {_named(asking)}"
    silent = [adviser.name for _, adviser in advisers if not adviser.expertise]
    if silent:
        yield f"advisers who name no expertise are sent nobody: {_named(silent)}"
    zone = event.event.zone
    away = [
        f"{adviser.name} ({session.name})"
        for session, adviser in advisers
        if not any(is_present(adviser, slot.span, zone) for slot in slots_of_session(session, zone))
    ]
    if away:
        yield f"advisers who are away as long as their session lasts: {_named(away)}"
    closed = [
        f"{event.company[booth.exhibitor].name} ({session.name})"
        for session in event.sessions
        for booth in session.booths
        if not any(
            hours.contains(slot.span)
            for hours in hours_of_booth(session, booth, zone)
            for slot in slots_of_session(session, zone)
        )
    ]
    if closed:
        yield f"booths whose hours leave no visit within their session: {_named(closed)}"
    empty = [s.name for s in event.sessions if s.kind is SessionKind.EXHIBITION and not s.booths]
    if empty:
        yield f"exhibitions without a booth, where nobody can be sent: {_named(empty)}"


def _named(names: Iterable[str]) -> str:
    """The first of these, and how many more there are."""
    each = list(dict.fromkeys(names))
    more = f" and {len(each) - MOST_NAMED} more" if len(each) > MOST_NAMED else ""
    return f"{', '.join(each[:MOST_NAMED])}{more}"
