"""Which offices a unit has: who acts for a province, a city or a state where a text leaves out for whom."""

from __future__ import annotations

from ingest.names.name import Name
from ingest.words.lexicon import words
from ingest.words.tokens import Token


def offices_of(own: Name) -> frozenset[str]:
    """The words for the offices and organs of such a unit."""
    if own.kind == "State":
        return words("offices_of_states")
    regional = words("offices_of_regions") if own.kind == "ForeignSNG" else frozenset()
    return words("offices_of_units") | regional


def holds(title: str, own: Name) -> bool:
    """Whether a title is one that such a unit gives: a governor is a province's, a prime minister a state's."""
    kind, _, noun = title.rpartition(" ")
    return noun in offices_of(own) and kind not in words("not_of_the_unit")


def acts_for(token: Token, doc: list[Token], own: Name) -> bool:
    """Whether a subject without a place is an office of the unit: "deputy governor", "the visiting group"."""
    hyphened = "".join(t.lower_ for t in doc[max(0, token.i - 2) : token.i + 1])
    if offices_of(own).isdisjoint((token.lower_, hyphened)):
        return False
    about = {child.lower_ for child in token.children if child.dep_ != "prep"}
    if about & words("not_of_the_unit") - ({"state"} if own.kind == "ForeignSNG" else set()):
        return False
    ends = [below for child in token.children if child.lower_ in ("of", "from") for below in child.children]
    return not any(end.tag_ in ("NNP", "NNPS") for end in ends)
