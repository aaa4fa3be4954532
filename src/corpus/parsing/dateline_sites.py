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
    return _match_bracketed(folded, start) or _match_glued(folded, start)


def _match_bracketed(folded: str, start: int) -> Parts | None:
    """Match the paper in a bracket, and its reporters in another one before the text."""
    match = _BRACKETED.match(folded, start)
    if match is None:
        return None
    first, inner = match.start("inner") - 1, match.span("inner")
    tail = find_tail(folded, inner[1] + 1) if _are_media(folded, (start, first), inner) else None
    if tail is None or not tail[1].has_role or folded[tail[0] - 1] != ")":
        return None
    return Parts(start, inner[1] + 1, (start, first)) if folded[tail[0] :].strip() else None


def _match_glued(folded: str, start: int) -> Parts | None:
    """Match two names without a break before reporters that a blank parts from a sentence."""
    match = _GLUED.match(folded, start)
    tail = find_tail(folded, match.end()) if match and _are_two(folded, *match.span()) else None
    if match is None or tail is None or not tail[1].has_role:
        return None
    told = folded.startswith(" ", tail[0]) and _goes_on(folded, tail[0])
    return Parts(start, match.end(), match.span()) if told else None


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
