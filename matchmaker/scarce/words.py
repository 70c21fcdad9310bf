"""What is scarce, in words, in the languages that matchmaker speaks. Translations are ours."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.scarce.changes import Change, Kind
from matchmaker.scarce.weighing import Scarcity, Worth
from matchmaker.why import Words

LINES: dict[str, dict[str, str]] = {
    "head": {
        "en": "What one more would add to {objective} points of total compatibility:",
        "zh": "每增加一项，可使总契合度（现为{objective}分）增加：",
        "de": "Was eines mehr zu {objective} Punkten Gesamtpassung hinzufügen würde:",
        "ru": "Что добавила бы каждая единица к {objective} баллам общей совместимости:",
    },
    "exact": {
        "en": "{change}: {found} points, proven ({meetings} meetings)",
        "zh": "{change}：{found}分，已证明（会面{meetings}场）",
        "de": "{change}: {found} Punkte, bewiesen ({meetings} Treffen)",
        "ru": "{change}: {found} баллов, доказано (встреч: {meetings})",
    },
    "between": {
        "en": "{change}: {found} points found, between {least} and {most} proven ({meetings} meetings)",
        "zh": "{change}：求得{found}分，已证明在{least}与{most}分之间（会面{meetings}场）",
        "de": "{change}: {found} Punkte gefunden, bewiesen zwischen {least} und {most} ({meetings} Treffen)",
        "ru": "{change}: найдено {found} баллов, доказано от {least} до {most} (встреч: {meetings})",
    },
    "nothing": {
        "en": "Nothing that was tried adds anything.",
        "zh": "所尝试的各项均无增益。",
        "de": "Nichts von dem, was versucht wurde, fügt etwas hinzu.",
        "ru": "Ничто из испробованного ничего не добавляет.",
    },
    "anyway": {
        "en": "Planning further without any change adds {anyway} points; what follows comes on top.",
        "zh": "不作任何改动、继续优化即可增加{anyway}分；以下均为额外增益。",
        "de": "Weiterplanen ohne jede Änderung fügt {anyway} Punkte hinzu; das Folgende kommt dazu.",
        "ru": "Дальнейшее планирование без изменений добавляет {anyway} баллов; нижеследующее — сверх того.",
    },
    "rest": {
        "en": "No gain found from: {changes}",
        "zh": "以下各项未见增益：{changes}",
        "de": "Kein Gewinn gefunden durch: {changes}",
        "ru": "Выигрыша не найдено от: {changes}",
    },
    "cut": {
        "en": "The work ended early ({cut}): not everything was weighed.",
        "zh": "计算提前结束（{cut}）：并非所有项目都已评估。",
        "de": "Die Arbeit endete vorzeitig ({cut}): nicht alles wurde gewogen.",
        "ru": "Работа закончилась раньше ({cut}): взвешено не всё.",
    },
    Kind.TABLE: {
        "en": "tables in {session}: +{count}",
        "zh": "{session}增加桌位：+{count}",
        "de": "Tische in {session}: +{count}",
        "ru": "столы в «{session}»: +{count}",
    },
    Kind.SLOT: {
        "en": "slots at the end of {session}: +{count}",
        "zh": "{session}末尾增加时段：+{count}",
        "de": "Zeitfenster am Ende von {session}: +{count}",
        "ru": "интервалы в конце «{session}»: +{count}",
    },
    Kind.INTERPRETER: {
        "en": "interpreters {languages}: +{count}",
        "zh": "译员（{languages}）：+{count}",
        "de": "Dolmetscher {languages}: +{count}",
        "ru": "переводчики {languages}: +{count}",
    },
    Kind.EARLIER: {
        "en": "{company} comes an hour earlier",
        "zh": "{company}提前一小时到场",
        "de": "{company} kommt eine Stunde früher",
        "ru": "{company} приходит на час раньше",
    },
    Kind.LATER: {
        "en": "{company} stays an hour longer",
        "zh": "{company}多停留一小时",
        "de": "{company} bleibt eine Stunde länger",
        "ru": "{company} остаётся на час дольше",
    },
    Kind.DELEGATE: {
        "en": "delegates of {company}: +{count}",
        "zh": "{company}代表人数：+{count}",
        "de": "Delegierte von {company}: +{count}",
        "ru": "делегаты {company}: +{count}",
    },
    Kind.MEETING: {
        "en": "meetings allowed to {company}: +{count}",
        "zh": "{company}会面上限：+{count}",
        "de": "erlaubte Treffen von {company}: +{count}",
        "ru": "разрешённые встречи {company}: +{count}",
    },
}
LONGEST_BAR = 24


def said(words: Words, found: Scarcity) -> Iterator[str]:
    """The report in a language: what adds most first, with a bar each; then all that adds nothing."""
    worth = [one for one in found.worths if one.found > 0]
    yield words.line_of(LINES, "head", objective=f"{found.objective:,}")
    if found.anyway:
        yield words.line_of(LINES, "anyway", anyway=f"{found.anyway:,}")
    if not worth:
        yield words.line_of(LINES, "nothing")
    most = max((one.found for one in worth), default=1)
    for one in worth:
        yield f"{_bar(one.found, most)} {_worth(words, one)}"
    idle = [_change(words, one.change) for one in found.worths if one.found == 0]
    if idle:
        yield words.line_of(LINES, "rest", changes="; ".join(idle))
    if found.cut is not None:
        yield words.line_of(LINES, "cut", cut=found.cut)


def _bar(found: int, most: int) -> str:
    """Its length tells the part of the most that is found."""
    return ("█" * max(1, round(LONGEST_BAR * found / most))).ljust(LONGEST_BAR)


def _worth(words: Words, one: Worth) -> str:
    numbers = {name: f"{getattr(one, name):,}" for name in ("found", "least", "most")}
    meetings = f"{one.meetings:+d}"
    return words.line_of(
        LINES, "exact" if one.proven else "between", change=_change(words, one.change), meetings=meetings, **numbers
    )


def _change(words: Words, change: Change) -> str:
    values: dict[str, str | int] = {"count": change.count}
    match change.kind:
        case Kind.TABLE | Kind.SLOT:
            values["session"] = words.session(change.of)
        case Kind.INTERPRETER:
            values["languages"] = change.of.replace(" ", "–")
        case _:
            values["company"] = words.company(change.of)
    return words.line_of(LINES, change.kind, **values)
