"""Read the golden texts whose quotations and roles are marked in place.

`⟦3d:…⟧` is a stretch with a number and, for quotations, a kind; `⟨3:…⟩` and `‹3:…›` are the two
things that belong to it. The marks are no part of the text.
"""

import re

MARK = re.compile(r"⟦(\d+)([di]?):|⟨([\d,]+):|‹([\d,]+):|⟧|⟩|›")
KINDS = {"d": "direct", "i": "indirect", "": ""}
FIELDS = {"⟧": "span", "⟩": "who", "›": "cue"}


def unmarked(marked):
    """A text without its marks, and what is marked: dicts of span, kind, who and cue."""
    pieces, length, position, opened, found = [], 0, 0, [], {}
    for mark in MARK.finditer(marked):
        pieces.append(marked[position : mark.start()])
        length += mark.start() - position
        position = mark.end()
        if mark[0] in FIELDS:
            numbers, kind, start = opened.pop()
            for number in numbers:
                item = found.setdefault(number, {"span": None, "who": None, "cue": None})
                item[FIELDS[mark[0]]] = (start, length)
                if mark[0] == "⟧":
                    item["kind"] = KINDS[kind]
        else:
            numbers = (mark[1] or mark[3] or mark[4]).split(",")
            opened.append((numbers, mark[2] or "", length))
    pieces.append(marked[position:])
    if opened or any(item["span"] is None for item in found.values()):
        raise ValueError(f"a mark without its partner in {marked[:40]!r}")
    return "".join(pieces), list(found.values())


def articles(path):
    """Name, text and quotations of every article of a file."""
    for part in path.read_text(encoding="utf-8").split("@@ ")[1:]:
        name, _, marked = part.partition("\n")
        text, quotations = unmarked(marked.rstrip("\n"))
        yield name, text, with_levels(quotations)


def with_levels(quotations):
    """The quotations in order, each with the number of quotations around it."""
    ordered = sorted(quotations, key=lambda q: (q["span"][0], -q["span"][1]))
    ends = []
    for quotation in ordered:
        ends = [end for end in ends if end > quotation["span"][0]]
        quotation["level"] = len(ends)
        ends.append(quotation["span"][1])
    return ordered


def sentences(path):
    """Text and roles of every line of a file."""
    return [unmarked(line) for line in path.read_text(encoding="utf-8").splitlines()]
