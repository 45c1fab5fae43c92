"""Expressions that stand for what was named before: "the province", "the provincial government", "the two sides", "the
former", "the 4th conference". For what each stands, `ingest.names.coreference` says.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.kinds import PLACES
from ingest.names.name import Name
from ingest.words.lexicon import any_of, body_nouns, phrases, words
from ingest.words.numbers import counting

_ORGAN = any_of(phrases("organs_of_units"), either_case=True)
BODY_NOUNS = body_nouns()
FIRM_NOUNS = sorted(w for w, kinds in BODY_NOUNS.items() if "SOE" in kinds)
_WHOSE = rf"(?:[A-Z][a-z]+(?:n|ese|ish|ch|ss)|{any_of(phrases('kinds_of_firms'))})"  # "the Chinese firm"
_BODY, _FIRM = any_of(BODY_NOUNS), any_of(FIRM_NOUNS)
_UNIT = any_of(phrases("units_meant"))
_OFFICIAL = any_of(w.title() for w in phrases("units_meant"))  # "the Province", as portals write of themselves
_LEVEL = any_of(phrases("levels_meant"), either_case=True)
# "the 4th Conference", "the inaugural forum", "this year's expo": one of a series that the text has named.
_NTH = rf"(?:\d+(?:st|nd|rd|th)|[IVXL]{{2,7}}|(?:19|20)\d\d|{'|'.join(f'(?i:{w})' for w in sorted(words('ordinals')))})"
_SPAN = any_of(phrases("kinds_of_events"))
_TWO = any_of(phrases("joint_nouns"))
_LISTED = any_of(phrases("listed_nouns"))
_SEVERAL = counting(3, 10)
_PAIR_DOES, _ONE_DOES = any_of(phrases("pair_does")), any_of(phrases("one_of_two_does"))
# What "both" and "all three" do where they stand by themselves: "both belong to".
_DOING = "|".join(sorted(words("done_by_both")))
# "supplies the state with power" has the state for its object, "the state with most people" is another
_GOODS = rf"(?:{any_of(phrases('how_much'))}\s+)?(?:[a-z]+\s+)?{any_of(phrases('supplied'))}\b"
# "the province in 2011" is the province; "the province in which" and "the province in the south" are others
_IN_TIME = rf"(?!\s+(?:the\s+)?(?:\d{{4}}|{any_of([*phrases('parts_of_years'), *month_name[1:]])})\b)"
# "the $166-million project", "the 60-kilometer-long road"
_MEASURED = rf"(?:[A-Z]{{1,3}})?[$€£]?\d[\d.,]*[\s-]?{any_of(phrases('measured_in'))}(?:-[a-z]+)?"
# A text is gone through letter by letter: with which letters the expressions open is asked before which one it may be.
_EXPRESSIONS = re.compile(
    rf"""\b(?=[AaBbCcDdIiMmOoPpRrSsTtVv])(?:(?P<two>\b(?:[Tt]he\s+two|[Bb]oth|[Tt]hese\s+two)\s+(?:[A-Za-z-]+\s+)??(?P<twokind>{_TWO})\b
        (?!\s+(?:of|in|from)\s+(?:the\s+)?[A-Z])|\bthe\s+other\s+side\b
        |\b(?:(?:[Aa]ll|[Tt]he|[Tt]hese)\s+){{1,2}}(?P<number>{"|".join(_SEVERAL)})\s+(?:[A-Za-z-]+\s+)??(?P<severalkind>{_TWO})\b
        (?!\s+(?:of|in|from|that|which)\b)
        |\b(?:[Aa]ll\s+)?[Tt]hese\s+(?P<listedkind>{_LISTED})\b(?!\s+(?:of|in|that|which|where)\b)
        |\b[Bb]oth(?:\s+of\s+(?:them|the\s+two))?(?=\s+(?:{_DOING})\b)
        |\b[Aa]ll\s+(?P<bare>{"|".join(_SEVERAL)})(?:\s+of\s+them)?(?=\s+(?:{_DOING})\b)
        |\b(?:[Tt]he\s+two|[Tt]he\s+pair)(?=\s+{_PAIR_DOES}\b)
        |(?<=\bbetween\s)the\s+(?:two|pair)(?=\s*[,.;]|\s+{any_of(phrases("behind_the_pair"))}\b))
    |(?P<order>\b[Tt]he\s+(?P<which>former|latter)\b(?=\s*[,;]|['’]s\b|\s*[.)]|\s+[a-z]+(?:ed|s)\b|\s+(?:{_ONE_DOES}|one\s+in|with|in)\b))
    |(?P<central>\b(?:[Tt]he\s+)?(?:Chinese\s+)?[Cc]entral\s+(?:[Gg]overnment|authorities|leadership)(?!\s+in\s+Beijing)\b)
    |(?P<organ>(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s+)?(?:\b[Dd]eputy\s+|\b[Vv]ice[\s-])?\b(?P<level>{_LEVEL})\s+{_ORGAN}\b(?!\s+of\s+[A-Z]))
    |(?P<peer>\b(?:[Ii]ts|[Tt]heir)\s+(?:[a-z]+\s+)?(?:counterpart|neighbou?r)\b(?!\s+(?:of|in|to|[A-Z])))
    |(?P<body>\b(?:[Tt]he|[Tt]his(?:\s+year['’]s)?)\s+(?:same\s+)?(?:{_MEASURED}\s+)?(?:(?P<nth>{_NTH}\s+)|{_SPAN}\s+){{0,2}}
        (?:(?:(?:[A-Z][a-z]+|[a-z]+)-(?:based|headquartered|owned|listed|run)|{_WHOSE})\s+(?=(?:{_FIRM})\b))?
        (?P<bodykind>(?i:{_BODY}))\b
        (?!\s+{any_of(phrases("behind_no_body"))}\b)(?(nth)|(?!\s+in\s+(?:the\s+)?[A-Z])))
    |(?P<unit>\b(?:[Tt]he|[Tt]his|[Oo]ur|(?<=[Ww]ith\ )that|(?<=[Tt]o\ )that|(?<=[Ii]n\ )that|(?<=[Ff]rom\ )that)\s+
        (?:same\s+)?(?P<unitkind>{_UNIT}|{_OFFICIAL}(?!['’]?s?\s+[A-Z]))
        (?!-|\s+(?:{any_of(phrases("behind_no_unit"))}|with(?!\s+(?:the\s+)?(?:[a-z]+\s+)?[A-Z]|\s+{_GOODS}))\b|\s+in\b{_IN_TIME})(?:['’]s)?\b))
    """,
    re.VERBOSE,
)


_CLAUSE = 40  # characters within which a name is the subject of the clause in which "its neighbour" stands


@dataclass(frozen=True, slots=True)
class Anaphor:
    """An expression, what it may stand for, and for how many: "the province", "both sides", "the three cities".

    A `count` of 0 is that of the last list, however long: "these countries".
    """

    start: int
    end: int
    printed: str
    what: str
    count: int = 1
    named: bool = False  # whether it has a capital: it is the end of a name, "the Forum"

    def may_cover(self, name: Name) -> bool:
        """Whether a name inside only describes what is meant ("the Chinese firm") or is the noun ("the Consortium")."""
        if self.named and name.provisional and name.end == self.end and name.printed.lower() == self.what:
            return True
        inside = self.start < name.start and name.end < self.end
        return inside and name.kind in PLACES and self.what in FIRM_NOUNS


@lru_cache(maxsize=256)  # the first blocks of a document are asked for its unit, and read again
def find_anaphors(text: str) -> tuple[Anaphor, ...]:
    """The expressions in a text that stand for places, in order."""
    return tuple(_anaphors(text))


def _anaphors(text: str) -> Iterator[Anaphor]:
    for match in _EXPRESSIONS.finditer(text):
        start, end = match.span()
        if match["two"]:
            one = match[0].lower().startswith("the other")
            number = match["number"] or match["bare"]
            many = _SEVERAL[number] if number else 2
            what = match["twokind"] or match["severalkind"] or match["listedkind"] or "side"
            yield Anaphor(start, end, match[0], what, 1 if one else 0 if match["listedkind"] else many)
        elif match["order"]:
            yield Anaphor(start, end, match[0], match["which"])
        elif match["peer"]:
            subject = re.search(r"[A-Z]", text[max(0, start - _CLAUSE) : start].rpartition(". ")[2])
            yield Anaphor(start, end, match[0], "its neighbour" if subject else "counterpart")
        elif match["central"]:
            yield Anaphor(start, end, match[0], "central")
        elif match["organ"]:
            yield Anaphor(start, end, match[0], match["level"].lower())
        elif match["body"]:
            said = match["bodykind"]
            named = not (said.islower() or match["nth"] or " " in said)  # "the Forum" is defined, or is somebody's name
            yield Anaphor(start, end, match[0], " ".join(said.lower().split()), named=named)
        elif match["unit"]:
            stop = match.end("unit")
            printed = match[0].removesuffix("'s").removesuffix("’s")
            yield Anaphor(
                start, start + len(printed) if stop else end, printed, " ".join(match["unitkind"].lower().split())
            )
