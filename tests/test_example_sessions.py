"""The model example uses every kind of session and all that companies, delegations and persons may say."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from matchmaker.event import Answer, Event, Session, SessionKind, WishKind
from matchmaker.timetable import Ways, hours_of_booth, slots_of_session
from tests.jinan import LARGE, REAL, generated, gives, jinan

FAIR = ("--fair", "--companies", str(LARGE))


@pytest.fixture(params=[(), FAIR], ids=["jinan", "fair"])
def either(request: pytest.FixtureRequest) -> Event:
    """The event in the repository, and the fair with 1,000 profiles."""
    return generated(*request.param) if request.param else jinan()


def test_ways_lead_between_all_halls(either: Event) -> None:
    ways = Ways.of(either.halls)
    assert all(ways.between(one, other) for one in either.hall for other in either.hall if one != other)
    assert len({session.slot for session in either.sessions}) >= 4
    assert not either.event.book_open


def test_salons_have_guests_speakers_and_a_capacity(either: Event) -> None:
    frontier, trade = (session for session in either.sessions if session.kind is SessionKind.SALON)
    for salon in (frontier, trade):
        assert salon.topics
        assert salon.capacity is not None
        assert 0 < salon.capacity < 2 * (salon.tables or either.hall[salon.hall].tables or 0)
        assert all(salon.admits(speaker) and either.company[speaker].people for speaker in salon.speakers)
        assert len(salon.speakers) >= 2
    assert frontier.kept_out
    assert trade.invited
    assert trade.signed_up
    assert not REAL & {*trade.signed_up, *trade.speakers, *frontier.speakers, *frontier.kept_out}


def test_dialogue_has_groups_topics_askers_and_moderators(either: Event) -> None:
    dialogue = only(either, SessionKind.DIALOGUE)
    group = dialogue.group
    assert (group.min, group.max, group.countries, group.kinds) == (4, 7, 3, 2)
    assert len(group.apart) == 2
    assert all(len(rivals) > 1 for rivals in group.apart)
    assert dialogue.tables == len(dialogue.round_tables) >= 6
    assert len(dialogue.moderators) >= len(dialogue.round_tables) - 1
    assert len(list(slots_of_session(dialogue, either.event.zone))) == 2
    askers = [table.asked_by for table in dialogue.round_tables if table.asked_by is not None]
    assert len(askers) == len(set(askers)) >= 3
    for asker in map(either.company.__getitem__, askers):
        assert dialogue.language in asker.languages
        assert asker.available is None
        assert not asker.unavailable
    speaking = [company for company in either.profiles if dialogue.language in company.languages]
    assert len(speaking) > 2 * group.min * len(dialogue.round_tables)


def test_consultation_has_advisers_for_every_need(either: Event) -> None:
    consultation = only(either, SessionKind.CONSULTATION)
    advisers = consultation.advisers
    assert consultation.tables == len(advisers) >= 8
    assert all(adviser.expertise and adviser.languages for adviser in advisers)
    assert any(adviser.available is not None for adviser in advisers)
    assert any(adviser.unavailable for adviser in advisers)
    term_of = {text: term.id for term in either.vocabulary for text in (term.id, *term.labels.values(), *term.synonyms)}
    needing = [company for company in either.profiles if company.needs]
    assert 0.2 < len(needing) / len(either.profiles) < 0.3
    assert {len(company.needs) for company in needing} == {1, 2}
    known = {term_of[text] for adviser in advisers for text in adviser.expertise}
    assert {term_of[need] for company in needing for need in company.needs} <= known


def test_exhibition_has_booths_with_hosts_and_hours(either: Event) -> None:
    booths = [(session, booth) for session in either.sessions for booth in session.booths]
    for session, booth in booths:
        exhibitor = either.company[booth.exhibitor]
        assert exhibitor.id not in REAL
        assert exhibitor.delegates == len(exhibitor.people) == 3
        assert booth.host in {None, *(person.id for person in exhibitor.people)}
        assert hours_of_booth(session, booth, either.event.zone)
    machine = booths[0]
    assert {"120,000 W cutting machine", "12万瓦切割机"} & set(either.company[machine[1].exhibitor].capabilities)
    assert machine[1].visitors == 4
    assert machine[1].hours is not None
    assert machine[1].host is not None
    assert any(booth.hours is None for _, booth in booths)
    assert len({booth.exhibitor for _, booth in booths}) >= 8


def test_some_name_delegates_whom_others_ask_for(either: Event) -> None:
    naming = [company for company in either.profiles if company.people]
    assert 0.1 < len(naming) / len(either.profiles) < 0.13
    for company in naming:
        assert {language for person in company.people for language in person.languages} == set(company.languages)
        assert company.people[0].available is None
        assert not company.people[0].unavailable
        assert company.people[0].languages == company.languages
    people = [person for company in naming for person in company.people]
    assert any(person.available is not None for person in people)
    assert any(person.unavailable for person in people)
    asked = [wish for company in either.profiles for wish in company.wishes if wish.delegate is not None]
    assert len(asked) > len(either.profiles) / 30
    for wish in asked:
        assert wish.delegate in {person.id for person in either.company[wish.company].people}


def test_delegations_have_quotas_leaders_and_members_at_home(either: Event) -> None:
    delegations = either.delegation
    assert any(delegation.max_meetings is not None and delegation.fair_shares for delegation in either.delegations)
    assert any(not delegation.fair_shares for delegation in either.delegations)
    assert any(delegation.members_meet for delegation in either.delegations)
    at_home = delegations["german-smes"].at_home
    assert at_home is not None
    assert at_home.members == 960_000
    assert at_home.interests == ("joint research", "joint training")
    led = [(company, wish) for company in either.profiles for wish in company.wishes if wish.leader]
    assert len(led) > len(either.profiles) / 40
    for company, wish in led:
        both = (company, either.company[wish.company])
        assert {leader for side in both for leader in either.leaders_beside(side)} - {side.id for side in both}


def test_interpreters_are_needed_and_scarce(either: Event) -> None:
    pairs_of_languages = {frozenset(pair) for one in either.interpreters for pair in combinations(one.languages, 2)}
    assert {frozenset(pair) for pair in (("zh", "en"), ("zh", "de"), ("zh", "ru"), ("en", "ru"))} <= pairs_of_languages
    assert any(one.available is not None for one in either.interpreters)
    assert any(one.unavailable for one in either.interpreters)
    assert any(one.longest < 120 for one in either.interpreters)
    spoken = [set(company.languages) for company in either.profiles if company.languages]
    apart = sum(not one & other for one, other in combinations(spoken, 2))
    assert 0.25 < apart / (len(spoken) * (len(spoken) - 1) / 2) < 0.45


def test_purposes_have_priorities_and_minimums(either: Event) -> None:
    ranked = [company for company in either.profiles if company.priorities]
    assert len(ranked) > len(either.profiles) / 8
    assert {priority for company in ranked for priority in company.priorities.values()} == {1, 2, 3}
    raising = [company for company in either.profiles if company.investment is not None and not gives(company)]
    for company in raising:
        assert company.investment is not None
        assert company.investment.stages
        assert company.minimums["investment"] == 2
        assert "investment" in company.purposes
    for company in either.profiles:
        assert set(company.minimums) <= set(company.purposes)
    assert {purpose for company in either.profiles for purpose in company.minimums} == set(either.event.purposes)


def test_wishes_have_every_answer(either: Event) -> None:
    answers = Counter((wish.wish, wish.answer) for company in either.profiles for wish in company.wishes)
    assert all(answers[WishKind.WANT, answer] for answer in Answer)
    # Open wishes are not booked here, and every must can be.
    assert {answer for wish, answer in answers if wish is WishKind.MUST} == {Answer.ACCEPTED}


def test_musts_ask_for_nobody_who_cannot_come(either: Event) -> None:
    led: list[str] = []
    for company in either.profiles:
        for wish in company.wishes:
            if wish.wish is WishKind.MUST:
                other = either.company[wish.company]
                assert wish.delegate in {None, *(person.id for person in other.people[:1])}
                if wish.leader:
                    led += {leader for side in (company, other) for leader in either.leaders_beside(side)}
    assert len(led) == len(set(led))


def test_plain_event_is_about_meetings_of_two() -> None:
    event, plain = jinan(), generated("--plain")
    assert list(plain.company) == list(event.company)
    for key in ("country", "capabilities", "interests", "languages", "max_meetings", "available", "unavailable"):
        same = [getattr(plain.company[name], key) == getattr(event.company[name], key) for name in plain.company]
        assert sum(same) >= len(same) - 1  # one shows the machine
    one_to_one = {SessionKind.TABLES, SessionKind.SALON, SessionKind.PLENARY}
    assert [s.id for s in plain.sessions] == [s.id for s in event.sessions if s.kind in one_to_one]
    assert not plain.interpreters
    assert all(delegation.members_meet for delegation in plain.delegations)
    assert not any(company.people or company.needs or company.minimums for company in plain.profiles)


def test_fair_has_ten_sessions_twelve_interpreters_twenty_delegations() -> None:
    fair = generated(*FAIR)
    assert len(fair.profiles) == LARGE
    assert len(fair.halls) == 3
    assert len(fair.sessions) == 10
    assert {session.kind for session in fair.sessions} == set(SessionKind)
    assert len({session.day for session in fair.sessions}) == 2
    assert len(fair.interpreters) == 12
    assert len(fair.delegations) == 20
    for delegation in fair.delegations:
        assert len(fair.members[delegation.id]) >= 8
        assert delegation.leader in {company.id for company in fair.members[delegation.id]}
        assert len({company.country for company in fair.members[delegation.id]}) == 1


def only(event: Event, kind: SessionKind) -> Session:
    """The one session of this kind."""
    (found,) = (session for session in event.sessions if session.kind is kind)
    return found
