"""`match agendas`."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.agenda import AgendaBook
from matchmaker.cli.asked import schedule_named
from matchmaker.cli.console import WRITING, Screen, print_json, run_interruptibly, say_all
from matchmaker.cli.said import about_print
from matchmaker.errors import UsageError
from matchmaker.output import write_all
from matchmaker.pipeline import Project
from matchmaker.render import FORMATS, Paper, Part, Sort, Style

ALL = "all"
PARTS = (*(part.value for part in Part), ALL)
# Two languages fit side by side.
MOST_LANGUAGES = 2


def agendas(
    file: Annotated[Path, typer.Argument(help="The event the schedule is for.")],
    schedule: Annotated[Path, typer.Argument(help="The schedule: schedule.json, edited by hand or not.")],
    *,
    formats: Annotated[str, typer.Option("--format", help="Any of pdf, html, ics, xlsx, csv.")] = ",".join(FORMATS),
    parts: Annotated[str, typer.Option("--for", help=f"Any of {', '.join(PARTS)}.")] = ALL,
    only: Annotated[list[str] | None, typer.Option(help="Nothing but this id; may be repeated.")] = None,
    lang: Annotated[
        str, typer.Option(help="zh: everything in Chinese; zh,en: both side by side. [default: each sheet's own]")
    ] = "",
    sort: Annotated[Sort, typer.Option(help="The order of a booklet.")] = Sort.COUNTRY,
    separate: Annotated[
        bool, typer.Option("--separate", help="A PDF file for each sheet, instead of booklets.")
    ] = False,
    paper: Annotated[str, typer.Option(help="a4 or letter.")] = "a4",
    date: Annotated[str, typer.Option(help="The date of print, as 2024-09-20. [default: today]")] = "",
    out: Annotated[Path | None, typer.Option(help="Folder to write into. [default: agendas, beside SCHEDULE]")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")] = False,
) -> None:
    """Print the agendas of a schedule: sheets, signs, lists, a page, calendars, tables."""
    screen = Screen(quiet=as_json)
    chosen = _listed(formats, FORMATS, "--format")
    wanted = _listed(parts, PARTS, "--for")
    languages = tuple(filter(None, (one.strip() for one in lang.split(","))))
    if len(languages) > MOST_LANGUAGES:
        msg = f"--lang: two languages fit side by side, not {len(languages)}"
        raise UsageError(msg)
    papers = {"a4": Paper.A4, "letter": Paper.LETTER}
    (size,) = _listed(paper, papers, "--paper")[:1]
    asked = Style(
        parts=frozenset(Part) if ALL in wanted else frozenset(map(Part, wanted)),
        languages=languages,
        sort=sort,
        separate=separate,
        paper=papers[size],
        printed=_date(date),
    )
    folder = out if out is not None else schedule.parent / "agendas"

    def work() -> None:
        _run(file, schedule, folder, chosen, only or [], asked, screen, as_json=as_json)

    try:
        run_interruptibly(work, screen)
    finally:
        screen.close()


def _run(
    file: Path,
    schedule: Path,
    folder: Path,
    formats: tuple[str, ...],
    only: list[str],
    asked: Style,
    screen: Screen,
    *,
    as_json: bool,
) -> None:
    plan = schedule_named(schedule)
    project = Project.read(file, screen)
    own = project.style()
    style = replace(asked, logo=own.logo, files=own.files)
    whole = project.book(plan, asked.languages)
    book = whole.only(_known(only, whole)) if only else whole
    said = tuple(about_print(book, style))
    if not as_json:
        say_all(screen, said)
    screen.report("printing")
    files = project.printed(book, formats, style)
    if not files:
        msg = "nothing to print: the schedule has no such sheets" + ("" if book.dated else ", the event no dates")
        raise UsageError(msg)
    screen.report(WRITING)
    write_all(folder, files)
    screen.close()
    if as_json:
        written = [str(folder / name) for name in files]
        print_json({"files": written, "said": said, "seconds": round(screen.seconds(), 2)})
        return
    screen.say(f"{screen.seconds():.1f} s; written to {folder}: {_counted(files)}")


def _listed(text: str, known: Iterable[str], option: str) -> tuple[str, ...]:
    """The choices in a text, each once, in the order of those known."""
    choices = tuple(known)
    asked = [one.strip().lower() for one in text.split(",") if one.strip()]
    wrong = [one for one in asked if one not in choices]
    if wrong or not asked:
        msg = f"{option}: “{', '.join(wrong)}” is none of {', '.join(choices)}"
        raise UsageError(msg)
    return tuple(one for one in choices if one in asked)


def _date(text: str) -> dt.date:
    """The date of print: as given, else that of SOURCE_DATE_EPOCH, else today's."""
    if text:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            msg = f"--date: “{text}” is no date; write it as 2024-09-20"
            raise UsageError(msg) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else dt.datetime.now().astimezone()
    return moment.date()


def _known(ids: list[str], book: AgendaBook) -> list[str]:
    """The ids, if all of them are known."""
    for one in ids:
        if one not in book.ids:
            near = difflib.get_close_matches(one, sorted(book.ids), n=1)
            hint = f"Did you mean “{near[0]}”?" if near else "It is no company, person, delegation, session or hall."
            msg = f"--only: “{one}” is not in the agendas. {hint}"
            raise UsageError(msg)
    return ids


def _counted(files: Iterable[str]) -> str:
    """The files by name, those of a folder counted."""
    counts: dict[str, int] = {}
    for name in files:
        folder, slash, _ = name.rpartition("/")
        counts[folder + slash if slash else name] = counts.get(folder + slash if slash else name, 0) + 1
    return ", ".join(f"{name} ({count} files)" if name.endswith("/") else name for name, count in counts.items())
