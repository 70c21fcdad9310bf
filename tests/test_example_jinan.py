"""The model example is what its generator writes, is a valid event, and tells fact from invention."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from matchmaker.apart import avoided_pairs_apart, kept_apart_by, rules_used
from matchmaker.event import HOSTING, Answer, Company, Event, Kind, Session, SessionKind, WishKind
from matchmaker.matching import ChainPosition
from matchmaker.timetable import Ways, hours_of_booth, slots_of_session

EXAMPLE = Path(__file__).parents[1] / "examples" / "jinan-2024"
LANGUAGES = {"zh", "en", "de", "ru"}
REAL = {
    "bond-laser",
    "bvmw",
    "china-belarus-industrial-park",
    "china-britain-business-council",
    "jinweike",
    "manhattan-sez",
    "senfeng",
}
LARGE = 1_000

Pair = frozenset[str]


def written(out: Path, *arguments: str) -> bytes:
    """What the generator writes when called with the arguments."""
    command = [sys.executable, "-B", str(EXAMPLE / "make_profiles.py"), "--out", str(out), *arguments]
    subprocess.run(command, check=True)
    return out.read_bytes()


def event_of(text: bytes) -> Event:
    """The event in a file, all of whose scalars are text."""
    return Event.model_validate(yaml.BaseLoader(text).get_single_data())


@pytest.fixture(scope="module")
def text() -> bytes:
    """The file in the repository."""
    return (EXAMPLE / "profiles.yaml").read_bytes()


@pytest.fixture(scope="module")
def event(text: bytes) -> Event:
    """The event in the repository."""
    return event_of(text)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Event:
    """An event of the same shape with 1,000 profiles."""
    return event_of(written(tmp_path_factory.mktemp("jinan") / "large.yaml", "--companies", str(LARGE)))


@pytest.fixture(params=["event", "large"])
def either(request: pytest.FixtureRequest) -> Event:
    """Both events in turn."""
    found: Event = request.getfixturevalue(request.param)
    return found


def pairs(event: Event, *kinds: WishKind) -> list[Pair]:
    """The pairs of which one says one of these of the other."""
    return [
        frozenset((company.id, wish.company))
        for company in event.profiles
        for wish in company.wishes
        if wish.wish in kinds
    ]


def script(company: Company) -> str:
    """The writing system of most letters of the company's name."""
    names = Counter(unicodedata.name(letter).split()[0] for letter in company.name if letter.isalpha())
    return names.most_common(1)[0][0]


def test_generator_writes_the_same_bytes(text: bytes, tmp_path: Path) -> None:
    assert written(tmp_path / "profiles.yaml") == text


def test_another_seed_writes_other_companies(event: Event, tmp_path: Path) -> None:
    other = event_of(written(tmp_path / "other.yaml", "--seed", "7"))
    assert len(other.profiles) == len(event.profiles)
    assert other.profiles != event.profiles


def test_header_tells_fact_from_invention(text: bytes) -> None:
    header = text.decode().split("\nevent:")[0]
    assert "# Fact: " in header
    assert "# Made up: " in header


def test_norway_is_written_bare(text: bytes, event: Event) -> None:
    assert b"\n  country: NO\n" in text
    assert "NO" in {company.country for company in event.profiles}


def test_size(event: Event, large: Event) -> None:
    assert len(event.profiles) == 230
    assert len(large.profiles) == LARGE
    assert len({company.country for company in event.profiles}) == 16
    assert {company.kind for company in event.profiles} == set(Kind)


def test_names_are_in_four_writing_systems(event: Event) -> None:
    scripts = Counter(script(company) for company in event.profiles)
    assert scripts["CJK"] > 50
    assert scripts["LATIN"] > 50
    assert scripts["CYRILLIC"] > 25
    assert scripts["KHMER"] > 0
    assert set(scripts) == {"CJK", "LATIN", "CYRILLIC", "KHMER"}
    assert sum(bool(company.names) for company in event.profiles) > len(event.profiles) / 2


def test_every_profile_says_whether_it_is_real(either: Event) -> None:
    real = {company.id for company in either.profiles if (company.note or "").startswith("Real. ")}
    made_up = {
        company.id for company in either.profiles if (company.note or "").startswith("Made up for this example. ")
    }
    assert real == REAL
    assert made_up == set(either.company) - REAL


