"""What a site puts before a paper's report: 荆楚网（楚天都市报）（记者甲）, 荆楚网楚天都市报记者甲.

No word of report is there, so both names and the reporters have to be. Works on folded text
(see ``folding``).
"""

from __future__ import annotations

import re

from corpus.parsing.dateline_parts import Parts, media
from corpus.parsing.dateline_tail import find_tail
from corpus.parsing.dateline_words import HAN, words

__all__ = ["match_sites"]

_LONGEST_TWO, _REACH = 24, 40
_GLUED = re.compile(rf"[{HAN}A-Za-z0-9]{{6,{_LONGEST_TWO}}}?(?=记者|通讯员)")
_BRACKETED = re.compile(rf"[{HAN}A-Za-z0-9]{{2,12}}\((?P<inner>[{HAN}A-Za-z0-9]{{2,12}})\) ?\(")
_SHORTEST_TEXT = 8
_CLAUSE = re.compile("[,。:]")


def match_sites(folded: str, start: int) -> Parts | None:
    """Match a site and the paper that it has a report from, before the paper's reporters."""
    if words().signer.search(folded, start, start + _REACH) is None:  # as most have not
        return None
    bracketed = _BRACKETED.match(folded, start)
    if bracketed is not None:
        first, inner = bracketed.start("inner") - 1, bracketed.span("inner")
        if not _are_media(folded, (start, first), inner):
            return None
        end = inner[1] + 1
        tail = find_tail(folded, end)
        if tail is None or not tail[1].has_role or folded[tail[0] - 1] != ")":
            return None
        return Parts(start, end, (start, first)) if folded[tail[0] :].strip() else None
    glued = _GLUED.match(folded, start)
    if glued is None or not _are_two(folded, *glued.span()):
        return None
    tail = find_tail(folded, glued.end())
    if tail is None or not tail[1].has_role or folded[tail[0] : tail[0] + 1] != " ":
        return None
    parts = Parts(start, glued.end(), glued.span())
    return parts if _goes_on(folded, tail[0]) else None


def _are_two(folded: str, start: int, end: int) -> bool:
    """Tell whether two names stand there without a break, the second one a paper's."""
    papers = words().endings["papers"]
    if not folded.endswith(papers, start, end):
        return False
    return any(
        _are_media(folded, (start, start + first), (start + first, end))
        for first in media(folded, start, end)
        if start + first < end
    )


def _are_media(folded: str, *names: tuple[int, int]) -> bool:
    return all(end - start in media(folded, start, end) for start, end in names)


def _goes_on(folded: str, start: int) -> bool:
    """Tell whether a sentence begins there, and not further credits."""
    rest = folded[start:].partition("\n")[0]
    return len(rest) >= _SHORTEST_TEXT and _CLAUSE.search(rest) is not None
