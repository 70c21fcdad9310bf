"""The rival on the B2BSP instances: MaxSAT, the method of the best published results, by RC2 of python-sat.

    python -m tests.benchmarks.rc2 [--fairness D] [--time-limit S] [--sat NAME] FILE.dzn…

One JSON line per file, as of `tests.benchmarks.b2bsp`. Needs the extra `bench` (python-sat), which matchmaker itself
does not. Each file has its own process, ended after the time limit; reading, encoding and solving count, starting
Python does not.

The encoding is that of Bofill et al. (2022): slots used per participant, cluster-wise table limits, happened-before
literals, one soft clause per possible break, and the implied counts per participant and per slot. Counters are
totalizers in both directions; at most one is said pairwise; meetings that any schedule could exchange are put in order.
It shares nothing with our solver, so that its proofs are independent ones: what our propagation takes away before the
search, its unit propagation takes away in the first moment of its own (measured: no difference). RC2 runs with core
exhaustion and adapted at-most-one constraints, as its authors run it, over CaDiCaL 1.5.3: on three originals that take
seconds, 3 to 7 times faster than CaDiCaL 1.9.5, and as fast on forum-13crafb.original (18 CPU seconds). Minimising and
trimming cores gained next to nothing on the three, and cost 61 s instead of 42 s on forum-13crafb.forb0003.
All weights are 1, so stratification would change nothing.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import math
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

from tests.benchmarks.b2bsp_format import Instance, breaks_of, parse, violations

SAT = "cadical153"
NOTHING: dict[str, object] = {"breaks": None, "bound": None, "slots": None}
OPTIONS: dict[str, object] = {"adapt": True, "exhaust": True}


class Encoding:
    """Clauses over numbered variables: the rules, and a soft literal for each possible break."""

    def __init__(self, instance: Instance, fairness: int) -> None:
        self.hard: list[list[int]] = []
        self.variables = 0
        self.instance = instance
        self.own = [
            [meeting for meeting, pair in enumerate(instance.pairs) if participant in pair]
            for participant in range(instance.participants)
        ]
        self.at = [{slot: self._new() for slot in instance.allowed(one)} for one in range(len(instance.pairs))]
        for literals in self.at:
            self.hard.append(list(literals.values()))
            self._at_most_one(list(literals.values()))
        self.used = [self._use(meetings) for meetings in self.own]
        self._keep_tables()
        for later, group in enumerate(instance.before):
            for earlier in sorted(group):
                self._order(earlier, later)
        for earlier, later in twins(instance):
            self._order(earlier, later)
        breaks = [self._breaks(participant) for participant in range(len(self.own))]
        self._keep_fair(breaks, fairness)
        self.soft = [-literal for literals in breaks for literal in literals]

    def _new(self) -> int:
        self.variables += 1
        return self.variables

    def _at_most_one(self, literals: Sequence[int]) -> None:
        self.hard += [[-one, -two] for one, two in combinations(literals, 2)]

    def _any_of(self, literals: Sequence[int]) -> int:
        """A literal equal to the disjunction."""
        if len(literals) == 1:
            return literals[0]
        found = self._new()
        self.hard.append([-found, *literals])
        self.hard += [[-literal, found] for literal in literals]
        return found

    def _counts(self, literals: Sequence[int], limit: int) -> list[int]:
        """A totalizer in both directions, cut off at the limit: output i is true if more than i literals are."""
        if len(literals) < 2:
            return list(literals)
        half = len(literals) // 2
        one, two = self._counts(literals[:half], limit), self._counts(literals[half:], limit)
        out = [self._new() for _ in range(min(len(one) + len(two), limit))]
        for i in range(len(one) + 1):
            for j in range(len(two) + 1):
                if i + j:
                    needed = [-one[i - 1]] * (i > 0) + [-two[j - 1]] * (j > 0)
                    self.hard.append([*needed, out[min(i + j, len(out)) - 1]])
                if i + j < len(out):
                    self.hard.append([*one[i : i + 1], *two[j : j + 1], -out[i + j]])
        return out

    def _use(self, meetings: Sequence[int]) -> dict[int, int]:
        """When a participant meets: at most one meeting per slot; implied: as many slots as meetings."""
        used: dict[int, int] = {}
        for slot in range(1, self.instance.slots + 1):
            literals = [self.at[meeting][slot] for meeting in meetings if slot in self.at[meeting]]
            if literals:
                self._at_most_one(literals)
                used[slot] = self._any_of(literals)
        counts = self._counts(list(used.values()), len(meetings) + 1)
        if meetings:
            self.hard.append(counts[len(meetings) - 1 : len(meetings)])  # an empty clause if there are too few slots
        self.hard += [[-more] for more in counts[len(meetings) :]]
        return used

    def _keep_tables(self) -> None:
        """At most `tables` clusters; implied: the participants are even in number, and at most twice as many."""
        tables, groups = self.instance.tables, clusters(self.own)
        for slot in range(1, self.instance.slots + 1):
            parts = [[self.at[meeting][slot] for meeting in group if slot in self.at[meeting]] for group in groups]
            busy = [self._any_of(part) for part in parts if part]
            if sum(map(len, parts)) <= tables:
                continue
            self.hard += [[-more] for more in self._counts(busy, tables + 1)[tables:]]
            counts = self._counts([used[slot] for used in self.used if slot in used], 2 * tables + 1)
            self.hard += [[-more] for more in counts[2 * tables :]]
            self.hard += [[-odd, *counts[i + 1 : i + 2]] for i, odd in enumerate(counts[: 2 * tables]) if i % 2 == 0]

    def _order(self, earlier: int, later: int) -> None:
        """A meeting in a slot has the one before it in an earlier slot; implied: that one has it in a later slot."""
        first, last = self.at[earlier], self.at[later]
        for slot, literal in last.items():
            self.hard.append([-literal, *(one for when, one in first.items() if when < slot)])
        for slot, literal in first.items():
            self.hard.append([-literal, *(one for when, one in last.items() if when > slot)])

    def _breaks(self, participant: int) -> list[int]:
        """A literal per slot that may end a break: used now, not in the slot before, but some time before."""
        used, literals = self.used[participant], list[int]()
        if len(self.own[participant]) < 2 or not used:
            return literals
        first, *rest = sorted(used)
        begun = used[first]
        for slot in rest:
            if slot - 1 != first:
                parts = [used[slot], begun, *([-used[slot - 1]] if slot - 1 in used else [])]
                literals.append(-self._any_of([-part for part in parts]))
            begun = self._any_of([begun, used[slot]])
        return literals

    def _keep_fair(self, breaks: Sequence[Sequence[int]], fairness: int) -> None:
        """Some least number of breaks is no more than any participant's, and less by no more than the limit."""
        most = min((max(0, len(own) - 1) for own in self.own), default=0)
        choices = [self._new() for _ in range(most + 1)]
        self.hard.append(choices)
        for literals in breaks:
            counts = self._counts(literals, len(literals))
            for least, choice in enumerate(choices):
                self.hard += [[-choice, -more] for more in counts[least + fairness :]]
                if least:
                    self.hard.append([-choice, *counts[least - 1 : least]])