def test_nothing_is_invented_of_the_real_ones(either: Event) -> None:
    for company in (either.company[real] for real in REAL):
        assert not company.wishes
        assert company.max_meetings is None
        assert company.available is None
        assert not company.unavailable
    assert not REAL & {wish.company for company in either.profiles for wish in company.wishes}


def test_ids_are_unique(either: Event) -> None:
    assert len(either.company) == len(either.profiles)
    assert all(company.id.isascii() for company in either.profiles)
    assert len({company.name for company in either.profiles}) == len(either.profiles)
    for values in (either.halls, either.sessions, either.vocabulary, either.delegations, either.interpreters):
        assert len({value.id for value in values}) == len(values)


def test_references_resolve(either: Event) -> None:
    assert {session.hall for session in either.sessions} == set(either.hall)
    assert {company.delegation for company in either.profiles} - {None} == set(either.delegation)
    assert {delegation.leader for delegation in either.delegations} <= set(either.company)
    assert {wish.company for company in either.profiles for wish in company.wishes} <= set(either.company)
    assert {purpose for company in either.profiles for purpose in company.purposes} == set(either.event.purposes)


def test_delegations_have_members_of_the_leaders_kind_of_country(event: Event) -> None:
    members = Counter(company.delegation for company in event.profiles if company.id not in REAL)
    assert {key: members[key] for key in event.delegation} == {
        "jinan": 25,
        "german-smes": 18,
        "china-belarus-park": 12,
        "british": 10,
    }
    for delegation in event.delegations:
        assert len({company.country for company in event.profiles if company.delegation == delegation.id}) == 1


def test_made_up_profiles_offer_and_seek(either: Event) -> None:
    for company in either.profiles:
        if company.id not in REAL:
            assert 2 <= len(company.capabilities) <= 5
            assert 2 <= len(company.interests) <= 5
            assert company.purposes
            assert company.languages
            assert 1 <= company.delegates <= 3


def test_some_are_away_or_limited(event: Event) -> None:
    assert sum(bool(company.unavailable) for company in event.profiles) > 20
    assert sum(company.available is not None for company in event.profiles) > 5
    assert sum(company.max_meetings is not None for company in event.profiles) > 40


def test_wishes_agree_with_each_other(either: Event) -> None:
    musts, wants, avoids = (pairs(either, kind) for kind in WishKind)
    assert len(either.profiles) / 30 < len(musts) < len(either.profiles) / 10
    assert len(wants) > len(either.profiles) / 2
    assert avoids
    assert not set(avoids) & {*musts, *wants}
    assert all(len(pair) == 2 for pair in [*musts, *wants, *avoids])
    for company in either.profiles:
        ranks = [wish.rank for wish in company.wishes if wish.wish is WishKind.WANT]
        assert ranks == list(range(1, len(ranks) + 1))


def test_musts_can_all_be_met(either: Event) -> None:
    musts = pairs(either, WishKind.MUST)
    bound = [company for pair in musts for company in pair]
    assert len(bound) == len(set(bound))
    for one, other in (map(either.company.__getitem__, pair) for pair in musts):
        assert set(one.languages) & set(other.languages)
    for company in map(either.company.__getitem__, bound):
        assert company.available is None
        assert not company.unavailable
        assert company.max_meetings is None or company.max_meetings >= 1
        assert not [wish for wish in company.wishes if wish.wish is WishKind.MUST and wish.answer == "declined"]


def test_vocabulary_is_a_forest_with_unambiguous_labels(event: Event) -> None:
    broader = {term.id: term.broader for term in event.vocabulary}
    assert len(broader) >= 200
    for start in broader:
        seen, term = {start}, start
        while broader[term]:
            (term,) = broader[term]
            assert term not in seen
            seen.add(term)
    owners: dict[str, set[str]] = {}
    for entry in event.vocabulary:
        assert set(entry.labels) == LANGUAGES
        for label in (*entry.labels.values(), *entry.synonyms):
            owners.setdefault(label.casefold(), set()).add(entry.id)
    assert [label for label, terms in owners.items() if len(terms) > 1] == []


