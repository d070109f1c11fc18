"""What an answer says, as sentences in Japanese and in English at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kg.lookup import Named
from kg.stores.base import Row
from schema.kinds import KINDS, Kind
from schema.labels import type_of
from schema.periods import Period


class Said(NamedTuple):
    """The same words in Japanese and English."""

    ja: str
    en: str


def tie_holds(tie: Row, implied: bool) -> Said:
    """Who is tied to whom, as what, since when, in which sectors; `implied` where no evidence states it."""
    kind, sure = KINDS[tie["kind"]], Said("（資料から推定）", " (implied)") if implied else Said("", "")
    senders, hosts = _in_role(tie, "sender"), _in_role(tie, "host")
    if kind.directed and senders and hosts:
        who = Said(f"{_join(senders).ja}から{_join(hosts).ja}へ", f"{_join(senders).en} → {_join(hosts).en}")
        what = Said(kind.label_ja, kind.label_en)
    else:
        who = _join(_linking(tie))
        what = Said(tie["designation"] or kind.label_ja, kind.label_en)
    since = _when_and_where(tie)
    return Said(f"{who.ja}：{what.ja}{since.ja}{sure.ja}。", f"{who.en}: {what.en}{since.en}{sure.en}.")


def take_part(gathering: Row, places: Sequence[Named]) -> Said:
    """Which of the places take part in an event or programme."""
    who, called, span = _join(places), Named.of(gathering), _span(gathering)
    date = _date(gathering["date"])
    when = Said(_brackets_ja(date.ja or span.ja), _brackets_en(date.en or span.en))
    kind = "事業" if type_of(gathering["id"]) == "programme" else "行事"
    return Said(f"{who.ja}が{kind}「{called.ja}」{when.ja}に参加。", f"{who.en} take part in {called.en}{when.en}.")


def moved_on(tie: Row, old: Row, new: Row) -> Said:
    """That a tie went from one sector to another."""
    parties = _linking(tie)
    a, b, was, now = parties[0], parties[-1], Named.of(old), Named.of(new)
    before, after = _span(old), _span(new)
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
        ja, en = "姉妹都市・友好都市", "sister or friendship cities (no twins)"
    else:
        ja, en = f"{kind.label_ja}の関係", f"parties to a {kind.label_en}"
    return Said(f"{a.ja}と{b.ja}は{ja}ではない。", f"{a.en} and {b.en} are no {en}.")


def not_in_sector(sector: Named, a: Named, b: Named) -> Said:
    """That nothing ties two linked places in a sector."""
    return Said(
        f"{a.ja}と{b.ja}のつながりに「{sector.ja}」の記載はない。",
        f"Nothing says that {a.en} and {b.en} work together on {sector.en}.",
    )


def not_linked(a: Named, b: Named) -> Said:
    """That the documents name no tie between two places."""
    return Said(
        f"{a.ja}と{b.ja}の関係は、読み込んだ資料にない。",
        f"The loaded documents name no tie between {a.en} and {b.en}.",
    )


def may_hold(id: str, as_of: str, place: Named, others: Sequence[Named]) -> Said:
    """That it is not known whether a tie of a place with others holds at as_of."""
    rest = _join(others)
    return Said(
        f"{place.ja}と{rest.ja}のつながり（{id}）が{as_of}の時点で有効かどうかは不明。",
        f"Whether {place.en} and {rest.en} are linked by {id} as of {as_of} is not known.",
    )


NO_DATED_ACTIVITY = Said(
    "読み込んだ資料に、日付のある活動の記録がない。",
    "The loaded documents name no dated activity.",
)


def _when_and_where(tie: Row) -> Said:
    """Since when, and in which sectors, in brackets."""
    entries = sorted(tie["sectors"], key=lambda entry: (entry["since_from"], entry["id"]))
    sectors, span = [Named.of(entry) for entry in {entry["id"]: entry for entry in entries}.values()], _span(tie)
    ja = "、".join(part for part in (span.ja, "・".join(sector.ja for sector in sectors)) if part)
    en = "; ".join(part for part in (span.en, ", ".join(sector.en for sector in sectors)) if part)
    return Said(_brackets_ja(ja), _brackets_en(en))


def _brackets_ja(text: str) -> str:
    return f"（{text}）" if text else ""


def _brackets_en(text: str) -> str:
    return f" ({text})" if text else ""


def _span(row: Mapping[str, Any]) -> Said:
    """From when to when: as it was written in Japanese, by ISO 8601 in English."""
    since, until = (_date(row.get(name)) for name in ("since", "until"))
    if until.ja:
        return Said(f"{since.ja}～{until.ja}", f"{since.en}–{until.en}")
    return Said(f"{since.ja}から", f"since {since.en}") if since.ja else since


def _date(written: str | None) -> Said:
    return Said(written, str(Period.parse(written))) if written else Said("", "")


def _linking(tie: Row) -> list[Named]:
    return _in_role(tie, "party", "sender", "host") or _in_role(tie)


def _in_role(tie: Row, *roles: str) -> list[Named]:
    parties = sorted(tie["parties"], key=lambda party: party["id"])
    return [Named.of(party) for party in parties if not roles or party["role"] in roles]


def _join(named: Iterable[Named]) -> Said:
    listed = list(named)
    *most, last = [one.en for one in listed]
    return Said("・".join(one.ja for one in listed), f"{', '.join(most)} and {last}" if most else last)
