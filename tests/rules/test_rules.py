"""What all rules have in common."""

from __future__ import annotations

from pathlib import Path

from matchmaker.rules import RULES, Violation, violations
from matchmaker.solver.constraints import BY_CONSTRUCTION, CONSTRAINTS
from tests.build import event, meeting, schedule


def test_every_rule_is_in_the_solver_under_its_name_in_the_same_order() -> None:
    assert len(RULES) > 5
    assert list(RULES) == list(CONSTRAINTS)
    assert set(CONSTRAINTS) >= BY_CONSTRUCTION


def test_every_rule_has_a_file_of_tests_and_every_file_a_rule() -> None:
    files = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")} - {"rules"}
    assert len(files) > 5
    assert files == set(RULES)


def test_a_rules_name_and_sentence_are_its_own() -> None:
    assert RULES
    assert len({rule.sentence for rule in RULES.values()}) == len(RULES)
    for name, rule in RULES.items():
        assert rule.name == name
        assert rule.sentence[0].isupper()
        assert rule.sentence.endswith(".")


def test_a_violation_reads_as_a_sentence() -> None:
    found = violations(event("a b", max_meetings=1, wishes="a must b"), schedule())
    assert found == (Violation("musts_kept", "Every pair that must meet does.", "A and B do not meet", ("a", "b")),)
    assert str(found[0]) == "musts_kept: Every pair that must meet does. A and B do not meet"


def test_violations_come_in_the_order_of_the_rules() -> None:
    held = schedule(meeting("a b", table=2), meeting("a b", "09:30"), meeting("a ghost", "09:30"))
    found = [one.rule for one in violations(event("a b c", max_meetings=1, wishes="a avoid b, a must c"), held)]
    assert found == sorted(found, key=list(RULES).index)
    assert set(found) == {
        "known_participants",
        "once_per_pair",
        "one_meeting_at_a_time",
        "one_meeting_per_table",
        "company_maximum",
        "avoided_pairs_apart",
        "musts_kept",
    }


def test_an_empty_schedule_breaks_nothing_where_nothing_must_be() -> None:
    assert violations(event("a b c"), schedule()) == ()
