"""What an event may pursue, and in which order."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from matchmaker.fields import listed


class GoalName(StrEnum):
    """What an event may pursue, in the order that stands if it says nothing; `matchmaker.goals` measures each."""

    MINIMUMS_KEPT = "minimums_kept"
    WORST_OFF = "worst_off"
    BELOW_FLOOR = "below_floor"
    TOTAL_COMPATIBILITY = "total_compatibility"
    TOPIC_FIT = "topic_fit"
    BREAKS = "breaks"
    HALL_CHANGES = "hall_changes"


def _goals(value: tuple[GoalName, ...]) -> tuple[GoalName, ...]:
    """Each once, and the sum that a schedule states of itself among them."""
    if len(set(value)) < len(value):
        raise PydanticCustomError("goal-twice", "a goal stands twice", {})
    if GoalName.TOTAL_COMPATIBILITY not in value:
        raise PydanticCustomError("goal-missing", "total_compatibility is missing", {})
    return value


Goals = Annotated[tuple[GoalName, ...], BeforeValidator(listed), AfterValidator(_goals)]
