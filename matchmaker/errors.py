"""Everything a caller may have to handle.

MatchmakerError
├── InputError     a file is wrong: carries every mistake, each with its place
├── UsageError     the call is wrong: a folder that cannot be written, two options that clash
└── InternalError  matchmaker is wrong: a schedule of ours failed the checker; please report it

Outcomes of solving (solved, impossible, undecided) are values, not errors; see `matchmaker.outcome`.
"""

from __future__ import annotations

from dataclasses import dataclass


class MatchmakerError(Exception):
    """Base of all errors raised on purpose."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an input file, told so that its author can mend it.

    `line` and `column` count from 1; 0 means the file as a whole. `code` is stable across versions and
    languages; `message` says what is wrong and `remedy` what would be right.
    """

    code: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    value: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        shown = f" (found {self.value})" if self.value else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}: {self.message}{shown}.{remedy}"


class InputError(MatchmakerError):
    """An input file that cannot be used, with all its mistakes in reading order."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        if not mistakes:
            msg = "an InputError names at least one mistake"
            raise ValueError(msg)
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


class UsageError(MatchmakerError):
    """A call that cannot be carried out, for a reason outside the input file."""


class InternalError(MatchmakerError):
    """A broken promise of matchmaker itself."""
