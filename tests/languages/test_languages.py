"""Languages: complete, alike in their places, and easily added."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re
import textwrap
import tomllib
from types import ModuleType

import pytest

from matchmaker import promises, whynot
from matchmaker.compatibility.sentences import SENTENCES
from matchmaker.countries import codes
from matchmaker.errors import UsageError
from matchmaker.event import Kind, SessionKind, Settings
from matchmaker.languages import OWN, _places, _source, language, languages, nearest_known, taken_apart
from matchmaker.render.fonts import missing_characters
from matchmaker.whynot import POSSIBLE
from tests import docs

DAY = dt.date(2024, 10, 16)


@pytest.mark.parametrize("code", OWN)
def test_each_language_says_everything(code: str) -> None:
    found = language(code)
    assert found.gaps == ()
    assert len(found.texts) > 80
    assert all(text.strip() == text or key == "reason.and" for key, text in found.texts.items())
    assert all(found.texts.values())


@pytest.mark.parametrize("code", OWN)
def test_each_language_has_its_own_words_in_its_own_order(code: str) -> None:
    read = {name: list(texts) for name, texts in tomllib.loads(_source(code)).items() if isinstance(texts, dict)}
    english = {name: list(texts) for name, texts in tomllib.loads(_source("en")).items() if isinstance(texts, dict)}
    assert read == english


@pytest.mark.parametrize("code", OWN)
def test_places_are_filled_alike_in_each_language(code: str) -> None:
    english, found = language("en").texts, language(code).texts
    differ = {key for key in english if key != "remark.best" and _places(english[key]) != _places(found[key])}
    assert differ <= {"label.from-to"}
    assert _places(found["remark.best"]) == {"names", "reason"}


@pytest.mark.parametrize("code", OWN)
def test_every_kind_and_purpose_has_a_word(code: str) -> None:
    found = language(code)
    for kind in Kind:
        assert found.say(f"kind.{kind.value}")
    for session in SessionKind:
        assert found.say(f"session.{session.value}")
    assert all(found.known(f"purpose.{one}", "") for one in Settings().purposes)


@pytest.mark.parametrize("code", OWN)
def test_every_country_has_a_name_in_each_language(code: str) -> None:
    names = {one: language(code).country(one) for one in codes()}
    assert len(names) > 240
    assert len(set(names.values())) == len(names)
    letters = {"zh": "\u4e00", "ru": "\u0400"}
    if code in letters:
        assert all(any(letter >= letters[code] for letter in name) for name in names.values())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Wednesday, October 16, 2024"),
        ("zh", "2024年10月16日星期三"),
        ("de", "Mittwoch, 16. Oktober 2024"),
        ("ru", "среда, 16 октября 2024\u202fг."),
    ],
)
def test_dates_are_said_with_their_weekday(code: str, said: str) -> None:
    assert language(code).day(DAY).replace("\u00a0", "\u202f") == said


def test_the_seven_weekdays_differ_in_each_language() -> None:
    for code in OWN:
        week = {language(code).day(DAY + dt.timedelta(days=n)) for n in range(7)}
        assert len({day.replace(str(n), "") for day in week for n in range(10)}) >= 7


REASONS = {
    "A offers “x”, B seeks “y”": ("meets", {"a": "A", "offer": "x", "b": "B", "interest": "y"}),
    "A offers “x”": ("offers", {"a": "A", "offer": "x"}),
    "A asked for this meeting": ("asked", {"a": "A"}),
    "A asked for this meeting, and B agreed": ("agreed", {"a": "A", "b": "B"}),
    "both are here for trade and service": ("purposes", {"purposes": "trade and service"}),
    "a has its maximum of 6": ("maximum", {"a": "a", "count": "6"}),
    POSSIBLE: ("possible", {}),
    "something else": ("", {}),
}


def said_in(*modules: ModuleType) -> set[str]:
    """The sentences of more than two words in modules, their docstrings left out; what fills them is a 7."""
    found = set()
    for module in modules:
        tree = ast.parse(inspect.getsource(module))
        inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
                found.add(node.value)
    return {text for text in found if text.count(" ") > 2 and not text.endswith(".") and "\n" not in text}


def test_every_reason_why_not_can_be_said_again() -> None:
    said = said_in(whynot, promises)
    assert {
        POSSIBLE,
        "7 has its maximum of 7",
        "the two meet already, as a visit counts as a meeting",
        promises.BOOKED,
    } <= said
    # One compatible "compan7" or many.
    said = {text.replace("compan7", "companies") for text in said} | {"only 1 compatible company can be met"}
    assert {text for text in said if not taken_apart(text)[0]} == set()
    for code in ("zh", "de", "ru"):
        assert {text for text in said if language(code).reason(text) == text} == set()


@pytest.mark.parametrize("reason", REASONS)
def test_reasons_are_taken_apart(reason: str) -> None:
    assert taken_apart(reason) == REASONS[reason]


def test_reasons_are_said_again() -> None:
    assert language("zh").reason("A offers “x”, B seeks “y”") == "A 提供“x”，B 需要“y”"
    assert language("de").reason("both are here for trade and art") == "gemeinsames Ziel: Handel und art"
    assert language("en").reason("A offers “x”") == "A offers “x”"
    assert language("ru").reason("你们都寻求联合研发") == "你们都寻求联合研发"


def test_the_sentences_are_those_that_compatibility_writes() -> None:
    said = {key: texts["en"] for key, texts in SENTENCES.items()}
    assert said["offers_and_seeks"] == "{giver} offers {capability}, {seeker} seeks {interest}"
    assert said["asked_and_agreed"] == "{wisher} asked for this meeting, and {named} agreed"
    assert said["shared_purpose"] == "both are here for {purposes}"


def test_a_reason_is_said_as_whoever_gave_it_says_it() -> None:
    german = language("de", spoken={"both speak German": "beide sprechen Deutsch"})
    assert german.reason("both speak German") == "beide sprechen Deutsch"
    assert german.reason("A offers “x”") != "A offers “x”"


KHMER = 'scripts = ["KHMER", "LATIN"]\n[label]\ntable = "តុ"\n'


def test_another_language_is_one_small_file() -> None:
    khmer = language("km", {"km.toml": KHMER})
    assert (khmer.say("label.table"), khmer.say("label.time")) == ("តុ", "Time")
    assert "label.time" in khmer.gaps
    assert khmer.country("KH") == "កម្ពុជា"
    assert khmer.day(DAY).startswith("ពុធ")
    assert (khmer.name, khmer.right_to_left) == ("ខ្មែរ", False)
    assert languages({"km.toml": KHMER, "base.typ": ""}) == (*OWN, "km")
    assert language("ar", {"ar.toml": ""}).right_to_left


def test_the_khmer_of_the_how_to_is_a_language() -> None:
    page = (docs.ROOT / "docs" / "how-to" / "add-a-language.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    khmer = language("km", {"km.toml": textwrap.dedent(block)})
    assert 0 < len(khmer.gaps) < 100
    assert khmer.say("label.table") == "តុ"
    assert khmer.reason("A offers “x”") == "A ផ្តល់ “x”"
    assert missing_characters({"km": khmer.texts.values()}) == ()


def test_an_own_file_and_own_words_come_before_ours() -> None:
    assert language("zh", {"zh.toml": '[label]\ntable = "台"\n'}).say("label.table") == "台"
    changed = language("zh", None, {"label.table": "台号", "country.GB": "大不列颠", "purpose.art": "艺术"})
    assert (changed.say("label.table"), changed.country("GB")) == ("台号", "大不列颠")
    assert changed.known("purpose.art", "art") == "艺术"


def test_a_variety_finds_its_language() -> None:
    assert [nearest_known(code) for code in ("de-AT", "zh_Hans", "fr")] == ["de", "zh", None]


@pytest.mark.parametrize(
    ("code", "files", "message"),
    [
        ("fr", {}, "there is no language “fr”: known are en, zh, de, ru; another one is a file fr.toml"),
        ("fr", {"fr.toml": "[label\n"}, "fr.toml: "),
        ("fr", {"fr.toml": "table = 'x'"}, "“table” must be a section of texts"),
        ("fr", {"fr.toml": "[label]\ntabel = 'x'"}, "nothing is called “label.tabel”"),
        ("fr", {"fr.toml": "[label]\ntable = '{x}'"}, "“label.table” has a place {x} that nothing fills"),
        ("fr", {"fr.toml": "[label]\ntable = '{'"}, "“label.table” has a lone { or }; write it twice"),
        ("qqq", {"qqq.toml": ""}, "qqq.toml: “qqq” is no language of CLDR"),
    ],
)
def test_a_wrong_file_is_told(code: str, files: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as told:
        language(code, files)
    assert message in str(told.value)


def test_wrong_words_in_the_event_file_are_told() -> None:
    with pytest.raises(UsageError, match=r"event\.print\.texts\.zh: nothing is called “label\.tabel”"):
        language("zh", None, {"label.tabel": "x"})


def test_languages_are_called_by_their_names() -> None:
    assert [language("de").tongue(code) for code in ("zh", "ru", "pt-BR", "x1", "")] == [
        *("Chinesisch", "Russisch", "Portugiesisch (Brasilien)", "x1", "")
    ]
