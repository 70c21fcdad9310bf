"""A company's day: what was wished, what was given, what was not, and how far that is from the best."""

from __future__ import annotations

from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.schedule import Meeting
from matchmaker.why import Day, plain
from matchmaker.why.sentences import LINES
from matchmaker.why.values import Cause, NotMet
from tests.build import company, event, meeting, schedule


def day(held: Event, who: str, *meetings: Meeting) -> Day:
    """The day of a company in a schedule of these meetings."""
    return Project(held).why_day(schedule(*meetings), held.company[who])


def test_a_day_is_told_against_the_best_one() -> None:
    held = event("a b c d", slots=2, wishes="a want b 1, c want a, d avoid a")
    weight = {pair: edge["weight"] for pair, edge in Project(held).edges.items()}
    found = day(held, "a", meeting("a c", weight=weight["a", "c"]))
    assert [(one.partner, one.wish, one.wished_by_other) for one in found.given] == [("c", None, "want")]
    assert [(one.partner, one.wish) for one in found.wished] == [("b", "want 1"), ("d", None)]
    assert (found.weight, found.best) == (weight["a", "c"], weight["a", "b"] + weight["a", "c"])
    assert found.proven
    lines = list(Project(held).words("en").day(found))
    assert lines[0].startswith(f"A: 1 meetings, {found.weight} of at most {found.best:,} points")
    assert any(line.startswith("  B (") and "its wish: want 1" in line for line in lines)
    assert any("avoids or declined" in line for line in lines)


def test_who_has_its_best_day_is_told_so() -> None:
    held = event("a b", slots=1)
    found = day(held, "a", meeting("a b"))
    assert (found.weight, found.best, found.share) == (400, 400, 100.0)
    assert not any("best day, if" in line for line in Project(held).words("en").day(found))


def test_an_empty_day_says_why() -> None:
    held = event([company("a", min_meetings=1, max_meetings=1), "b", "c"], slots=1)
    found = day(held, "a", meeting("b c"))
    assert (found.given, found.weight, found.best, found.share) == ((), 0, 400, 0.0)
    answers = [one.answer for one in found.passed_over]
    assert all(isinstance(one, NotMet) and one.cause is Cause.NO_FREE_SLOT for one in answers)
    lines = list(Project(held).words("en").day(found))
    assert "promised 1 meetings, has 0" in lines
    assert any("09:00–09:30 Main: B meets C" in line for line in lines)


def test_many_who_suit_are_counted() -> None:
    held = event([f"c{number:02}" for number in range(15)], slots=1)
    found = day(held, "c00")
    assert (len(found.passed_over), found.others) == (10, 4)
    assert "  and 4 more" in list(Project(held).words("en").day(found))


def test_a_maximum_is_told_in_short() -> None:
    held = event([company("a", max_meetings=0), "b"])
    lines = list(Project(held).words("en").day(day(held, "a")))
    assert lines[-1] == "  B (400): A has its maximum of 0 meetings"
    assert lines[0] == "A: 0 meetings, 0 of at most 0 points (100 % of its best day)"


def test_a_day_can_be_had_by_machines() -> None:
    held = event("a b", slots=1)
    assert plain(day(held, "a", meeting("a b")))["given"][0]["partner"] == "b"


def test_every_line_is_said_in_four_languages_with_the_same_places() -> None:
    assert LINES
    for key, said in LINES.items():
        assert said.keys() == {"en", "zh", "de", "ru"}, key
        places = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in said.values()]
        assert all(one == places[0] for one in places), key
