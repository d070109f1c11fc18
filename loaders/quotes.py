"""Whether a quote stands in its document, whatever the document's line breaks and printing did to it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

# CJK radicals that NFKC leaves alone, with the characters that printed text means by them (Unicode's
# EquivalentUnifiedIdeograph property).
_RADICALS = str.maketrans(
    "⺁⺄⺇⺉⺊⺋⺌⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙几刂卜㔾小兀尣尢巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬犭王目示礻竹糹纟罓罒耂肀聿月臼艹虎衤覀西见角讠贝足车長镸长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_SPACE = re.compile(r"\s+")
LARGEST = 64 * 1024 * 1024


def fold(text: str) -> str:
    r"""The text under NFKC, radicals as characters, without spaces and line breaks.

    >>> fold("市⺠ の\n生活") == fold("市民の生活")
    True
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text.translate(_RADICALS)))


@lru_cache(maxsize=64)
def folded_document(path: Path) -> str | None:
    """A document's folded text; None where there is no such file to read."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        return fold(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