def clusters(own: Sequence[Sequence[int]]) -> list[list[int]]:
    """All meetings in groups that share a participant: greedily the largest group first."""
    left = {meeting for meetings in own for meeting in meetings}
    groups: list[list[int]] = []
    while left:
        groups.append(max(([one for one in meetings if one in left] for meetings in own), key=len))
        left.difference_update(groups[-1])
    return groups


def twins(instance: Instance) -> list[tuple[int, int]]:
    """An order for meetings that any schedule could exchange: of the same pair, slots and precedences."""
    kinds: dict[object, list[int]] = {}
    for one, pair in enumerate(instance.pairs):
        after = frozenset(later for later, group in enumerate(instance.before) if one in group)
        kind = frozenset(pair), tuple(instance.allowed(one)), instance.before[one], after
        kinds.setdefault(kind, []).append(one)
    return [order for group in kinds.values() for order in pairwise(group)]


def solve(file: Path, fairness: int, sat: str) -> dict[str, object]:
    """The fewest breaks by RC2, judged."""
    rc2, formula = importlib.import_module("pysat.examples.rc2"), importlib.import_module("pysat.formula")
    start, cpu = time.perf_counter(), time.process_time()
    instance = parse(file.read_text(encoding="utf-8"))
    encoding, model = Encoding(instance, fairness), None
    if all(encoding.hard):  # an empty clause is a contradiction
        weighted = formula.WCNF()
        weighted.extend(encoding.hard)
        weighted.extend([[literal] for literal in encoding.soft], weights=[1] * len(encoding.soft))
        with rc2.RC2(weighted, solver=sat, **OPTIONS) as solver:
            model = solver.compute()
    found: dict[str, object] = {"status": "infeasible", **NOTHING}
    if model is not None:
        true = set(model)
        slots = [next(slot for slot, literal in at.items() if literal in true) for at in encoding.at]
        wrong = violations(instance, slots, fairness)
        assert not wrong, wrong
        breaks = sum(breaks_of(instance, slots))
        found = {"status": "optimal", "breaks": breaks, "bound": breaks, "slots": slots}
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    return {**found, "seconds": round(seconds, 2), "cpu_seconds": round(cpu, 2)}


def apart(file: Path, fairness: int, sat: str, time_limit: float) -> dict[str, object]:
    """The same in a process of its own, given up after the time limit."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.rc2",
        "--here",
        "--sat",
        sat,
        "--fairness",
        str(fairness),
        str(file),
    ]
    limit = None if math.isinf(time_limit) else time_limit
    try:
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return {"status": "unknown", **NOTHING, "seconds": time_limit, "cpu_seconds": time_limit}
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def main() -> None:
    """Print the lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fairness", type=int, default=2)
    parser.add_argument("--time-limit", type=float, default=math.inf)
    parser.add_argument("--sat", default=SAT, help="the SAT solver below RC2, by its name in python-sat")
    parser.add_argument("--here", action="store_true", help="in this process, without a time limit")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.dzn")
    given = parser.parse_args()
    if importlib.util.find_spec("pysat") is None:
        parser.exit(2, "The rival needs python-sat, of the extra bench.\n")
    for file in given.files:
        if given.here:
            found = solve(file, given.fairness, given.sat)
        else:
            found = apart(file, given.fairness, given.sat, given.time_limit)
        slots = found.pop("slots")
        line = {"instance": file.name, "fairness": given.fairness, **found, "slots": slots}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
