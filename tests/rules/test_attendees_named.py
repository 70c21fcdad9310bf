from __future__ import annotations

import pytest

from tests.build import attend, breaches, company, details, event, meeting, session

RULE = "attendees_named"
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"
LI_WU = company("a", delegates=["li", "wu"])
FAIR = event([LI_WU, company("b", delegates=["eva"]), "c"])


def test_each_side_that_names_delegates_sends_one_of_them() -> None:
    assert breaches(FAIR, meeting("a b", attendees=attend(a="wu", b="eva"))) == []
    assert breaches(FAIR, meeting("a c", attendees=attend(a="li"))) == []


@pytest.mark.parametrize(
    ("attendees", "fault"),
    [
        ([], "0 delegates attend for A, which names them, instead of one"),
        (
            [*attend(a="li"), *attend(a="wu")],
            "2 delegates attend for A, which names them, instead of one",
        ),
        (attend(a="eva"), "eva: no delegate that A names"),
        (attend(a="li", c="kim"), "kim: no delegate that C names"),
        (attend(a="li", b="eva"), "B takes no part, and somebody attends for it"),
    ],
)
def test_who_attends_is_said_and_true(attendees: list[dict[str, str]], fault: str) -> None:
    found = breaches(FAIR, meeting("a c", attendees=attendees))
    assert found == [(RULE, f"A and C {WHERE}: {fault}", ("a", "c"))]


def test_a_leader_who_comes_along_says_who_too() -> None:
    assert len(details(FAIR, RULE, meeting("b c", attendees=attend(b="eva"), leaders=["a"]))) == 1
    assert breaches(FAIR, meeting("b c", attendees=attend(b="eva", a="li"), leaders=["a"])) == []


def test_desks_and_round_tables_have_attendees_as_well() -> None:
    needy = company("a", delegates=["li"], needs=["tax"])
    desk = event([needy], session(kind="consultation", advisers=["Ann"]))
    assert len(details(desk, RULE, meeting("a", adviser="Ann", need="tax"))) == 1
    talk = event([LI_WU, "b", "c"], session(kind="dialogue"))
    assert len(details(talk, RULE, meeting("a b c"))) == 1
    assert breaches(talk, meeting("a b c", attendees=attend(a="li"))) == []


@pytest.mark.parametrize(
    ("host", "attendee", "is_legal"),
    [
        (None, "wu", True),
        (None, "li", False),
        ("li", "li", True),
        ("li", "wu", False),
    ],
)
def test_at_its_booth_an_exhibitor_is_there_with_its_host(host: str | None, attendee: str, is_legal: bool) -> None:  # noqa: FBT001
    held = event([LI_WU, "c"], session(kind="exhibition", booths=[{"exhibitor": "a", "host": host}]))
    found = details(held, RULE, meeting("c a", attendees=attend(a=attendee)))
    where = WHERE.replace("table", "booth")
    fault = f"{attendee} attends for A, whose booth has {host or 'wu'} as host"
    assert found == ([] if is_legal else [f"C and A {where}: {fault}"])


def test_a_visitor_sends_whom_it_likes() -> None:
    held = event([LI_WU, "x"], session(kind="exhibition", booths=["x"]))
    assert breaches(held, meeting("a x", attendees=attend(a="li"))) == []
    assert len(details(held, RULE, meeting("a x"))) == 1


def test_strangers_have_no_delegates() -> None:
    found = breaches(FAIR, meeting("c ghost", attendees=attend(ghost="boo")))
    assert [rule for rule, *_ in found] == ["known_participants", RULE]
