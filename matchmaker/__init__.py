"""matchmaker: who should meet whom at a trade event, when and where, with a proof of how good the plan is.

>>> from matchmaker import Project
>>> project = Project.read("profiles.yaml")  # doctest: +SKIP
>>> schedule = project.schedule()  # doctest: +SKIP
"""

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
