"""Turns of a sentence that the parse does not show as what they are: clefts, agents far from their verb, partners put
in between verb and object, and what a cause allowed somebody to do."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.roles import is_verb
from ingest.words.forms import conjugated
from ingest.words.lexicon import phrases, words
from ingest.words.tokens import Token

_THAT = frozenset(["that", "who", "which"])
_FAR = 14  # tokens between a passive verb and its "by"
_GIVING = conjugated(words("giving_verbs"))
_COPULAS = words("copulas")
_USED = words("uses_of_goods")
_JOINTLY = frozenset(phrases("jointly"))


def far_agent(doc: Sequence[Token], verb: Token) -> Token | None:
    """ "was paid for in equal parts by A and B": the "by" of a passive that hangs on another word of its clause."""
    start = verb.i + 1
    if [t.lower_ for t in doc[start : start + 4]] == [",", "among", "others", ","]:
        start += 4  # "attended, among others, by A"
    for token in doc[start : start + _FAR]:
        if token.text in ",;:" or (is_verb(token) and token.tag_ != "VBG"):
            return None
        if token.lower_ == "by":
            return token if token.dep_ in ("prep", "agent") and verb in token.ancestors else None
    return None


def cleft(verb: Token) -> list[Token]:
    """ "It was A that opened": what is lifted out in front of "that" is the subject."""
    if not any(c.dep_ == "nsubj" and c.lower_ in _THAT for c in verb.children):
        return []
    above = verb.head
    if not any(c.dep_ == "nsubj" and c.lower_ == "it" for c in above.children):
        return []
    return [c for c in above.children if c.dep_ == "attr" and above.i < c.i < verb.i]


def lifted(verb: Token) -> list[Token]:
    """ "It was with A that B signed": the preposition that is lifted out in front of "that"."""
    if verb.dep_ != "ccomp" or not any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return []
    above = verb.head
    if not any(c.dep_ == "nsubj" and c.lower_ == "it" for c in above.children):
        return []
    return [c for c in above.children if c.dep_ == "prep" and above.i < c.i < verb.i]


def let_do(verb: Token) -> list[Token]:
    """ "has allowed A to train": whom a cause lets do something."""
    return [
        subject
        for clause in verb.children
        if clause.dep_ in ("ccomp", "xcomp") and clause.i > verb.i
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
        for subject in clause.children
        if subject.dep_ == "nsubj"
    ]


def helped_do(verb: Token) -> list[Token]:
    """ "helped A build a school": whom one makes or helps do something, the bare verb's subject."""
    return [
        subject
        for clause in verb.children
        if clause.dep_ == "ccomp" and clause.tag_ == "VB" and clause.i > verb.i
        if not any(c.dep_ in ("aux", "mark") for c in clause.children)
        for subject in clause.children
        if subject.dep_ == "nsubj" and verb.i < subject.i < clause.i
    ]


def put_between(doc: Sequence[Token], verb: Token) -> Token | None:
    """ "founded, together with A and B, a forum": the preposition of what stands between a verb and its object."""
    if verb.i + 3 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    prep = doc[verb.i + 2]
    if prep.lower_ in _JOINTLY:
        prep = doc[verb.i + 3]
    return prep if prep.lower_ == "with" and verb in prep.ancestors else None


def sold_in(verb: Token) -> list[Token]:
    """ "A third of the fruit eaten in A is supplied by B": the prepositions that say where goods are used."""
    return [
        prep
        for goods in verb.children
        if goods.dep_ in ("dobj", "nsubjpass")
        for word in (goods, *(b for p in goods.children if p.lower_ == "of" for b in p.children))
        for used in word.children
        if used.dep_ == "acl" and used.lower_ in _USED
        for prep in used.children
        if prep.dep_ == "prep" and prep.lower_ == "in"
    ]


def given_to(noun: Token) -> list[Token]:
    """ "The right was given to A", "gave A the right": who has what a noun names."""
    verb = noun.head
    if verb.lower_ not in _GIVING or noun.dep_ not in ("dobj", "nsubjpass"):
        return []
    to = [
        b
        for c in verb.children
        if c.lower_ == "to" and c.dep_ in ("prep", "dative")
        for b in c.children
        if b.dep_ == "pobj"
    ]
    return to or [c for c in verb.children if c.dep_ == "dative" and c.tag_ != "IN"]


def one_with_several(first: Token) -> bool:
    """ "between A and B, C and D": A with each of the others."""
    ands = [c for c in first.children if c.dep_ == "cc"]
    others = [c for c in first.children if c.dep_ == "conj"]
    if len(ands) != 1 or len(others) != 1 or others[0].i < ands[0].i:
        return False
    rest = list(others[0].subtree)
    return any(t.dep_ == "cc" for t in rest) and any(t.text == "," for t in rest)


def one_of_them(token: Token) -> Token | None:
    """ "A is among the partners", "A is one of the partners": the verb whose subject is of their number."""
    above = token.head
    if above.lower_ == "of" and above.head.lower_ == "one" and above.head.dep_ == "attr":
        above = above.head
    elif above.lower_ != "among":
        return None
    return above.head if above.head.lower_ in _COPULAS else None
