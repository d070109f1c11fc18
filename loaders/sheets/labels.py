"""What the sheets and columns are called in Japanese and English, and the sheet that explains them."""

from __future__ import annotations

from loaders.sheets.columns import ID, ROW
from schema.words import PROPERTIES

GUIDE, LISTS = "使い方 Guide", "lists"
"""The sheets beside those of the sections: nothing is read from them."""

SECTION_LABELS = {
    "documents": ("資料（根拠となる文書）", "documents that facts rest on"),
    "places": ("場所（都市・地域・国・港・区）", "cities, regions, countries, ports, districts"),
    "organisations": ("組織", "organisations"),
    "facilities": ("施設", "facilities"),
    "people": ("人物", "people"),
    "groups": ("集まり（複数の都市や人）", "groups that a document names together"),
    "sectors": ("分野", "fields of co-operation"),
    "policies": ("政策", "policies and their headings"),
    "measures": ("施策", "measures of a policy"),
    "partnerships": ("提携・つながり", "ties between two or more parties"),
    "programmes": ("事業", "programmes"),
    "events": ("行事", "events"),
    "activities": ("活動（つながりで行ったこと）", "what a tie did, with its date"),
    "proposals": ("提案", "what a document proposes"),
    "judgements": ("検討の記録", "candidates put aside"),
}

_KEYS = {
    **PROPERTIES,
    ID: ("ID（すべての行に書きます。ある記録のIDは変えません）", "id, in every row"),
    ROW: ("記録の中の行番号", "row in the record"),
    "strict_sense": ("姉妹都市の要件", "sister city in the strict sense"),
    "codes": ("分類の名", "classification"),
    "value": ("分類コード", "code"),
    "for": ("何の根拠か（空欄＝記録全体）", "what it is for (blank: the record)"),
}

GUIDE_TEXT = (
    ("このブックの使い方", "How to fill in this workbook"),
    (
        "シートは1つの種類の記録です。1行目の列名と2行目の見出しは変えず、3行目から書きます。",
        "Each sheet holds one kind of record. Keep rows 1 and 2; write from row 3 on.",
    ),
    (
        "1つの記録は、いちばん長い一覧の数だけ行を使います。IDはすべての行に書きます。新しい行の row は空欄でかまいません。",
        "A record takes as many rows as its longest list. Its id stands in every row; `row` may stay blank in a new one.",
    ),
    (
        "1つの行を写して新しい記録を作るときは、IDを新しく付けます（例：partnership:ko-otsu）。",
        "When you copy rows to make a new record, give it an id of its own, such as partnership:ko-otsu.",
    ),
    (
        "日付は書いてあるとおりに：1998、1998-05、1998-05-02、平成10年5月、平成10年度。",
        "Write dates as documents have them: 1998, 1998-05, 1998-05-02, 平成10年5月, 平成10年度.",
    ),
    (
        "値ごとに根拠が違うときは、値を下に並べ、evidence for に「since 2」（since の2番目の値）のように書きます。"
        "根拠がない値には evidence document に none と書きます。",
        "Where documents disagree, write the values below each other, and `since 2` (the second value of since) in "
        "`evidence for`. `none` as its document says that a value has no evidence.",
    ),
    (
        "一覧の項目の根拠は「sectors 1」、その中の値の根拠は「sectors 1 since 2」です。",
        "`sectors 1` is the first entry of sectors, and `sectors 1 since 2` the second value of its since.",
    ),
    (
        "空欄は「書いてない」という意味です。数式と結合したセルは使えません。",
        "A blank cell means that nothing is said. Formulas and merged cells are not read.",
    ),
    (
        '前後の空白や改行が大切な文字列は " 例" のように引用符の中にあります。',
        'A text in which spaces or line ends around it count stands in quotes: " such as this".',
    ),
    (
        "読み込む前に：citykg sheet import ファイル フォルダー --dry-run",
        "Before you import: citykg sheet import FILE DIR --dry-run",
    ),
)


def label(header: str) -> str:
    """What stands below a header: its names in Japanese and English, a line each."""
    japanese, english = zip(*(_KEYS[key] for key in header.split()), strict=True)
    return f"{'：'.join(japanese)}\n{': '.join(english)}"


def sheet_label(section: str) -> str:
    """What a section holds, in Japanese and English."""
    return " / ".join(SECTION_LABELS[section])
