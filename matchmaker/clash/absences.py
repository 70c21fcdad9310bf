"""Who cannot be booked when, and by which rule: what `matchmaker.solver` needs in order to tell limits apart."""

from __future__ import annotations

import numpy as np

from matchmaker.event import Event, SessionKind
from matchmaker.problem import BoolArray, Problem
from matchmaker.solver import Absences
from matchmaker.timetable import is_present, span_of_session
from matchmaker.why.barring import BARRING, barring


def absences(event: Event, problem: Problem) -> Absences:
    """Who cannot be booked when: companies by their own hours, everybody by plenaries, in the order of the file."""
    zone, spans = event.event.zone, [slot.span for slot in problem.slots]
    away = np.zeros(problem.present.shape, dtype=np.bool_)
    for place, company in enumerate(event.profiles):
        if company.available is not None or company.unavailable:
            away[place] = [not is_present(company, span, zone) for span in spans]
    plenary = {
        number: [slot for slot, span in enumerate(spans) if span.overlaps(span_of_session(session, zone))]
        for number, session in enumerate(event.sessions)
        if session.kind is SessionKind.PLENARY
    }
    return Absences(away, plenary, barred(event, problem))


def barred(event: Event, problem: Problem) -> dict[str, BoolArray]:
    """By rule, which musts may not be in which slots, whoever is there."""
    found = {rule: np.zeros(problem.common.shape, dtype=np.bool_) for rule in BARRING}
    for pair in sorted(problem.must):
        for slot in range(len(problem.slots)):
            for rule in barring(event, problem, pair, slot):
                found[rule][pair, slot] = True
    return {rule: rows for rule, rows in found.items() if rows.any()}
