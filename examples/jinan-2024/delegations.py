"""What delegations may and want: quotas, shares, those who stayed at home; and further delegations of a fair."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from firms import Firm
    from sources import Record

LEADING = ("association", "park", "institution", "company", "investor")


def travel(
    firms: list[Firm], profiles: list[Record], given: Record, rng: Random
) -> tuple[list[Record], dict[str, str]]:
    """Further delegations, by country, and who is in one, by id."""
    found, members = [], dict[str, str]()
    records = {record["id"]: record for record in profiles}
    for country, number in given["countries"].items():
        free = [firm for firm in firms if firm.country.code == country and firm.party is None]
        size = min(int(given["most"]), len(free) * int(given["share"]) // 100 // int(number))
        for _ in range(int(number)):
            party = rng.sample([firm for firm in free if firm.id not in members], size)
            leader = min(party, key=lambda firm: LEADING.index(firm.role.kind))
            record = records[leader.id]
            titles = {"en": record["name"]} | record.get("names", {})
            names = {tongue: form.format(titles.get(tongue, record["name"])) for tongue, form in given["names"].items()}
            key = f"with-{leader.id}"
            found.append({"id": key, "name": names["en"], "names": names, "leader": leader.id})
            members |= dict.fromkeys((firm.id for firm in party), key)
    return found, members


def allot(delegations: list[Record], profiles: list[Record], given: Record) -> list[Record]:
    """The delegations with their quotas."""
    sizes = Counter(record.get("delegation") for record in profiles)
    found = []
    for delegation in delegations:
        own = dict(given["delegations"].get(delegation["id"], {"meetings": given["more"]["meetings"]}))
        each = own.pop("meetings", None)
        quota = {} if each is None else {"max_meetings": int(each) * sizes[delegation["id"]]}
        found.append(delegation | quota | own)
    return found
