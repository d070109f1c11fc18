"""Names as people write them: folded for comparing, near misses, several of one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches

from schema.errors import NameNotFound

_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[\s・･'’.,_-]+")


def fold(name: str) -> str:
    """A name for comparing: NFKC, small letters, no accents on Latin letters, hiragana, nothing between words.

    >>> fold("ＫＡＷＡＳＡＫＩ") == fold("Kawasaki"), fold("リューベック") == fold("りゅーべっく"), fold("Lübeck")
    (True, True, 'lubeck')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    if text.isascii():
        return _BETWEEN.sub("", text)
    latin = "".join(_ACCENTS.sub("", unicodedata.normalize("NFD", letter)) for letter in text)
    return _BETWEEN.sub("", unicodedata.normalize("NFC", latin).translate(_KATAKANA))


def missing(name: str, what: str, names: Mapping[str, tuple[str, str]]) -> NameNotFound:
    """The error for a name that nothing has; each folded name has its id and the name to write."""
    near = [names[key] for key in _near(fold(name), names)]
    nearest = {id: next(written for other, written in near if other == id) for id, _ in near}
    ja = f"「{name}」という名前の記録はありません。"
    if nearest:
        first = list(nearest.values())[:3]
        mend, ja = f"Did you mean {_either(first)}?", f"{ja}近い名前：{'、'.join(first)}"
        return NameNotFound(f'No {what} is called "{name}".', mend, ja)
    known = sorted(set(dict(names.values()).values()))
    if not known:
        return NameNotFound(f'No {what} is called "{name}".', f"This knowledge base has no {what}.", ja)
    listed = (
        f"Known are: {', '.join(known)}." if len(known) <= 12 else f"{len(known)} are known; none is spelt like it."
    )
    return NameNotFound(f'No {what} is called "{name}".', listed, ja)


def _near(folded: str, names: Iterable[str]) -> list[str]:
    """The folded names that are spelt like one, then the shortest of those that contain it."""
    listed = list(names)
    spelt = get_close_matches(folded, listed, n=6, cutoff=0.5)
    within = sorted((key for key in listed if len(folded) > 1 and folded in key), key=len)[:3]
    sure = [key for key in spelt if SequenceMatcher(None, folded, key).ratio() >= 0.75]
    return list(dict.fromkeys([*sure, *within, *spelt]))


def ambiguous(name: str, what: str, choices: Iterable[tuple[str, str]]) -> NameNotFound:
    """The error for a name that several have; each choice is an id and a name."""
    listed = [f"{id} ({called})" for id, called in choices]
    told = f'More than one {what} is called "{name}": {", ".join(listed)}.'
    ja = f"「{name}」という名前の記録は複数あります。どれかのIDを書いてください。"
    return NameNotFound(told, "Write the id of the one you mean.", ja)


def _either(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def natural(place: str) -> tuple[tuple[int, str], ...]:
    """A place in a document to sort by: `line 9` before `line 10`."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"\d+|\D+", place))


_PARTIES = re.compile(r"・|、|と(?=\S)|から|→|, | and ")


def parties_in(name: str) -> tuple[list[str], str]:
    """The parties that the name of a tie names, and what it calls the tie.

    >>> parties_in("甲市・乙市：友好都市"), parties_in("甲市から乙市へ：研修生の受入"), parties_in("Ko and Otsu: sister city")
    ((['甲市', '乙市'], '友好都市'), (['甲市', '乙市'], '研修生の受入'), (['Ko', 'Otsu'], 'sister city'))
    """
    who, _, what = name.replace("：", ": ").partition(": ")
    return [part.removesuffix("へ").strip() for part in _PARTIES.split(who) if part.strip()], what.strip()
