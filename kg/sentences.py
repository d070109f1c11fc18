"""What an answer says, as sentences in Japanese and in English at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kg.lookup import Named
from kg.stores.base import Row
from schema.kinds import KINDS, Kind
from schema.labels import type_of
from schema.periods import Bounds, Period, Ternary


class Said(NamedTuple):
    """The same words in Japanese and English."""

    ja: str
    en: str


def tie_holds(tie: Row, city: str, as_of: Period, implied: bool) -> Said:
    """Who is tied to whom, the city asked about first, as what, since when, in which sectors at as_of.

    `implied` where no evidence states it.
    """
    who, when = who_and_what(tie, city), _when_and_where(tie, as_of)
    sure = Said("（資料から推定）", " (implied)") if implied else Said("", "")
    differ = Said("（資料により値が異なる）", " (sources disagree)") if tie["conflicts"] else Said("", "")
    return Said(f"{who.ja}{when.ja}{sure.ja}{differ.ja}。", f"{who.en}{when.en}{sure.en}{differ.en}.")


def tie_ended(tie: Row, city: str) -> Said:
    """That a tie has ended."""
    who, span = who_and_what(tie, city), spanned(tie)
    return Said(f"{who.ja}（{span.ja}）は終了している。", f"{who.en} ({span.en}) has ended.")


def tie_contested(tie: Row, city: str) -> Said:
    """That a document denies a tie that another asserts."""
    who = who_and_what(tie, city)
    return Said(f"{who.ja}を否定する資料もある。", f"A document denies this tie: {who.en}.")


def take_part(gathering: Row, places: Sequence[Named]) -> Said:
    """Which of the places take part in an event or programme."""
    who, called, span = joined(places), Named.of(gathering), spanned(gathering)
    date = dated(gathering["date"])
    start = dated(gathering["since"])
    began = Said(f"{start.ja}開始", f"since {start.en}") if start.ja and not gathering["until"] else span
    when = Said(brackets_ja(date.ja or began.ja), brackets_en(date.en or began.en))
    kind = "事業" if type_of(gathering["id"]) == "programme" else "行事"
    return Said(f"{who.ja}が{kind}「{called.ja}」{when.ja}に参加。", f"{who.en} take part in {called.en}{when.en}.")


def moved_on(tie: Row, city: str, old: Row, new: Row) -> Said:
    """That a tie went from one sector to another."""
    parties = _linking(tie, city)
    a, b, was, now = parties[0], parties[-1], Named.of(old), Named.of(new)
    before, after = spanned(old), spanned(new)
    return Said(
        f"{a.ja}と{b.ja}の交流は、{was.ja}（{before.ja}）から{now.ja}（{after.ja}）へ発展。",
        f"The tie between {a.en} and {b.en} moved from {was.en} ({before.en}) to {now.en} ({after.en}).",
    )


def is_region(place: Named) -> Said:
    """That a place is no city."""
    return Said(
        f"{place.ja}は都市ではなく、州・県などの広域の自治体。",
        f"{place.en} is no city but a state, province, prefecture or other region.",
    )


def denied(kind: Kind, a: Named, b: Named) -> Said:
    """What two places are said not to be; sister and friendship cities are denied in one breath."""
    if kind.twin:
        ja, en = "姉妹都市・友好都市", "sister or friendship cities, so no twins"
    else:
        ja, en = f"{kind.label_ja}の関係", f"parties to a {kind.label_en}"
    return Said(f"{a.ja}と{b.ja}は{ja}ではない。", f"{a.en} and {b.en} are not {en}.")


def not_in_sector(sector: Named, a: Named, b: Named) -> Said:
    """That nothing ties two linked places in a sector."""
    return Said(
        f"{a.ja}と{b.ja}のつながりに「{sector.ja}」の記載はない。",
        f"Nothing says that {a.en} and {b.en} work together on {sector.en}.",
    )


def may_be_in_sector(sector: Named, as_of: str, a: Named, b: Named) -> Said:
    """That it is not known whether two linked places are tied in a sector at as_of."""
    return Said(
        f"{a.ja}と{b.ja}のつながりが{as_of}の時点で「{sector.ja}」に及ぶかどうかは不明。",
        f"Whether the tie between {a.en} and {b.en} is in {sector.en} as of {as_of} is not known.",
    )


def not_linked(a: Named, b: Named, as_of: str) -> Said:
    """That the documents name no tie between two places that certainly holds."""
    return Said(
        f"{a.ja}と{b.ja}の間に、{as_of}の時点で有効と確かめられるつながりは、読み込んだ資料にない。",
        f"The loaded documents name no tie between {a.en} and {b.en} that certainly holds as of {as_of}.",
    )


def may_hold(id: str, as_of: str, place: Named, others: Sequence[Named]) -> Said:
    """That it is not known whether a tie of a place with others holds at as_of."""
    rest = joined(others)
    return Said(
        f"{place.ja}と{rest.ja}のつながり（{id}）が{as_of}の時点で有効かどうかは不明。",
        f"Whether {place.en} and {rest.en} are linked by {id} as of {as_of} is not known.",
    )


NO_DATED_ACTIVITY = Said(
    "読み込んだ資料に、日付のある活動の記録がない。",
    "The loaded documents name no dated activity.",
)


def who_and_what(tie: Row, city: str) -> Said:
    """Who is tied to whom, and as what."""
    who, what = who_of(tie, city), what_of(tie)
    return Said(f"{who.ja}：{what.ja}", f"{who.en}: {what.en}")


def who_of(tie: Row, city: str) -> Said:
    """The parties that a tie links, the city asked about first; who sends to whom where it has a direction."""
    if _sends(tie):
        sent, received = (joined(_in_role(tie, city, role)) for role in ("sender", "host"))
        return Said(f"{sent.ja}から{received.ja}へ", f"{sent.en} → {received.en}")
    return joined(_linking(tie, city))


def what_of(tie: Row) -> Said:
    """What a tie is: as the documents word it in Japanese, its kind in English."""
    kind = KINDS[tie["kind"]]
    worded = "" if _sends(tie) else tie["designation"]
    return Said(worded or kind.label_ja, kind.label_en)


def _sends(tie: Row) -> bool:
    return KINDS[tie["kind"]].directed and {"sender", "host"} <= {party["role"] for party in tie["parties"]}


def _when_and_where(tie: Row, as_of: Period) -> Said:
    """Since when, and in which sectors that have not certainly ended or not begun, in brackets."""
    span, sectors = spanned(tie), [_sector(entry, tie) for entry in _open_entries(tie, as_of)]
    ja = "、".join(part for part in (span.ja, "・".join(dict.fromkeys(sector.ja for sector in sectors))) if part)
    en = "; ".join(part for part in (span.en, ", ".join(dict.fromkeys(sector.en for sector in sectors))) if part)
    return Said(brackets_ja(ja), brackets_en(en))


def _open_entries(tie: Row, as_of: Period) -> list[Row]:
    entries = sorted(tie["sectors"], key=lambda entry: (entry["since_from"], entry["id"]))
    bounds = [Bounds(*(entry[name] for name in Bounds._fields)) for entry in entries]
    return [entry for entry, bound in zip(entries, bounds, strict=True) if bound.holds_on(as_of) is not Ternary.NO]


def _sector(entry: Row, tie: Row) -> Said:
    """A sector, with its own start where that is not the tie's."""
    name, since = Named.of(entry), dated(entry["since"])
    if not since.ja or entry["since"] == tie["since"]:
        return Said(name.ja, name.en)
    return Said(f"{name.ja}は{since.ja}から", f"{name.en} since {since.en}")


