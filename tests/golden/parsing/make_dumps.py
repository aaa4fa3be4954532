"""Write ``dumps.jsonl``: newspaper dumps in five layouts, with the articles they are made of.

The articles are in ``articles_hans.txt`` and ``articles_hant.txt``; this script only lays them
out, the way files of newspaper pages come:

* ``v1_clean``: blank lines around headlines and between articles, paragraphs indented
* ``v2_tight``: one paragraph a line, no blank line and no indent
* ``v3_notitle``: about half of the headlines missing, in three layouts
* ``v4_pages``: paragraphs cut in the middle of a sentence by a page break
* ``v5_wrap``: lines hard-wrapped, by characters or by columns

Run ``python tests/golden/parsing/make_dumps.py`` after changing an article, or with
``--seed N --dumps M --output FILE`` for other dumps than those in the repository.
"""

from __future__ import annotations

import argparse
import json
import random
import unicodedata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VARIANTS = ("v1_clean", "v2_tight", "v3_notitle", "v4_pages", "v5_wrap")
ROLES = {
    "@": "byline",
    "#": "heading",
    ">": "closing",
    "|": "verse",
    "?": "question",
    "!": "answer",
}
INDENT = "\u3000\u3000"
HEADERS = {
    "hans": (
        "人民日报  1998年1月{}日  星期一  第{}版",
        "《长平晚报》　第{}版　综合新闻　第{}期",
        "第{1}版 要闻",
    ),
    "hant": ("自由時報 中華民國103年6月{}日 A{}版", "明報　2014年6月{}日　第{}頁", "要聞　A{1}"),
}
BREAKS = ("newline", "blank", "number", "header", "feed")
MARKS = "。，、；：！？”’」』）》…"

Article = dict[str, Any]


def read_articles(path: Path) -> list[Article]:
    """Read the articles of a markup file."""
    articles = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [row for row in block.splitlines() if row and not row.startswith("%")]
        if not rows:
            continue
        article: Article = {
            "kickers": [],
            "title": None,
            "subtitle": None,
            "dashed": False,
            "dateline": None,
            "body": [],
        }
        for row in rows:
            mark, rest = row[0], row[1:]
            if mark == "=":
                article["title"] = rest
            elif mark == "^":
                article["kickers"].append(rest)
            elif mark == "-":
                article["subtitle"] = rest.lstrip("—")
                article["dashed"] = rest.startswith("—")
            elif mark in ROLES:
                article["body"].append((ROLES[mark], plain(rest)))
            else:
                article["body"].append(("body", plain(row)))
                if "⟦" in row and article["dateline"] is None:
                    article["dateline"] = row[row.index("⟦") + 1 : row.index("⟧")]
        articles.append(article)
    return articles


def plain(row: str) -> str:
    """Take out the marks around a dateline."""
    return row.replace("⟦", "").replace("⟧", "")


def cut_place(text: str, chance: random.Random) -> int | None:
    """Choose a place inside a sentence and not next to a mark."""
    places = [
        n
        for n in range(6, len(text) - 6)
        if text[n - 1] not in MARKS + "“「『《（("
        and text[n] not in MARKS
        and not (text[n - 1].isascii() and text[n].isascii())
    ]
    return chance.choice(places) if places else None


def wrap(text: str, width: int, *, columns: bool) -> list[str]:
    """Break a line at a width; by columns, marks are kept off the line's beginning."""
    if not columns:
        return [text[n : n + width] for n in range(0, len(text), width)]
    lines, line, used = [], "", 0
    for mark in text:
        size = 2 if unicodedata.east_asian_width(mark) in "WFA" else 1
        if used + size > 2 * width and mark not in MARKS:
            lines.append(line)
            line, used = "", 0
        line += mark
        used += size
    return [*lines, line] if line else lines


