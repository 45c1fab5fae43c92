"""Ties by word order alone, where no parser is installed: A ... trigger ... B within one clause."""

from __future__ import annotations

import re

from graph.model import Mode
from ingest.names.listed import run_of
from ingest.names.name import Name
from ingest.parse.mode import mode_of_text
from ingest.prose.plain_hits import hits_in
from ingest.prose.relations import MAX_PAIRS
from ingest.prose.ties import Tie, fits_ends
from ingest.triggers.trigger import TriggerHit, Triggers
from ingest.words.lexicon import any_of, phrases

_CLAUSE_END = re.compile(r";|\bwhile\b|\bwhereas\b|\balthough\b|, (?:which|who|where)\b|\bbut\b")
_BETWEEN = re.compile(r"\b(?:between|among)\b[^.;]{0,30}$")
_PREPOSITION = re.compile(rf"\b({any_of(phrases('prepositions_of_ends'))})\b", re.IGNORECASE)
_FACTOR = 0.6


class LinearReader:
    """Reads ties from the order of names and triggers."""

    def __init__(self, triggers: Triggers) -> None:
        self._triggers = triggers

    def read(self, text: str, names: list[Name]) -> list[Tie]:
        """The ties of a sentence; names have offsets in `text` and are sorted."""
        found: dict[tuple[str, str, str], Tie] = {}
        for hit, start, end in hits_in(text, names, self._triggers):
            for tie in self._of_hit(hit, start, end, text, names):
                found.setdefault((tie.subject.key, tie.trigger.tie, tie.object.key), tie)
        return list(found.values())[:MAX_PAIRS]

    def _of_hit(self, hit: TriggerHit, start: int, end: int, text: str, names: list[Name]) -> list[Tie]:
        left_edge = max((m.end() for m in _CLAUSE_END.finditer(text, 0, start)), default=0)
        right_edge = min((m.start() for m in _CLAUSE_END.finditer(text, end)), default=len(text))
        ends = [n for n in names if not n.demonym]
        before = run_of(text, reversed([n for n in ends if left_edge <= n.start and n.end <= start]))[::-1]
        after = run_of(text, [n for n in ends if end <= n.start and n.end <= right_edge])
        pairs: list[tuple[Name, Name]] = []
        if len(after) >= 2 and _BETWEEN.search(text, end, after[0].start):
            pairs = [(a, b) for i, a in enumerate(after) for b in after[i + 1 :]]
        elif before and after:
            prep = _PREPOSITION.search(text, end, after[0].start)
            word = prep[1].lower() if prep else "obj"
            allowed = {p.right for p in hit.trigger.patterns if p.left in ("subj", "poss")}
            if word in allowed or (word == "obj" and hit.pos == "verb"):
                pairs = [(a, b) for a in before for b in after]
            elif word == "by" and hit.pos == "verb":
                pairs = [(b, a) for a in before for b in after]
        elif len(before) >= 2 and any(p.paired and p.left == "subj" for p in hit.trigger.patterns):
            pairs = [(a, b) for i, a in enumerate(before) for b in before[i + 1 :]]
        out = []
        for subject, object_ in pairs[:MAX_PAIRS]:
            if hit.trigger.abroad and subject.land == object_.land:
                continue
            if subject.key != object_.key and fits_ends(hit.trigger, subject, object_):
                mode = mode_of_text(text[max(left_edge, start - 60) : end])
                mode = Mode(hit.trigger.mode) if hit.trigger.mode else mode
                confidence = round(hit.trigger.confidence * _FACTOR, 3)
                out.append(Tie(hit.trigger, "order", subject, object_, mode, confidence, start, end))
        return out
