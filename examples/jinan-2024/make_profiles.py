"""Writes `profiles.yaml`, the model example: the World Laser Industry Conference 2024 with made-up companies.

    python make_profiles.py [--companies N] [--seed S] [--out FILE]

The same arguments give the same bytes. `README.md` says what is fact and what is made up.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import firms
import sources
import ties
import wishes
import yaml

if TYPE_CHECKING:
    from sources import Record, Sources, Term

FEWEST, MOST = 100, 1_200
SEED = 2024

HEADER = """\
# World Laser Industry Conference 2024, Jinan: the model example of matchmaker.
#
# Fact: the conference, its four lines, its salon on frontier laser technology, its "Dialogue Spring City", its legal
# consultation, the machine on display, and the seven profiles whose note starts with "Real." (no more than it says).
# Made up: the dates, hours, halls, tables and topics, the plenary, the 1:1 tables, the salon on trade and investment,
# the limit of meetings, the interpreters, the delegations and who travels in them, and every profile whose note starts
# with "Made up for this example."
# The names of the made-up ones are built from invented parts; any likeness to a real company is chance.
#
# Written by make_profiles.py with {companies} profiles and seed {seed}.
# To change it, change that script or the files in parts/.
"""

COMMENTS = {
    "event": "The conference. Its note tells fact from invention.",
    "halls": "Made up.",
    "sessions": "The frontier salon, the Dialogue and the consultation are real; days, hours, halls, topics made up.",
    "vocabulary": "Terms of the laser industry and its services.",
    "delegations": "Made up: three real institutions lead delegations here whose members are all made up.",
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
    arguments = parser.parse_args()
    if not FEWEST <= arguments.companies <= MOST:
        parser.error(f"--companies must be from {FEWEST} to {MOST}")
    document = make(sources.read(), arguments.companies, arguments.seed)
    header = HEADER.format(companies=arguments.companies, seed=arguments.seed)
    arguments.out.write_text(header + text_of(document), encoding="utf-8", newline="\n")


def make(given: Sources, companies: int, seed: int) -> Record:
    """The whole event, with as many profiles as asked for."""
    rng = Random(seed)  # noqa: S311 - a reproducible example, not a secret
    frame = given.frame
    crowd = firms.invent(given, companies - len(frame["profiles"]), companies, rng)
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
        "interpreters": _interpreters(given.interpreters, companies),
        "profiles": frame["profiles"] + sorted(made_up, key=lambda record: str(record["id"])),
    }


def text_of(document: Record) -> str:
    """The document as YAML: a comment before each section, an empty line before each profile and session."""
    return "".join(f"\n# {COMMENTS[name]}\n{_section(name, content)}" for name, content in document.items())


def _section(name: str, content: object) -> str:
    text: str = yaml.dump(
        {name: content}, Dumper=TextDumper, default_flow_style=None, sort_keys=False, allow_unicode=True, width=120
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


def _interpreters(given: list[Record], companies: int) -> list[Record]:
    """Those given, again and again with a number behind the name where the event is larger."""
    count = round(len(given) * companies / firms.USUAL_SIZE)
    found = []
    for index in range(count):
        row = given[index % len(given)]
        turn = index // len(given) + 1
        name = row["name"] if turn == 1 else f"{row['name']} {turn}"
        found.append({"id": name.lower().replace(" ", "-")} | row | {"name": name})
    return found


if __name__ == "__main__":
    main()
