"""Makes up what companies say about whom they want to meet: markets, money, groups, competitors, earlier meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from firms import Firm
    from sources import Record
    from wishes import Wishes

TARGETING, RAISING, MET = 0.5, 0.5, 0.25
FIRMS_PER_GROUP, FIRMS_PER_RIVALRY, FIRMS_PER_EXCLUSION = 30, 20, 60
OUTCOMES = {"continue": 50, "open": 30, "done": 20}


def tie(firms: list[Firm], wishes: Wishes, given: Record, rng: Random) -> dict[str, Record]:
    """The further keys of each profile, by its id. Nobody is kept from somebody named in a wish."""
    ties = {firm.id: _own(firm, given, rng) for firm in firms}
    named = {frozenset((one, str(wish["company"]))) for one, said in wishes.items() for wish in said}
    for number, (one, other) in enumerate(_pairs(firms, FIRMS_PER_GROUP, named, rng, same="country"), start=1):
        for firm in (one, other):
            ties[firm.id]["group"] = f"group-{number}"
    for one, other in _pairs(firms, FIRMS_PER_RIVALRY, named, rng, same="role"):
        ties[one.id].setdefault("competitors", []).append(other.id)
    for firm in rng.sample(firms, len(firms) // FIRMS_PER_EXCLUSION):
        if not any(firm.id in pair for pair in named):
            ties[firm.id]["excludes"] = {"kinds": ["association"]}
    for firm in firms:
        if rng.random() < MET:
            other = rng.choice(firms)
            if other is not firm:
                outcome = rng.choices(list(OUTCOMES), weights=list(OUTCOMES.values()))[0]
                ties[firm.id]["met"] = [{"company": other.id, "outcome": outcome}]
    return ties


def _own(firm: Firm, given: Record, rng: Random) -> Record:
    """What a company says of itself and of no other."""
    found: Record = {}
    chain = [place for place, roles in given["chain"].items() if firm.role.id in roles]
    if chain:
        found["chain"] = chain[0]
    markets = given["markets"].get(firm.country.code, given["elsewhere"])
    if rng.random() < TARGETING:
        found["targets"] = rng.sample(markets, min(len(markets), rng.randint(1, 2)))
    kinds = [kind for kind, roles in given["kinds"].items() if firm.role.id in roles]
    if kinds:
        found["seeks_kinds"] = kinds
    raising = given["raising"].get(firm.role.id)
    if raising and rng.random() < RAISING:
        found["investment"] = {"raises": rng.choice(raising["amounts"]), "stages": [rng.choice(raising["stages"])]}
    if firm.role.kind == "investor":
        found["investment"] = rng.choice(given["investing"])
    return found


def _pairs(
    firms: list[Firm], per: int, named: set[frozenset[str]], rng: Random, *, same: str
) -> list[tuple[Firm, Firm]]:
    """Pairs of firms of the same country or role, nobody in two of them, and none that a wish names."""
    free = rng.sample(firms, len(firms))
    pairs: list[tuple[Firm, Firm]] = []
    while free and len(pairs) < len(firms) // per:
        one = free.pop()
        fitting = [
            other
            for other in free
            if getattr(other, same) is getattr(one, same) and frozenset((one.id, other.id)) not in named
        ]
        if fitting:
            free.remove(fitting[0])
            pairs.append((one, fitting[0]))
    return pairs
