"""Names in running text: the matcher against pyahocorasick alone, on the same text and the same names."""

from __future__ import annotations

import time

import ahocorasick

from benchmarks.measure import Line, best, prose
from graph.gazetteer import Gazetteer
from graph.matcher import Matcher


def run() -> list[Line]:
    """Folding, offsets, word boundaries and longest matches included on our side; the bare automaton on the other."""
    text = prose(200_000)
    words = len(text.split())
    gazetteer = Gazetteer.load()
    matcher = Matcher(gazetteer)
    bare = ahocorasick.Automaton()
    for folded, in_text in gazetteer.folded_names():
        if in_text:
            bare.add_word(folded, len(folded))
    bare.make_automaton()
    lowered = text.lower()
    paragraphs = text.split("\n\n")
    ours = best(lambda: [matcher.find(p) for p in paragraphs], repeats=9, clock=time.process_time)
    peer = best(lambda: list(bare.iter_long(lowered)), repeats=9, clock=time.process_time)
    return [
        Line(
            "names in text, words per CPU second (peer: pyahocorasick iter_long)",
            f"{words / ours:,.0f}", f"{words / peer:,.0f}", f"{peer / ours:.2f}", "≥ 0.3",
        )
    ]  # fmt: skip
