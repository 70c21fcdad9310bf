"""Places: a country, or a region with the countries in it.

Regions are those of the United Nations' M49 standard, named in many languages by CLDR, and a few unions of states.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from matchmaker.countries import KNOWN_LANGUAGES, codes, codes_by_name, country_code, country_name, territory_names

# M49's sub-regions and the ISO codes in them (M49 leaves Taiwan and Kosovo out; here they stand with their neighbours).
SUBREGIONS = {
    "015": "DZ EG EH LY MA SD TN",
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "013": "BZ CR GT HN MX NI PA SV",
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "021": "BM CA GL PM US",
    "143": "KG KZ TJ TM UZ",
    "030": "CN HK JP KP KR MN MO TW",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "034": "AF BD BT IN IR LK MV NP PK",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "155": "AT BE CH DE FR LI LU MC NL",
    "053": "AU CC CX HM NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW UM",
    "061": "AS CK NU PF PN TK TO TV WF WS",
}
WIDER = {
    "202": ("014", "017", "018", "011"),
    "002": ("015", "014", "017", "018", "011"),
    "419": ("029", "013", "005"),
    "003": ("029", "013", "021"),
    "019": ("029", "013", "005", "021"),
    "142": ("143", "030", "035", "034", "145"),
    "150": ("151", "154", "039", "155"),
    "009": ("053", "054", "057", "061"),
}
UNIONS = {
    "EU": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
    "EAEU": "AM BY KG KZ RU",
    "ASEAN": "BN ID KH LA MM MY PH SG TH TL VN",
    "GCC": "AE BH KW OM QA SA",
}
# Names that CLDR lacks.
UNION_NAMES = {
    "EAEU": {
        "en": "Eurasian Economic Union",
        "zh": "欧亚经济联盟",
        "de": "Eurasische Wirtschaftsunion",
        "ru": "Евразийский экономический союз",
    },
    "ASEAN": {"en": "ASEAN", "zh": "东盟", "de": "ASEAN", "ru": "АСЕАН"},
    "GCC": {
        "en": "Gulf Cooperation Council",
        "zh": "海湾合作委员会",
        "de": "Golf-Kooperationsrat",
        "ru": "Совет сотрудничества арабских государств Персидского залива",
    },
}
WORLD = "001"
EVERYDAY = {
    "еаэс": "EAEU",
    "ес": "EU",
    "средняя азия": "143",
    "middle east": "145",
    "中东": "145",
    "naher osten": "145",
    "ближний восток": "145",
}


@cache
def members() -> dict[str, frozenset[str]]:
    """The ISO codes of the countries in each region."""
    found = {code: frozenset(listed.split()) for code, listed in (SUBREGIONS | UNIONS).items()}
    for code, parts in WIDER.items():
        found[code] = frozenset().union(*(found[part] for part in parts))
    # Antarctica lies in none of the others.
    return found | {WORLD: codes()}


@cache
def countries_in(place: str) -> frozenset[str]:
    """The ISO codes of a place: one for a country, several for a region."""
    return members().get(place, frozenset((place,)))


@cache
def _regions_by_name() -> dict[str, str]:
    found = {
        names[code].casefold(): code
        for language in reversed(KNOWN_LANGUAGES)
        for names in [territory_names(language)]
        for code in members()
        if code in names
    }
    own = {name.casefold(): code for code, names in UNION_NAMES.items() for name in names.values()}
    return found | own | EVERYDAY


def place_code(text: str) -> str:
    """The code of a place given by code or by name in a known language: ISO 3166, M49, or one of `UNIONS`."""
    stripped = " ".join(text.split())
    if stripped.upper() in members():
        return stripped.upper()
    name = stripped.casefold()
    if name in _regions_by_name() and name not in codes_by_name():
        return _regions_by_name()[name]
    try:
        return country_code(stripped)
    except PydanticCustomError as error:
        raise PydanticCustomError("place", "unknown place", error.context) from None


@cache
def place_name(code: str, language: str) -> str:
    """The name of a country or region in a language, English where there is none."""
    if code in UNION_NAMES:
        return UNION_NAMES[code].get(language, UNION_NAMES[code]["en"])
    return country_name(code, language)


PlaceCode = Annotated[str, AfterValidator(place_code)]
