"""What speaks for a pair: one function per criterion, each yielding evidence with points and a sentence.

A criterion is given the two companies, the points it has when met in full, and what is known of their phrases; it
yields nothing where it has nothing to say. Evidence from which one side profits names that side; all other evidence is
for both. How evidence becomes the weight of the pair is in `weighing`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from matchmaker.compatibility.evidence import Evidence, OnBehalf, Phrase, Place, Tongue, Word
from matchmaker.event import Answer, Company, Event, Wish, WishKind
from matchmaker.matching import ChainPosition, Investment, Outcome
from matchmaker.regions import countries_in

# The interest that is met best counts in full, each further one half of the one before, three at most.
INTERESTS_COUNTED = 3
PURPOSES_COUNTED, MOST_PRIORITY = 2, 3
# Parts of the points of `wished`: a must is all of it, a want less with each rank, an accepted wish some more.
WANT, WANT_LEAST, WANT_STEP, ACCEPTED = 0.6, 0.1, 0.1, 0.3
USUAL_RANK = 3
# From this likeness up two companies do much the same.
ALIKE = 0.4

# For a phrase, the phrases that have anything to do with it, with strengths above 0 and up to 1.
Likeness = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True)
class Known:
    """What the criteria may look at besides the two profiles.

    `meets(interest)` has the phrases offered that meet one that is sought, `alike(capability)` those that are like one
    that is offered.
    """

    event: Event
    meets: Likeness
    alike: Likeness

    def offered(self, company: Company, text: str) -> Phrase | OnBehalf:
        """How a text that the company offers is said: as its own, or as that of members at home."""
        homes = () if text in company.capabilities else self.event.at_home.get(company.id, ())
        return next((OnBehalf(text, home.members) for home in homes if text in home.capabilities), Phrase(text))

    def sought(self, company: Company, text: str) -> Phrase | OnBehalf:
        """How a text that the company seeks is said."""
        homes = () if text in company.interests else self.event.at_home.get(company.id, ())
        return next((OnBehalf(text, home.members) for home in homes if text in home.interests), Phrase(text))


Criterion = Callable[[Company, Company, int, Known], Iterator[Evidence]]


def capability_meets_interest(one: Company, other: Company, points: int, known: Known) -> Iterator[Evidence]:
    """What one side offers is what the other side seeks: to the profit of the one that seeks."""
    for giver, seeker in permutations((one, other)):
        sought = known.event.seeks(seeker)
        met = [found for interest in sought if (found := _met(giver, interest, known)) is not None]
        met.sort(reverse=True)
        for rank, (strength, _, capability, interest) in enumerate(met[:INTERESTS_COUNTED]):
            gain = round(points * strength / 2**rank)
            have, want = known.offered(giver, capability), known.sought(seeker, interest)
            offer = (("giver", giver), ("capability", have))
            seek = (("seeker", seeker), ("interest", want))
            said_once = capability == interest and isinstance(want, Phrase)
            sentence, values = ("offers", offer) if said_once else ("offers_and_seeks", (*offer, *seek))
            phrases = (capability, interest)
            yield Evidence("capability_meets_interest", gain, sentence, values, phrases, profits=seeker.id)


def _met(giver: Company, interest: str, known: Known) -> tuple[float, int, str, str] | None:
    """How well all capabilities together meet the interest, and the one that does it best, the first of equals.

    Squares of strengths add up as cosines do in `text.affinity`: the best in full, the next half, then a third.
    """
    near = known.meets(interest)
    offered = known.event.offers(giver)
    found = [(near[said], -place, said) for place, said in enumerate(offered) if said in near]
    if not found:
        return None
    found.sort(reverse=True)
    best, place, capability = found[0]
    if len(found) > 1 and best < 1:
        best = min(1.0, sum(strength**2 / rank for rank, (strength, _, _) in enumerate(found, start=1)) ** 0.5)
    return best, place, capability, interest


def shared_purpose(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """Both came for the same purpose; the two purposes count that matter most to both.

    What a purpose counts is the mean of what the two say of it: with priority 3 all of the points, with 2 two thirds,
    with 1 a third; all of them where none is given.
    """
    priority = {
        purpose: _priority(one, purpose) + _priority(other, purpose) for purpose in _shared_purposes(one, other)
    }
    counted = sorted(priority, key=lambda purpose: -priority[purpose])[:PURPOSES_COUNTED]
    if counted:
        gain = round(points * sum(priority[purpose] for purpose in counted) / (2 * MOST_PRIORITY))
        words = tuple(Word(purpose) for purpose in counted)
        yield Evidence("shared_purpose", gain, "shared_purpose", (("purposes", words),))


def _priority(company: Company, purpose: str) -> int:
    return company.priorities.get(purpose, MOST_PRIORITY)


def _shared_purposes(one: Company, other: Company) -> list[str]:
    return [purpose for purpose in one.purposes if purpose in other.purposes]


def complement_or_likeness(one: Company, other: Company, points: int, known: Known) -> Iterator[Evidence]:
    """For some purposes partners should be alike (joint research), for all others they should complement each other."""
    shared = _shared_purposes(one, other)
    offered, others = known.event.offers(one), known.event.offers(other)
    if not shared or not offered or not others:
        return
    likeness, mine, theirs = max(
        (near.get(theirs, 0.0), mine, theirs) for mine in offered for near in [known.alike(mine)] for theirs in others
    )
    asked_alike = tuple(Word(purpose) for purpose in shared if purpose in known.event.event.alike)
    if asked_alike and likeness >= ALIKE:
        said = (("mine", known.offered(one, mine)), ("theirs", known.offered(other, theirs)))
        values = (*said, ("purposes", asked_alike))
        yield Evidence("complement_or_likeness", round(points * likeness), "alike", values, (mine, theirs))
    asked_other = tuple(Word(purpose) for purpose in shared if purpose not in known.event.event.alike)
    if asked_other and likeness < 1 and _one_meets_the_other(one, other, known):
        gain = round(points * (1 - likeness))
        yield Evidence("complement_or_likeness", gain, "complement", (("purposes", asked_other),))


def _one_meets_the_other(one: Company, other: Company, known: Known) -> bool:
    return any(
        not known.meets(interest).keys().isdisjoint(known.event.offers(giver))
        for giver, seeker in permutations((one, other))
        for interest in known.event.seeks(seeker)
    )


def value_chain(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """One stands next to the other in the value chain: upstream, midstream, downstream."""
    order = list(ChainPosition)
    if one.chain is None or other.chain is None or abs(order.index(one.chain) - order.index(other.chain)) != 1:
        return
    positions = (("position_one", Word(one.chain.value)), ("position_other", Word(other.chain.value)))
    yield Evidence("value_chain", points, "value_chain", (("one", one), ("other", other), *positions))


def target_market(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """One wants to reach the other's country, or a region that it lies in."""
    for seeker, giver in permutations((one, other)):
        target = next((place for place in seeker.targets if giver.country in countries_in(place)), None)
        if target is not None:
            sentence = "target_country" if target == giver.country else "target_market"
            values = (
                ("seeker", seeker),
                ("giver", giver),
                ("target", Place(target)),
                ("country", Place(giver.country)),
            )
            yield Evidence("target_market", points, sentence, values, profits=seeker.id)


