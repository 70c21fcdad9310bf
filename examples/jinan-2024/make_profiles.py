"""Writes `profiles.yaml`, the model example: the World Laser Industry Conference 2024 with made-up companies.

    python make_profiles.py [--companies N] [--seed S] [--plain | --fair] [--out FILE]

With `--plain`, only what 1:1 meetings need; with `--fair`, ten sessions, 12 interpreters and 20 delegations. The same
arguments give the same bytes. `README.md` says what is fact and what is made up.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import TYPE_CHECKING

import aims
import delegations
import firms
import people
import programme
import sources
import ties
import wishes
import yaml

if TYPE_CHECKING:
    from firms import Firm
    from sources import Record, Sources, Term

FEWEST, MOST = 100, 1_200
WIDTH = 120
SEED = 2024
FEWEST_AT_FAIR, LEFT_OUT_AT_FAIR, INTERPRETERS_AT_FAIR = 400, "exhibition-2", 12
MOST_ON_DISPLAY = 4
# Sessions of these kinds are for 1:1 meetings, or for none at all.
PLAIN_KINDS = frozenset({"tables", "salon", "plenary"})

HEADER = """\
# World Laser Industry Conference 2024, Jinan: the model example of matchmaker.
#
# Fact: the conference, its four lines, its salon on frontier laser technology, its "Dialogue Spring City", its legal
# consultation, the machine on display, and the seven profiles whose note starts with "Real." (no more than it says).
# Made up: the dates, hours, halls, ways, tables and topics, the plenary, the 1:1 tables, the salon on trade and
# investment, the limits of meetings, who is let in, speaks, leads, advises, exhibits and interprets, the delegations,
# who travels in them and what they may, and every profile whose note starts with "Made up for this example."
# The names of the made-up ones are built from invented parts; any likeness to a real company or person is chance.
#
# Written by make_profiles.py with {companies} profiles and seed {seed}.
# To change it, change that script or the files in parts/.
"""

COMMENTS = {
    "event": "The conference. Its note tells fact from invention.",
    "halls": "Made up.",
    "sessions": (
        "The frontier salon, the Dialogue, the consultation and the machine on display are real; days, hours, halls, "
        "topics and all persons and companies in them made up."
    ),
    "vocabulary": "Terms of the laser industry and its services.",
    "delegations": (
        "Made up: three real institutions lead delegations here whose members and quotas are made up. That BVMW has "
        "about 960,000 members is a fact."
    ),
    "interpreters": "Made up, names included.",
    "profiles": "Seven real ones, as their notes say; all the others are made up.",
}


class TextDumper(yaml.BaseDumper):
    """Writes every scalar as text and leaves it bare where YAML lets it, since all of matchmaker reads it as text."""

    @staticmethod
    def ignore_aliases(_data: object) -> bool:
        """Write a list that occurs twice twice."""
        return True


TextDumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text))
TextDumper.add_representer(int, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:str", str(number)))
TextDumper.add_representer(list, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items))
TextDumper.add_representer(dict, lambda dumper, pairs: dumper.represent_mapping("tag:yaml.org,2002:map", pairs))


def main() -> None:
    """Read the arguments, write the file."""
    parser = argparse.ArgumentParser(description="Write the profiles of the model event.")
    parser.add_argument(
        "--companies", type=int, default=firms.USUAL_SIZE, help="number of profiles (default: %(default)s)"
    )
    parser.add_argument(
        "--seed", type=int, default=SEED, help="seed of all that is drawn by lot (default: %(default)s)"
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("profiles.yaml"), help="file to write")
    shapes = parser.add_mutually_exclusive_group()
    shapes.add_argument("--plain", action="store_true", help="only what 1:1 meetings need")
    shapes.add_argument("--fair", action="store_true", help="ten sessions, 12 interpreters, 20 delegations")
    arguments = parser.parse_args()
    fewest = FEWEST_AT_FAIR if arguments.fair else FEWEST
    if not fewest <= arguments.companies <= MOST:
        parser.error(f"--companies must be from {fewest} to {MOST}")
    given, seed = sources.read(), arguments.seed
    rng = Random(seed)  # noqa: S311 - a reproducible example, not a secret
    crowd = firms.invent(given, arguments.companies - len(given.frame["profiles"]), arguments.companies, rng)
    document = meet(given, crowd, seed, rng)
    # Lots of its own, so that plain events and full ones have the same companies.
    more = Random(f"{seed} more")  # noqa: S311 - as above
    document = plain(document) if arguments.plain else full(document, crowd, given, more, fair=arguments.fair)
    header = HEADER.format(companies=arguments.companies, seed=seed)
    arguments.out.write_text(header + text_of(document), encoding="utf-8", newline="\n")


def meet(given: Sources, crowd: list[Firm], seed: int, rng: Random) -> Record:
    """The event as far as it is about 1:1 meetings."""
    frame, companies = given.frame, len(given.frame["profiles"]) + len(crowd)
    wished = wishes.wish(crowd, given.vocabulary, rng)
    # Lots of their own, so that they change nothing in what is drawn before.
    tied = ties.tie(crowd, wished, given.ties, Random(f"{seed} ties"))  # noqa: S311 - as above
    made_up = [firms.profile(firm, wished[firm.id], given, rng) | tied[firm.id] for firm in crowd]
    return {
        "event": frame["event"],
        "halls": [_sized(hall, companies) for hall in frame["halls"]],
        "sessions": frame["sessions"],
        "vocabulary": [_entry(term) for term in given.vocabulary.values()],
        "delegations": frame["delegations"],
        "interpreters": _interpreters(given.interpreters, firms.scaled(len(given.interpreters), companies)),
        "profiles": frame["profiles"] + sorted(made_up, key=lambda record: str(record["id"])),
    }


def plain(document: Record) -> Record:
    """The event without all that is not about 1:1 meetings: nobody is led, interpreted, advised or moderated."""
    sessions = [session for session in document["sessions"] if session["kind"] in PLAIN_KINDS]
    return {
        **{key: value for key, value in document.items() if key != "interpreters"},
        "halls": [hall for hall in document["halls"] if hall["id"] in {session["hall"] for session in sessions}],
        "sessions": sessions,
        "delegations": [delegation | {"members_meet": "true"} for delegation in document["delegations"]],
    }


def full(document: Record, crowd: list[Firm], given: Sources, rng: Random, *, fair: bool) -> Record:
    """The event with sessions of all kinds and all that people may ask for."""
    profiles, led, sessions = document["profiles"], document["delegations"], document["sessions"]
    interpreters = document["interpreters"]
    if fair:
        more, members = delegations.travel(crowd, profiles, given.people["more"], rng)
        led = led + more
        profiles = [_placed(record, members) for record in profiles]
        sessions = [session for session in sessions if session["id"] != LEFT_OUT_AT_FAIR]
        interpreters = _interpreters(given.interpreters, INTERPRETERS_AT_FAIR)
    parts = programme.cast(crowd, given.programme, len(profiles), rng)
    named = people.name(crowd, parts.away, profiles, given.people, rng)
    on_display = programme.shown(parts, given, crowd)
    aimed = aims.aim(crowd, profiles, given, rng)
    profiles = [
        record
        | aimed.get(record["id"], {})
        | ({"delegates": named[record["id"]]} if record["id"] in named else {})
        | _displayed(record, on_display.get(record["id"]))
        for record in profiles
    ]
    settings = {key: given.programme[key] for key in ("book_open", "max_visits", "visit_share")}
    walk = given.programme["walk"]
    leaders = {delegation["id"]: delegation["leader"] for delegation in led}
    return {
        **document,
        "event": document["event"] | settings,
        "halls": [_furnished(hall, walk, len(profiles)) for hall in document["halls"]],
        "sessions": programme.hold(sessions, crowd, parts, named, given, rng),
        "vocabulary": document["vocabulary"] + [_entry(term) for term in given.law.values()],
        "delegations": delegations.allot(led, profiles, given.people),
        "interpreters": interpreters,
        "profiles": [_answered(record) for record in people.ask(profiles, named, leaders, given.people, rng)],
    }


def _furnished(hall: Record, walk: Record, companies: int) -> Record:
    """The hall with ways to others, and enough desks for a large event where their number does not grow by itself."""
    given = hall["tables"]
    desks = {} if isinstance(given, int) else {"tables": max(int(given), firms.scaled(int(given), companies))}
    return hall | desks | ({"walk": walk[hall["id"]]} if hall["id"] in walk else {})


def _placed(record: Record, members: dict[str, str]) -> Record:
    return record | ({"delegation": members[record["id"]]} if record["id"] in members else {})


def _displayed(record: Record, what: str | None) -> Record:
    """The company with what it shows among what it offers."""
    offers = record.get("capabilities", [])
    return {"capabilities": [what, *offers[:MOST_ON_DISPLAY]]} if what and what not in offers else {}


def _answered(record: Record) -> Record:
    """The company with every must of its accepted, since no open wish is booked here."""
    if "wishes" not in record:
        return record
    wishes = [wish | ({"answer": "accepted"} if wish["wish"] == "must" else {}) for wish in record["wishes"]]
    return record | {"wishes": wishes}


def text_of(document: Record) -> str:
    """The document as YAML: a comment before each section, an empty line before each profile and session."""
    return "".join(f"\n{_comment(name)}{_section(name, content)}" for name, content in document.items())


def _comment(name: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(COMMENTS[name], WIDTH - 2))


def _section(name: str, content: object) -> str:
    text: str = yaml.dump(
        {name: content}, Dumper=TextDumper, default_flow_style=None, sort_keys=False, allow_unicode=True, width=WIDTH
    )
    return text.replace("\n- id: ", "\n\n- id: ") if name in {"sessions", "profiles"} else text


def _sized(hall: Record, companies: int) -> Record:
    """The hall with tables for its share of the companies."""
    share = hall.get("share")
    kept = {key: value for key, value in hall.items() if key != "share"}
    return kept | {"tables": round(float(share) * companies)} if share else kept


def _entry(term: Term) -> Record:
    synonyms = [text for texts in term.synonyms.values() for text in texts]
    optional = {"synonyms": synonyms, "broader": term.broader}
    return {"id": term.id, "labels": term.labels} | {key: value for key, value in optional.items() if value}


def _interpreters(given: list[Record], count: int) -> list[Record]:
    """Those given, again and again with a number behind the name where the event is larger."""
    return programme.numbered(given, count)


if __name__ == "__main__":
    main()
