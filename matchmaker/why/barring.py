"""The rules that keep two companies out of a slot, whatever the schedule and whoever is there."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.event import Event, SessionKind
from matchmaker.problem import Problem

GUESTS, THEME, LANGUAGE = "session_guests", "salon_theme", "common_language"
ASKED, QUOTA = "asked_delegates_attend", "delegation_quota"
BARRING = (GUESTS, THEME, LANGUAGE, ASKED, QUOTA)


def barring(event: Event, problem: Problem, pair: int, slot: int) -> Iterator[str]:
    """The names of the rules that bar a 1:1 meeting from a slot of a session that hosts such meetings."""
    if problem.barred is None or not problem.barred[pair, slot] or slot in problem.aside:
        return
    session, ends = event.session[problem.slots[slot].session], (int(problem.left[pair]), int(problem.right[pair]))
    if not_admitted(event, problem, pair, slot):
        yield GUESTS
    if session.kind is SessionKind.SALON and session.topics and problem.fit[pair, slot] <= 0:
        yield THEME
    mask = problem.interpreted.get(pair)
    if mask is not None and not any(
        mask >> place & 1 and one.there[slot] for place, one in enumerate(problem.crew.interpreters)
    ):
        yield LANGUAGE
    if asked_away(problem, pair, slot):
        yield ASKED
    members = (event.delegation.get(event.company[problem.companies[end]].delegation or "") for end in ends)
    if any(one is not None and one.max_meetings == 0 for one in members):
        yield QUOTA


def not_admitted(event: Event, problem: Problem, pair: int, slot: int) -> list[str]:
    """Which of the two the session of a slot does not admit."""
    session = event.session[problem.slots[slot].session]
    names = (problem.companies[int(end[pair])] for end in (problem.left, problem.right))
    return [name for name in names if not session.admits(name)]


def asked_away(problem: Problem, pair: int, slot: int) -> list[str]:
    """Those of the two whose delegate, asked for by name, is not there."""
    crew, ends = problem.crew, (int(problem.left[pair]), int(problem.right[pair]))
    asked = ((end, crew.asked.get((pair, end))) for end in ends)
    return [
        problem.companies[end] for end, one in asked if one is not None and not crew.delegates[end][one].there[slot]
    ]
