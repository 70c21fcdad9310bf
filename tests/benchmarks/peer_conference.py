"""Run conference-scheduler on a given set of meetings: JSON on standard input, JSON on standard output.

Run by `tests.benchmarks.peers` in an environment that has the peer; imports nothing of ours. Input: "slots", "tables",
"pairs" ([left, right]), and "common" (the slots each pair can take). Output: the slot of each pair, null if it has
none, and the seconds that the peer took from its own objects on.

A table in a slot is a slot of the peer, a meeting an event with its two companies as tags: events that share a tag do
not run at once. The peer heeds tags only of events that are unavailable somewhere, hence the slot outside the fair.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sys
import time

import pulp
from conference_scheduler import scheduler
from conference_scheduler.resources import Event, Slot

MINUTES = 30
EPOCH = dt.datetime(2024, 1, 1, 8)  # noqa: DTZ001 - the peer takes naive times


def main() -> None:
    """Place all meetings, or none."""
    given = json.load(sys.stdin)
    start = time.perf_counter()

    def held(table: str, slot: int) -> Slot:
        return Slot(table, EPOCH + slot * dt.timedelta(minutes=MINUTES), MINUTES, 2, "fair")

    slots = [held(str(table), slot) for slot in range(given["slots"]) for table in range(given["tables"])]
    outside = held("nowhere", given["slots"])
    events = [
        Event(
            name=str(place),
            duration=MINUTES,
            demand=0,
            tags=[f"c{left}", f"c{right}"],
            unavailability=[
                outside,
                *(slot for number, slot in enumerate(slots) if number // given["tables"] not in can),
            ],
        )
        for place, ((left, right), can) in enumerate(zip(given["pairs"], map(set, given["common"]), strict=True))
    ]
    found: list[int | None] = [None] * len(events)
    quiet = pulp.PULP_CBC_CMD(msg=False)  # its own default solver, without the log
    with contextlib.suppress(ValueError):  # "No valid solution found"
        for event, slot in scheduler.solution(events, slots, solver=quiet):
            found[event] = slot // given["tables"]
    json.dump({"slots": found, "seconds": time.perf_counter() - start}, sys.stdout)


if __name__ == "__main__":
    main()
