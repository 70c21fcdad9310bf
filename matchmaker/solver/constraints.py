"""The rules for CP-SAT. Each function posts the rule of the same name in `matchmaker.rules`.

A rule kept by construction has nothing to post: `Problem` holds no pair and no slot that would break it. It stands here
all the same, marked so, and the enumeration tests cover it.
"""

from __future__ import annotations

from collections.abc import Callable

from ortools.sat.python import cp_model

from matchmaker.solver.variables import MeetingVariables

Post = Callable[[MeetingVariables], None]

POSTS: dict[str, Post] = {}
BY_CONSTRUCTION: set[str] = set()


def posts(post: Post) -> Post:
    """Enter a posting function into `POSTS` under its own name."""
    POSTS[post.__name__] = post
    return post


def by_construction(post: Post) -> Post:
    """Enter a rule that the problem itself keeps."""
    BY_CONSTRUCTION.add(post.__name__)
    return posts(post)


@by_construction
def known_participants(x: MeetingVariables) -> None:
    """Pairs are of two different companies of the event."""


@posts
def once_per_pair(x: MeetingVariables) -> None:
    """At most one slot for each pair."""
    for pair in x.pairs:
        x.model.add_at_most_one(x.of_pair(pair))


@by_construction
def slots_of_sessions(x: MeetingVariables) -> None:
    """Only slots of sessions that host meetings exist."""


@posts
def one_meeting_at_a_time(x: MeetingVariables) -> None:
    """In slots that share a moment, a company holds no more meetings than it has delegates."""
    for literals, delegates in x.per_overlap():
        if delegates == 1:
            x.model.add_at_most_one(literals)
        elif len(literals) > delegates:
            x.model.add(cp_model.LinearExpr.sum(literals) <= delegates)


@by_construction
def within_hours(x: MeetingVariables) -> None:
    """A pair has only slots in which both are present."""


@by_construction
def plenaries_are_free(x: MeetingVariables) -> None:
    """Nobody is present for meetings during a plenary."""


@posts
def one_meeting_per_table(x: MeetingVariables) -> None:
    """A slot holds no more meetings than it has tables; which table is decided afterwards."""
    for literals, tables, _ in x.per_slot():
        if len(literals) > tables:
            x.model.add(cp_model.LinearExpr.sum(literals) <= tables)


@posts
def session_capacity(x: MeetingVariables) -> None:
    """The people of a slot's meetings, two each, have seats."""
    for literals, _, seats in x.per_slot():
        if 2 * len(literals) > seats:
            x.model.add(2 * cp_model.LinearExpr.sum(literals) <= seats)


@posts
def company_maximum(x: MeetingVariables) -> None:
    """A company's meetings stay within its maximum."""
    for literals, maximum in x.per_company():
        if len(literals) > maximum:
            x.model.add(cp_model.LinearExpr.sum(literals) <= maximum)


@by_construction
def avoided_pairs_apart(x: MeetingVariables) -> None:
    """Pairs kept apart are no pairs of the problem."""


@posts
def musts_kept(x: MeetingVariables) -> None:
    """Each must that is open meets in one of its slots."""
    for pair in x.pairs:
        if pair in x.problem.must:
            x.model.add_bool_or(x.of_pair(pair))


def post_all(x: MeetingVariables, without: str | None = None) -> None:
    """Post every rule; `without` leaves one out, for tests that must notice."""
    for name, post in POSTS.items():
        if name != without:
            post(x)
