"""Files to values: every mistake is collected, with file, line, column, value and what would be right."""

from matchmaker.inputs.event_file import Loaded, load_event
from matchmaker.inputs.materials import Materials, load_materials
from matchmaker.inputs.schedule_file import load_schedule

__all__ = ["Loaded", "Materials", "load_event", "load_materials", "load_schedule"]
