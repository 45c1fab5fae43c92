"""The firm whose table it is: "Overseas contracts of Minjiang Construction Group"."""

from __future__ import annotations

import re

from graph.model import Mention
from ingest.cells.lexicon import nouns
from ingest.kinds import FIRMS
from ingest.tables.members import named_body
from ingest.tables.rows import Rows

_NAME = re.compile(r"(?:(?:[A-Z][\w'’&-]*|of|and|&) ){1,7}[A-Z][\w-]+")
_TEXTS = 3  # caption, announcement, nearest heading


def owning_firm(rows: Rows) -> Mention | None:
    """The firm that caption, announcement or heading name: one that is known, else a name that ends as firms do."""
    known = named_body(rows, FIRMS)
    if known is not None:
        return known
    for text in rows.context.about[:_TEXTS]:
        for match in _NAME.finditer(text.text):
            words = match[0].split()
            starts = [at for at, word in enumerate(words) if word in ("of", "by")]
            name = " ".join(words[starts[-1] + 1 :] if starts else words)
            if len(name.split()) > 1 and name.split()[-1].casefold() in nouns()["firm"]:
                at = match.end() - len(name)
                return Mention(name, name, *text.span(at, match.end()), kind="Enterprise", provisional=True)
    return None
