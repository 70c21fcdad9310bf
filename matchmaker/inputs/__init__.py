"""Files to values: every mistake is collected, with file, line, column, value and what would be right."""

from matchmaker.inputs.event_file import Loaded, load_event
from matchmaker.inputs.schedule_file import load_schedule

__all__ = ["Loaded", "load_event", "load_schedule"]
