"""Countries: ISO 3166-1 codes and names in many languages, from CLDR. The only home of babel's territory data."""

from __future__ import annotations

import difflib
import unicodedata
from functools import cache
from typing import Annotated

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

# Names are understood in these languages first, and then in all others that CLDR has; the event's own languages choose
# how they print.
KNOWN_LANGUAGES = (
    *("en", "zh", "zh_Hant", "de", "ru", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "hu", "ro", "bg", "el", "tr"),
    *("sv", "nb", "da", "fi", "et", "lv", "lt", "be", "uk", "kk", "ar", "he", "hi", "ja", "ko", "km", "th", "vi", "id"),
)

# Everyday names that CLDR's short names lack.
EVERYDAY = {
    "uk": "GB",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "großbritannien": "GB",
    "великобритания": "GB",
    "usa": "US",
    "u.s.a.": "US",
    "united states of america": "US",
    "сша": "US",
    "uae": "AE",
    "ivory coast": "CI",
    "turkey": "TR",
    "hong kong": "HK",
    "香港": "HK",
    "macau": "MO",
    "taiwan": "TW",
    "russian federation": "RU",
    "российская федерация": "RU",
    "prc": "CN",
    "people's republic of china": "CN",
    "中华人民共和国": "CN",
    "republic of korea": "KR",
    "korea": "KR",
    "viet nam": "VN",
    "czech republic": "CZ",
    "holland": "NL",
    "белоруссия": "BY",
    "weißrussland": "BY",
}

# Codes that CLDR has and ISO 3166-1 has not: unions, islands of a country, placeholders.
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


# A slip keeps the first letter and changes the length by no more than this.
LENGTHS_APART = 3


def _territories(locale: Locale) -> dict[str, str]:
    return {str(code): str(name) for code, name in locale.territories.items()}


@cache
def territory_names(language: str) -> dict[str, str]:
    """CLDR's names of countries and regions in one of `KNOWN_LANGUAGES`, by ISO 3166 or M49 code."""
    return _territories(Locale.parse(language))


def _is_country(code: str) -> bool:
    return len(code) == len("XX") and code.isalpha() and code not in NO_COUNTRIES


@cache
def codes_by_name() -> dict[str, str]:
    """Casefolded country names in all known languages, to ISO 3166-1 alpha-2 codes."""
    found = {
        name.casefold(): code
        for language in reversed(KNOWN_LANGUAGES)  # where two languages disagree, the one named first is right
        for code, name in _territories(Locale.parse(language)).items()
        if _is_country(code)
    }
    return found | {name.casefold(): code for name, code in EVERYDAY.items()}


@cache
def names_anywhere() -> dict[str, str]:
    """As `codes_by_name`, in every language that CLDR has; read only for a name that the known ones lack."""
    languages = sorted(language for language in locale_identifiers() if "_" not in language)
    return {
        name.casefold(): code
        for language in reversed(languages)
        for code, name in _territories(Locale.parse(language)).items()
        if _is_country(code)
    }


@cache
def codes() -> frozenset[str]:
    """All ISO 3166-1 alpha-2 codes, and XK for Kosovo."""
    return frozenset(code for code in _territories(Locale("en")) if _is_country(code))


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-2 code of a country given by code (any case) or by name in a known language."""
    stripped = unicodedata.normalize("NFC", text.strip())
    if stripped.upper() in codes():
        return stripped.upper()
    found = codes_by_name().get(stripped.casefold()) or names_anywhere().get(stripped.casefold())
    if found is None:
        raise PydanticCustomError("country", "unknown country", {"hint": _hint(stripped.casefold())})
    return found


@cache
def _hint(name: str) -> str:
    likely = [
        known for known in codes_by_name() if known[:1] == name[:1] and abs(len(known) - len(name)) <= LENGTHS_APART
    ]
    near = difflib.get_close_matches(name, likely, n=1, cutoff=0.75)
    return f"Did you mean {country_name(codes_by_name()[near[0]], 'en')}?" if near else ""


@cache
def country_name(code: str, language: str) -> str:
    """The country's short name in `language` (English where CLDR has none)."""
    try:
        name = Locale.parse(language, sep="-" if "-" in language else "_").territories.get(code)
    except (UnknownLocaleError, ValueError):
        name = None
    return str(name or Locale("en").territories[code])


@cache
def language_name(code: str, language: str) -> str:
    """The name of a language in `language` (in English, or its code, where CLDR has none)."""
    try:
        names = Locale.parse(language, sep="-" if "-" in language else "_").languages
    except (UnknownLocaleError, ValueError):
        names = Locale("en").languages
    plain = code.replace("-", "_")
    return str(names.get(plain) or Locale("en").languages.get(plain) or code)


CountryCode = Annotated[str, AfterValidator(country_code)]
