"""English word forms made by rule: what a trigger verb or noun looks like in a text. Irregular verbs are listed."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    "hold": ("held",), "build": ("built",), "lead": ("led",), "send": ("sent",), "win": ("won",), "pay": ("paid",),
    "take": ("took", "taken"), "give": ("gave", "given"), "set": ("set",), "run": ("ran", "run"), "buy": ("bought",),
    "sell": ("sold",), "begin": ("began", "begun"), "become": ("became",), "make": ("made",), "meet": ("met",),
    "seek": ("sought",), "break": ("broke", "broken"), "grow": ("grew", "grown"), "spend": ("spent",),
    "go": ("went", "gone"),
    "strike": ("struck",), "leave": ("left",), "speak": ("spoke", "spoken"), "tie": ("tied", "tying"),
    "lend": ("lent",), "bring": ("brought",), "have": ("had", "has"),
    "be": ("is", "are", "was", "were", "been", "being"),
    "come": ("came",), "see": ("saw", "seen"), "sit": ("sat",), "put": ("put",), "cut": ("cut",), "lay": ("laid",),
    "draw": ("drew", "drawn"), "keep": ("kept",), "find": ("found",), "fall": ("fell", "fallen"),
    "rise": ("rose", "risen"),
    "do": ("did", "done", "does"), "fight": ("fought",), "undertake": ("undertook", "undertaken"),
    "fly": ("flew", "flown"), "sink": ("sank", "sunk"), "shut": ("shut",),
    "get": ("got", "gotten"), "swap": ("swapped", "swapping"),
    "withdraw": ("withdrew", "withdrawn"), "oversee": ("oversaw", "overseen"), "bear": ("bore", "borne"),
    "breed": ("bred",), "pit": ("pitted", "pitting"), "split": ("split", "splitting"), "hit": ("hit", "hitting"),
    "drive": ("drove", "driven"), "stick": ("stuck",), "dig": ("dug", "digging"), "strive": ("strove", "striven"),
    "weave": ("wove", "woven"), "sew": ("sewed", "sewn"),
}  # fmt: skip
_VOWELS = "aeiou"
_DOUBLED = frozenset(
    ["transfer", "refer", "ship", "plan", "stop", "commit", "permit", "submit", "admit", "set", "run", "begin", "win",
    "put", "cut", "get", "equip", "sit", "log"]
)  # fmt: skip


def _stem_doubled(word: str) -> str:
    return word + word[-1] if word in _DOUBLED else word


@lru_cache(maxsize=4096)
def verb_forms(lemma: str) -> frozenset[str]:
    """Base, -s, -ing and past forms of a verb given by its base."""
    forms = {lemma}
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(lemma + "es")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms.add(lemma[:-1] + "ies")
    else:
        forms.add(lemma + "s")
    if lemma.endswith("ie"):
        forms.add(lemma[:-2] + "ying")
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        forms.add(lemma[:-1] + "ing")
    else:
        forms.add(_stem_doubled(lemma) + "ing")
    if lemma in _IRREGULAR:
        forms.update(_IRREGULAR[lemma])
    elif lemma.endswith("e"):
        forms.add(lemma + "d")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms.add(lemma[:-1] + "ied")
    else:
        forms.add(_stem_doubled(lemma) + "ed")
        if lemma.endswith("l") and lemma[-2:-1] in _VOWELS and len(lemma) > 4:
            forms.update((lemma + "led", lemma + "ling"))  # travelled, signalled
    return frozenset(forms)


@lru_cache(maxsize=4096)
def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of a noun given by its singular (a form that is already a plural stays as it is)."""
    if lemma.endswith("ies") or lemma.endswith("people"):
        return frozenset((lemma,))
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return frozenset((lemma, lemma[:-1] + "ies"))
    if lemma.endswith(("s", "x", "ch", "sh")):
        return frozenset((lemma, lemma + "es"))
    if lemma.endswith("man"):
        return frozenset((lemma, lemma[:-3] + "men"))
    return frozenset((lemma, lemma + "s"))
