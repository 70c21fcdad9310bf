"""One event with everything that is hard to print, and a schedule made by hand for it.

A company with 25 meetings in a day, one with none, names of 120 letters, of markup, of formulas, from right to left;
a meeting across midnight, twelve delegates, a round table with a topic and a moderator, a desk with an adviser and a
need, a booth with two visitors at once and one with none, a speaker, a leader who comes along, an interpreter, a
cancelled meeting.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from matchmaker import Event, Schedule, load_event
from matchmaker.agenda import AgendaBook, agenda_book
from matchmaker.schedule import Meeting

FOLDER = Path(__file__).parent / "sample"
EVENT_FILE = FOLDER / "event.yaml"
DATE = dt.date(2024, 10, 10)
CHINA = dt.timezone(dt.timedelta(hours=8))
MEETS = "济南邦德激光股份有限公司 offers “laser cutting heads”, Müller & Söhne Lasertechnik GmbH seeks “laser cutting”"
REASONS = (MEETS, "both are here for trade and cooperation", "你们都寻求联合研发")
TALK = {"session": "dialogue", "hall": "spring", "table": 2, "moderator": "zhou", "topic": "Laser cleaning 激光清洗"}
HOST = [{"company": "twelve", "delegate": "Lou Lima"}]
PEERS = ("by", "de", "long", "run", "markup", "formula", "arabic", "twelve")


def meeting(number: int, who: str, start: str, minutes: int = 30, **fields: Any) -> Meeting:
    """A meeting ("a b") at a local time."""
    begin = dt.datetime.fromisoformat(f"2024-10-{start}").replace(tzinfo=CHINA)
    usual = {"session": "tables", "hall": "light", "table": 1 + number % 30, "weight": 100, "reasons": REASONS}
    values = {"start": begin, "end": begin + dt.timedelta(minutes=minutes), **usual, **fields}
    return Meeting.model_validate({"id": f"m{number}", "participants": who.split(), **values})


@cache
def event() -> Event:
    """The event."""
    return load_event(EVENT_FILE).event


@cache
def schedule() -> Schedule:
    """The schedule."""
    full = [
        meeting(
            number,
            f"bond {PEERS[number % len(PEERS)]}",
            f"16T{8 + number // 2:02d}:{30 * (number % 2):02d}",
            attendees=[{"company": "bond", "delegate": "李明" if number % 3 else "张华"}],
            reasons=REASONS[: 1 + number % 3],
        )
        for number in range(25)
    ]
    many = [
        meeting(
            100 + number,
            f"twelve {PEERS[number % 7]}",
            f"17T{9 + number // 4:02d}:{30 * (number // 2 % 2):02d}",
            session="salon",
            hall="spring",
            attendees=[{"company": "twelve", "delegate": event().company["twelve"].people[number].id}],
        )
        for number in range(12)
    ]
    special = [
        meeting(200, "by de", "17T10:30", session="salon", hall="spring", table=21, interpreter="wang"),
        meeting(201, "by arabic", "17T13:00", session="law", table=3, adviser="okafor"),
        meeting(202, "bond by de run twelve", "17T14:00", 60, **TALK),
        meeting(203, "by formula", "17T23:30", 60, session="night", table=30),
        meeting(204, "de markup", "17T09:00", session="salon", hall="spring", table=22, sequence=2),
        meeting(205, "formula", "17T13:30", session="law", table=3, adviser="okafor", need="出口合同 export contracts"),
        meeting(206, "de twelve", "17T10:00", session="show", table=1, attendees=HOST),
        meeting(207, "arabic twelve", "17T10:00", session="show", table=1, attendees=HOST),
        meeting(208, "markup formula", "17T09:30", session="salon", hall="spring", table=23, leaders=["run"]),
    ]
    gone = meeting(300, "de by", "16T11:00", sequence=1)
    return Schedule(
        status="feasible",
        objective=0,
        bound=0,
        gap=0.0,
        seed=0,
        meetings=(*full, *many, *special),
        unscheduled=(),
        version=3,
        cancelled=(gone,),
    )


@cache
def book() -> AgendaBook:
    """The book."""
    return agenda_book(event(), schedule())
