"""The main job: `match schedule` on an event of the Jinan example's shape, agendas included.

    python -m tests.benchmarks.main_job [--companies N] [--plain]

One JSON line: size, quality, wall and CPU seconds, and the peak memory of the largest process; beside it what importing
ortools and compiling the same PDF cost by themselves in the same run. Without --companies, the example as it is; with
--plain, its 1:1 part alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "jinan-2024"

IMPORT_SOLVER = "from ortools.sat.python import cp_model"
PRINT_ONLY = """
import sys
from pathlib import Path
from matchmaker import load_event, load_schedule
from matchmaker.agenda import agenda_book
from matchmaker.render import FORMATS, Part, Style
book = agenda_book(load_event(Path(sys.argv[1])).event, load_schedule(Path(sys.argv[2])))
FORMATS["pdf"](book, Style(parts=frozenset({Part.COMPANY})))
"""


def timed(arguments: list[str]) -> tuple[float, float, str]:
    """Wall seconds, CPU seconds and standard output of a Python run."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ran = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, encoding="utf-8", check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ran.stdout


def measure(event: Path, folder: Path) -> dict[str, object]:
    """Plan the event into the folder, and measure."""
    wall, cpu, printed = timed(["-m", "matchmaker", "schedule", str(event), "--out", str(folder), "--json"])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    summary = json.loads(printed)
    solver = timed(["-c", IMPORT_SOLVER])
    pdf = timed(["-c", PRINT_ONLY, str(event), str(folder / "schedule.json")])
    return {
        "companies": summary["companies"],
        "meetings": summary["meetings"],
        "status": summary["status"],
        "weight": summary["objective"],
        "bound": summary["bound"],
        "gap": summary["gap"],
        "goals": summary["goals"],
        "seconds": round(wall, 2),
        "cpu_seconds": round(cpu, 2),
        "peak_mb": peak,
        "import_ortools_cpu": round(solver[1], 2),
        "read_and_print_cpu": round(pdf[1], 2),
        "cpu_ratio": round(cpu / (solver[1] + pdf[1]), 2),
    }


def main() -> None:
    """Print the line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--companies", type=int)
    parser.add_argument("--plain", action="store_true", help="1:1 meetings only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        event = EXAMPLE / "profiles.yaml"
        if given.companies is not None or given.plain:
            event = folder / "profiles.yaml"
            size = [] if given.companies is None else ["--companies", str(given.companies)]
            shape = ["--plain"] if given.plain else []
            make = [sys.executable, "-B", str(EXAMPLE / "make_profiles.py"), *size, *shape, "--out", str(event)]
            subprocess.run(make, check=True, capture_output=True)
        sys.stdout.write(json.dumps(measure(event, folder / "plan")) + "\n")


if __name__ == "__main__":
    main()
