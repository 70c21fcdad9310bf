"""What speaks for a pair: one function per criterion, each returning its evidence with points and a sentence.

The weight of a pair is the sum of its points. A criterion is given the two companies and the `Likeness` of phrases;
it returns nothing where it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matchmaker.event import Answer, Company, WishKind

# Points for the interest that is met best; each further one counts half of the one before, three at most.
INTEREST = 200
INTERESTS_COUNTED = 3
PURPOSE = 40
PURPOSES_COUNTED = 2
WANTED = 120
WANTED_LEAST = 20
WANTED_STEP = 20
ACCEPTED = 60
MUST = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a pair should meet. `phrases` are the capability and the interest behind it, if it is about those."""

    criterion: str
    points: int
    reason: str
    phrases: tuple[str, ...] = ()


# Likeness, 0 to 1, of a phrase offered to a phrase sought.
Likeness = Callable[[str, str], float]
Criterion = Callable[[Company, Company, Likeness], Iterator[Evidence]]


def capability_meets_interest(one: Company, other: Company, like: Likeness) -> Iterator[Evidence]:
    """What one side offers is what the other side seeks."""
    for giver, seeker in ((one, other), (other, one)):
        met = sorted(filter(None, (_best(giver, interest, like) for interest in seeker.interests)), reverse=True)
        for rank, (value, _, capability, interest) in enumerate(met[:INTERESTS_COUNTED]):
            points = round(INTEREST * value / 2**rank)
            offer = f"{giver.name} offers “{capability}”"
            reason = offer if capability == interest else f"{offer}, {seeker.name} seeks “{interest}”"
            yield Evidence("capability_meets_interest", points, reason, (capability, interest))


def _best(giver: Company, interest: str, like: Likeness) -> tuple[float, int, str, str] | None:
    """The capability that meets the interest best, the first one of equals."""
    found = [(like(capability, interest), -place, capability) for place, capability in enumerate(giver.capabilities)]
    value, place, capability = max(found, default=(0.0, 0, ""))
    return (value, place, capability, interest) if value > 0 else None


def shared_purpose(one: Company, other: Company, like: Likeness) -> Iterator[Evidence]:  # noqa: ARG001
    """Both came for the same purpose."""
    shared = [purpose for purpose in one.purposes if purpose in other.purposes][:PURPOSES_COUNTED]
    if shared:
        yield Evidence("shared_purpose", PURPOSE * len(shared), f"both are here for {' and '.join(shared)}")


def wished(one: Company, other: Company, like: Likeness) -> Iterator[Evidence]:  # noqa: ARG001
    """One side named the other."""
    for wisher, named in ((one, other), (other, one)):
        for wish in wisher.wishes:
            if wish.company != named.id or wish.wish is WishKind.AVOID:
                continue
            if wish.wish is WishKind.MUST:
                points, words = MUST, "this meeting was set beforehand"
            else:
                points = max(WANTED_LEAST, WANTED - WANTED_STEP * ((wish.rank or 3) - 1))
                words = f"{wisher.name} asked for this meeting"
            if wish.answer is Answer.ACCEPTED:
                points, words = points + ACCEPTED, f"{words}, and {named.name} agreed"
            yield Evidence("wished", points, words)


CRITERIA: tuple[Criterion, ...] = (capability_meets_interest, shared_purpose, wished)

# A pair needs more in common than a purpose.
SUFFICIENT = frozenset({"capability_meets_interest", "wished"})


def weigh(one: Company, other: Company, like: Likeness) -> tuple[Evidence, ...]:
    """All evidence for a pair, most points first; empty if nothing but a purpose connects them."""
    found = [evidence for criterion in CRITERIA for evidence in criterion(one, other, like)]
    if not any(evidence.criterion in SUFFICIENT for evidence in found):
        return ()
    return tuple(sorted(found, key=lambda evidence: -evidence.points))
