"""Vocabulary stands in data: no pattern and no set of the reader's code lists more than a handful of words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

READER = Path(__file__).resolve().parents[3] / "ingest"
MOST = 6  # alternatives that are words, in one group or one set: what is syntax of a pattern has fewer
# Names that a format, the parser or a schema gives, not the language: tags, labels, keys, kinds; and the numerals.
NAMES_OF_FORMATS = ("readers/", "mapping/", "triggers/files.py", "tables/reading.py", "lines/lines.py", "exported.py")
NUMERALS = "words/numbers.py"
LABELS = frozenset([
    "acl", "acomp", "advcl", "advmod", "amod", "appos", "attr", "aux", "auxpass", "ccomp", "compound", "conj", "csubj",
    "dative", "dobj", "neg", "nmod", "nounmod", "nsubj", "nsubjpass", "oprd", "pcomp", "pobj", "poss", "prep", "punct",
    "relcl", "xcomp", "subj", "mod",
    "status", "form", "text", "sector", "leader", "title", "venue", "event", "project", "implementer",
    "company", "funder",
])  # of the parser, and roles of columns  # fmt: skip


def groups(pattern: Any) -> Iterator[list[Any]]:
    """The alternatives of every group of a parsed pattern."""
    for code, value in pattern:
        if code is _constants.BRANCH:
            yield value[1]
            for branch in value[1]:
                yield from groups(branch)
        elif code is _constants.SUBPATTERN:
            yield from groups(value[3])
        elif code in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            yield from groups(value[2])
        elif code in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from groups(value[1])
        elif code is _constants.ATOMIC_GROUP:
            yield from groups(value)


def opening(branch: Any) -> str:
    """The letters with which an alternative begins; ? for a choice of letters, as in [Tt]he."""
    letters = ""
    for code, value in branch:
        if code is _constants.LITERAL and chr(value).isalpha():
            letters += chr(value)
        elif code is _constants.IN and not letters:
            letters = "?"
        elif code is _constants.SUBPATTERN and not letters:
            return opening(value[3])
        else:
            break
    return letters


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines; what a formatted one puts in stands as a digit."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else "0" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.lineno, node.value


def listed_in_patterns(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The words that stand as alternatives of one group, for every group."""
    for line, text in texts(tree):
        try:
            parsed = _parser.parse(text) if "|" in text else []
        except re.error:  # a part of a pattern, or no pattern
            continue
        for group in groups(parsed):
            yield line, [word for word in map(opening, group) if len(word) > 2]


def listed_in_sets(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The words in small letters that stand in one set, list, tuple or mapping."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict):
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            found = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
            yield node.lineno, [w for w in found if re.fullmatch(r"[a-z][a-z' -]+", w)]


MODULES = sorted(path.relative_to(READER).as_posix() for path in READER.rglob("*.py"))


@pytest.mark.parametrize("package", sorted({module.partition("/")[0] for module in MODULES}))
def test_vocabulary_stands_in_data(package: str) -> None:
    found = []
    for module in MODULES:
        if module.partition("/")[0] != package or module.startswith(NAMES_OF_FORMATS) or module == NUMERALS:
            continue
        tree = ast.parse((READER / module).read_text(encoding="utf-8"))
        for line, listed in (*listed_in_patterns(tree), *listed_in_sets(tree)):
            if len(set(listed) - LABELS) > MOST:
                found.append(f"{module}:{line} {' '.join(listed[:4])} …")
    assert not found, "move these to data/phrases.yaml or a file beside it; any_of(phrases(key)) makes the group"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (r're.compile(r"\b(?:[Tt]he|governor|mayor(?:s)?|akim)\s+of")', 4),
        (r're.compile(rf"(?<!\d)(?=north|south|{x})")', 2),
        ('frozenset(["tea", "rice", "State"])', 2),
        ('"a|b, no words but letters"', 0),
    ],
)
def test_words_are_counted(code: str, words: int) -> None:
    tree = ast.parse(code)
    assert max(len(listed) for _, listed in (*listed_in_patterns(tree), *listed_in_sets(tree))) == words
