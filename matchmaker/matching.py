"""What an organiser may say about who suits whom: weights of the criteria, and the parts of a profile they look at."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from matchmaker.fields import listed
from matchmaker.regions import PlaceCode


class Statement(BaseModel):
    """Base of the values here: as all input values, frozen, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


Places = Annotated[tuple[PlaceCode, ...], BeforeValidator(listed)]

MOST_POINTS = 1000
Points = Annotated[int, Field(ge=0, le=MOST_POINTS)]


class Kind(StrEnum):
    """What a participant is."""

    COMPANY = "company"
    INSTITUTION = "institution"
    ASSOCIATION = "association"
    PARK = "park"
    INVESTOR = "investor"


Kinds = Annotated[tuple[Kind, ...], BeforeValidator(listed)]


class ChainPosition(StrEnum):
    """Where in the value chain a company stands: materials and parts, machines and systems, use and distribution."""

    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"


class Stage(StrEnum):
    """How far a project is that seeks investment."""

    IDEA = "idea"
    SEED = "seed"
    GROWTH = "growth"
    EXPANSION = "expansion"
    ESTABLISHED = "established"


Stages = Annotated[tuple[Stage, ...], BeforeValidator(listed)]


class Outcome(StrEnum):
    """What came of meeting at an earlier event."""

    CONTINUE = "continue"
    OPEN = "open"
    DONE = "done"


class Weights(Statement):
    """Points, 0 to 1000, of each criterion when it is met in full; all of them zero would weigh nothing.

    `need_met` weighs no pair: it is what a consultation counts whose adviser knows all about a company's need.
    """

    capability_meets_interest: Points = 200
    shared_purpose: Points = 40
    complement_or_likeness: Points = 40
    value_chain: Points = 30
    target_market: Points = 60
    cross_border: Points = 20
    shared_language: Points = 30
    kind_sought: Points = 40
    investment: Points = 120
    wished: Points = 200
    past_meetings: Points = 60
    need_met: Points = 200

    @model_validator(mode="after")
    def _weighs_something(self) -> Weights:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise PydanticCustomError("weightless", "all weights are zero", {})
        return self


Amount = Annotated[int, Field(ge=0, le=10**15)]


def _plain_amount(value: Any) -> Any:
    """Spaces, commas, apostrophes and underscores may group digits: 2,000,000."""
    return "".join(c for c in value if c not in " ,'_\u00a0\u202f") if isinstance(value, str) else value


GroupedAmount = Annotated[Amount, BeforeValidator(_plain_amount)]


class Investment(Statement):
    """What a company raises, or from how much to how much an investor puts in, in the event's currency; and stages."""

    raises: GroupedAmount | None = None
    least: GroupedAmount | None = None
    most: GroupedAmount | None = None
    stages: Stages = ()

    @model_validator(mode="after")
    def _range(self) -> Investment:
        if self.least is not None and self.most is not None and self.most < self.least:
            raise PydanticCustomError("most-below-least", "most is below least", {})
        return self

    @property
    def gives(self) -> bool:
        """Whether this is the investor's side."""
        return self.least is not None or self.most is not None


class Exclusions(Statement):
    """Whom a company will not meet: all from some places, or all of some kinds."""

    countries: Places = ()
    kinds: Kinds = ()


class Embargo(Statement):
    """Companies of one place do not meet those of the other."""

    between: PlaceCode
    and_: PlaceCode = Field(alias="and")


class Met(Statement):
    """A company met at an earlier event, and what came of it: continue, open, done."""

    company: Annotated[str, Field(min_length=1, max_length=300)]
    outcome: Outcome = Outcome.OPEN
