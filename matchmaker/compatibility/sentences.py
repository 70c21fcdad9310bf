"""The sentences of evidence in the languages that matchmaker itself speaks. Translations are ours."""

from __future__ import annotations

from collections.abc import Sequence

SENTENCES: dict[str, dict[str, str]] = {
    "offers": {
        "en": "{giver} offers {capability}",
        "zh": "{giver}提供{capability}",
        "de": "{giver} bietet {capability}",
        "ru": "{giver} предлагает {capability}",
    },
    "offers_and_seeks": {
        "en": "{giver} offers {capability}, {seeker} seeks {interest}",
        "zh": "{giver}提供{capability}，{seeker}寻求{interest}",
        "de": "{giver} bietet {capability}, {seeker} sucht {interest}",
        "ru": "{giver} предлагает {capability}, {seeker} ищет {interest}",
    },
    "both_sides": {
        "en": "both sides profit: {one} by {gain_one} points, {other} by {gain_other}",
        "zh": "双方受益：{one} {gain_one}分，{other} {gain_other}分",
        "de": "beide Seiten haben etwas davon: {one} {gain_one} Punkte, {other} {gain_other}",
        "ru": "выгодно обеим сторонам: {one} — {gain_one} баллов, {other} — {gain_other}",
    },
    "shared_purpose": {
        "en": "both are here for {purposes}",
        "zh": "双方都为{purposes}而来",
        "de": "beide sind für {purposes} hier",
        "ru": "общая цель: {purposes}",
    },
    "alike": {
        "en": "both do much the same ({mine}; {theirs}), which suits {purposes}",
        "zh": "双方业务相近（{mine}；{theirs}），适合{purposes}",
        "de": "beide tun Ähnliches ({mine}; {theirs}), das passt zu {purposes}",
        "ru": "схожий профиль ({mine}; {theirs}) подходит для цели: {purposes}",
    },
    "complement": {
        "en": "one has what the other lacks, which suits {purposes}",
        "zh": "双方优势互补，适合{purposes}",
        "de": "die eine Seite hat, was der anderen fehlt, das passt zu {purposes}",
        "ru": "стороны дополняют друг друга, что подходит для цели: {purposes}",
    },
    "value_chain": {
        "en": "neighbours in the value chain: {one} is {position_one}, {other} {position_other}",
        "zh": "产业链上下游：{one}为{position_one}，{other}为{position_other}",
        "de": "Nachbarn in der Wertschöpfungskette: {one} ist {position_one}, {other} {position_other}",
        "ru": "соседи по цепочке создания стоимости: {one} — {position_one}, {other} — {position_other}",
    },
    "target_market": {
        "en": "{seeker} wants to reach {target}, {giver} is from {country}",
        "zh": "{seeker}希望进入{target}，{giver}来自{country}",
        "de": "{seeker} will nach {target}, {giver} kommt von dort ({country})",
        "ru": "{seeker} ищет выход на рынок: {target}; {giver} — {country}",
    },
    "target_country": {
        "en": "{seeker} wants to reach {country}, where {giver} is from",
        "zh": "{seeker}希望进入{country}，{giver}来自该国",
        "de": "{seeker} will nach {country}, von dort kommt {giver}",
        "ru": "{seeker} ищет выход на рынок: {country}; {giver} оттуда",
    },
    "cross_border": {
        "en": "they come from {one} and {other}",
        "zh": "双方分别来自{one}和{other}",
        "de": "sie kommen aus verschiedenen Ländern: {one}, {other}",
        "ru": "они из разных стран: {one}, {other}",
    },
    "shared_language": {
        "en": "both speak {languages}",
        "zh": "双方都会说{languages}",
        "de": "beide sprechen {languages}",
        "ru": "общий язык: {languages}",
    },
    "kind_sought": {
        "en": "{seeker} seeks {kind}, {giver} is one",
        "zh": "{seeker}寻找{kind}，{giver}正是",
        "de": "{seeker} sucht: {kind}; {giver} ist das",
        "ru": "{seeker} ищет: {kind}; {giver} — именно это",
    },
    "investment": {
        "en": "{company} raises {amount} {currency}, within what {investor} invests",
        "zh": "{company}拟融资{amount} {currency}，符合{investor}的投资范围",
        "de": "{company} sucht {amount} {currency}, im Rahmen dessen, was {investor} anlegt",
        "ru": "{company} привлекает {amount} {currency}, в пределах того, что вкладывает {investor}",
    },
    "investment_at_stage": {
        "en": "{company} raises {amount} {currency} ({stage}), as {investor} invests",
        "zh": "{company}拟融资{amount} {currency}（{stage}），符合{investor}的投资方向",
        "de": "{company} sucht {amount} {currency} ({stage}), wie {investor} anlegt",
        "ru": "{company} привлекает {amount} {currency} ({stage}), что подходит {investor}",
    },
    "need_met": {
        "en": "{company} needs {need}, {adviser} knows about {expertise}",
        "zh": "{company}需要{need}，{adviser}熟悉{expertise}",
        "de": "{company} braucht {need}, {adviser} kennt sich aus: {expertise}",
        "ru": "{company} нуждается: {need}; {adviser} разбирается: {expertise}",
    },
    "set_beforehand": {
        "en": "this meeting was set beforehand",
        "zh": "该会面已预先确定",
        "de": "dieses Treffen war vorab festgelegt",
        "ru": "эта встреча назначена заранее",
    },
    "set_and_agreed": {
        "en": "this meeting was set beforehand, and {named} agreed",
        "zh": "该会面已预先确定，且{named}已同意",
        "de": "dieses Treffen war vorab festgelegt, und {named} hat zugestimmt",
        "ru": "эта встреча назначена заранее, и {named} согласна",
    },
    "asked": {
        "en": "{wisher} asked for this meeting",
        "zh": "{wisher}希望会面",
        "de": "{wisher} hat um dieses Treffen gebeten",
        "ru": "{wisher} просит об этой встрече",
    },
    "asked_and_agreed": {
        "en": "{wisher} asked for this meeting, and {named} agreed",
        "zh": "{wisher}希望会面，{named}已同意",
        "de": "{wisher} hat um dieses Treffen gebeten, und {named} hat zugestimmt",
        "ru": "{wisher} просит об этой встрече, и {named} согласна",
    },
    "goes_on": {
        "en": "they met before and {company} wants to go on",
        "zh": "双方曾会面，{company}希望继续",
        "de": "sie haben sich schon getroffen, und {company} will weitermachen",
        "ru": "они уже встречались, и {company} хочет продолжить",
    },
    "met_before": {
        "en": "they met before, and nothing is open",
        "zh": "双方曾会面，无待议事项",
        "de": "sie haben sich schon getroffen, und nichts ist offen",
        "ru": "они уже встречались, открытых вопросов нет",
    },
}

