"""Peers beside ours: how a fair is cut down to what they model, and that their answers are judged."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks import peers
from tests.benchmarks.fairs import Fair
from tests.benchmarks.peers import PEERS, given_meetings, judged, only, ours, two_sides

FAIR = Fair(10, slots=6, seed=2).problem()
# A peer that gives every pair the first slot it can take.
FIRST_FREE = """
import json, sys
given = json.load(sys.stdin)
json.dump({"slots": [can[0] if can else None for can in given["common"]], "seconds": 1.25}, sys.stdout)
"""


def test_given_meetings_are_those_we_choose_and_all_fit() -> None:
    part = given_meetings(FAIR, 0, 1)
    assert 0 < len(part.weight) < len(FAIR.weight)
    assert ours(part, 0, 1)["meetings"] == len(part.weight)


def test_two_sides_never_meet_among_themselves_and_need_no_table_twice() -> None:
    part = two_sides(FAIR, 0, 1)
    assert len(part.weight) > 0
    assert part.left.max() < 5 <= part.right.min()
    assert set(part.room.tolist()) == {5}


def test_pairs_keep_their_weights() -> None:
    kept = FAIR.weight > np.median(FAIR.weight)
    part = only(FAIR, kept)
    assert part.weight.tolist() == FAIR.weight[kept].tolist()
    assert part.fit.shape == (kept.sum(), 6)


def test_a_broken_rule_is_the_verdict() -> None:
    assert judged(FAIR, {})["verdict"] == "valid"
    slot = int(np.flatnonzero(FAIR.common[0])[0])
    same = [pair for pair in range(len(FAIR.weight)) if FAIR.left[pair] == FAIR.left[0] and FAIR.common[pair, slot]]
    assert len(same) > 1
    verdict = judged(FAIR, dict.fromkeys(same, slot))
    assert (verdict["weight"], verdict["meetings"]) == (None, len(same))
    assert verdict["verdict"] != "valid"


@pytest.mark.parametrize(
    ("script", "limit", "verdict"),
    [
        (FIRST_FREE, 60.0, "a slot has more meetings than room"),
        ("import time; time.sleep(60)", 0.2, "no answer in 0.2 s"),
        ("raise SystemExit(3)", 60.0, "ended with code 3"),
    ],
)
def test_what_a_peer_does_is_told(tmp_path: Path, script: str, limit: float, verdict: str) -> None:
    file = tmp_path / "peer.py"
    file.write_text(script, encoding="utf-8")
    peer = peers.Peer("json", str(file), "anything", given_meetings)
    assert peers.peers(peer, FAIR, sys.executable, limit)["verdict"] == verdict


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_that_is_not_there_is_skipped(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    peers.main(["--peer", name, "--companies", "6", "--slots", "4"])
    line = json.loads(capsys.readouterr().out)
    assert line["peer"] == name
    assert line.get("peer_verdict") == "valid" or "is not installed in" in line["skipped"]
