"""What only the programme as a whole can show, in real time: hours that the clocks skip, halls with too few tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matchmaker.errors import Mistake
from matchmaker.event import Hall, Session, SessionKind, Settings
from matchmaker.inputs.defaults import with_tables
from matchmaker.inputs.located import Node
from matchmaker.inputs.sentences import shown
from matchmaker.timetable import span_of_session, table_numbers


def misplanned(
    settings: Settings, halls: Sequence[Hall], sessions: Sequence[Session], root: Node, file: str
) -> Iterator[Mistake]:
    """Mistakes in sessions that are each right in themselves; `sessions` are all of the file's, in its order."""
    zone, hall_of = settings.zone, {hall.id: hall for hall in halls}
    numbers = table_numbers(with_tables(sessions, halls, zone), zone)
    for index, session in enumerate(sessions):
        node = root.at(("sessions", index))
        span, hall = span_of_session(session, zone), hall_of.get(session.hall)
        if span.start >= span.end:
            message = f"the clocks in {settings.timezone} skip these hours on {session.day}"
            yield Mistake("no-such-hours", message, file, node.line, node.column)
        own = numbers.get(session.id, range(1))
        at_tables = session.kind is not SessionKind.EXHIBITION
        if at_tables and hall is not None and hall.tables is not None and own.stop - 1 > hall.tables:
            needed = f"with the sessions at the same time, this hall needs {own.stop - 1} tables, and has {hall.tables}"
            remedy = "Give the session fewer tables or another hall."
            yield Mistake("too-many-tables", needed, file, node.line, node.column, remedy=remedy)
        if session.kind is SessionKind.DIALOGUE:
            yield from _groups(session, index, root, file)


def _groups(session: Session, index: int, root: Node, file: str) -> Iterator[Mistake]:
    """Groups that a dialogue asks for and has no seats for."""
    group, seats = session.group, session.capacity
    if seats is not None and seats < group.min:
        node = root.at(("sessions", index, "capacity"))
        message = f"a group needs at least {group.min} companies, and this session has fewer seats"
        yield Mistake("group-too-small", message, file, node.line, node.column, shown(node.value), "Raise it.")
    for key, wanted, what in (("countries", group.countries, "countries"), ("kinds", group.kinds, "kinds")):
        if wanted > group.max:
            node = root.at(("sessions", index, "group", key))
            message = f"a group of at most {group.max} companies cannot be of so many {what}"
            yield Mistake("group-too-small", message, file, node.line, node.column, shown(node.value), "Lower it.")
