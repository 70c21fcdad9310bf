"""`match why` and `match why-not`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from matchmaker.cli.asked import blocks, company_named, told_apart
from matchmaker.cli.console import Screen, print_json, run_interruptibly, say_all
from matchmaker.inputs import load_schedule
from matchmaker.pipeline import Project
from matchmaker.schedule import Schedule
from matchmaker.why import Day, PairAnswer, Words, plain

File = Annotated[Path, typer.Argument(help="The event the schedule is for.")]
Plan = Annotated[Path, typer.Argument(metavar="SCHEDULE", help="The schedule: schedule.json, edited by hand or not.")]
Language = Annotated[str | None, typer.Option(help="Language code. [default: all of the event's]")]
AsJson = Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")]


def why_not(
    file: File,
    schedule: Plan,
    company: Annotated[str, typer.Argument(metavar="A", help="A company, by id or name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Say why two companies do not meet, and what it would take: what would be displaced, and what that costs."""

    def ask(project: Project, plan: Schedule) -> PairAnswer:
        one, two = company_named(project.event, company), company_named(project.event, other)
        told_apart(one, two)
        return project.why_pair(plan, one, two)

    _answer(file, schedule, ask, Words.answer, language, as_json=as_json)


def why(
    file: File,
    schedule: Plan,
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="A company, by id or name.")],
    *,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Explain a company's day: what was wished and given, what was not and why, and the best it could have had."""

    def ask(project: Project, plan: Schedule) -> Day:
        return project.why_day(plan, company_named(project.event, company))

    _answer(file, schedule, ask, Words.day, language, as_json=as_json)


Asked = TypeVar("Asked", PairAnswer, Day)


def _answer(
    file: Path,
    schedule: Path,
    ask: Callable[[Project, Schedule], Asked],
    say: Callable[[Words, Asked], Iterable[str]],
    language: str | None,
    *,
    as_json: bool,
) -> None:
    """Read both files, ask, and say the answer in a language, or in all of the event's."""
    screen = Screen(quiet=True)

    def work() -> None:
        plan = load_schedule(schedule)
        project = Project.read(file, screen)
        answer = ask(project, plan)
        if as_json:
            print_json(plain(answer))
        else:
            codes = (language,) if language is not None else project.event.event.languages
            say_all(screen, blocks(list(say(project.words(code), answer)) for code in codes))

    run_interruptibly(work, screen)
