"""What of a sentence the parser is not to see, for it hangs on the wrong words more often than not: dates, citations,
and the containers that a text names right behind a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.kinds import UNITS
from ingest.names.name import Name
from ingest.words.lexicon import any_of, phrases

_CITATION = re.compile(
    r"\s*\((?:see |cf\. |e\.g\.,? )?[^()]{0,160}?(?:1[89]|20)\d\d[a-z]?(?::\s?\d+)?(?:,\s*pp?\.[^()]*)?\)"
    r"|\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]"
)
_YEARS_ONLY = re.compile(r"\s*\([\s\d–,/-]+\)|\s*\((?:in|from|since|until)?\s*\d{4}[^()]{0,24}\)")
_YEAR_OF_SOMETHING = re.compile(r"\d{4}\s+[A-Za-z]")
_DATE_LEAD = re.compile(
    r"\s?\b(?:early\s+|late\s+)?(?:in|on|since|from|by|during|between|until|till|at)\s+(?:the\s+(?:end|beginning|middle|start)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# ", the most populous US state,": an apposition is left out whole, or not at all.
_APPOSED = re.compile(r"\s*,\s*(?:which\s+(?:is|are|was)\s+)?(?:the|an?|both|all|one\s+of\s+the)\s", re.IGNORECASE)
_OF_THEM = re.compile(r"\s*,\s*(?:its|their|his|her)\s", re.IGNORECASE)
_FURTHER = re.compile(r"\s+(?:in|of|on|at|near)\b")
_UNIT_WORDS = re.compile(r"(?:\s+[a-z-]+){0,4}(?:,|(?=\s*[.;]))")
_OWNED = re.compile(r"['’]s?\s+")
_REST_OF_BRACKET = re.compile(r"(?:\s*,\s*[a-z0-9][^()A-Z]{0,40})?\)")
_AND_ANOTHER = re.compile(r",\s+(?:and|or)\s+(?:the\s+)?")
_ENDS_LIST = re.compile(r"\)?\s*,?\s*(?:[.;]|$|(?:in|on|since|as|for)\b)")
_UNITS_OF = re.compile(rf"\b(?P<units>{any_of(phrases('units_within'))})\s+(?:in|from)\s+(?:the\s+)?$")
_IN_FRONT = re.compile(r"\s+in\s+(?:the\s+)?$")


def citations(text: str) -> list[tuple[int, int]]:
    """Citations and years in brackets."""
    return [m.span() for p in (_CITATION, _YEARS_ONLY) for m in p.finditer(text)]


def containers(text: str, contained: Sequence[tuple[Name, Name]]) -> list[tuple[int, int]]:
    """What a container takes of the text: ", Japan", " in the US", ", the capital of Yunnan,"."""
    out: list[tuple[int, int]] = []
    for inner, outer in contained:
        ahead = _IN_FRONT.search(text, max(0, outer.start - 12), outer.start)
        if ahead and re.fullmatch(r"\s*,\s*", text[outer.end : inner.start]):
            out.append((ahead.start(), outer.end))  # "its partner in Thailand, Chiang Rai"
            continue
        if ahead and _OF_THEM.match(text, inner.end):
            out.append((ahead.start(), outer.end))  # "to Chiang Rai, its partner in Thailand"
            continue
        if outer.start <= inner.end or outer.start - inner.end > 40:
            continue
        end = outer.end
        between = text[inner.end : outer.start]
        if "(" in between:  # "(Japan)", "(Japan, since 1990)"
            rest = _REST_OF_BRACKET.match(text, end)
            if rest is None:
                continue
            end = rest.end()
        elif _APPOSED.match(between):
            rest = _UNIT_WORDS.match(text, end)
            if rest and (outer.demonym or rest[0].strip() in ("", ",")):
                end = rest.end()
            elif outer.demonym or _OWNED.match(text, end) or _FURTHER.match(text, end):
                continue
        if not any(a < end and inner.end < b for a, b in out):
            out.append((inner.end, end + _comma_of_two(text, end, contained)))
    return out


def _comma_of_two(text: str, end: int, contained: Sequence[tuple[Name, Name]]) -> int:
    """The comma of "with Linz in Austria, and Pisa in Italy", which would part the two; none where a clause begins."""
    join = _AND_ANOTHER.match(text, end)
    if join is None or not any(
        inner.start == join.end() and _ENDS_LIST.match(text, outer.end) for inner, outer in contained
    ):
        return 0
    return 1


def of_their_state(text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
    """ "Three provinces in China (A, B and C)": the state before the brackets, which are those of the units."""
    return [
        (before.end("units"), name.end)
        for name, behind in pairwise(names)
        if name.kind == "State" and behind.kind in UNITS and text[name.end : behind.start].strip() == "("
        if (before := _UNITS_OF.search(text, max(0, name.start - 40), name.start))
    ]


def with_preposition(text: str, start: int, end: int) -> tuple[int, int]:
    """A date with what leads to it, and with its comma where it opens a clause; "in the 2013 Tea Fair" stays one."""
    lead = _DATE_LEAD.search(text, max(0, start - 24), start)
    if lead and not (text.endswith(" the ", 0, start) and _YEAR_OF_SOMETHING.match(text, start)):
        start = lead.start()
    if text[end : end + 1] == "," and (
        start == 0 or text[max(0, start - 5) : start].strip(" ,;") in ("", "and", "but")
    ):
        end += 1
    return start, end


def blanked(text: str, drops: Sequence[tuple[int, int]]) -> str:
    """The text with what is left out as blanks, so that offsets stay."""
    for start, end in drops:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
