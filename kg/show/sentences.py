"""What a dossier says beside its lists: what is not known, and what stands where to what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.sentences import Said
from schema.words import PROPERTIES


def may_hold(who: Said, as_of: str) -> Said:
    """That it is not known whether a tie holds at as_of."""
    return Said(
        f"{who.ja}が{as_of}の時点で有効かどうかは不明。", f"Whether this holds as of {as_of} is not known: {who.en}."
    )


def not_said(who: Said, properties: Sequence[str]) -> Said:
    """What no loaded document says of a tie or other record."""
    labels = [_LABELS.get(name) or PROPERTIES[name] for name in properties]
    ja, en = "・".join(label[0] for label in labels), ", ".join(label[1] for label in labels)
    return Said(f"{who.ja}について、{ja}は読み込んだ資料にない。", f"{who.en}: the loaded documents do not say: {en}.")


_LABELS = {
    "since": ("始まりの日付", "the date of its beginning"),
    "activity": ("日付のある活動", "a dated activity"),
    "sectors": ("分野", "its sectors"),
    "date": ("日付", "its date"),
    "participants": ("参加者", "who takes part"),
    "strengths": ("強み", "its strengths"),
    "needs": ("必要とする分野", "its needs"),
}
RELATIONS = {
    ("PART_OF", "out"): Said("属する先", "part of"),
    ("PART_OF", "in"): Said("構成", "part of it"),
    ("BROADER", "out"): Said("上位の分野", "broader"),
    ("BROADER", "in"): Said("下位の分野", "narrower"),
    ("IN_PROGRAMME", "out"): Said("事業", "in the programme"),
    ("UNDER", "out"): Said("政策", "under"),
    ("UNDER", "in"): Said("施策", "measure"),
    ("HELD_AT", "out"): Said("会場", "venue"),
    ("HELD_AT", "in"): Said("会場とする", "held here"),
    ("PUBLISHED_BY", "out"): Said("発行者", "publisher"),
    ("PUBLISHED_BY", "in"): Said("発行", "published"),
    ("HAS_THEME", "out"): Said("分野", "sector"),
    ("HAS_THEME", "in"): Said("分野とする", "in this sector"),
    ("STRONG_IN", "out"): Said("強み", "strength"),
    ("STRONG_IN", "in"): Said("強みとする", "strong in it"),
    ("NEEDS", "out"): Said("必要", "need"),
    ("NEEDS", "in"): Said("必要とする", "needs it"),
    ("BENEFITS", "out"): Said("利点", "benefit"),
    ("BENEFITS", "in"): Said("利点を受ける", "benefits from"),
    ("ACTIVITY_OF", "out"): Said("つながり", "tie"),
    ("ACTIVITY_OF", "in"): Said("活動", "activity"),
    ("ABOUT", "out"): Said("対象", "about"),
    ("ABOUT", "in"): Said("提案", "proposed for it"),
    ("PROPOSES", "in"): Said("提案する資料", "proposed by"),
    ("PROPOSES", "out"): Said("提案", "proposes"),
}
"""How a record stands to the one that is shown, by the edge and its direction."""
