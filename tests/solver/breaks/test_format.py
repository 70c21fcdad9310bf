"""The reader of published instances, and the judge of answers, on texts and schedules written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import b2bsp
from tests.benchmarks.b2bsp_format import FormatError, Instance, breaks_of, parse, violations
from tests.solver.breaks.instances import instance

WHOLE = """
% two sides, three meetings
nBusiness = 3; nMeetings = 3; nTables = 2;
nTotalSlots = 6; nMorningSlots = 4;
requested = [|1, 2, 1
             |1, 3,2,|  /* a comma
             may stand here */ 2,3, 3|];
nMeetingsBusiness = [2, 2, 2];
meetingsxBusiness = [{2, 3}, {2, 4}, {3, 4}];
forbidden = [{0}, {}, {1, 3..5}];
fixed = [0, 0, 2];
precedences = [{}, {1, 3}, {0}];
"""

FRAME = "nBusiness = 3; nTables = 2; nTotalSlots = 6;"


def test_everything_is_read() -> None:
    assert parse(WHOLE) == Instance(
        participants=3,
        tables=2,
        slots=6,
        morning=4,
        pairs=((0, 1), (0, 2), (1, 2)),
        sessions=(1, 2, 3),
        forbidden=(frozenset(), frozenset(), frozenset({1, 3, 4, 5})),
        fixed=(0, 0, 2),
        before=(frozenset(), frozenset({0, 2}), frozenset()),
    )


def test_missing_arrays_limit_nothing() -> None:
    held = parse(FRAME + "requested = [|1,2,3|]")  # not even a last semicolon
    assert (held.morning, held.fixed) == (6, (0,))
    assert set(held.forbidden) == set(held.before) == {frozenset()}
    assert parse(FRAME).pairs == ()


@pytest.mark.parametrize(
    "requested",
    [
        "[|1,2,3|1,3,1|]",
        "[|1,2,3,|1,3,1,|]",
        "[|\n1,2,3\n|1,3,1\n|\n|]",
        "array2d(1..2, 1..3, [1,2,3,1,3,1])",
        "[1,2,3,1,3,1]",
        "[| 1 , 2%|9,9,9\n , 3 | 1,/*2*/3,1 |]",
    ],
)
def test_rows_in_every_spelling(requested: str) -> None:
    held = parse(f"{FRAME}requested={requested};")
    assert (held.pairs, held.sessions) == (((0, 1), (0, 2)), (3, 1))


@pytest.mark.parametrize("ends", ["\n", "\r\n", " % windows \r\n\t"])
def test_line_breaks_of_every_system(ends: str) -> None:
    assert parse("\ufeff" + WHOLE.replace("\n", ends)) == parse(WHOLE)


@pytest.mark.parametrize("forbidden", ["[{2,3},{},{0}]", "array1d(1..3, [2..3, {0}, {}])", "[{2..3},1..0,{ 0 , }]"])
def test_sets_in_every_spelling(forbidden: str) -> None:
    assert parse(f"{FRAME}forbidden = {forbidden};").forbidden == (frozenset({2, 3}), frozenset(), frozenset())


def test_other_items_are_passed_over() -> None:
    assert parse(FRAME + 'title = "a; b % c"; strict = true; mode = fast; none = []; deep = f(1);') == parse(FRAME)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nBusiness = 3;", "nTotalSlots is missing"),
        (FRAME + "nTables = 3;", "nTables"),
        (FRAME + "nMeetings = 1;", "requested has 0 rows"),
        (FRAME + "requested = [|1,2|];", "three numbers"),
        (FRAME + "requested = [|1,1,3|];", "a row 1, 1, 3"),
        (FRAME + "requested = [|1,4,3|];", "a row 1, 4, 3"),
        (FRAME + "requested = [|1,2,4|];", "a row 1, 2, 4"),
        (FRAME + "requested = 5;", "no list of numbers"),
        (FRAME + "requested = [|1,2,3|]; fixed = [7];", "fixed needs"),
        (FRAME + "requested = [|1,2,3|]; fixed = [1,1];", "fixed needs"),
        (FRAME + "requested = [|1,2,3|]; precedences = [{2}];", "unknown meeting"),
        (FRAME + "forbidden = [{1}];", "forbidden needs 3 sets"),
        (FRAME + "forbidden = [1,2,3];", "forbidden needs 3 sets"),
        (FRAME + "forbidden = [{true},{},{}];", "a set is no list"),
        (FRAME + "x = [1, 2", "ends too early"),
        (FRAME + "x = 1 y = 2;", "expected ;, found y"),
        (FRAME + "x = 1..y;", "a range ends in y"),
        (FRAME + "x = ;", "unexpected ;"),
        (FRAME + "= 3;", "expected the name"),
        (FRAME + "x = 3 # 4;", "unexpected '#'"),
        ("nBusiness = true;", "nBusiness is missing or no number"),
        ("nBusiness = -1;", "nBusiness is missing or no number"),
    ],
)
def test_mistakes_are_told(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        parse(text)


class TestJudge:
    """Schedules with one thing wrong each."""

    held = parse(WHOLE)

    def test_a_right_one(self) -> None:
        assert violations(self.held, (1, 6, 2), fairness=1) == []
        assert breaks_of(self.held, (1, 6, 2)) == [1, 0, 1]

    @pytest.mark.parametrize(
        ("slots", "message"),
        [
            ((1, 6), "2 slots for 3 meetings"),
            ((5, 6, 2), "meeting 0 may not take slot 5"),
            ((1, 4, 2), "meeting 1 may not take slot 4"),
            ((1, 6, 3), "meeting 2 may not take slot 3"),
            ((2, 6, 2), "participant 1 meets 2 times in slot 2"),
            ((1, 7, 2), "meeting 1 may not take slot 7"),
            ((1, 0, 2), "meeting 1 is not after 0"),
        ],
    )
    def test_a_wrong_one(self, slots: tuple[int, ...], message: str) -> None:
        assert message in violations(self.held, slots, fairness=1)

    def test_tables_and_fairness(self) -> None:
        full = instance([(0, 1), (2, 3)], slots=3, tables=1)
        assert violations(full, (1, 1), 2) == ["slot 1 has 2 meetings"]
        gap = instance([(0, 1), (0, 2)], slots=3)
        assert violations(gap, (1, 3), 1) == []
        assert violations(gap, (1, 3), 0) == ["from 0 to 1 breaks, a difference of more than 0"]


def test_the_command_prints_a_line_per_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.dzn", tmp_path / "bad.dzn"
    good.write_text(WHOLE, encoding="utf-8")
    bad.write_text(WHOLE.replace("{1, 3..5}", "{1..6}"), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["b2bsp", "--workers", "1", "--fairness", "1", str(good), str(bad)])
    b2bsp.main()
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first.pop("seconds") >= 0
    assert first.pop("cpu_seconds") >= 0
    assert first["slots"] in ([1, 6, 2], [3, 6, 2])
    assert first | {"slots": []} == {
        "instance": "good.dzn",
        "fairness": 1,
        "status": "optimal",
        "breaks": 2,
        "bound": 2,
        "slots": [],
    }
    assert (second["status"], second["breaks"], second["bound"], second["slots"]) == ("infeasible", None, None, None)


def test_no_time_leaves_the_answer_unknown() -> None:
    found = b2bsp.answer(parse(WHOLE), fairness=1, time_limit=-1.0, workers=1)
    assert found == {"status": "unknown", "breaks": None, "bound": 0, "slots": None}
