"""Shares of a whole: "Trade with A accounted for 60 percent of B's total trade" tells of B's trade with A."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.words.forms import conjugated
from ingest.words.lexicon import words
from ingest.words.tokens import Token

_MAKES_UP = conjugated(words("makes_up_a_share"))
_WHOLES = words("wholes_of_trade")


def whole_of(doc: Sequence[Token], part: Token) -> Token | None:
    """The noun of which a noun is said to be a part; none where the sentence says nothing of the kind."""
    verb = part.head
    if part.dep_ != "nsubj" or verb.lower_ not in _MAKES_UP:
        return None
    for token in doc[verb.i + 1 :]:
        of = token.head
        if token.lower_ in _WHOLES and token.dep_ == "pobj" and of.lower_ == "of" and verb in of.ancestors:
            return token
    return None
