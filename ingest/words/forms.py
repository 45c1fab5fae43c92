"""English word forms made by rule: what a trigger verb or noun looks like in a text.

Irregular verbs, and those that double their last letter, are listed in `data/verb_forms.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_VOWELS = "aeiou"


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """The past forms of irregular verbs, and the verbs that double their last letter."""
    rows = list(csv.DictReader((files("data") / "verb_forms.csv").read_text(encoding="utf-8").splitlines()))
    irregular = {row["verb"]: tuple(row["forms"].split()) for row in rows if row["forms"]}
    return irregular, frozenset(row["verb"] for row in rows if row["doubles"] == "yes")


@lru_cache(maxsize=1)
def irregular_pasts() -> frozenset[str]:
    """The past forms that do not end in -ed: "met", "brought"."""
    return frozenset(form for forms in _listed()[0].values() for form in forms)


def _stem_doubled(word: str) -> str:
    return word + word[-1] if word in _listed()[1] else word


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
    irregular = _listed()[0].get(lemma)
    if irregular:
        forms.update(irregular)
    elif lemma.endswith("e"):
        forms.add(lemma + "d")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms.add(lemma[:-1] + "ied")
    else:
        forms.add(_stem_doubled(lemma) + "ed")
        if lemma.endswith("l") and lemma[-2:-1] in _VOWELS and len(lemma) > 4:
            forms.update((lemma + "led", lemma + "ling"))  # travelled, signalled
    return frozenset(forms)


def conjugated(verbs: Iterable[str]) -> frozenset[str]:
    """All forms of verbs given by their bases."""
    return frozenset(form for verb in verbs for form in verb_forms(verb))


def participle(lemma: str) -> str:
    """The past participle of a verb given by its base."""
    irregular = [form for form in _listed()[0].get(lemma, ()) if not form.endswith(("ing", "s"))]
    if irregular:
        return irregular[-1]
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS else _stem_doubled(lemma) + "ed"


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


def inflected(nouns: Iterable[str]) -> frozenset[str]:
    """Nouns in singular and plural; of a phrase the last word is inflected."""
    return frozenset(form for noun in nouns for form in noun_forms(noun))
