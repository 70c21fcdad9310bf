"""The model example is what its generator writes, is a valid event, and tells fact from invention."""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from matchmaker.apart import avoided_pairs_apart, kept_apart_by, open_wishes_wait, rules_used
from matchmaker.compatibility.likeness import Phrases
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.event import HOSTING, Company, Event, Kind, SessionKind, WishKind
from matchmaker.matching import ChainPosition
from tests.jinan import EXAMPLE, LARGE, REAL, event_of, generated, gives, jinan, written

LANGUAGES = {"zh", "en", "de", "ru"}

Pair = frozenset[str]


@pytest.fixture(scope="module")
def text() -> bytes:
    """The file in the repository."""
    return (EXAMPLE / "profiles.yaml").read_bytes()


@pytest.fixture(scope="module")
def event() -> Event:
    """The event in the repository."""
    return jinan()


@pytest.fixture(scope="module")
def large() -> Event:
    """An event of the same shape with 1,000 profiles."""
    return generated("--companies", str(LARGE))


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


def test_the_vocabulary_joins_what_languages_call_a_thing(event: Event) -> None:
    vocabulary = Vocabulary.of(event.vocabulary)
    said = ("激光切割机", "Laserschneidanlage", "лазерный станок", "laser cutting machine")
    assert {vocabulary.term(text) for text in said} == {"laser-cutting-machine"}
    found = Phrases(vocabulary, said).likenesses(["fiber laser cutter"], [*said, "laser equipment"]).toarray()
    assert found.ravel().tolist() == pytest.approx([0.85] * 4 + [0.85**2], abs=1e-6)


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


def test_real_profiles_say_nothing_of_the_kind(either: Event) -> None:
    new = ("group", "competitors", "targets", "seeks_kinds", "chain", "investment", "met")
    for company in either.profiles:
        if company.id in REAL:
            assert not any(getattr(company, key) for key in new)


def test_no_rule_stands_against_a_wish(either: Event) -> None:
    answers = (avoided_pairs_apart, open_wishes_wait)
    rules = [rule for rule in rules_used(either) if rule.reason not in answers]
    assert len(rules) == 4
    for company in either.profiles:
        for wish in company.wishes:
            if wish.wish is not WishKind.AVOID:
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


@pytest.mark.parametrize("companies", ["99", "1201"])
def test_generator_refuses_sizes_it_has_no_names_for(companies: str, tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        written(tmp_path / "none.yaml", "--companies", companies)
    assert not list(tmp_path.iterdir())
