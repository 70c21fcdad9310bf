"""The pages on sessions and people: their examples are small and are planned as told, their keys and rules exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from pydantic import BaseModel

from matchmaker.event import Company, Delegate, Delegation, Hall, Interpreter, Session, Settings, Wish
from matchmaker.goals import GOALS
from matchmaker.inputs.event_file import Loaded, parse_event
from matchmaker.matching import Weights
from matchmaker.people import AtHome
from matchmaker.pipeline import Project
from matchmaker.programme import Adviser, Booth, Group, RoundTable
from matchmaker.rules import RULES
from matchmaker.schedule import Meeting, Schedule
from matchmaker.timetable import slots_of_session
from tests import docs

FOLDER = docs.ROOT / "docs" / "reference" / "sessions"
PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(FOLDER.glob("*.md")) if page.stem != "README"}
MODELS: tuple[type[BaseModel], ...] = (
    *(Settings, Weights, Hall, Session, RoundTable, Group, Booth, Adviser, Delegation, AtHome, Interpreter, Delegate),
    *(Company, Wish),
)
KEYS = frozenset().union(*(model.model_fields for model in MODELS))
LONGEST = 10


@cache
def example(page: str) -> Loaded:
    """The event of a page."""
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", PAGES[page], re.MULTILINE | re.DOTALL)
    assert len(text.splitlines()) <= LONGEST
    return parse_event(text.encode(), page)


@cache
def plan(page: str) -> Schedule:
    """Its schedule, which has passed the checker."""
    found = Project(example(page).event).schedule()
    assert isinstance(found, Schedule)
    return found


def starts(meetings: tuple[Meeting, ...]) -> list[str]:
    """When meetings begin, by the clock of the event."""
    return [f"{meeting.start:%H:%M}" for meeting in meetings]


def test_the_pages_are_seen_and_the_front_page_lists_them() -> None:
    assert len(PAGES) == 12
    listed = re.findall(r"\]\((\w+)\.md\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_an_example_is_read_without_a_word(page: str) -> None:
    assert example(page).notes == ()


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_a_page_is_a_key_of_the_event_file(page: str) -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGES[page], re.MULTILINE)
    named = [key.split(":")[0].split(".")[-1] for row in rows for key in re.findall(r"`([^`]+)`", row)]
    assert named
    assert set(named) <= KEYS


def test_every_rule_of_a_page_exists_and_every_rule_of_sessions_and_people_is_on_one() -> None:
    named = {rule for text in PAGES.values() for rule in re.findall(r"`(\w+)`", text) if rule in RULES}
    told = "".join(re.findall(r"Rules: .*?\n\n", "".join(PAGES.values()), re.DOTALL))
    assert set(re.findall(r"`(\w+)`", told)) <= {*RULES, *GOALS, *KEYS}
    first = list(RULES).index("musts_kept")
    assert set(list(RULES)[first:]) <= named


def rooms_of_the_salon(found: Schedule) -> None:
    assert found.meetings
    assert not any("Rival" in meeting.participants for meeting in found.meetings)


def groups_of_the_dialogue(found: Schedule) -> None:
    assert found.meetings
    assert {meeting.moderator for meeting in found.meetings} <= {"Ms Li", "Mr Roth"}
    for meeting in found.meetings:
        assert meeting.topic == "training" or "Senfeng" in meeting.participants


def needs_of_the_consultation(found: Schedule) -> None:
    assert sorted((meeting.participants, meeting.need, meeting.adviser) for meeting in found.meetings) == [
        (("Bond Laser",), "export contracts", "Mr Chen"),
        (("Optik Jena",), "arbitration", "Mr Chen"),
        (("Optik Jena",), "customs", "Ms Weber"),
    ]


def visits_of_the_exhibition(found: Schedule) -> None:
    assert sorted(meeting.participants for meeting in found.meetings) == [
        ("Minsk Optics", "Bond Laser"),
        ("Optik Jena", "Bond Laser"),
    ]
    assert all(start >= "13:30" for start in starts(found.meetings))
    assert {one.delegate for meeting in found.meetings for one in meeting.attendees} == {"Mr Wu"}


def hours_of_the_plenary(found: Schedule) -> None:
    (start,) = starts(found.meetings)
    assert start >= "11:00"


def slots_of_the_days(found: Schedule) -> None:
    (start,) = starts(found.meetings)
    assert start in {"15:00", "15:10"}
    event = example("slots").event
    assert len(list(slots_of_session(event.session["Night"], event.event.zone))) == 4


def delegates_who_attend(found: Schedule) -> None:
    assert starts(found.meetings) == ["09:00", "09:00"]
    sent = {meeting.participants[1]: meeting.attendees[0].delegate for meeting in found.meetings}
    assert sent == {"Optik Jena": "Ms Sun", "Minsk Optics": "Mr Wu"}


def leaders_who_come(found: Schedule) -> None:
    held = {meeting.participants: meeting for meeting in found.meetings}
    assert held["Optik Jena", "Bond Laser"].leaders == ("BVMW",)
    assert "on behalf of its 960,000 members at home" in held["BVMW", "Bond Laser"].reasons[0]


def interpreters_who_bridge(found: Schedule) -> None:
    assert {meeting.participants[1]: meeting.interpreter for meeting in found.meetings} == {
        "Optik Jena": "Ms Lin",
        "Minsk Optics": "Mr Petrov",
    }


def ways_between_halls(found: Schedule) -> None:
    assert {meeting.session for meeting in found.meetings} == {"Tables", "Salon"}
    assert "10:00" not in starts(found.meetings)


def promises_of_purposes(found: Schedule) -> None:
    assert found.promises_broken == ()
    assert ("Radar Works", "Silk Road Fund") in {meeting.participants for meeting in found.meetings}


def answers_to_wishes(found: Schedule) -> None:
    assert {meeting.participants for meeting in found.meetings} == {("Bond Laser", "Jena"), ("Bond Laser", "Minsk")}


SHOWN: dict[str, Callable[[Schedule], Any]] = {
    "consultation": needs_of_the_consultation,
    "delegates": delegates_who_attend,
    "delegations": leaders_who_come,
    "dialogue": groups_of_the_dialogue,
    "exhibition": visits_of_the_exhibition,
    "halls": ways_between_halls,
    "interpreters": interpreters_who_bridge,
    "plenary": hours_of_the_plenary,
    "purposes": promises_of_purposes,
    "salon": rooms_of_the_salon,
    "slots": slots_of_the_days,
    "wishes": answers_to_wishes,
}


def test_every_page_shows_something() -> None:
    assert list(SHOWN) == list(PAGES)


@pytest.mark.parametrize("page", SHOWN)
def test_an_example_is_planned_as_its_page_tells(page: str) -> None:
    SHOWN[page](plan(page))
