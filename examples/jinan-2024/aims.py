"""Makes up what companies are here for: needs for an adviser, priorities of their purposes, meetings promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firms import scaled

if TYPE_CHECKING:
    from random import Random

    from firms import Firm
    from sources import Record, Sources

ONE_IN_SO_MANY_HAS_TWO = 5
PRIORITIES = ("3", "2", "1")


def aim(firms: list[Firm], profiles: list[Record], sources: Sources, rng: Random) -> dict[str, Record]:
    """The keys of each made-up profile that say so, by its id."""
    given = sources.people
    found: dict[str, Record] = {firm.id: {} for firm in firms}
    records = {record["id"]: record for record in profiles}
    on_that_day = [firm for firm in firms if "available" not in firm.presence.windows]
    needing = rng.sample(on_that_day, scaled(int(given["needing"]), len(profiles)))
    known = sources.vocabulary | sources.law
    for place, firm in enumerate(needing):
        could = given["needs"].get(firm.country.code, given["elsewhere"])
        terms = rng.sample(could, 1 if place % ONE_IN_SO_MANY_HAS_TWO else 2)
        found[firm.id]["needs"] = [known[term].labels[firm.country.writes] for term in terms]
    for firm in firms:
        record = records[firm.id]
        minimums = dict(given["minimums"].get(firm.role.id, {}))
        purposes = list(record["purposes"])
        if "raises" in record.get("investment", {}):
            purposes = [
                purpose for purpose in sources.frame["event"]["purposes"] if purpose in {*purposes, "investment"}
            ]
            minimums["investment"] = given["investors"]
        minimums = {purpose: least for purpose, least in minimums.items() if purpose in purposes}
        if minimums:
            found[firm.id]["minimums"] = minimums
        if len(purposes) > 1 and rng.randrange(100) < int(given["prioritising"]):
            first = "investment" if "investment" in minimums else rng.choice(purposes)
            others = rng.choices(PRIORITIES, k=len(purposes))
            found[firm.id]["purposes"] = {
                purpose: PRIORITIES[0] if purpose == first else other
                for purpose, other in zip(purposes, others, strict=True)
            }
        elif purposes != record["purposes"]:
            found[firm.id]["purposes"] = purposes
    return found