def cross_border(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """They come from two countries, which is what an international event is for."""
    if one.country != other.country:
        values = (("one", Place(one.country)), ("other", Place(other.country)))
        yield Evidence("cross_border", points, "cross_border", values)


def shared_language(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """They can talk without an interpreter."""
    shared = tuple(Tongue(language) for language in one.languages if language in other.languages)
    if shared:
        yield Evidence("shared_language", points, "shared_language", (("languages", shared),))


def kind_sought(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """One seeks participants of the other's kind: an institution, an association, a park, an investor."""
    for seeker, giver in permutations((one, other)):
        if giver.kind in seeker.seeks_kinds:
            values = (("seeker", seeker), ("giver", giver), ("kind", Word(giver.kind.value)))
            yield Evidence("kind_sought", points, "kind_sought", values, profits=seeker.id)


def investment(one: Company, other: Company, points: int, known: Known) -> Iterator[Evidence]:
    """One raises what the other invests: the amount in full points, an amount that is too large or small in none."""
    for company, investor in permutations((one, other)):
        if company.investment is None or investor.investment is None:
            continue
        if fits(company.investment, investor.investment):
            stage = next((it for it in company.investment.stages if it in investor.investment.stages), None)
            values = (
                ("company", company),
                ("investor", investor),
                ("amount", company.investment.raises or 0),
                ("currency", known.event.event.currency),
            )
            if stage is None:
                yield Evidence("investment", points, "investment", values)
            else:
                yield Evidence("investment", points, "investment_at_stage", (*values, ("stage", Word(stage.value))))


def fits(sought: Investment, given: Investment) -> bool:
    """Whether the amount raised is within what is invested, and a stage agrees where both name some."""
    if sought.raises is None or not given.gives:
        return False
    amount = (given.least or 0) <= sought.raises and (given.most is None or sought.raises <= given.most)
    stage = not sought.stages or not given.stages or bool(set(sought.stages) & set(given.stages))
    return amount and stage


def wished(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """One side named the other; a wish counts in full, whatever the other side gains."""
    for wisher, named in permutations((one, other)):
        for wish in wisher.wishes:
            if wish.company == named.id and wish.wish is not WishKind.AVOID:
                sentence = "set" if wish.wish is WishKind.MUST else "asked"
                ending = "_and_agreed" if wish.answer is Answer.ACCEPTED else {"set": "_beforehand"}.get(sentence, "")
                values = (("wisher", wisher), ("named", named))
                yield Evidence("wished", round(points * _part_of_wish(wish)), sentence + ending, values)


def _part_of_wish(wish: Wish) -> float:
    rank = wish.rank or USUAL_RANK
    part = 1.0 if wish.wish is WishKind.MUST else max(WANT_LEAST, WANT - WANT_STEP * (rank - 1))
    return part + (ACCEPTED if wish.answer is Answer.ACCEPTED else 0.0)


def past_meetings(one: Company, other: Company, points: int, _known: Known) -> Iterator[Evidence]:
    """They met at an earlier event: a reason to go on if a side says so, a reason against it if nothing is open."""
    said = {
        met.outcome: company
        for company, named in permutations((one, other))
        for met in company.met
        if met.company == named.id
    }
    if Outcome.CONTINUE in said:
        yield Evidence("past_meetings", points, "goes_on", (("company", said[Outcome.CONTINUE]),))
    elif Outcome.DONE in said:
        yield Evidence("past_meetings", -points, "met_before")


CRITERIA: tuple[Criterion, ...] = (
    capability_meets_interest,
    shared_purpose,
    complement_or_likeness,
    value_chain,
    target_market,
    cross_border,
    shared_language,
    kind_sought,
    investment,
    wished,
    past_meetings,
)
