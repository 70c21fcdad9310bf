"""What a user asks about: companies by name, a schedule and its event, answers in several languages."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

import typer

from matchmaker.cli.console import Screen, print_json, run_interruptibly, say_all
from matchmaker.errors import UsageError
from matchmaker.event import Company, Event
from matchmaker.inputs import load_schedule
from matchmaker.output import finish
from matchmaker.pipeline import Project
from matchmaker.schedule import Schedule
from matchmaker.why import Words

File = Annotated[Path, typer.Argument(help="The event the schedule is for.")]
Plan = Annotated[Path, typer.Argument(metavar="SCHEDULE", help="The schedule: schedule.json, edited by hand or not.")]
Language = Annotated[str | None, typer.Option(help="Language code. [default: all of the event's]")]
AsJson = Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Question(Generic[Answer]):
    """What is asked of an event and its schedule, and how the answer is said to people, and to machines."""

    ask: Callable[[Project, Schedule], Answer]
    say: Callable[[Words, Answer], Iterable[str]]
    plain: Callable[[Answer], dict[str, Any]]


def schedule_named(path: Path) -> Schedule:
    """The schedule of a file; a plan whose writing was cut short is made whole first, where it can be.

    Raises:
        InputError: if it is none.
    """
    with suppress(OSError):
        finish(path.parent)
    return load_schedule(path)


def company_named(event: Event, text: str) -> Company:
    """The company with this id, or the only one with this name in any language.

    Raises:
        UsageError: if there is none, or are several.
    """
    if text in event.company:
        return event.company[text]
    wanted = text.strip().casefold()
    found = [it for it in event.profiles if wanted in {name.casefold() for name in (it.name, *it.names.values())}]
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"several companies are called “{text}”; name one by its id: {', '.join(it.id for it in found)}"
    else:
        known = {name: it.id for it in event.profiles for name in (it.id, it.name, *it.names.values())}
        near = difflib.get_close_matches(text, known, n=1)
        msg = f"there is no company “{text}”." + (f" Did you mean “{near[0]}”?" if near else "")
    raise UsageError(msg)


def told_apart(one: Company, other: Company) -> None:
    """Two companies, not one twice.

    Raises:
        UsageError: if they are the same.
    """
    if one.id == other.id:
        msg = f"{one.id} and {other.id} are the same company"
        raise UsageError(msg)


def blocks(blocks: Iterator[list[str]]) -> Iterator[str]:
    """The lines of each language, a line between them."""
    for number, lines in enumerate(blocks):
        yield from ([""] if number else [])
        yield from lines


def watched(*, as_json: bool) -> Screen:
    """A screen that shows progress to whoever watches; what is read by others is the answer alone."""
    screen = Screen(quiet=as_json)
    screen.quiet |= not screen.console.is_terminal
    return screen


def answer(
    screen: Screen, file: Path, schedule: Path, question: Question[Answer], language: str | None, *, as_json: bool
) -> None:
    """Read both files, ask, and say the answer in a language, or in all of the event's."""

    def work() -> None:
        plan = schedule_named(schedule)
        project = Project.read(file, screen)
        found = question.ask(project, plan)
        screen.close()
        if as_json:
            print_json(question.plain(found))
        else:
            codes = (language,) if language is not None else project.event.event.languages
            say_all(screen, blocks(list(question.say(project.words(code), found)) for code in codes))

    try:
        run_interruptibly(work, screen)
    finally:
        screen.close()
