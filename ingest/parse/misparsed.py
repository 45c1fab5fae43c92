"""What a small parser hangs on the wrong word, and where it belongs.

Each function looks at one shape of mistake in one sentence: `doc` are its tokens, `slots` the names that they stand
for, by token number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.kinds import PLACES
from ingest.parse.slots import Slot
from ingest.words.tokens import Token

_AUXILIARY = frozenset(["aux", "auxpass", "advmod", "neg", "punct"])
_FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "expl"])
_JOINING = frozenset(["and", "but", "while", "whereas"])
_INSIDE = frozenset(["pobj", "dobj", "attr"])
_MODIFYING = frozenset(["det", "amod", "compound", "nmod", "poss", "nummod"])
_WIDE = 40  # tokens from "between" to its second side


def said_of(doc: Sequence[Token], verb: Token) -> Token | None:
    """ "The fair, held twice a year in A, remained open": of what a participle taken for a past tense is said."""
    before = [c for c in verb.children if c.i < verb.i and c.dep_ != "punct"]
    if verb.dep_ != "advcl" or doc[verb.i - 1].text != "," or any(c.dep_ == "dobj" for c in verb.children):
        return None
    of_head = [c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i < verb.head.i]
    own = before if len(before) == 1 and before[0].dep_ == "nsubj" else of_head if not before else []
    return own[0] if own and max(t.i for t in own[0].subtree) < verb.i else None


def root_of_no_clause(doc: Sequence[Token], slots: Mapping[int, Slot], verb: Token) -> Token | None:
    """ "Osaka Gas, a utility, invested in A": where a verb is taken for a participle, the name that is left as the
    sentence's root does it."""
    if doc[verb.i - 1].text != "," or any(c.dep_ == "agent" for c in verb.children):
        return None
    root = next((t for t in verb.ancestors if t.head.i == t.i), None)
    return root if root is not None and root.i in slots and root.i < verb.i - 1 else None


def behind_the_front(doc: Sequence[Token], slots: Mapping[int, Slot], verb: Token) -> list[Token]:
    """ "On a visit to A, the mayor of B signed", "Under the forum, A and B met": a subject taken for an apposition of
    the name before it, or for coordinated with it."""
    for front in verb.children:
        if front.dep_ not in ("prep", "advcl", "csubj") or front.i > verb.i:
            continue
        for token in front.subtree:
            if token.dep_ != "appos" and not (token.dep_ == "conj" and _place_beside_a_body(slots, token)):
                continue
            inside = [t.i for t in token.subtree]
            first, last = min(inside), max(inside)
            if first > 0 and doc[first - 1].text == "," and all(t.dep_ in _AUXILIARY for t in doc[last + 1 : verb.i]):
                return [token]
    return []


def _place_beside_a_body(slots: Mapping[int, Slot], token: Token) -> bool:
    return (
        token.head.dep_ == "pobj"
        and token.i in slots
        and _is_place(slots[token.i])
        and unlike(slots, token, token.head)
    )


def behind_with(doc: Sequence[Token], slots: Mapping[int, Slot], verb: Token) -> Token | None:
    """ "A founded, together with B, a council": an object taken for an apposition of the partner before it."""
    for prep in verb.children:
        if prep.lower_ != "with" or prep.i < verb.i or (doc[prep.i - 1].text != "," and prep.i > verb.i + 3):
            continue
        for token in prep.subtree:
            if token.dep_ == "appos" and token.i in slots and token.head.i in slots:
                kind, partner = slots[token.i].names[0].kind, slots[token.head.i].names[0].kind
                if kind not in PLACES and kind != partner:
                    return token
    return None


def listed_behind(doc: Sequence[Token], slots: Mapping[int, Slot], participle: Token) -> Token | None:
    """ "the units concerned (A, B and C)": the list that stands in brackets right behind a participle."""
    at = participle.i + 1
    if at + 1 < len(doc) and doc[at].text == "(" and at + 1 in slots and slots[at + 1].listed:
        return doc[at + 1]
    return None


def unlike(slots: Mapping[int, Slot], one: Token, other: Token) -> bool:
    """ "with A and B, a council": of two names one is a place and the other a body, which is no further member."""
    first, second = slots.get(one.i), slots.get(other.i)
    return first is not None and second is not None and _is_place(first) != _is_place(second)


def pushed_aside(doc: Sequence[Token], slots: Mapping[int, Slot]) -> dict[int, Token]:
    """Subjects that are taken for coordinated with a name of the phrase before them, by their verb.

    "A invested in B and C built a plant", "On a visit to A, B and C signed".
    """
    out: dict[int, Token] = {}
    for verb in doc:
        if verb.dep_ in _AUXILIARY or not _is_finite(verb) or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        at = verb.i - 1
        while at > 1 and (doc[at].dep_ in _AUXILIARY or doc[at].tag_ == "MD") and doc[at].text not in ",;:)":
            at -= 1
        if at < 2 or at not in slots or slots[at].names[0].demonym or doc[at].dep_ not in ("conj", "appos"):
            continue
        chain = [doc[at]]
        while chain[-1].dep_ in ("conj", "appos") and chain[-1].head.i < chain[-1].i:
            chain.append(chain[-1].head)
        first = chain.pop()
        if first.dep_ not in _INSIDE or first.head.i == first.i:
            continue
        if verb in first.ancestors:  # the phrase stands at the front: behind its comma the subject begins
            told = next((t for t in chain if _before(doc, t).text == ","), None)
        else:
            told = chain[0] if _before(doc, chain[0]).lower_ in _JOINING else None
        if told is not None:
            out[verb.i] = told
    return out


def _is_finite(verb: Token) -> bool:
    """Whether a verb, or the auxiliary that carries it ("has kept"), bears a tense."""
    held = any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.children)
    return verb.tag_ in _FINITE or (verb.tag_.startswith("VB") and held)


def _before(doc: Sequence[Token], token: Token) -> Token:
    """The word before a name, its article aside."""
    at = token.i - 1
    return doc[at - 1] if at > 0 and doc[at].lower_ == "the" else doc[at]


def other_side(doc: Sequence[Token], slots: Mapping[int, Slot], between: Token) -> Token | None:
    """ "between A, which has a port, and the city of B", "between A on the one hand and B on the other": B, where what
    stands in between has torn it from its preposition."""
    first = next((c for c in between.children if c.dep_ == "pobj"), None)
    if first is None:
        return None
    whole = max(t.i for t in first.subtree)
    for at in range(first.i + 1, min(len(doc) - 1, between.i + _WIDE)):
        if doc[at].lower_ == "between" or doc[at].text in ";:":
            return None
        if doc[at].lower_ == "and" and (at - 1 == whole or doc[at - 1].text == "," or doc[at - 1].lower_ == "hand"):
            behind = doc[at + 1 : at + 7]
            noun = next((t for t in behind if t.i in slots and not slots[t.i].names[0].demonym), None)
            head = next((t for t in behind if t.dep_ not in _MODIFYING and t.tag_.startswith("NN")), None)
            if head is None or (noun is not None and noun.i < head.i):
                return noun
            return head
    return None


def _is_place(slot: Slot) -> bool:
    return slot.names[0].kind in PLACES
