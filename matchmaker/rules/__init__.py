"""What makes a schedule VALID, in plain Python. No solver is imported here, and none is trusted.

Each rule is a generator over a case (an event, a schedule, what the graph says) that yields every breach. Its sentence
is what it means; the same name stands in `matchmaker.solver.constraints`, and a test keeps the two sets of names equal.
"""

from __future__ import annotations

from matchmaker.event import Event
from matchmaker.rules.apart import APART
from matchmaker.rules.case import Case, Known, is_of_two, kind_of
from matchmaker.rules.companies import one_meeting_at_a_time, time_to_walk
from matchmaker.rules.consultations import needs_served
from matchmaker.rules.delegates import asked_delegates_attend, attendees_free, attendees_named
from matchmaker.rules.delegations import delegation_quota, delegation_shares, leaders_attend
from matchmaker.rules.dialogues import askers_seated, groups_formed, groups_moderated, new_faces
from matchmaker.rules.interpreters import common_language, interpreters_free, interpreters_rest
from matchmaker.rules.meetings import (
    company_maximum,
    known_participants,
    musts_kept,
    once_per_pair,
    one_meeting_per_table,
    plenaries_are_free,
    session_capacity,
    slots_of_sessions,
    within_hours,
)
from matchmaker.rules.rule import Rule, Violation
from matchmaker.rules.sessions import booths_hosted, salon_theme, session_guests, visits_maximum
from matchmaker.schedule import Schedule

__all__ = ["RULES", "Known", "Rule", "Violation", "is_of_two", "kind_of", "violations"]

# In the order in which their violations are told.
RULES: dict[str, Rule] = {
    one.name: one
    for one in (
        known_participants,
        once_per_pair,
        slots_of_sessions,
        one_meeting_at_a_time,
        within_hours,
        plenaries_are_free,
        one_meeting_per_table,
        session_capacity,
        company_maximum,
        *APART,
        musts_kept,
        time_to_walk,
        visits_maximum,
        session_guests,
        salon_theme,
        booths_hosted,
        needs_served,
        groups_formed,
        new_faces,
        groups_moderated,
        askers_seated,
        common_language,
        interpreters_free,
        interpreters_rest,
        attendees_named,
        attendees_free,
        asked_delegates_attend,
        leaders_attend,
        delegation_quota,
        delegation_shares,
    )
}


def violations(event: Event, schedule: Schedule, known: Known | None = None) -> tuple[Violation, ...]:
    """Every violation of every rule, in the order of the rules; without `known`, as far as no graph is needed."""
    case = Case(event, schedule, known)
    return tuple(found for one in RULES.values() for found in one.violations(case))
