"""Bodies and events without a head noun of their own, of which the text says what they are.

"Sosek Malindo, the working group that ...", "MIPIM is the biggest real estate exhibition".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.names.name import ProperName
from ingest.words.lexicon import any_of, head_nouns, offices, phrases, words

_HEADS = "|".join(sorted((w.replace("_", r"\s+") for w in words("told_bodies")), key=lambda w: (-len(w), w)))
_TOLD = re.compile(
    r"(?<![\w'’-])(?P<name>(?:[A-Z]{3,}\w*|[A-Z][\w'’-]+(?:[ \n][A-Z][\w'’-]+){1,3}))(?:\s*\([A-Z]{2,}\))?"
    rf"(?:(?P<is>\s+(?:is|was|has\s+been)\s+)|,\s+)(?:the|an?)\s+(?:[\w'’-]+\s+){{0,5}}?(?P<head>{_HEADS})\b"
    rf"(?P<after>\s*[,.;]|\s+{any_of(phrases('behind_told_bodies'))}\b)?"
)


def find_told(text: str) -> Iterator[ProperName]:
    """The names that a text explains by a noun for a body or an event, with that noun's kind."""
    if "," not in text and " is " not in text and " was " not in text:
        return
    for match in _TOLD.finditer(text):
        first = match["name"].split()[0].lower()
        if (not match["is"] and not match["after"]) or first in words("function_words") or offices().get(first):
            continue
        if any(w.islower() and w in words("modals") for w in match[0].split()):
            continue
        noun = next(iter(head_nouns().get(match["head"].split()[-1], ())), None)
        if noun is not None:
            yield ProperName(match.start("name"), match.end("name"), noun.kind, False)
