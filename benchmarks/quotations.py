"""Score quotations and roles on the golden texts, and time both.

    python benchmarks/quotations.py [--errors]

Every lot is one file of `tests/golden/quotations` or `tests/golden/roles`. A quotation is right
when its span is exact; of those, the table says how many have their kind, level, speaker and verb
right. A speaker is right when it ends where the gold one ends: where the description of somebody
without a name begins is a matter of taste, its exact span is the last column. `all` is F1 of
quotations with span, kind and speaker right. The names are found by `find_entities`, so their
errors count as well. Time is CPU time of one process, names given.
"""

import argparse
import statistics
import time
from pathlib import Path

import corpus
from corpus.annotation import find_entities, find_quotations, find_roles
from marked_text import articles, sentences

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
PARTS = ("kind", "level", "speaker", "cue", "exact")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="show every quotation that is wrong")
    errors = parser.parse_args().errors
    columns = ("spans", "P", "R", "F1", "direct", "indirect", "all", *PARTS)
    print(f"{'quotations':<12}" + "".join(f"{column:>9}" for column in columns))
    for path in sorted((GOLDEN / "quotations").glob("*.txt")):
        print(row(path.stem, quotations(path, show=errors)))
    print(f"\n{'roles':<12}" + "".join(f"{column:>9}" for column in ("spans", "P", "R", "F1")))
    for path in sorted((GOLDEN / "roles").glob("*.txt")):
        count = roles(path, show=errors)
        print(f"{path.stem:<12}{count['gold']:>9}" + "".join(f"{x:>9.3f}" for x in scores(count)))
    speed()


def quotations(path, *, show=False):
    """Counts over the articles of a file."""
    count = dict.fromkeys(("gold", "made", "hit", "all", *PARTS), 0)
    for kind in ("direct", "indirect"):
        count.update(dict.fromkeys((f"{kind} {n}" for n in ("gold", "made", "hit")), 0))
    for name, text, gold in articles(path):
        made = {(q.start, q.end): facts(q) for q in find_quotations(text)}
        count["gold"] += len(gold)
        count["made"] += len(made)
        for item in (*gold, *made.values()):
            side = "gold" if "span" in item else "made"
            count[f"{item['kind']} {side}"] += 1
        for item in gold:
            found = made.pop(item["span"], None)
            right = found and compared(item, found)
            for part in PARTS if right else ():
                count[part] += right[part]
            if right:
                count["hit"] += 1
                count[f"{item['kind']} hit"] += right["kind"]
                count["all"] += right["kind"] and right["speaker"]
            if show and not (right and all(right.values())):
                print(f"  {name}: gold {told(text, item)}, found {told(text, found)}")
        for span, found in made.items() if show else ():
            print(f"  {name}: extra {told(text, found)} {text[slice(*span)][:40]}")
    return count


def facts(quotation):
    who, cue = quotation.speaker_span, quotation.cue_span
    return {
        "kind": quotation.kind,
        "level": quotation.level,
        "who": who and (who.start, who.end),
        "cue": cue and (cue.start, cue.end),
    }


def compared(gold, found):
    """Which facts of a quotation are right."""
    ends = [who and who[1] for who in (gold["who"], found["who"])]
    return {
        "kind": gold["kind"] == found["kind"],
        "level": gold["level"] == found["level"],
        "speaker": ends[0] == ends[1],
        "cue": gold["cue"] == found["cue"],
        "exact": gold["who"] == found["who"],
    }


def told(text, item):
    if item is None:
        return "nothing"
    who, cue = (text[slice(*span)] if span else "–" for span in (item["who"], item["cue"]))
    said = text[slice(*item["span"])][:20] if "span" in item else ""
    return f"{item['kind']} {item['level']} {who}/{cue} {said}".rstrip()


def scores(count, prefix=""):
    hit, made, gold = (count[f"{prefix}{key}"] for key in ("hit", "made", "gold"))
    return hit / max(made, 1), hit / max(gold, 1), 2 * hit / max(made + gold, 1)


def row(name, count):
    kinds = [scores(count, f"{kind} ")[2] for kind in ("direct", "indirect")]
    every = 2 * count["all"] / max(count["made"] + count["gold"], 1)
    parts = [count[part] / max(count["hit"], 1) for part in PARTS]
    cells = [*scores(count), *kinds, every, *parts]
    return f"{name:<12}{count['gold']:>9}" + "".join(f"{cell:>9.3f}" for cell in cells)


def roles(path, *, show=False):
    """Counts over the sentences of a file: a role is right with its person, both exact."""
    count = dict.fromkeys(("gold", "made", "hit"), 0)
    for text, marked in sentences(path):
        gold = {(role["span"], role["who"]) for role in marked}
        made = {
            ((r.start, r.end), (r.person_span.start, r.person_span.end)) for r in find_roles(text)
        }
        count["gold"] += len(gold)
        count["made"] += len(made)
        count["hit"] += len(gold & made)
        if show and gold != made:
            wanted, got = (
                [text[slice(*r)] for r, _ in side] for side in (gold - made, made - gold)
            )
            print(f"  missed {wanted}, extra {got}")
    return count


def speed():
    text = "\n".join(article.text for article in corpus.load())
    entities = find_entities(text)
    size = len(text.encode()) / 1e6
    print()
    for find in (find_quotations, find_roles):
        find(text, entities)
        times = []
        for _ in range(7):
            started = time.process_time()
            find(text, entities)
            times.append(time.process_time() - started)
        print(f"{find.__name__}: {statistics.median(times) / size:.2f} s for a MB of UTF-8")


if __name__ == "__main__":
    main()
