"""Run grad-visitor-scheduler on a fair with two sides: JSON on standard input, JSON on standard output.

Run by `tests.benchmarks.peers` in an environment that has the peer; imports nothing of ours. Input: "companies",
"slots", "pairs" ([visitor, host]), "weights", "present" (the slots of each company) and "maximum" (of each company).
Output: the slot of each pair, null if it has none, and the seconds that the peer took from its own objects on.

The peer takes at most five ranked wishes of a visitor; the weights of the fair are written into its table of
preferences instead, so that both solvers maximise the same sum. Pairs without compatibility are forbidden, group
meetings too. It has no shared tables.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
import time
from pathlib import Path

from grad_visit_scheduler import Scheduler

BUILDING = "fair"
WISHES = ("Prof1", "Prof2", "Prof3", "Prof4", "Prof5", "Area1", "Area2")


def main() -> None:
    """Choose and place meetings."""
    given = json.load(sys.stdin)
    start = time.perf_counter()
    visitors = sorted({left for left, _ in given["pairs"]})
    hosts = sorted({right for _, right in given["pairs"]})
    weight = {tuple(pair): value for pair, value in zip(given["pairs"], given["weights"], strict=True)}
    present = [[slot + 1 for slot in own] for own in given["present"]]
    clock = [
        f"{8 + slot // 2}:{30 * (slot % 2):02}-{8 + (slot + 1) // 2}:{30 * ((slot + 1) % 2):02}"
        for slot in range(given["slots"])
    ]
    catalog = {
        f"h{one}": {"building": BUILDING, "room": "", "areas": [], "avail": present[one], "status": "active"}
        for one in hosts
    }
    with contextlib.redirect_stdout(sys.stderr), tempfile.TemporaryDirectory() as folder:
        wishes = Path(folder) / "wishes.csv"
        rows = [",".join(("Name", *WISHES)), *(f"v{one}" + "," * len(WISHES) for one in visitors)]
        wishes.write_text("\n".join(rows) + "\n", encoding="utf-8")
        peer = Scheduler({BUILDING: clock}, str(wishes), movement={"policy": "none"}, faculty_catalog=catalog)
        for one in hosts:
            peer.faculty_limited_availability(f"h{one}", present[one])
            peer.set_faculty_meeting_bounds(f"h{one}", max_meetings=given["maximum"][one])
        peer.specify_limited_student_availability({f"v{one}": present[one] for one in visitors})
        for one in visitors:
            peer.set_visitor_meeting_bounds(f"v{one}", max_meetings=given["maximum"][one])
            for other in hosts:
                peer.student_preferences[f"v{one}", f"h{other}"] = weight.get((one, other), 0)
                if (one, other) not in weight:
                    peer.forbid_meeting(f"v{one}", f"h{other}")
        solved = peer.schedule_visitors(group_penalty=0, max_visitors=given["slots"], max_group=1)
    met = {} if solved is None else {(visitor, host): slot - 1 for visitor, host, slot in solved.active_meetings}
    found = [met.get((f"v{left}", f"h{right}")) for left, right in given["pairs"]]
    json.dump({"slots": found, "seconds": time.perf_counter() - start}, sys.stdout)


if __name__ == "__main__":
    main()