def test_made_up_profiles_say_whom_they_want_to_meet(either: Event) -> None:
    made_up = [company for company in either.profiles if company.id not in REAL]
    assert sum(bool(company.targets) for company in made_up) > len(made_up) / 3
    assert {company.chain for company in made_up} == {*ChainPosition, None}
    assert all((company.kind is Kind.INVESTOR) == bool(gives(company)) for company in made_up)
    assert sum(company.investment is not None and not gives(company) for company in made_up) > len(made_up) / 20
    assert sum(bool(company.competitors) for company in made_up) > len(made_up) / 40
    assert sum(bool(company.met) for company in made_up) > len(made_up) / 8
    groups = Counter(company.group for company in made_up if company.group)
    assert set(groups.values()) == {2}
    assert any(company.excludes.kinds for company in made_up)
    assert any(company.seeks_kinds for company in made_up)


def gives(company: Company) -> bool:
    """Whether the company invests in others."""
    return company.investment is not None and company.investment.gives


def test_real_profiles_say_nothing_of_the_kind(either: Event) -> None:
    new = ("group", "competitors", "targets", "seeks_kinds", "chain", "investment", "met")
    for company in either.profiles:
        if company.id in REAL:
            assert not any(getattr(company, key) for key in new)


def test_no_rule_stands_against_a_wish(either: Event) -> None:
    rules = [rule for rule in rules_used(either) if rule.reason is not avoided_pairs_apart]
    assert len(rules) == 4
    for company in either.profiles:
        for wish in company.wishes:
            assert kept_apart_by(rules, either, company, either.company[wish.company]) is None


def test_terms_of_profiles_and_topics_are_in_the_vocabulary(event: Event) -> None:
    known = {label for term in event.vocabulary for label in (*term.labels.values(), *term.synonyms)}
    assert {topic for session in event.sessions for topic in session.topics} <= known
    said = [text for company in event.profiles for text in (*company.capabilities, *company.interests)]
    share = sum(text in known for text in said) / len(said)
    assert 0.75 < share < 0.95


def test_programme_leaves_a_choice(either: Event) -> None:
    assert {session.kind for session in either.sessions} == set(SessionKind)
    assert len({session.day for session in either.sessions}) == 2
    assert len({session.slot for session in either.sessions if session.kind in HOSTING}) == 2
    for salon in (session for session in either.sessions if session.kind is SessionKind.SALON):
        rivals = [
            session
            for session in either.sessions
            if session.kind is SessionKind.TABLES and session.day == salon.day and session.start < salon.end
        ]
        assert any(session.end > salon.start for session in rivals)
    halls = {session.hall for session in either.sessions if session.kind in HOSTING}
    tables = sum(either.hall[hall].tables or 0 for hall in halls)
    assert 0.35 <= tables / len(either.profiles) <= 0.45


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
    led = []
    for company in either.profiles:
        for wish in company.wishes:
            if wish.wish is WishKind.MUST:
                other = either.company[wish.company]
                assert wish.delegate in {None, *(person.id for person in other.people[:1])}
                led += [leader for side in (company, other) for leader in either.leaders_beside(side) if wish.leader]
    assert len(led) == len(set(led))


def test_plain_event_is_about_meetings_of_two(event: Event, tmp_path: Path) -> None:
    plain = event_of(written(tmp_path / "plain.yaml", "--plain"))
    assert list(plain.company) == list(event.company)
    for key in ("country", "capabilities", "interests", "languages", "max_meetings", "available", "unavailable"):
        same = [getattr(plain.company[name], key) == getattr(event.company[name], key) for name in plain.company]
        assert sum(same) >= len(same) - 1  # one shows the machine
    one_to_one = {SessionKind.TABLES, SessionKind.SALON, SessionKind.PLENARY}
    assert [s.id for s in plain.sessions] == [s.id for s in event.sessions if s.kind in one_to_one]
    assert not plain.interpreters
    assert all(delegation.members_meet for delegation in plain.delegations)
    assert not any(company.people or company.needs or company.minimums for company in plain.profiles)


def test_fair_has_ten_sessions_twelve_interpreters_twenty_delegations(tmp_path: Path) -> None:
    fair = event_of(written(tmp_path / "fair.yaml", "--fair", "--companies", str(LARGE)))
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


@pytest.mark.parametrize("companies", ["99", "1201"])
def test_generator_refuses_sizes_it_has_no_names_for(companies: str, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        written(tmp_path / "none.yaml", "--companies", companies)
    assert not list(tmp_path.iterdir())
