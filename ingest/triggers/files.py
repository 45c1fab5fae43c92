"""The triggers in `data/triggers/*.yaml`, and a workspace's own, checked against `graph/schema.yaml` on loading."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InputError
from graph.schema import schema
from ingest.triggers.trigger import Pattern, Trigger, Triggers
from ingest.words.forms import noun_forms, verb_forms

ROLES = frozenset([
    "subj", "obj", "together", "topic", "purpose", "shared", "poss", "mod", "appos", "incl", "with", "to", "in",
    "from", "of", "between", "among", "by", "for", "at", "on", "into", "under", "through", "towards",
    "toward", "across", "as", "via", "against", "over", "upon", "within", "inside", "near", "along", "including",
    "onto", "around", "there", "above", "head", "beside", "both", "behind", "met", "told", "is", "unsaid", "born",
    "here", "alongside", "sold", "somebody", "taker", "whole", "joined",
])  # fmt: skip
_KEYS = {
    "id", "tie", "kind", "verb", "noun", "adj", "patterns", "ends", "under", "sector", "flow", "mode", "manner",
    "general", "confidence", "every", "mutual", "person", "many_persons", "with_words", "without_words", "abroad",
    "object_words", "recognise", "headed", "whole",
}  # fmt: skip
_POS = ("verb", "noun", "adj")


def _pattern(text: str, where: str) -> Pattern:
    match = re.fullmatch(r"\s*(\w+)\s*(?:([>+])\s*(\w+)\s*)?(!)?", text)
    if not match:
        raise InputError(f"{where}: '{text}' is not a pattern (write 'subj > with' or 'between + between')")
    left, sign, right = match[1], match[2] or "+", match[3] or match[1]
    unknown = {left, right} - ROLES
    if unknown or (sign == "+" and left != right):
        raise InputError(f"{where}: pattern '{text}' names no known role; known are {', '.join(sorted(ROLES))}")
    return Pattern(left, right, sign == "+", match[4] is not None)


def _kinds(names: list[str], allowed: frozenset[str], where: str) -> frozenset[str]:
    declared = schema()
    wanted = frozenset(k for name in names for k in declared.groups.get(name, (name,)))
    unknown = wanted - set(declared.kinds)
    if unknown:
        raise InputError(f"{where}: unknown kinds {', '.join(sorted(unknown))}")
    if not wanted & allowed:
        raise InputError(f"{where}: the schema allows none of the kinds {', '.join(sorted(wanted))} at that end")
    return wanted & allowed


def _trigger(raw: dict[str, Any], where: str) -> Trigger:
    if not isinstance(raw, dict) or not {"id", "tie", "patterns"} <= raw.keys():
        raise InputError(f"{where}: a trigger needs id, tie and patterns")
    where = f"{where}, trigger {raw['id']}"
    unknown = raw.keys() - _KEYS
    if unknown:
        raise InputError(f"{where}: unknown keys {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}")
    if raw["tie"] not in schema().ties:
        raise InputError(f"{where}: '{raw['tie']}' is not a tie type; known are {', '.join(schema().ties)}")
    tie = schema().tie(raw["tie"])
    phrases = tuple(
        (pos, tuple(re.split(r"[\s-]+", str(phrase).lower()))) for pos in _POS for phrase in raw.get(pos, ())
    )
    if not phrases:
        raise InputError(f"{where}: give it words under verb, noun or adj")
    if raw.get("sector") and raw["sector"] not in schema().sectors:
        raise InputError(f"{where}: unknown sector '{raw['sector']}'")
    ends = raw.get("ends", {})
    return Trigger(
        id=str(raw["id"]), tie=tie.name, phrases=phrases,
        patterns=tuple(_pattern(p, where) for p in raw["patterns"]),
        subject_kinds=_kinds(ends["subject"], tie.subject, where) if "subject" in ends else tie.subject,
        object_kinds=_kinds(ends["object"], tie.object, where) if "object" in ends else tie.object,
        kind=raw.get("kind"), under=frozenset(f for v in raw.get("under", ()) for f in _governing(v)),
        with_words=frozenset(raw.get("with_words", ())),
        without_words=frozenset(raw.get("without_words", ())), sector=raw.get("sector"), flow=raw.get("flow"),
        mode=raw.get("mode"), manner=raw.get("manner"), general=bool(raw.get("general", False)),
        every=bool(raw.get("every", False)),
        mutual=bool(raw.get("mutual", False)), person=bool(raw.get("person", False)),
        recognise=bool(raw.get("recognise", False)), abroad=bool(raw.get("abroad", False)),
        whole=bool(raw.get("whole", False)),
        headed=frozenset(raw.get("headed", ())), object_words=frozenset(raw.get("object_words", ())),
        many_persons=raw.get("many_persons"),
        confidence=float(raw.get("confidence", 0.7)),
    )  # fmt: skip


def _governing(word: str) -> frozenset[str]:
    return verb_forms(word) | noun_forms(word)


def _read(text: str, where: str) -> tuple[list[Trigger], list[str]]:
    try:
        raw = yaml.safe_load(text) or {}
    except yaml.YAMLError as wrong:
        line = getattr(getattr(wrong, "problem_mark", None), "line", None)
        raise InputError(f"{where}{f', line {line + 1}' if line is not None else ''}: not valid YAML") from wrong
    if not isinstance(raw, dict) or not isinstance(raw.get("triggers", []), list):
        raise InputError(f"{where}: expected a list under 'triggers'")
    return [_trigger(item, where) for item in raw.get("triggers", [])], [str(p) for p in raw.get("blocked", [])]


def load_triggers(folder: Path | None = None) -> Triggers:
    """The shipped triggers, with those of a workspace's `triggers/` folder: the same id replaces, a new one adds.

    Raises InputError with file and trigger for whatever does not fit the schema.
    """
    found: dict[str, Trigger] = {}
    blocked: list[str] = []
    shipped = sorted((files("data") / "triggers").iterdir(), key=lambda f: f.name)
    for item in shipped:
        if item.name.endswith(".yaml"):
            read, closed = _read(item.read_text(encoding="utf-8"), f"data/triggers/{item.name}")
            blocked += closed
            for trigger in read:
                if trigger.id in found:
                    raise InputError(f"data/triggers/{item.name}: the id {trigger.id} is given twice")
                found[trigger.id] = trigger
    if folder and folder.is_dir():
        for path in sorted(folder.glob("*.y*ml")):
            read, closed = _read(path.read_text(encoding="utf-8"), str(path))
            blocked += closed
            found.update({t.id: t for t in read})
    return Triggers(found.values(), blocked)
