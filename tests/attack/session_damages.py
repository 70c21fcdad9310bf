"""Ways to damage schedules of events with sessions of all kinds and persons; see `tests.attack.damages`."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import partial

from matchmaker.event import SessionKind
from matchmaker.timetable import Ways, duties
from tests.attack.damages import Damages, Json, Victim, apart, entered, shifted

SESSION_DAMAGES: Damages = [
    (f"together_against_{rule}", partial(apart, rule), rule) for rule in ("same_delegation_apart", "open_wishes_wait")
]


damage = partial(entered, SESSION_DAMAGES)


def of_kind(victim: Victim, kind: SessionKind) -> Iterator[Json]:
    """The meetings of sessions of a kind."""
    sessions = victim.event.session
    yield from (one for one in victim.plan["meetings"] if sessions[one["session"]].kind is kind)


def add(victim: Victim, meeting: Json, count: int = 1, **changes: object) -> bool:
    """Copies of a meeting, each under an id of its own."""
    copies = (copy.deepcopy(meeting) | changes | {"id": f"copy {number}"} for number in range(count))
    victim.plan["meetings"] += copies
    return count > 0


def minutes(meeting: Json) -> int:
    """How long it is."""
    return next(many for many in range(1, 1440) if shifted(meeting["start"], many) == meeting["end"])


@damage("time_to_walk")
def next_in_another_hall(victim: Victim) -> bool:
    ways, event = Ways.of(victim.event.halls), victim.event
    for one in victim.of_two():
        alone = [who for who in one["participants"] if event.company[who].delegates == 1 and not duties(event, who)]
        for hall in event.hall:
            if alone and ways.between(one["hall"], hall):
                victim.plan["meetings"] = [one]
                return add(victim, one, hall=hall, start=one["end"], end=shifted(one["end"], minutes(one)))
    return False


@damage("visits_maximum")
def at_more_booths_than_it_may_see(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.EXHIBITION):
        return add(victim, one, victim.event.visits(victim.event.company[one["participants"][0]]))
    return False


@damage("session_guests")
def where_it_is_not_admitted(victim: Victim) -> bool:
    for session in victim.event.sessions:
        for company in victim.event.profiles:
            if not session.admits(company.id) and session.kind is not SessionKind.PLENARY:
                first = victim.first
                first["session"], first["participants"][0] = session.id, company.id
                return True
    return False


@damage("salon_theme")
def off_the_theme_of_the_salon(victim: Victim) -> bool:
    for session in victim.event.sessions:
        if session.kind is SessionKind.SALON and session.topics:
            victim.first.update(session=session.id, participants=[victim.event.profiles[0].id, "stranger"])
            return True
    return False


@damage("booths_hosted")
def at_a_booth_with_another_number(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.EXHIBITION):
        one["table"] += 100
        return True
    return False


@damage("booths_hosted")
def with_a_crowd_at_the_booth(victim: Victim) -> bool:
    return any(add(victim, one, 2) for one in list(of_kind(victim, SessionKind.EXHIBITION))[:1])


@damage("needs_served")
def on_a_need_that_it_has_not(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.CONSULTATION):
        one["need"] = "nothing at all"
        return True
    return False


@damage("needs_served")
def with_an_adviser_who_is_none(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.CONSULTATION):
        one["adviser"] = "nobody"
        return True
    return False


@damage("groups_formed")
def at_a_round_table_alone(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.DIALOGUE):
        one["participants"] = one["participants"][:1]
        return True
    return False


@damage("new_faces")
def with_the_same_group_again(victim: Victim) -> bool:
    return any(add(victim, one) for one in list(of_kind(victim, SessionKind.DIALOGUE))[:1])


@damage("groups_moderated")
def led_by_nobody_of_the_session(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.DIALOGUE):
        one["moderator"] = "nobody"
        return True
    return False


@damage("askers_seated")
def about_what_nobody_asked_for(victim: Victim) -> bool:
    for one in of_kind(victim, SessionKind.DIALOGUE):
        one["topic"] = "what nobody asked for"
        return True
    return False


@damage("common_language")
def without_its_interpreter(victim: Victim) -> bool:
    for one in victim.plan["meetings"]:
        if one.get("interpreter"):
            one["interpreter"] = None
            return True
    return False


@damage("interpreters_free")
def with_an_interpreter_of_another_at_once(victim: Victim) -> bool:
    return any(add(victim, one) for one in victim.plan["meetings"][:] if one.get("interpreter"))


@damage("interpreters_rest")
def with_an_interpreter_who_never_rests(victim: Victim) -> bool:
    longest = {one.id: one.longest for one in victim.event.interpreters if one.rest}
    for one in [one for one in victim.plan["meetings"] if one.get("interpreter") in longest][:1]:
        start = one["end"]
        for number in range(longest[one["interpreter"]] // minutes(one)):
            end = shifted(start, minutes(one))
            victim.plan["meetings"].append(copy.deepcopy(one) | {"id": f"next {number}", "start": start, "end": end})
            start = end
        return True
    return False


@damage("attendees_free")
def attended_by_somebody_who_is_elsewhere(victim: Victim) -> bool:
    return any(add(victim, one) for one in list(victim.of_two()) if one.get("attendees"))


@damage("asked_delegates_attend")
def without_whom_it_asked_for(victim: Victim) -> bool:
    asked = {
        (company.id, wish.company)
        for company in victim.event.profiles
        for wish in company.wishes
        if wish.delegate is not None
    }
    for one in victim.of_two():
        for wisher, wished in (one["participants"], one["participants"][::-1]):
            if (wisher, wished) in asked:
                one["attendees"] = [who for who in one.get("attendees", ()) if who["company"] != wished]
                return True
    return False


def _as_a_member(victim: Victim, *, shares: bool) -> bool:
    for delegation in victim.event.delegations:
        members, most = victim.event.members[delegation.id], delegation.max_meetings
        if members and most is not None and (delegation.fair_shares or not shares):
            for one in list(victim.of_two())[:1]:
                others = [name for name in one["participants"] if name != members[0].id]
                return add(victim, one, most + 1, participants=[members[0].id, others[0]])
    return False


@damage("delegation_quota")
def more_than_its_delegation_may(victim: Victim) -> bool:
    return _as_a_member(victim, shares=False)


@damage("delegation_shares")
def more_than_its_share(victim: Victim) -> bool:
    return _as_a_member(victim, shares=True)
