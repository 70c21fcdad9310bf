"""What is left to decide, as whole numbers and positions: a `Problem`, made of an event and its graph."""

from matchmaker.problem.arrays import BoolArray, IntArray
from matchmaker.problem.others import Consultation, Other, Pledge, Visit
from matchmaker.problem.preparing import prepare
from matchmaker.problem.rounds import Dialogue, Group
from matchmaker.problem.value import Placement, Problem

__all__ = [
    "BoolArray",
    "Consultation",
    "Dialogue",
    "Group",
    "IntArray",
    "Other",
    "Placement",
    "Pledge",
    "Problem",
    "Visit",
    "prepare",
]
