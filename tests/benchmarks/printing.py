"""Printing: booklets, separate files, the page, calendars and tables, beside what the bare library costs.

    python -m tests.benchmarks.printing [--companies N] [--meetings M] [--plan FILE] [--only NAME…] [--link]

Without --companies, it is the Jinan example, which is planned first unless there is a plan of it. Otherwise a made-up
event: 40 % Chinese, 12 % Russian, 12 % German names, M meetings a company. One JSON line for each thing made: wall and
CPU seconds, peak memory of the largest process, bytes. `page` opens the page in a headless Chromium, if there is one,
and searches. `bare` is a plain table set by Typst with the same rows and fonts, in as many pieces and processes.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "jinan-2024" / "profiles.yaml"

# Each is run in a process of its own.
THINGS = {
    "booklet": 'FORMATS["pdf"](book, Style(parts=frozenset({Part.COMPANY}), printed=DATE))',
    "separate": 'FORMATS["pdf"](book, Style(parts=frozenset({Part.COMPANY}), printed=DATE, separate=True))',
    "signs": 'FORMATS["pdf"](book, Style(parts=frozenset({Part.TABLE}), printed=DATE))',
    "sessions": 'FORMATS["pdf"](book, Style(parts=frozenset({Part.SESSION}), printed=DATE))',
    "html": 'FORMATS["html"](book, Style(printed=DATE))',
    "ics": 'FORMATS["ics"](book, Style(printed=DATE))',
    "xlsx": 'FORMATS["xlsx"](book, Style(printed=DATE))',
    "csv": 'FORMATS["csv"](book, Style(printed=DATE))',
    "bare": "bare(book)",
}

PROGRAM = """
import datetime as dt, json, resource, sys, time
from dataclasses import replace
from pathlib import Path
from matchmaker import load_event, load_schedule
from matchmaker.agenda import agenda_book
from matchmaker.output import write_all
from matchmaker.render import FORMATS, Part, Style
from tests.benchmarks.printing import bare
DATE = dt.date(2024, 10, 10)
start, cpu = time.perf_counter(), time.process_time()
book = agenda_book(load_event(Path(sys.argv[1])).event, load_schedule(Path(sys.argv[2])))
book = replace(book, link=sys.argv[4])
read = time.perf_counter() - start
start = time.perf_counter()
files = {thing}
made = time.perf_counter() - start
write_all(Path(sys.argv[3]), files)
peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({{"read": round(read, 2), "seconds": round(made, 2), "written": round(time.perf_counter() - start, 2),
    "files": len(files), "bytes": sum(map(len, files.values())),
    "peak_mb": peak // 1024}}))
"""

OPENED = "return document.querySelector('#companies li') ? Math.round(performance.now()) : null"
SEARCH = """
const field = document.getElementById("search"), start = performance.now();
field.value = "激光 12";
field.dispatchEvent(new Event("input"));
document.body.getBoundingClientRect();
return [Math.round(performance.now() - start), document.getElementById("count").textContent];
"""

BARE = """
#let book = json(bytes(sys.inputs.book))
#set text(font: book.fonts, fallback: false, size: 9pt)
#set page(paper: "a4", margin: 17mm)
#for sheet in book.sheets {
  pagebreak(weak: true)
  heading(sheet.name)
  table(columns: (2cm, 4cm, 1.5cm, 1fr, 4cm), ..sheet.rows.flatten())
}
"""


def bare(book: object) -> dict[str, bytes]:
    """The same meetings as plain tables, a page for each company: what the library itself costs."""
    from matchmaker.agenda import AgendaBook  # noqa: PLC0415
    from matchmaker.render import Style  # noqa: PLC0415
    from matchmaker.render.fonts import families  # noqa: PLC0415
    from matchmaker.render.pdf import typesetting  # noqa: PLC0415

    class Bare(Style):
        """Nothing but the table."""

        def template(self, name: str) -> str:
            return BARE if name == "base.typ" else ""

    assert isinstance(book, AgendaBook)
    sheets = [
        {
            "name": sheet.name.name,
            "rows": [
                [
                    f"{entry.start:%H:%M}",
                    entry.booking.place.hall.name,
                    str(entry.booking.table),
                    ", ".join(side.party.name.name for side in entry.partners),
                    (entry.booking.reasons or ("",))[0],
                ]
                for day in sheet.days
                for entry in day.entries
            ],
        }
        for sheet in book.sheets
    ]
    cut = 300
    batches = [
        (json.dumps({"fonts": families(), "sheets": sheets[at : at + cut]}),) for at in range(0, len(sheets), cut)
    ]
    pdfs = [pdf for batch in typesetting.typeset(batches, Bare()) for pdf in batch]
    return {f"{number}.pdf": pdf for number, pdf in enumerate(pdfs)}


def make_event(folder: Path, companies: int, meetings: int) -> tuple[Path, Path]:
    """A made-up event and its schedule: everyone meets neighbours in a ring, slot by slot."""
    stems = {
        "CN": "激光设备股份有限公司",
        "RU": "Лазерные технологии",
        "DE": "Lasertechnik GmbH",
        "GB": "Photonics Ltd",
    }
    order = [*["CN"] * 10, *["RU"] * 3, *["DE"] * 3, *["GB"] * 9]
    profiles = []
    for number in range(companies):
        country = order[number % len(order)]
        name = f"{stems[country]} {number}" if country in {"DE", "RU"} else f"{number} {stems[country]}"
        languages = {"CN": ["zh"], "RU": ["ru"], "DE": ["de"], "GB": ["en"]}[country]
        offers = [f"laser crystals {number % 97}", f"激光切割 {number % 89}", f"Optik {number % 83}"]
        profiles.append(
            {"id": f"c{number}", "name": name, "country": country, "languages": languages, "capabilities": offers}
        )
    slots, half = 2 * -(-meetings // 2), companies // 2
    held = []
    for slot in range(meetings):
        day, place = 1 + slot // 8, slot % 8
        start = f"2024-10-{15 + day}T{9 + place // 2:02d}:{30 * (place % 2):02d}:00+08:00"
        end = f"2024-10-{15 + day}T{9 + (place + 1) // 2:02d}:{30 * ((place + 1) % 2):02d}:00+08:00"
        for one in range(half):
            other = half + (one + slot) % half
            giver, seeker = profiles[one], profiles[other]
            reason = f"{giver['name']} offers “{giver['capabilities'][0]}”, {seeker['name']} seeks “laser crystals”"
            held.append(
                {
                    "id": f"c{one}+c{other}",
                    "participants": [f"c{one}", f"c{other}"],
                    "session": f"day{day}",
                    "start": start,
                    "end": end,
                    "hall": "hall",
                    "table": one + 1,
                    "weight": 100,
                    "reasons": [reason, "both are here for trade"],
                }
            )
    session = {"kind": "tables", "hall": "hall", "start": "09:00", "end": "13:00", "tables": half}
    days = range(1, 2 + (slots - 1) // 8)
    event = {
        "event": {"name": "A fair", "timezone": "Asia/Shanghai", "languages": ["zh", "en", "de", "ru"]},
        "halls": [{"id": "hall", "name": "光之厅", "names": {"en": "Hall of Light"}, "tables": half}],
        "sessions": [{"id": f"day{n}", "name": f"Tables {n}", "day": f"2024-10-{15 + n}", **session} for n in days],
        "profiles": profiles,
    }
    plan = {"status": "feasible", "objective": 0, "bound": 0, "gap": 0, "seed": 0, "meetings": held}
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    (folder / "schedule.json").write_text(json.dumps(plan), encoding="utf-8")
    return folder / "event.json", folder / "schedule.json"


def measure(name: str, event: Path, plan: Path, out: Path, link: str) -> dict[str, object]:
    """Make a thing in a process of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-c", PROGRAM.format(thing=THINGS[name]), str(event), str(plan), str(out), link]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "thing": name,
        **json.loads(ran.stdout),
        "wall": round(time.perf_counter() - start, 2),
        "cpu": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
    }


def in_browser(name: str, event: Path, plan: Path, out: Path, link: str) -> dict[str, object]:
    """Milliseconds until the page has been read and shown, and until a search has."""
    from tests.render.browser import CHROMIUM, DRIVER, Browser, driver  # noqa: PLC0415

    if CHROMIUM is None or DRIVER is None:
        return {"thing": name, "skipped": "no Chromium with its driver found"}
    measure("html", event, plan, out, link)
    ports = contextmanager(driver)
    with ports() as port:
        browser = Browser(port, 1200, 900, "en").open(out / "index.html")
        opened = None
        while opened is None:
            opened = browser.run(
                "return document.querySelector('#companies li') ? Math.round(performance.now()) : null"
            )
        took, found = browser.run(SEARCH)
        browser.close()
    size = (out / "index.html").stat().st_size
    return {"thing": name, "bytes": size, "open_ms": opened, "search_ms": took, "found": found}


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=int)
    parser.add_argument("--meetings", type=int, default=12)
    parser.add_argument("--plan", type=Path, help="a schedule.json of the Jinan example")
    parser.add_argument("--only", nargs="*", default=[*THINGS, "page"], choices=[*THINGS, "page"])
    parser.add_argument("--link", action="store_true", help="sheets carry a link instead of a calendar")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if asked.companies is None and asked.plan is not None:
            event, plan = EXAMPLE, asked.plan
        elif asked.companies is None:
            event, plan = EXAMPLE, folder / "plan" / "schedule.json"
            planning = ["-m", "matchmaker", "schedule", str(event), "--out", str(folder / "plan")]
            subprocess.run([sys.executable, *planning], check=True, capture_output=True)
        else:
            event, plan = make_event(folder, asked.companies, asked.meetings)
        link = "https://example.org/agendas.html" if asked.link else ""
        for number, thing in enumerate(asked.only):
            make = in_browser if thing == "page" else measure
            sys.stdout.write(json.dumps(make(thing, event, plan, folder / str(number), link)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
