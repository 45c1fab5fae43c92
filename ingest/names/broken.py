"""Names that the way from a page to plain text has broken: "Shan-dong", "YunnanProvince"."""

from __future__ import annotations

import re

from graph.gazetteer import Gazetteer
from graph.matcher import Hit
from ingest.spans import clear_of
from ingest.words.lexicon import any_of, phrases

_BROKEN = re.compile(
    r"(?<![\w-])(?:(?P<head>[A-Z][a-zà-ÿ]+)[-‐]\s?(?P<tail>[a-zà-ÿ]{2,})(?![\w-])"
    rf"|(?P<name>(?:[A-Z][a-zà-ÿ]+ )?[A-Z][a-zà-ÿ]{{2,}})(?=(?P<unit>{any_of(phrases('glued_units'))})(?![a-z])))"
)


def mended(text: str, hits: list[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """The hits of a text in order, names that a hyphen or a missing space hides among them.

    A hyphen counts as one of the line's end only where the joined word is a name and a part of it is none that the
    text could mean by itself, as "Aichi-ken" could.
    """
    found: list[Hit] = []
    for match in _BROKEN.finditer(text):
        start, joined = match.start(), match["name"] or match["head"] + match["tail"]
        entries = gazetteer.find(joined)
        if not entries and " " in joined:  # "The GifuPrefecture"
            start, joined = start + joined.index(" ") + 1, joined.partition(" ")[2]
            entries = gazetteer.find(joined)
        apart = match["head"] and gazetteer.find(f"{match['head']} {match['tail']}")
        if apart or not any(e.type != "variant" and not e.cue for e in entries):
            continue
        found.append(Hit(start, match.end(), joined, entries))
    if not found:
        return hits
    return sorted(clear_of(hits, found) + found, key=lambda h: (h.start, h.end))
