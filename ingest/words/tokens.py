"""The tokens of a parsed sentence as plain objects, their fields named as spaCy names them.

The reading of ties asks for heads, children and tags many times over. spaCy makes a new object and looks a string up
at each question; asked once for each token, that takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word: its number, its offset in the parsed text, its tag, and its place in the tree.

    The root is its own head; `children` stand in the order of the text.
    """

    i: int
    idx: int
    text: str
    lower_: str
    tag_: str
    dep_: str
    blank: str  # what stands behind it: a blank or nothing
    head: Token = field(init=False)
    children: list[Token] = field(default_factory=list)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in the order of the text where no branches cross."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens above it, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


def tokens_of(doc: Doc) -> list[Token]:
    """The tokens of a parse, in order."""
    tokens = [Token(t.i, t.idx, t.text, t.lower_, t.tag_, t.dep_, t.whitespace_) for t in doc]
    for token, parsed in zip(tokens, doc, strict=True):
        token.head = tokens[parsed.head.i]
        if token.head is not token:
            token.head.children.append(token)
    return tokens


def text_of(tokens: Sequence[Token]) -> str:
    """The text of neighbouring tokens."""
    return "".join(t.text + t.blank for t in tokens).rstrip(" ")
