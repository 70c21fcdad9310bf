"""Random valid events for Hypothesis: all that an organiser may write and `matchmaker.inputs` lets through."""

from __future__ import annotations

from hypothesis import strategies as st

from matchmaker.apart import kept_apart_by, rules_used
from matchmaker.event import Answer, Company, Event, GoalName, Session, SessionKind, Term, Wish, WishKind
from tests.build import company, event, session, window

TERMS = (
    Term(id="laser", labels={"en": "laser", "zh": "激光"}),
    Term(id="fibre laser", synonyms=("fiber laser",), broader=("laser",)),
    Term(id="cutting", labels={"en": "laser cutting"}, broader=("laser",)),
    Term(id="welding"),
)
PHRASES = ("laser", "激光", "fiber laser", "laser cutting", "welding", "welding robots", "medical optics", "optics")
HOURS = ("08:30", "09:00", "09:20", "09:30", "10:00", "10:15", "10:30", "11:00")
ZONES = ("UTC", "Asia/Shanghai", "America/St_Johns")
phrases = st.lists(st.sampled_from(PHRASES), max_size=2, unique=True).map(tuple)
lasers = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3, unique=True).map(tuple)
hours = st.lists(st.sampled_from(HOURS), min_size=2, max_size=2, unique=True)
windows = hours.map(lambda pair: window(min(pair), max(pair)))


@st.composite
def sessions(draw: st.DrawFn, most: int = 3) -> tuple[Session, ...]:
    """Up to a few sessions whose slots differ in length and overlap, and perhaps a plenary and a dialogue."""
    found = [
        session(
            f"s{number}",
            draw(st.sampled_from(HOURS[:5])),
            draw(st.integers(1, 3)),
            kind=draw(st.sampled_from((SessionKind.TABLES, SessionKind.SALON))),
            slot=draw(st.sampled_from((20, 30, 45))),
            gap=draw(st.sampled_from((0, 0, 10))),
            tables=draw(st.integers(0 if number else 1, 3)),
            capacity=draw(st.none() | st.integers(2, 5)),
            topics=draw(phrases),
            hall=f"hall{number % 2}",
        )
        for number in range(draw(st.integers(1, most)))
    ]
    other = st.sampled_from((SessionKind.PLENARY, SessionKind.DIALOGUE))
    if draw(st.booleans()):
        start = draw(st.sampled_from(HOURS[3:6]))
        found.append(session("other", start, 1, kind=draw(other), slot=15, tables=draw(st.none() | st.just(1))))
    return tuple(found)


@st.composite
def companies(draw: st.DrawFn, name: str) -> Company:
    """A company with its hours, people, maximum, offers and needs."""
    return company(
        name,
        capabilities=draw(lasers),
        interests=draw(lasers),
        purposes=draw(st.sampled_from(((), ("trade",), ("trade", "service")))),
        delegates=draw(st.sampled_from((1, 1, 1, 2))),
        max_meetings=(most := draw(st.none() | st.none() | st.integers(0, 3))),
        min_meetings=draw(st.just(0) | st.integers(0, 2 if most is None else most)),
        country=draw(st.sampled_from(("CN", "DE", "DE", "GB"))),
        kind=draw(st.sampled_from(("company", "company", "park", "investor"))),
        group=draw(st.sampled_from((None, None, None, "g"))),
        excludes=draw(st.sampled_from(({}, {}, {}, {"kinds": ["park"]}, {"countries": ["GB"]}))),
        chain=draw(st.sampled_from((None, "upstream", "downstream"))),
        targets=draw(st.sampled_from(((), ("CN",)))),
        available=draw(st.none() | st.none() | st.none() | st.lists(windows, max_size=2).map(tuple)),
        unavailable=draw(st.just(()) | st.lists(windows, max_size=1).map(tuple)),
    )


@st.composite
def events(draw: st.DrawFn, most_companies: int = 6, most_sessions: int = 3) -> Event:
    """A whole event. At most one wish a pair, so that none contradict each other."""
    names = "abcdefgh"[: draw(st.integers(2, most_companies))]
    profiles = {name: draw(companies(name)) for name in names}
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            kind = draw(st.sampled_from((*[None] * 5, WishKind.WANT, *WishKind)))
            wisher, named = draw(st.permutations((one, other)))
            if kind is None:
                if not draw(st.integers(0, 9)):
                    profiles[wisher] = profiles[wisher].model_copy(update={"competitors": (named,)})
                continue
            rank = draw(st.none() | st.integers(1, 7)) if kind is WishKind.WANT else None
            answers = tuple(Answer) if kind is WishKind.WANT else (Answer.OPEN, Answer.ACCEPTED)
            wish = Wish(company=named, wish=kind, rank=rank, answer=draw(st.sampled_from(answers)))
            wishes = (*profiles[wisher].wishes, wish)
            profiles[wisher] = profiles[wisher].model_copy(update={"wishes": wishes})
    held = event(
        profiles.values(),
        *draw(sessions(most_sessions)),
        vocabulary=draw(st.sampled_from(((), TERMS))),
        timezone=draw(st.sampled_from(ZONES)),
        max_meetings=draw(st.none() | st.integers(1, 4)),
        embargoes=draw(st.sampled_from(((), (), ({"between": "CN", "and": "GB"},)))),
        fairness_floor=draw(st.sampled_from((0, 30, 100))),
        goals=draw(st.permutations(tuple(GoalName))) if draw(st.booleans()) else tuple(GoalName),
    )
    return _without_clashes(held)


def _without_clashes(held: Event) -> Event:
    """The event without musts that a rule forbids, which no file may hold."""
    rules = rules_used(held)

    def keeps(one: Company, wish: Wish) -> bool:
        other = held.company[wish.company]
        return wish.wish is not WishKind.MUST or kept_apart_by(rules, held, one, other) is None

    kept = {one.id: tuple(wish for wish in one.wishes if keeps(one, wish)) for one in held.profiles}
    profiles = [one.model_copy(update={"wishes": kept[one.id]}) for one in held.profiles]
    sections = {name: getattr(held, name) for name in Event.model_fields}
    return Event.model_validate(sections | {"profiles": tuple(profiles)})