def brackets_ja(text: str) -> str:
    """A text in full-width brackets, nothing where there is none."""
    return f"（{text}）" if text else ""


def brackets_en(text: str) -> str:
    """A text in brackets after a space, nothing where there is none."""
    return f" ({text})" if text else ""


def spanned(row: Mapping[str, Any]) -> Said:
    """From when to when: as it was written in Japanese, by ISO 8601 in English."""
    since, until = (dated(row.get(name)) for name in ("since", "until"))
    if until.ja:
        return Said(f"{since.ja}～{until.ja}", f"{since.en}–{until.en}")
    return Said(f"{since.ja}から", f"since {since.en}") if since.ja else since


def dated(written: str | None) -> Said:
    """A date as it was written in Japanese, by ISO 8601 in English."""
    return Said(written, str(Period.parse(written))) if written else Said("", "")


def _linking(tie: Row, city: str) -> list[Named]:
    return _in_role(tie, city, "party", "sender", "host") or _in_role(tie, city)


def _in_role(tie: Row, city: str, *roles: str) -> list[Named]:
    """The parties in these roles, the city asked about before the others."""
    parties = sorted(tie["parties"], key=lambda party: (party["id"] != city, party["id"]))
    return [Named.of(party) for party in parties if not roles or party["role"] in roles]


def joined(named: Iterable[Named]) -> Said:
    """Several names in a row."""
    listed = list(named)
    *most, last = [one.en for one in listed]
    return Said("・".join(one.ja for one in listed), f"{', '.join(most)} and {last}" if most else last)
