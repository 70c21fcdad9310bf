"""Fills the sessions: guests and speakers of salons, round tables, advisers, booths, and the ways between halls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from firms import scaled

if TYPE_CHECKING:
    from random import Random

    from firms import Firm
    from people import People
    from sources import Record, Sources


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Who stands on a stage, at a booth, and who asked for a round table, by id; and what exhibitors show."""

    speakers: dict[str, list[str]]
    exhibitors: list[tuple[Record, str]]
    askers: list[str | None]

    @property
    def away(self) -> list[str]:
        """Those who need a delegate for it."""
        return [*(one for _, one in self.exhibitors), *(one for every in self.speakers.values() for one in every)]


class _Draw:
    """Draws firms that are there on both days, none of them twice."""

    def __init__(self, firms: list[Firm], rng: Random) -> None:
        self._left = [firm for firm in rng.sample(firms, len(firms)) if not firm.presence.windows]

    def one(self, role: str, language: str = "", country: str = "") -> str:
        """A firm of a role, from a country if there is one, speaking a language if one does."""
        could = [firm for firm in self._left if firm.role.id == role]
        could = [firm for firm in could if firm.country.code == country] or could
        could = [firm for firm in could if language in firm.languages] or could
        self._left.remove(could[0])
        return could[0].id


def cast(firms: list[Firm], given: Record, total: int, rng: Random) -> Parts:
    """Who plays a part. Larger events have more booths and round tables."""
    draw, dialogue = _Draw(firms, rng), given["dialogue"]
    language = dialogue["language"]
    speakers = {
        name: [draw.one(role, language) for role in salon["speakers"]] for name, salon in given["salons"].items()
    }
    booths = _repeated(given["booths"], scaled(len(given["booths"]), total))
    exhibitors = [(booth, draw.one(booth["role"], language, booth.get("country", ""))) for booth in booths]
    askers = [
        draw.one(table["asked_by"], language) if "asked_by" in table else None
        for table in _repeated(dialogue["round_tables"], scaled(len(dialogue["round_tables"]), total))
    ]
    return Parts(speakers=speakers, exhibitors=exhibitors, askers=askers)


def hold(
    sessions: list[Record], firms: list[Firm], parts: Parts, named: People, sources: Sources, rng: Random
) -> list[Record]:
    """The sessions with all that belongs to them; `named` are the delegates by company."""
    found, total = [], len(firms) + len(sources.frame["profiles"])
    for session in sessions:
        more: Record = {}
        match session["kind"]:
            case "plenary":
                more = {"speakers": sources.programme["opening"]}
            case "salon":
                more = _salon(session["id"], firms, parts, sources, total, rng)
            case "dialogue":
                more = _dialogue(firms, parts, sources, rng)
            case "consultation":
                more = _consultation(sources, total)
            case "exhibition":
                more = {**sources.programme["exhibition"], "booths": _booths(session, parts, named)}
        found.append(session | more)
    return found


def _salon(name: str, firms: list[Firm], parts: Parts, sources: Sources, total: int, rng: Random) -> Record:
    salon = sources.programme["salons"][name]
    more: Record = {"capacity": scaled(int(salon["capacity"]), total), "speakers": parts.speakers[name]}
    invited = salon.get("invited", {}).get("kinds", [])
    real = [record["id"] for record in sources.frame["profiles"] if record.get("kind") in invited]
    for key in ("invited", "kept_out"):
        if key in salon:
            kinds, roles = salon[key].get("kinds", []), salon[key].get("roles", [])
            named = [firm.id for firm in firms if firm.role.kind in kinds or firm.role.id in roles]
            more[key] = sorted(named + (real if key == "invited" else []))
    if "signed_up" in salon:
        asked = set(salon["signed_up"]["seeks"])
        could = [firm.id for firm in firms if asked & set(firm.seeks) and firm.id not in more["invited"]]
        more["signed_up"] = sorted(rng.sample(could, min(len(could), scaled(int(salon["signed_up"]["most"]), total))))
    return more


def _dialogue(firms: list[Firm], parts: Parts, sources: Sources, rng: Random) -> Record:
    given = sources.programme["dialogue"]
    tables = _repeated(given["round_tables"], len(parts.askers))
    topics = [sources.vocabulary[table["topic"]].labels["en"] for table in tables]
    apart = []
    for role in given["apart"]:
        rivals = [firm.id for firm in firms if firm.role.id == role and given["language"] in firm.languages]
        apart.append(sorted(rng.sample(rivals, min(len(rivals), 5))))
    return {
        "tables": len(tables),
        "topics": list(dict.fromkeys(topics)),
        "language": given["language"],
        "group": given["group"] | {"apart": apart},
        "round_tables": [
            {"topic": topic, "asked_by": asker} if asker else {"topic": topic}
            for topic, asker in zip(topics, parts.askers, strict=True)
        ],
        "moderators": numbered(given["moderators"], max(len(given["moderators"]), len(tables) - 1)),
    }


def _consultation(sources: Sources, total: int) -> Record:
    """Desks, with advisers whose expertise is written in the first of their languages."""
    given = sources.programme["consultation"]
    known = sources.vocabulary | sources.law
    advisers = [
        row | {"expertise": [known[term].labels[row["languages"][0]] for term in row["expertise"]]}
        for row in numbered(given["advisers"], scaled(len(given["advisers"]), total))
    ]
    return {"slot": given["slot"], "tables": len(advisers), "advisers": advisers}


def _booths(session: Record, parts: Parts, named: People) -> list[Record]:
    """The booths; who shows something particular says who explains it."""
    found = []
    for booth, exhibitor in parts.exhibitors:
        hours = booth.get(session["id"])
        if hours is not None:
            spans = (span.split("-") for span in hours)
            windows = [{"day": session["day"], "start": start, "end": end} for start, end in spans]
            more: Record = {"hours": windows} if windows else {}
            if "shows" in booth:
                more["host"] = named[exhibitor][-1]["id"]
            found.append({"exhibitor": exhibitor, "visitors": booth["visitors"], **more})
    return found


def shown(parts: Parts, sources: Sources, firms: list[Firm]) -> dict[str, str]:
    """What an exhibitor has on display besides what it offers anyway, in its own language, by id."""
    writes = {firm.id: firm.country.writes for firm in firms}
    return {
        exhibitor: sources.vocabulary[booth["shows"]].labels[writes[exhibitor]]
        for booth, exhibitor in parts.exhibitors
        if "shows" in booth
    }


def _repeated(rows: list[Record], count: int) -> list[Record]:
    return [rows[index % len(rows)] for index in range(count)]


def numbered(rows: list[Record], count: int) -> list[Record]:
    """Persons with ids, again and again with a number behind the name where more are needed than there are names."""
    found = []
    for index, row in enumerate(_repeated(rows, count)):
        turn = index // len(rows) + 1
        mark = "" if turn == 1 else f" {turn}"
        names = {language: name + mark for language, name in row.get("names", {}).items()}
        name = row["name"] + mark
        latin = name if name.isascii() else names.get("en", name)
        called = {"name": name, "names": names} if names else {"name": name}
        found.append({"id": latin.lower().replace(" ", "-")} | row | called)
    return found