# What follows a phrase that a delegation's leader offers or seeks for its members who stayed at home.
ON_BEHALF: dict[str, dict[str, str]] = {
    "counted": {
        "en": " on behalf of its {members} members at home",
        "zh": "（代表其未到场的{members}家会员）",
        "de": " (im Namen von {members} Mitgliedern zu Hause)",
        "ru": " (от имени членов, оставшихся дома: {members})",
    },
    "members": {
        "en": " on behalf of its members at home",
        "zh": "（代表其未到场的会员）",
        "de": " (im Namen von Mitgliedern zu Hause)",
        "ru": " (от имени членов, оставшихся дома)",
    },
}

# Words of ours within sentences: positions, kinds, stages, and the default purposes. Others are said as written.
WORDS: dict[str, dict[str, str]] = {
    "upstream": {"en": "upstream", "zh": "上游", "de": "vorgelagert", "ru": "верхнее звено"},
    "midstream": {"en": "midstream", "zh": "中游", "de": "in der Mitte", "ru": "среднее звено"},
    "downstream": {"en": "downstream", "zh": "下游", "de": "nachgelagert", "ru": "нижнее звено"},
    "company": {"en": "a company", "zh": "企业", "de": "ein Unternehmen", "ru": "компания"},
    "institution": {"en": "an institution", "zh": "机构", "de": "eine Institution", "ru": "учреждение"},
    "association": {"en": "an association", "zh": "协会", "de": "ein Verband", "ru": "ассоциация"},
    "park": {"en": "a park", "zh": "园区", "de": "ein Gewerbepark", "ru": "парк"},
    "investor": {"en": "an investor", "zh": "投资方", "de": "ein Investor", "ru": "инвестор"},
    "idea": {"en": "idea", "zh": "概念期", "de": "Idee", "ru": "идея"},
    "seed": {"en": "seed", "zh": "种子期", "de": "Gründung", "ru": "посев"},
    "growth": {"en": "growth", "zh": "成长期", "de": "Wachstum", "ru": "рост"},
    "expansion": {"en": "expansion", "zh": "扩张期", "de": "Ausbau", "ru": "расширение"},
    "established": {"en": "established", "zh": "成熟期", "de": "etabliert", "ru": "зрелость"},
    "investment": {"en": "investment", "zh": "投资", "de": "Investition", "ru": "инвестиции"},
    "trade": {"en": "trade", "zh": "贸易", "de": "Handel", "ru": "торговля"},
    "cooperation": {"en": "cooperation", "zh": "合作", "de": "Kooperation", "ru": "кооперация"},
    "service": {"en": "service", "zh": "服务", "de": "Dienstleistung", "ru": "услуги"},
}
# Lines of `match explain`.
HEADINGS: dict[str, dict[str, str]] = {
    "pair": {
        "en": "{one} ({country_one}) and {other} ({country_other}): {weight} points",
        "zh": "{one}（{country_one}）与{other}（{country_other}）：{weight}分",
        "de": "{one} ({country_one}) und {other} ({country_other}): {weight} Punkte",
        "ru": "{one} ({country_one}) и {other} ({country_other}): {weight} баллов",
    },
    "apart": {
        "en": "They never meet: {reason} [{rule}]",
        "zh": "双方不会会面：{reason} [{rule}]",
        "de": "Sie treffen sich nie: {reason} [{rule}]",
        "ru": "Они не встретятся: {reason} [{rule}]",
    },
    "profits": {
        "en": "What {company} gains: {points}",
        "zh": "{company}的收益：{points}",
        "de": "Was {company} davon hat: {points}",
        "ru": "Что получает {company}: {points}",
    },
    "both": {
        "en": "For both: {points}",
        "zh": "双方：{points}",
        "de": "Für beide: {points}",
        "ru": "Для обеих сторон: {points}",
    },
    "silent": {
        "en": "Nothing from: {criteria}",
        "zh": "无相关依据：{criteria}",
        "de": "Nichts von: {criteria}",
        "ru": "Ничего по критериям: {criteria}",
    },
    "ranked": {
        "en": "{named} is number {rank} of {count} for {company}",
        "zh": "{named}在{company}的{count}个候选中排名第{rank}",
        "de": "{named} steht für {company} auf Platz {rank} von {count}",
        "ru": "{named} — номер {rank} из {count} для {company}",
    },
    "unranked": {
        "en": "{named} is not among the {count} whom {company} could meet",
        "zh": "{named}不在{company}的{count}个候选之列",
        "de": "{named} gehört nicht zu den {count}, die {company} treffen könnte",
        "ru": "{named} не входит в число {count}, с кем могла бы встретиться {company}",
    },
    "best": {
        "en": "{company}: the best {shown} of {count}",
        "zh": "{company}：{count}个候选中的前{shown}名",
        "de": "{company}: die besten {shown} von {count}",
        "ru": "{company}: лучшие {shown} из {count}",
    },
}

# Marks around a phrase, and between thousands.
QUOTES = {"de": ("„", "“"), "ru": ("«", "»")}
THOUSANDS = {"de": ".", "ru": "\u00a0"}
JOINED = {"en": (", ", " and "), "zh": ("、", "和"), "de": (", ", " und "), "ru": (", ", " и ")}


def joined(words: Sequence[str], language: str) -> str:
    """Words as a list in a sentence: a, b and c."""
    comma, last = JOINED.get(language, JOINED["en"])
    return last.join(filter(None, (comma.join(words[:-1]), words[-1]))) if words else ""
