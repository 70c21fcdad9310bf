"""matchmaker: who should meet whom at a trade event, when and where, with a proof of how good the plan is.

    >>> from matchmaker import Project
    >>> project = Project.read("profiles.yaml")  # doctest: +SKIP
    >>> schedule = project.schedule()  # doctest: +SKIP

Each name is imported from its home when it is first used, so that a command loads no more than it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.errors import InputError, InternalError, MatchmakerError, Mistake, UsageError
    from matchmaker.event import Event
    from matchmaker.inputs import load_event, load_schedule
    from matchmaker.outcome import Impossible, Solved, Undecided
    from matchmaker.output import write_all
    from matchmaker.pipeline import Project
    from matchmaker.rules import Violation
    from matchmaker.schedule import Meeting, Schedule

__all__ = [
    "Event",
    "Impossible",
    "InputError",
    "InternalError",
    "MatchmakerError",
    "Meeting",
    "Mistake",
    "Project",
    "Schedule",
    "Solved",
    "Undecided",
    "UsageError",
    "Violation",
    "load_event",
    "load_schedule",
    "write_all",
]

_HOMES = {
    "errors": ("InputError", "InternalError", "MatchmakerError", "Mistake", "UsageError"),
    "event": ("Event",),
    "inputs": ("load_event", "load_schedule"),
    "outcome": ("Impossible", "Solved", "Undecided"),
    "output": ("write_all",),
    "pipeline": ("Project",),
    "rules": ("Violation",),
    "schedule": ("Meeting", "Schedule"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return __all__
