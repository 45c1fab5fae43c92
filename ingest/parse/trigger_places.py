"""How a trigger stands in a parsed sentence: whether it counts there, and of whom it tells."""

from __future__ import annotations

from ingest.parse.parse import Parsed
from ingest.parse.roles import Roles, is_verb, misread_verb
from ingest.triggers.trigger import TriggerHit
from ingest.words.forms import conjugated
from ingest.words.lexicon import offices, phrases
from ingest.words.lexicon import words as word_list
from ingest.words.tokens import Token

_FIRM_NOUNS = word_list("firm_nouns")
_LIGHT = frozenset(phrases("light_verb_forms"))
_URGING = conjugated(word_list("urging_verbs"))
_MATTERS = word_list("matters_of_their_own")
_WHOSE = ("subj", "poss", "between", "among", "mod", "by", "of", "from", "both")


def stands(hit: TriggerHit, parsed: Parsed, said: frozenset[str]) -> bool:
    """Whether the part of speech fits, and of the words `said` those that the trigger asks for are there."""
    asked = hit.trigger.with_words
    if (asked and asked.isdisjoint(said)) or not hit.trigger.without_words.isdisjoint(said):
        return False
    token = parsed.doc[hit.anchor]
    if hit.pos == "noun":
        verb = hit.first == hit.last and token.tag_.startswith("VB") and token.tag_ != "VBG"
        return not verb and not _modifies_another(token)
    if hit.pos != "verb":
        return True
    if not (is_verb(token) or misread_verb(token, parsed.slots)) or token.dep_ in ("amod", "compound"):
        return False
    # "pushed A to adopt it": what another wants of A
    return not (token.tag_ == "VB" and token.dep_ in ("advcl", "xcomp") and token.head.lower_ in _URGING)


def says_with_whom(hit: TriggerHit, parsed: Parsed) -> bool:
    """ "A and B are cases of cooperation between towns and the centre", "A and B developed trade with C": not with each
    other."""
    if hit.pos == "verb":
        things = [c for c in parsed.doc[hit.anchor].children if c.dep_ == "dobj" and c.i not in parsed.slots]
        withs = [p for c in things for p in c.children if p.dep_ == "prep" and p.lower_ == "with"]
        return any(c.i in parsed.slots for p in withs for c in p.children)
    after = [t.lower_ for t in parsed.doc[hit.anchor + 1 : hit.anchor + 3]]
    return after[:1] in (["between"], ["with"], ["among"]) and after[1:] not in (["each"], ["one"])


def one_of_them(hit: TriggerHit, parsed: Parsed) -> bool:
    """ "A is the largest partner, followed by B": one partner, not two of each other."""
    token = parsed.doc[hit.anchor]
    single = hit.pos == "noun" and token.dep_ == "attr" and token.tag_ == "NN"
    return single and any(c.lower_ in ("the", "its", "their") or c.tag_ == "JJS" for c in token.children)


def is_of_a_firm(token: Token) -> bool:
    """ "signed with Peru's state oil company": the firm signed, which is not named, and not the state."""
    owned = token.dep_ in ("poss", "amod", "compound", "nmod")
    firm = token.head if owned else token
    return firm.tag_ == "NN" and firm.lower_ in _FIRM_NOUNS


def done_by_another(roles: Roles, doc: list[Token]) -> bool:
    """ "He said that the club had an agreement with B": whoever the subject is, it is not the section's topic."""
    if roles.get("subj"):
        return True
    if roles.verb is None or roles.reached in ("nsubj", "nsubjpass"):
        return False
    return any(c.dep_ == "nsubj" and c.i not in roles.chain for c in doc[roles.verb].children)


def by_nobody(roles: Roles, doc: list[Token]) -> bool:
    """ "In 2004 an office was opened in A": the passive leaves out by whom."""
    if roles.verb is None or any(roles.get(role) for role in _WHOSE):
        return False
    verb = doc[roles.verb]
    if roles.reached not in ("", "nsubjpass") or not any(c.dep_ == "auxpass" for c in verb.children):
        return False
    return not any(c.dep_ == "agent" for c in verb.children)


def done_in(roles: Roles, parsed: Parsed) -> set[str]:
    """What is done in the field that a trigger names: "deepen their exchanges in trade"."""
    if roles.verb is None or roles.reached != "prep" or "in" not in roles.governing:
        return set()
    done = [c for c in parsed.doc[roles.verb].children if c.dep_ in ("dobj", "nsubjpass")]
    return {t.lower_ for c in done for t in (c, *(o for o in c.children if o.dep_ == "conj"))}


def alone(verb: Token, parsed: Parsed) -> bool:
    """ "A and B attended.": the verb says nothing of what; "attended a dinner", "took part in the talks" do."""
    return not any(
        c.dep_ in ("dobj", "xcomp", "ccomp")
        or (c.dep_ == "nsubjpass" and not any(t.i in parsed.slots for t in c.subtree))
        or (c.dep_ == "prep" and c.lower_ in ("in", "at", "to") and not _of_it(c))
        for c in verb.children
        if c.lower_ not in ("part", "place")
    ) and not any(c.dep_ == "prep" and not _of_it(c) for n in verb.children if n.lower_ == "part" for c in n.children)


def _of_it(prep: Token) -> bool:
    """ "took part in it"."""
    return any(c.dep_ == "pobj" and c.lower_ == "it" for c in prep.children)


def _modifies_another(token: Token) -> bool:
    """ "investment offices", "trade and tourism fair", "minister of trade": it says of what kind another matter is."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in _MATTERS:
        return True
    while token.dep_ == "conj" and token.head.dep_ in ("compound", "nmod", "amod"):
        token = token.head
    return token.dep_ in ("compound", "nmod", "amod") and token.head.lower_ in _MATTERS


def has_object(hit: TriggerHit, roles: Roles, parsed: Parsed) -> bool:
    """Whether the object of a verb, a name or a plain noun, ends in one of the words that the trigger asks for."""
    words = {a.name.printed.split()[-1].lower() for a in roles.get("obj")}
    objects = [c for c in parsed.doc[hit.anchor].children if c.dep_ in ("dobj", "nsubjpass")]
    words |= {c.lower_ for c in objects}
    if not hit.trigger.object_words & words:  # "30 tons of rice", "tents and blankets"
        amounts = [o for o in objects if o.lower_ not in offices()]  # not "a team of experts"
        parts = [c for o in amounts for c in o.children if c.dep_ == "conj" or c.lower_ == "of"]
        words |= {c.lower_ for p in parts for c in (p, *p.children) if c.dep_ in ("conj", "pobj")}
    return bool(hit.trigger.object_words & words)


def of_another(hit: TriggerHit, parsed: Parsed) -> bool:
    """Whether the object of a verb is another's, who is named."""
    objects = [c for c in parsed.doc[hit.anchor].children if c.dep_ in ("dobj", "nsubjpass")]
    return hit.pos == "verb" and any(c.dep_ == "poss" and c.i in parsed.slots for o in objects for c in o.children)


def directly(roles: Roles) -> bool:
    """Whether the subjects do it with each other: "A and B signed a treaty", not "A and B rank high in exchanges"."""
    as_such = roles.reached == "prep" and "as" in roles.governing  # "celebrated ten years as sister cities"
    near = roles.reached in ("dobj", "nsubjpass", "attr", "acomp", "oprd") or as_such
    return roles.steps <= 2 and (near or bool(_LIGHT & roles.governing))
