"""The commands, and the one place where outcomes and errors become exit codes.

0 done · 1 a check found violations · 2 the input or the call is wrong, or the memory too small for it ·
3 no schedule can satisfy the hard rules · 4 time ran out, or Ctrl-C came, before any schedule was found ·
70 a bug in matchmaker.
"""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.agendas import agendas
from matchmaker.cli.console import Interrupted, Screen, print_json
from matchmaker.cli.explain import explain_pair
from matchmaker.cli.graph import graph
from matchmaker.cli.scarce import scarce
from matchmaker.cli.schedule import schedule
from matchmaker.cli.validate import validate
from matchmaker.cli.verify import verify
from matchmaker.cli.why import why, why_not
from matchmaker.errors import InputError, InternalError, UsageError

WRONG_INPUT, NOTHING_FOUND, BUG = 2, 4, 70
# What typer leaves with when a KeyboardInterrupt reaches it.
CTRL_C = 130

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Choose and schedule the meetings of a trade event, prove how good the plan is, and print the agendas.",
)
for command in (validate, schedule, verify, agendas):
    app.command()(command)
app.command()(graph)
app.command("explain")(explain_pair)
app.command()(why)
app.command("why-not")(why_not)
app.command()(scarce)


def _version(*, show: bool) -> None:
    if show:
        typer.echo(f"matchmaker {version('matchmaker')}")
        raise typer.Exit


@app.callback()
def options(
    *,
    _show: Annotated[
        bool, typer.Option("--version", callback=lambda v: _version(show=v), is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of `match` itself."""


def run() -> int:
    """Run the command line and turn what is raised into an exit code. No traceback reaches the user."""
    try:
        app()
    except SystemExit as leave:
        if leave.code == CTRL_C:
            return _tell(Screen(), Interrupted())
        return leave.code if isinstance(leave.code, int) else 0
    except Exception as error:  # noqa: BLE001 — the last place that can turn it into words
        return _tell(Screen(), error)
    return 0


def _tell(screen: Screen, error: Exception) -> int:
    match error:
        case InputError():
            _tell_mistakes(screen, error)
            code = WRONG_INPUT
        case Interrupted():
            screen.say("stopped before there was a schedule; nothing was written")
            code = NOTHING_FOUND
        case UsageError():
            screen.say(str(error))
            code = WRONG_INPUT
        case MemoryError():
            screen.say("the memory that there is does not suffice for this event; nothing was written")
            code = WRONG_INPUT
        case InternalError():
            screen.say(f"This is a bug in matchmaker, please report it: {error}")
            code = BUG
        case _:
            place = traceback.extract_tb(error.__traceback__)[-1]
            told = f"{type(error).__name__}: {error} ({Path(place.filename).name}, line {place.lineno})"
            screen.say(f"This is a bug in matchmaker, please report it: {told}")
            code = BUG
    return code


def _tell_mistakes(screen: Screen, error: InputError) -> None:
    """All mistakes; for machines too, if they asked."""
    if "--json" in sys.argv:
        rows = [{field: getattr(one, field) for field in one.__dataclass_fields__} for one in error.mistakes]
        print_json({"errors": rows})
    count = len(error.mistakes)
    told = [*map(str, error.mistakes), f"{count} mistake{'' if count == 1 else 's'}; nothing was written"]
    screen.say_lines(told)
