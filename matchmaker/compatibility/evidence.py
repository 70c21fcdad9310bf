"""Why two companies should meet: points, and a sentence that can be said in the event's languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from matchmaker.compatibility.sentences import ON_BEHALF, QUOTES, SENTENCES, THOUSANDS, WORDS, joined
from matchmaker.compatibility.vocabulary import Vocabulary
from matchmaker.countries import language_name
from matchmaker.event import Company, Event
from matchmaker.regions import place_name

LONGEST_QUOTE = 120


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text of a profile, quoted."""

    text: str


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """A text of a profile, quoted, that a delegation's leader says for its members at home; how many those are."""

    text: str
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A country or region, by code."""

    code: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ours that is translated: a kind, a stage, a position; or a purpose, said as the event has it."""

    key: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language, by code."""

    code: str


Said = Company | Phrase | OnBehalf | Place | Word | Tongue | int | str | tuple["Said", ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a pair.

    `points` add up to the pair's weight. `sentence` is a key of `SENTENCES` (or, untranslated, the sentence
    itself), `values` what stands in it. `phrases` are
    the capability and the interest behind it, if it is about those. `profits` is the id of the side that profits,
    or nothing where both do.
    """

    criterion: str
    points: int
    sentence: str
    values: tuple[tuple[str, Said], ...] = ()
    phrases: tuple[str, ...] = ()
    profits: str | None = None

    @property
    def reason(self) -> str:
        """The sentence in English, phrases as the companies wrote them."""
        return PLAIN.say(self)


@dataclass(frozen=True)
class Wording:
    """How evidence is said in one language: with the names, labels and countries that language has."""

    language: str
    country: Callable[[str, str], str]
    vocabulary: Vocabulary | None = None
    names: bool = True
    _known: dict[object, str] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, vocabulary: Vocabulary, language: str) -> Wording:
        """Wording for an event: its overrides of country names, and labels of the vocabulary beside phrases."""
        return cls(language, event.country_name, vocabulary)

    def say(self, evidence: Evidence) -> str:
        """The sentence of a piece of evidence; in English where the language has none, or as it stands."""
        known = SENTENCES.get(evidence.sentence, {})
        template = known.get(self.language) or known.get("en", evidence.sentence)
        return template.format(**{name: self.word(value) for name, value in evidence.values})

    def word(self, value: Said) -> str:
        """One value of a sentence."""
        match value:
            case Company():
                found = self.name(value)
            case Phrase(text):
                found = self._quoted(text)
            case OnBehalf(text, members):
                found = f"{self._quoted(text)}{self._on_behalf(members)}"
            case Place(code):
                found = self.country(code, self.language)
            case Word(key):
                found = WORDS[key].get(self.language, WORDS[key]["en"]) if key in WORDS else key
            case Tongue(code):
                found = language_name(code, self.language)
            case _:
                found = self._plain(value)
        return found

    def _plain(self, value: int | str | tuple[Said, ...]) -> str:
        if isinstance(value, tuple):
            return joined([self.word(one) for one in value], self.language)
        return f"{value:,}".replace(",", THOUSANDS.get(self.language, ",")) if isinstance(value, int) else value

    def _on_behalf(self, members: int | None) -> str:
        said = ON_BEHALF["members" if members is None else "counted"]
        return said.get(self.language, said["en"]).format(members=self.word(members or 0))

    def name(self, company: Company) -> str:
        """The company's name in this language, if it has one."""
        return (company.names.get(self.language) if self.names else None) or company.name

    def _quoted(self, text: str) -> str:
        short = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rstrip()}…"
        label = self.vocabulary.label(text, self.language) if self.vocabulary is not None else None
        opening, closing = QUOTES.get(self.language, ("“", "”"))
        quoted = f"{opening}{short}{closing}"
        return quoted if label is None else f"{quoted} ({label})"


PLAIN = Wording("en", place_name, names=False)
