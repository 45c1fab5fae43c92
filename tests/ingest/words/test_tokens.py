"""Tokens as plain objects say what spaCy's own say."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from ingest.words.tokens import text_of, tokens_of

WORDS = ["Ohio", "opened", "an", "office", "in", "Wuhan", ",", "its", "sister", "."]
HEADS = [1, 1, 3, 1, 3, 4, 5, 8, 5, 1]
DEPS = ["nsubj", "ROOT", "det", "dobj", "prep", "pobj", "punct", "poss", "appos", "punct"]
TAGS = ["NNP", "VBD", "DT", "NN", "IN", "NNP", ",", "PRP$", "NN", "."]
SPACES = [True, True, True, True, True, False, True, True, False, False]


def _doc() -> Doc:
    return Doc(spacy.blank("en").vocab, words=WORDS, spaces=SPACES, heads=HEADS, deps=DEPS, tags=TAGS)


def test_tokens_have_the_tree_of_the_parse() -> None:
    doc = _doc()
    for token, told in zip(tokens_of(doc), doc, strict=True):
        assert (token.i, token.idx, token.text, token.lower_) == (told.i, told.idx, told.text, told.lower_)
        assert (token.tag_, token.dep_, token.head.i) == (told.tag_, told.dep_, told.head.i)
        assert [c.i for c in token.children] == [c.i for c in told.children]
        assert [t.i for t in token.subtree] == [t.i for t in told.subtree]
        assert [t.i for t in token.ancestors] == [t.i for t in told.ancestors]


def test_neighbouring_tokens_give_their_text_back() -> None:
    doc = _doc()
    assert text_of(tokens_of(doc)[2:6]) == doc[2:6].text == "an office in Wuhan"
    assert text_of(tokens_of(doc)) == doc.text
