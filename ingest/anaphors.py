"""Expressions that stand for what was named before: "the province", "the provincial government", "the two sides", "the
former", "the 4th conference". For what each stands, `ingest.coreference` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.lexicon import words
from ingest.names import PLACES, Name

_ORGAN = (
    r"(?:[Pp]eople[’']s\s+)?(?:[Gg]overnment|[Aa]uthorit(?:y|ies)|[Cc]ongress|[Cc]ommittee|[Pp]arty\s+[Cc]ommittee|CCP\s+[Cc]ommittee"
    r"|[Gg]overnor|[Ll]eaders?|[Ll]eadership|[Oo]fficials?|[Ff]oreign\s+(?:[Aa]ffairs\s+)?(?:[Oo]ffices?|[Dd]epartments?)|[Dd]epartments?"
    r"|[Oo]verseas\s+Chinese\s+[Oo]ffice|CPPCC|[Aa]dministration|[Pp]arty\s+[Ss]ecretary|[Cc]ommerce\s+[Dd]epartment|[Mm]ayor)"
)
_EVENT, _BODY = ("Event", "Mechanism"), ("Mechanism", "Organization")
_FIRM, _WORK = ("Enterprise", "SOE"), ("Project",)
# The nouns by which a text comes back to a body, an event or a work that it named, and the kinds that they may mean.
BODY_NOUNS: dict[str, tuple[str, ...]] = {
    "project": ("Project", "Mechanism"), "programme": ("Mechanism", "Policy", "Project"),
    "program": ("Mechanism", "Policy", "Project"), "mechanism": ("Mechanism",), "initiative": ("Policy", "Mechanism"),
    "framework": ("Mechanism",), "bank": ("Organization",), "strategy": ("Policy",), "policy": ("Policy",),
    **dict.fromkeys(("event", "forum", "conference", "meeting", "dialogue", "gathering", "summit"), _EVENT),
    **dict.fromkeys(("expo", "exposition", "fair", "exhibition", "festival", "seminar", "symposium"), ("Event",)),
    **dict.fromkeys(("convention", "congress", "workshop", "games"), ("Event",)),
    **dict.fromkeys(("opening ceremony", "closing ceremony"), ("Event",)),
    **dict.fromkeys(("general assembly", "plenary session", "annual meeting", "ministerial meeting"), _BODY),
    **dict.fromkeys(("association", "organization", "organisation", "alliance", "network"), _BODY),
    **dict.fromkeys(("committee", "commission", "council"), _BODY),
    **dict.fromkeys(("company", "corporation", "firm", "enterprise", "contractor", "conglomerate", "automaker"), _FIRM),
    **dict.fromkeys(("manufacturer", "miner", "developer", "carrier", "steelmaker", "producer"), _FIRM),
    "group": (*_FIRM, "Mechanism"),
    **dict.fromkeys(("zone", "port", "railway", "highway", "road", "pipeline", "pipelines"), _WORK),
    **dict.fromkeys(("park", "airport", "bridge", "dam"), _WORK),
}  # fmt: skip
FIRM_NOUNS = sorted(w for w, kinds in BODY_NOUNS.items() if "SOE" in kinds)
_WHOSE = (
    r"(?:[A-Z][a-z]+(?:n|ese|ish|ch|ss)|state|private|foreign|mining|construction|power|energy)"  # "the Chinese firm"
)
_BODY_WORDS = sorted((w.replace(" ", r"\s+") for w in BODY_NOUNS), key=lambda w: (-len(w), w))
# "the 4th Conference", "the inaugural forum", "this year's expo": one of a series that the text has named.
_NTH = rf"(?:\d+(?:st|nd|rd|th)|[IVXL]{{2,7}}|(?:19|20)\d\d|{'|'.join(f'(?i:{w})' for w in sorted(words('ordinals')))})"
_SPAN = r"(?:annual|yearly|biennial|two-day|three-day|four-day|five-day|week-long|weeklong|trade)"
_TWO = (
    "sides", "parties", "countries", "nations", "states", "cities", "provinces", "governments", "places", "regions",
    "units", "neighbours", "neighbors", "islands", "localities", "municipalities", "prefectures", "capitals", "ports",
    "counties", "districts", "partners", "peoples", "economies", "territories", "communities", "areas",
)  # fmt: skip
_SEVERAL = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
# What "both" and "all three" do where they stand by themselves: "both belong to".
_DOING = "|".join(sorted(words("done_by_both")))
# "the province in 2011" is the province; "the province in which" and "the province in the south" are others
_IN_TIME = (
    r"(?!\s+(?:the\s+)?(?:early|mid|late|spring|summer|autumn|\d{4}|(?:Jan|Febr)uary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber)\b)"
)
# A text is gone through letter by letter: with which letters the expressions open is asked before which one it may be.
_EXPRESSIONS = re.compile(
    rf"""\b(?=[AaBbCcDdIiMmPpRrSsTtVv])(?:(?P<two>\b(?:[Tt]he\s+two|[Bb]oth|[Tt]hese\s+two)\s+(?:[A-Za-z-]+\s+)??(?P<twokind>{"|".join(_TWO)})\b
        (?!\s+(?:of|in|from)\s+(?:the\s+)?[A-Z])|\bthe\s+other\s+side\b
        |\b(?:(?:[Aa]ll|[Tt]he|[Tt]hese)\s+){{1,2}}(?P<number>{"|".join(_SEVERAL)})\s+(?:[A-Za-z-]+\s+)??(?P<severalkind>{"|".join(_TWO)})\b
        (?!\s+(?:of|in|from|that|which)\b)
        |\b[Bb]oth(?:\s+of\s+(?:them|the\s+two))?(?=\s+(?:{_DOING})\b)
        |\b[Aa]ll\s+(?P<bare>{"|".join(_SEVERAL)})(?:\s+of\s+them)?(?=\s+(?:{_DOING})\b)
        |\b(?:[Tt]he\s+two|[Tt]he\s+pair)(?=\s+(?:have|had|also|then|later|first|signed|agreed|became|exchanged|cooperate|share)\b))
    |(?P<order>\b[Tt]he\s+(?P<which>former|latter)\b(?=\s*[,;]|['’]s\b|\s*[.)]|\s+[a-z]+(?:ed|s)\b|\s+(?:has|had|will|sent|became|began|led|took|set)\b))
    |(?P<central>\b(?:[Tt]he\s+)?(?:Chinese\s+)?(?:[Cc]entral\s+(?:[Gg]overnment|authorities|leadership)|State\s+Council)(?!\s+in\s+Beijing)\b)
    |(?P<organ>(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s+)?(?:\b[Dd]eputy\s+|\b[Vv]ice[\s-])?\b(?P<level>[Pp]rovincial|[Mm]unicipal|[Pp]refectural|[Ss]tate|[Cc]ity|[Rr]egional|[Cc]ounty)\s+{_ORGAN}\b(?!\s+of\s+[A-Z]))
    |(?P<body>\b(?:[Tt]he|[Tt]his(?:\s+year['’]s)?)\s+(?:(?P<nth>{_NTH}\s+)|{_SPAN}\s+){{0,2}}
        (?:(?:(?:[A-Z][a-z]+|[a-z]+)-(?:based|headquartered|owned|listed|run)|{_WHOSE})\s+(?=(?:{"|".join(FIRM_NOUNS)})\b))?
        (?P<bodykind>(?i:{"|".join(_BODY_WORDS)}))\b
        (?!\s+(?:of|for|on|between|among|that|which|led|company|to|with|was\s+led)\b)(?(nth)|(?!\s+in\s+(?:the\s+)?[A-Z])))
    |(?P<unit>\b(?:[Tt]he|[Tt]his|(?<=[Ww]ith\ )that|(?<=[Tt]o\ )that|(?<=[Ii]n\ )that|(?<=[Ff]rom\ )that)\s+
        (?P<unitkind>province|city|municipality|prefecture|autonomous\s+region|country|nation
        |state|region|republic|territory|county|district|oblast|krai|canton)
        (?!-|\s+(?:of|with|that|where|which|most|government|governments|level)\b|\s+in\b{_IN_TIME})(?:['’]s)?\b))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """An expression, what it may stand for, and for how many: "the province", "both sides", "the three cities"."""

    start: int
    end: int
    printed: str
    what: str
    count: int = 1

    def may_cover(self, name: Name) -> bool:
        """Whether a name inside only describes what is meant: "the Chinese company", "the Perth-based miner"."""
        inside = self.start < name.start and name.end < self.end
        return inside and name.kind in PLACES and self.what in FIRM_NOUNS


@lru_cache(maxsize=4)  # asked again once the persons of a paragraph are known
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
            what = match["twokind"] or match["severalkind"] or "side"
            yield Anaphor(start, end, match[0], what, 1 if one else many)
        elif match["order"]:
            yield Anaphor(start, end, match[0], match["which"])
        elif match["central"]:
            yield Anaphor(start, end, match[0], "central")
        elif match["organ"]:
            yield Anaphor(start, end, match[0], match["level"].lower())
        elif match["body"]:
            said = match["bodykind"]
            if said.islower() or match["nth"] or " " in said:  # "the Forum" is defined, or is somebody's name
                yield Anaphor(start, end, match[0], " ".join(said.lower().split()))
        elif match["unit"]:
            stop = match.end("unit")
            printed = match[0].removesuffix("'s").removesuffix("’s")
            yield Anaphor(start, start + len(printed) if stop else end, printed, " ".join(match["unitkind"].split()))