class Dump:
    """One dump in the making: its text and what it is made of."""

    def __init__(self, variant: str, script: str, chance: random.Random) -> None:
        self.variant = variant
        self.chance = chance
        self.style = variant
        if variant == "v3_notitle":
            self.style = chance.choice(("v1_clean", "v2_tight", "spaced"))
        self.width = chance.randint(24, 40)
        self.columns = chance.random() < 0.4
        self.kind = chance.choice(BREAKS)
        self.header = chance.choice(HEADERS[script])
        self.page = chance.randint(1, 9)
        self.run = 0
        self.heads_indented = chance.random() < 0.7
        self.dashes = chance.random() < 0.5
        self.gap = "\n" if self.style == "v2_tight" else "\n\n"
        self.length = 0
        self.parts: list[str] = []
        self.gold: list[Article] = []

    def add(self, article: Article) -> None:
        """Lay out an article."""
        titled = not (self.variant == "v3_notitle" and self.gold and self.chance.random() < 0.5)
        roles = [("kicker", kicker) for kicker in article["kickers"]]
        roles.append(("title", article["title"]))
        if article["subtitle"]:
            dash = "——" if article["dashed"] or self.dashes else ""
            roles.append(("deck", dash + article["subtitle"]))
        heads = [text for _, text in roles] if titled else []
        body = [self.paragraph(role, text) for role, text in article["body"]]
        gap = "\n\n" if self.style == "spaced" else "\n"
        after = "\n\n" if self.style in {"spaced", "v1_clean"} else "\n"
        if self.style == "v5_wrap":
            heads = ["\n".join(wrap(head, self.width, columns=self.columns)) for head in heads]
        part = gap.join(heads) + (after if heads else "") + gap.join(body)
        start = self.length + len(part) - len(part.lstrip())
        self.length += len(part) + len(self.gap)
        self.parts.append(part)
        subtitles = [*article["kickers"], *filter(None, [article["subtitle"]])]
        self.gold.append(
            {
                "title": article["title"],
                "title_in_text": titled,
                "start": start,
                "heads": roles if titled else [],
                "subtitle": "".join(subtitles) or None,
                "dateline": article["dateline"] and {"text": article["dateline"]},
                "paragraphs": [{"role": role, "text": text} for role, text in article["body"]],
            }
        )

    def paragraph(self, role: str, text: str) -> str:
        """Lay out a paragraph."""
        if self.style in {"v2_tight", "spaced"}:
            return text
        indented = role not in {"heading", "byline"} or self.heads_indented
        laid = INDENT + text if indented else text
        if self.style == "v5_wrap":
            return "\n".join(wrap(laid, self.width, columns=self.columns))
        if self.style == "v4_pages":
            self.run += len(text)
            if self.run > 260 and role == "body" and len(text) > 30:
                place = cut_place(text, self.chance)
                if place:
                    self.run = 0
                    return INDENT + text[:place] + self.page_break() + text[place:]
        return laid

    def page_break(self) -> str:
        """Return what stands between two pages."""
        self.page += 1
        return {
            "newline": "\n",
            "blank": "\n\n",
            "number": f"\n— {self.page} —\n",
            "header": "\n" + self.header.format(5, self.page) + "\n",
            "feed": "\n\f\n",
        }[self.kind]

    def text(self) -> str:
        """Return the dump."""
        return self.gap.join(self.parts) + "\n"


def make(count: int, seed: int, length: int) -> list[dict[str, Any]]:
    """Return `count` dumps of `length` articles for each variant and script."""
    chance = random.Random(seed)
    rows = []
    for script in ("hans", "hant"):
        articles = read_articles(HERE / f"articles_{script}.txt")
        for variant in VARIANTS:
            for number in range(count):
                dump = Dump(variant, script, chance)
                for article in chance.sample(articles, length):
                    dump.add(article)
                rows.append(
                    {
                        "id": f"{script}-{variant}-{number}",
                        "variant": variant,
                        "n_articles": length,
                        "text": dump.text(),
                        "articles": dump.gold,
                    }
                )
    return rows


def main() -> None:
    """Write the dumps."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dumps", type=int, default=2)
    options.add_argument("--articles", type=int, default=6)
    options.add_argument("--seed", type=int, default=1998)
    options.add_argument("--output", type=Path, default=HERE / "dumps.jsonl")
    chosen = options.parse_args()
    rows = make(chosen.dumps, chosen.seed, chosen.articles)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    chosen.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
