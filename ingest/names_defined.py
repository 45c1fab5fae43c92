"""Short forms that a document defines itself: "Greater Mekong Subregion (GMS)", "... (hereafter the Forum)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = re.compile(
    r"\s*[(\[]\s*"
    r"(?:(?:hereafter|hereinafter|abbreviated as|known as|called|or|i\.e\.,?)\s*(?:referred to as\s*)?(?:the\s+)?)?"
    r"[\"“‘']?(?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z0-9-]*|[A-Z]{2,})[\"”’']?\s*(?:[,;][^()]{0,40})?[)\]]"
)
# Short forms that owe nothing to initials: those of another language, and those that the text gives by words or quotes.
_INITIALS = re.compile(r"\s*\(\s*[\"“‘']?(?P<short>[A-Z][A-Z0-9&-]{2,9})[\"”’']?\s*\)")
_GIVEN = re.compile(
    r"\.?\s*\(\s*"
    r"(?:(?P<lead>hereafter|hereinafter|henceforth|known as|called|or)\s*,?\s*(?:referred to as\s*)?)?"
    r"(?P<the>(?:the|The)\s+)?(?P<quote>[\"“‘'])?(?P<inside>the\s+|The\s+)?"
    r"(?P<short>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)[\"”’']?\s*\)"
)
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SMALL = frozenset(["of", "and", "for", "on", "the", "in", "to", "with", "de", "la", "des", "du"])
_NOT_NAMES = frozenset([
    "FDI", "OFDI", "GDP", "SNG", "SNGs", "SOE", "SOEs", "MLG", "MLD", "TNC", "TNCs", "SEZ", "SEZs", "CEO", "IR", "NGO",
    "NGOs", "MNC", "MNCs", "R&D", "ICT", "SME", "SMEs", "GNP", "PPP", "IGO", "IGOs", "FPA", "PhD",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Definition:
    """That `short` stands for `long`; the span is that of the long name, `stop` the end of the bracket."""

    short: str
    long: str
    start: int
    end: int
    stop: int


def find_definitions(text: str) -> Iterator[Definition]:
    """The definitions in a text. The long name starts where its initials account for the letters of the short one."""
    for match in _SHORT.finditer(text):
        short = match["short"]
        if short in _NOT_NAMES:
            continue
        start = _long_start(text[: match.start()], short)
        if start is not None:
            end = len(text[: match.start()].rstrip())
            yield Definition(short, text[start:end].strip(" ‘’“”'\""), start, end, match.end())


def short_forms_after(text: str, end: int) -> list[str]:
    """The short forms that a bracket right behind a name gives it: "(CODED)", "(hereafter the Park)", "(“Hengtai”)"."""
    initials = _INITIALS.match(text, end)
    if initials:
        return [initials["short"]] if initials["short"] not in _NOT_NAMES else []
    given = _GIVEN.match(text, end)
    if given is None or not (given["lead"] or given["quote"]):
        return []
    short = given["short"]
    return (
        [f"the {short}", f"The {short}"] if given["the"] or '"the ' in given[0].lower().replace("“", '"') else [short]
    )


def _long_start(before: str, short: str) -> int | None:
    """Where the words start whose initials, in order, give the letters of the short form."""
    letters = [c.lower() for c in short if c.isalnum() and (c.isupper() or c.isdigit())]
    words = list(_WORD.finditer(before, max(0, len(before) - 160)))[-(2 * len(letters) + 4) :]
    if not words or not letters or before[words[-1].end() :].strip(" ’”'\""):
        return None
    wanted = len(letters) - 1
    for word in reversed(words):
        if re.search(r"[.;:()]", before[word.end() : words[-1].end()]):
            return None
        parts = [p for p in re.split(r"[-'’]", word[0]) if p]
        for part in reversed(parts):
            if (
                wanted >= 0
                and part[0].lower() == letters[wanted]
                and (part[0].isupper() or wanted > 0 or (len(letters) > 2 and part not in _SMALL))
            ):
                wanted -= 1
        if wanted < 0:
            return word.start() if word[0][0].isupper() or len(letters) >= 3 else None
        if word[0].lower() not in _SMALL and not word[0][0].isupper() and wanted == len(letters) - 1:
            return None
    return None
