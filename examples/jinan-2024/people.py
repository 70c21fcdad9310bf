"""Names delegates, and makes up what asks for them: wishes for a delegate or a leader."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from firms import scaled

if TYPE_CHECKING:
    from random import Random

    from firms import Firm
    from sources import Record

    People: TypeAlias = dict[str, list[Record]]


def name(firms: list[Firm], away: list[str], profiles: list[Record], given: Record, rng: Random) -> People:
    """The delegates of those with a part to play, and of some whom others want to meet, by the company's id."""
    wanted = [wish["company"] for record in profiles for wish in record.get("wishes", []) if booked(wish)]
    chosen = dict.fromkeys([*away, *rng.sample(wanted, len(wanted))])
    count = max(len(away), scaled(int(given["named"]), len(profiles)))
    known = {firm.id: firm for firm in firms}
    return {
        company: _delegates(known[company], 3 if company in away else 2, given, rng) for company in list(chosen)[:count]
    }


def booked(wish: Record) -> bool:
    """Whether both sides look forward to it."""
    return bool(wish["wish"] != "avoid" and wish["answer"] == "accepted")


def _delegates(firm: Firm, count: int, given: Record, rng: Random) -> list[Record]:
    """All but the second speak all that the company speaks and are always there; the last of three may be a host."""
    writes = firm.country.writes
    names, roles = given["names"][writes], given["roles"][writes]
    families, givens = rng.sample(names["family"], count), rng.sample(names["given"], count)
    found: list[Record] = []
    for place, (family, first) in enumerate(zip(families, givens, strict=True)):
        own = f"{family[0]}{first[0]}" if writes == "zh" else f"{first[0]} {family[0]}"
        latin = f"{family[-1]} {first[-1]}" if writes == "zh" else f"{first[-1]} {family[-1]}"
        second = place == 1
        found.append(
            {
                "id": "-".join((firm.id, latin.lower().replace(" ", "-").replace("ö", "o").replace("ü", "u"))),
                "name": own,
                **({} if own == latin else {"names": {"en": latin}}),
                "role": roles[place],
                "languages": firm.languages[:1] if second else firm.languages,
                **(rng.choice(given["hours"]) if second else {}),
            }
        )
    return found


def ask(profiles: list[Record], people: People, leaders: dict[str, str], given: Record, rng: Random) -> list[Record]:
    """The profiles, some of whose wishes ask for a delegate, and some for the leaders of the delegations.

    A must asks for a first delegate only, who can always come; and no leader comes to two musts.
    """
    home = {record["id"]: leaders.get(record.get("delegation", "")) for record in profiles}
    wishes = [(record["id"], wish) for record in profiles for wish in record.get("wishes", []) if booked(wish)]
    spoken = {record["id"]: record.get("languages", []) for record in profiles}
    more: dict[tuple[str, str], Record] = {}
    asking = [(one, wish) for one, wish in wishes if wish["company"] in people]
    for one, wish in rng.sample(asking, min(len(asking), scaled(int(given["asking"]), len(profiles)))):
        first, second = people[wish["company"]][:2]
        talking = wish["wish"] == "want" and set(second["languages"]) & set(spoken[one])
        more[one, wish["company"]] = {"delegate": rng.choice([first, second] if talking else [first])["id"]}
    led = [(one, wish) for one, wish in wishes if _beside(home, one, wish["company"])]
    bound: set[str] = set()
    for one, wish in rng.sample(led, min(len(led), scaled(int(given["led"]), len(profiles)))):
        come = _beside(home, one, wish["company"])
        if wish["wish"] != "must" or not come & bound:
            more.setdefault((one, wish["company"]), {})["leader"] = "true"
            bound |= come if wish["wish"] == "must" else set()
    return [
        record | {"wishes": [wish | more.get((record["id"], wish["company"]), {}) for wish in record["wishes"]]}
        if "wishes" in record
        else record
        for record in profiles
    ]


def _beside(home: dict[str, str | None], one: str, other: str) -> set[str]:
    """The leaders of the two companies' delegations who are neither of them."""
    return {leader for company in (one, other) if (leader := home[company]) is not None} - {one, other}
