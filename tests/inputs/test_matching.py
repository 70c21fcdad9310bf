"""What a file says about who suits whom: weights, places, money; every mistake with its place."""

from __future__ import annotations

import pytest

from matchmaker.event import Event
from matchmaker.inputs.event_file import parse_event
from matchmaker.matching import ChainPosition, Kind, Outcome, Stage, Weights
from tests.inputs.marks import FILE, mistakes, without_marks

A = "profiles: [{name: A, country: CN}]\n"


def read(text: str) -> Event:
    """The event in a file without mistakes."""
    return parse_event(text.encode(), FILE).event


@pytest.mark.parametrize(
    ("text", "code", "value", "remedy"),
    [
        (f"{A}event: {{weights: {{cross_border: ▶-1}}}}", "out-of-range", "“-1”", ""),
        (f"{A}event: {{weights: {{wished: ▶1001}}}}", "out-of-range", "“1001”", ""),
        (f"{A}event: {{weights: {{▶wishes: 1}}}}", "unknown-key", "“wishes”", "Did you mean “wished”?"),
        (f"{A}event: {{reciprocity: ▶101}}", "out-of-range", "“101”", ""),
        (
            f"{A}event: {{alike: [▶fun]}}",
            "unknown-reference",
            "“fun”",
            "Choices: investment, trade, cooperation, service.",
        ),
        (f"{A}event: {{alike: ▶trad}}", "unknown-reference", "“trad”", "Did you mean “trade”?"),
        (f"{A}event: {{embargoes: [{{between: CN, and: ▶Germny}}]}}", "place", "“Germny”", "Did you mean Germany?"),
        (f"{A}event: {{embargoes: [▶{{between: CN}}]}}", "missing", "", ""),
        (f"{A}event: {{country_names: {{▶Atlantis: {{en: x}}}}}}", "country", "“Atlantis”", None),
        ("- {name: A, country: CN, targets: [▶Xyzzy]}", "place", "“Xyzzy”", None),
        ("- {name: A, country: CN, seeks_kinds: ▶bank}", "not-a-choice", "“bank”", None),
        ("- {name: A, country: CN, chain: ▶middle}", "not-a-choice", "“middle”", None),
        ("- {name: A, country: CN, competitors: [▶B]}", "unknown-reference", "“B”", None),
        ("- {name: A, country: CN, met: [{company: ▶B}]}", "unknown-reference", "“B”", None),
        ("- {name: A, country: CN, investment: {raises: ▶much}}", "wrong-type", "“much”", ""),
        ("- {name: A, country: CN, investment: ▶{least: 5, most: 4}}", "most-below-least", "a mapping", ""),
        ("- {name: A, country: CN, excludes: {kinds: [▶all]}}", "not-a-choice", "“all”", None),
    ],
)
def test_a_mistake_is_told_with_place_value_and_remedy(text: str, code: str, value: str, remedy: str | None) -> None:
    plain, places = without_marks(text)
    (found,) = mistakes(plain)
    assert ([(found.line, found.column)], found.code) == (places, code)
    assert found.value == value or found.value.startswith(value)
    assert remedy is None or found.remedy == remedy


def test_weights_that_sum_to_nothing_are_refused() -> None:
    zero = ", ".join(f"{name}: 0" for name in Weights.model_fields)
    (found,) = mistakes(f"{A}event: {{weights: {{{zero}}}}}")
    assert (found.line, found.column) == (2, 18)
    assert found.code == "weightless"
    assert str(found).endswith(
        "these weights are all zero: nothing would count (found a mapping (key: value)). Give a criterion some points."
    )


@pytest.mark.parametrize(
    ("against", "why"),
    [
        ("group: g}\n- {name: B, country: DE, group: g", "both belong to g"),
        ("competitors: [B]}\n- {name: B, country: DE", "A names B as a competitor"),
        ("excludes: {countries: [Europe]}}\n- {name: B, country: DE", "A excludes Germany"),
    ],
)
def test_a_must_that_a_hard_rule_forbids_is_a_clash(against: str, why: str) -> None:
    text = f"- {{name: A, country: CN, wishes: [{{company: ▶B, wish: must}}], {against}}}"
    plain, places = without_marks(text)
    (found,) = mistakes(plain)
    assert ([(found.line, found.column)], found.code) == (places, "clash")
    assert found.message == f"this meeting must be, but {why}"


def test_everything_can_be_said() -> None:
    held = read(
        """
event:
  currency: CNY
  weights: {cross_border: 0, wished: 300}
  reciprocity: 0
  alike: [cooperation, service]
  embargoes: [{between: 中国, and: Antarctica}]
  country_names: {CN: {en: PRC}}
  vocabularies: []
profiles:
- name: A
  country: CN
  group: G
  competitors: B
  excludes: {countries: Oceania, kinds: park}
  targets: [Europa, DE]
  seeks_kinds: investor
  chain: upstream
  investment: {raises: "2 000 000", stages: seed}
  met: [{company: B, outcome: continue}]
- {name: B, country: DE, kind: investor, investment: {least: "1,000", most: 10'000}}
"""
    )
    one, other = held.profiles
    assert (held.event.weights.cross_border, held.event.weights.wished, held.event.weights.shared_purpose) == (
        0,
        300,
        40,
    )
    assert (one.group, one.competitors, one.targets, one.seeks_kinds) == ("G", ("B",), ("150", "DE"), (Kind.INVESTOR,))
    assert (one.excludes.countries, one.excludes.kinds) == (("009",), (Kind.PARK,))
    assert one.chain is ChainPosition.UPSTREAM
    assert one.investment is not None
    assert (one.investment.raises, one.investment.stages, one.investment.gives) == (2_000_000, (Stage.SEED,), False)
    assert one.met[0].outcome is Outcome.CONTINUE
    assert other.investment is not None
    assert (other.investment.least, other.investment.most, other.investment.gives) == (1000, 10_000, True)
    assert held.country_name("CN", "en") == "PRC"
    assert held.country_name("CN", "zh") == "中国"


def test_other_purposes_need_no_word_on_likeness() -> None:
    held = read("event: {purposes: [fun]}\nprofiles: [{name: A, country: CN, purposes: fun}]")
    assert held.event.alike == ("cooperation",)


@pytest.mark.parametrize("text", ["🚀 laser 🌍", "ליזר", "قطع بالليزر", "\u202eabc", "x" * 50_000])
def test_emoji_other_directions_and_long_texts_are_read_as_they_are(text: str) -> None:
    held = read(f"- name: A\n  country: CN\n  capabilities: ['{text}']\n")
    assert held.profiles[0].capabilities == (text,)


@pytest.mark.parametrize("empty", ["capabilities: []", "interests: []", ""])
def test_empty_capabilities_are_none(empty: str) -> None:
    assert read(f"- name: A\n  country: CN\n  {empty}\n").profiles[0].capabilities == ()


def test_a_key_with_nothing_behind_it_is_told() -> None:
    (found,) = mistakes("- name: A\n  country: CN\n  capabilities:\n")
    assert (found.line, found.code, found.message) == (3, "wrong-type", "this must be a list")
