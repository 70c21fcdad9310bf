"""The languages of the agendas: one small file each, `<code>.toml`, and dates and countries from CLDR.

A file of the organiser's own, `km.toml`, is another language, or replaces one of these. What it leaves out is said in
English. `reason` holds the sentences in which a schedule gives its reasons, so that they can be said again.
"""

from __future__ import annotations

import datetime as dt
import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from matchmaker.countries import country_name
from matchmaker.errors import UsageError

OWN = ("en", "zh", "de", "ru")
# What stands between the purposes of a schedule's reason.
AND = " and "
_FIELD = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True, slots=True, eq=False)
class _Sentence:
    """A sentence of the schedule, in English, that can be taken apart."""

    key: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Language:
    """A language's texts by key (`label.table`, `country.CN`). `gaps` are keys that its file leaves to English.

    `spoken` are reasons of a schedule, as they stand there, and what each is in this language.
    """

    code: str
    texts: Mapping[str, str]
    scripts: tuple[str, ...] = ("LATIN",)
    gaps: tuple[str, ...] = ()
    spoken: Mapping[str, str] = field(default_factory=dict, repr=False)
    _said: dict[str, str] = field(default_factory=dict, repr=False)

    def say(self, key: str, **fills: str) -> str:
        """The text of a key, its `{places}` filled in."""
        text = self.texts[key]
        return text.format_map(fills) if fills else text

    def known(self, key: str, otherwise: str) -> str:
        """The text of a key that the organiser may have invented: a purpose, say."""
        return self.texts.get(key, otherwise)

    def day(self, day: dt.date, form: str = "full") -> str:
        """A date in words, weekday included."""
        return format_date(day, form, locale=self._locale)

    def country(self, code: str) -> str:
        """A country's short name; the organiser's own choice first."""
        return self.texts.get(f"country.{code}") or country_name(code, self.code)

    def tongue(self, code: str) -> str:
        """What a language is called; a code that nobody knows stays as it is."""
        spoken = _parsed(code)
        return str((spoken and spoken.get_display_name(self._locale)) or code)

    def reason(self, text: str) -> str:
        """A reason of the schedule in this language; one that it does not know stays as it is."""
        if self.code == "en":
            return text
        if text not in self._said:
            self._said[text] = self.spoken.get(text) or self._reason(text)
        return self._said[text]

    @cached_property
    def name(self) -> str:
        """What the language calls itself."""
        return str(self._locale.display_name)

    @cached_property
    def right_to_left(self) -> bool:
        """Whether lines run from right to left."""
        return self._locale.text_direction == "rtl"

    @cached_property
    def _locale(self) -> Locale:
        return _locale(self.code)

    def _reason(self, text: str) -> str:
        key, fills = taken_apart(text)
        if "purposes" in fills:
            named = [self.known(f"purpose.{one}", one) for one in fills["purposes"].split(AND)]
            fills["purposes"] = self.texts["reason.and"].join(named)
        return self.say(f"reason.{key}", **fills) if key else text


def language(
    code: str,
    own: Mapping[str, str] | None = None,
    changes: Mapping[str, str] | None = None,
    spoken: Mapping[str, str] | None = None,
) -> Language:
    """The language of a code (`zh`, `pt-BR`). `own` are the organiser's files by name, `changes` texts by key.

    `spoken` are reasons that whoever gave them can say in this language; others are taken apart by the texts.

    Raises:
        UsageError: if there is no file for the language, or it is wrong.
    """
    name, own = f"{code}.toml", own or {}
    if name not in own and code not in OWN:
        msg = f"there is no language “{code}”: known are {', '.join(languages(own))}; another one is a file {name}"
        raise UsageError(msg)
    english = _texts(_source("en"), "en.toml")[0]
    texts, scripts = _texts(own[name] if name in own else _source(code), name)
    _check(texts, english, name)
    if changes:
        _check(changes, english, f"event.print.texts.{code}")
    complete = {**english, **texts, **(changes or {})}
    _locale(code)
    return Language(code, complete, scripts, tuple(key for key in english if key not in texts), spoken or {})


def taken_apart(reason: str) -> tuple[str, dict[str, str]]:
    """The key of the sentence in which a schedule gives a reason, and what fills it; no key if it is none of ours."""
    for sentence in _sentences():
        if found := sentence.pattern.fullmatch(reason):
            return sentence.key, found.groupdict()
    return "", {}


def nearest_known(code: str, own: Mapping[str, str] | None = None) -> str | None:
    """The language itself, or the one it is a variety of (`de` for `de-AT`), if there is a file for it."""
    primary = code.replace("_", "-").split("-")[0]
    return next((one for one in (code, primary) if one in languages(own)), None)


def languages(own: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The codes of all languages there are: those that come along, then the organiser's."""
    extra = sorted(name.removesuffix(".toml") for name in own or {} if name.endswith(".toml"))
    return (*OWN, *(code for code in extra if code not in OWN))


@cache
def _source(code: str) -> str:
    return files("matchmaker.languages").joinpath(f"{code}.toml").read_text(encoding="utf-8")


def _parsed(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError):
        return None


def _locale(code: str) -> Locale:
    if (found := _parsed(code)) is None:
        msg = f"{code}.toml: “{code}” is no language of CLDR, so dates cannot be written; zh.toml or pt-BR.toml are"
        raise UsageError(msg)
    return found


def _texts(source: str, name: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of a file by key, and the scripts that its readers read."""
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        msg = f"{name}: {error}"
        raise UsageError(msg) from None
    scripts = tuple(map(str, read.pop("scripts", ["LATIN"])))
    found: dict[str, str] = {}
    for section, texts in read.items():
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            msg = f'{name}: “{section}” must be a section of texts: [{section}], then key = "text" lines'
            raise UsageError(msg)
        found |= {f"{section}.{key}": text for key, text in texts.items()}
    return found, scripts


def _check(texts: Mapping[str, str], english: Mapping[str, str], name: str) -> None:
    """Every key means something, and no place is filled in that nothing fills."""
    for key, text in texts.items():
        free = key.startswith(("purpose.", "country."))
        if key not in english and not free:
            msg = f"{name}: nothing is called “{key}”; the keys are those of en.toml, and purpose.… and country.…"
            raise UsageError(msg)
        try:
            places = {place for _, place, _, _ in string.Formatter().parse(text) if place is not None}
        except ValueError:
            msg = f"{name}: “{key}” has a lone {{ or }}; write it twice to print it"
            raise UsageError(msg) from None
        if more := places - _places(english.get(key, "")):
            msg = f"{name}: “{key}” has a place {{{min(more)}}} that nothing fills"
            raise UsageError(msg)


def _places(text: str) -> set[str]:
    return {place for _, place, _, _ in string.Formatter().parse(text) if place is not None}


@cache
def _sentences() -> tuple[_Sentence, ...]:
    """The English sentences of reasons, longest first, so that the fuller one is tried first."""
    english = _texts(_source("en"), "en.toml")[0]
    found = {key.removeprefix("reason."): text for key, text in english.items() if key.startswith("reason.")}
    found.pop(AND.strip())
    ordered = sorted(found.items(), key=lambda item: -len(item[1]))
    return tuple(_Sentence(key, re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(text)))) for key, text in ordered)
