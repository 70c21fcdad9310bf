"""`match why` and `match why-not`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.asked import blocks, company_named, told_apart
from matchmaker.cli.console import Screen, print_json, run_interruptibly, say_all
from matchmaker.inputs import load_schedule
from matchmaker.pipeline import Project
from matchmaker.why import Words, plain

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
    screen = Screen(quiet=True)

    def work() -> None:
        plan = load_schedule(schedule)
        project = Project.read(file, screen)
        one, two = company_named(project.event, company), company_named(project.event, other)
        told_apart(one, two)
        answer = project.why_pair(plan, one, two)
        if as_json:
            print_json(plain(answer))
        else:
            say_all(screen, blocks(list(words.answer(answer)) for words in _spoken(project, language)))

    run_interruptibly(work, screen)


def why(
    file: File,
    schedule: Plan,
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="A company, by id or name.")],
    *,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Explain a company's day: what was wished and given, what was not and why, and the best it could have had."""
    screen = Screen(quiet=True)

    def work() -> None:
        plan = load_schedule(schedule)
        project = Project.read(file, screen)
        day = project.why_day(plan, company_named(project.event, company))
        if as_json:
            print_json(plain(day))
        else:
            say_all(screen, blocks(list(words.day(day)) for words in _spoken(project, language)))

    run_interruptibly(work, screen)


def _spoken(project: Project, language: str | None) -> list[Words]:
    codes = (language,) if language is not None else project.event.event.languages
    return [project.words(code) for code in codes]
