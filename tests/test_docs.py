"""The manual and the command line agree: nothing without help, nothing undocumented, nothing out of date."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

import cli
from docs import generate, transcript

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
BY_HAND = [page for page in PAGES if generate.MADE not in page.read_text(encoding="utf-8")]
APP: Any = typer.main.get_command(cli.app)
COMMANDS: dict[tuple[str, ...], Any] = dict(generate.commands(APP))


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_and_its_parameters_have_help(words: tuple[str, ...]) -> None:
    command = COMMANDS[words]
    assert command.help
    assert not [p.name for p in command.params if not p.hidden and not p.help]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_stands_in_a_page_written_by_hand(words: tuple[str, ...]) -> None:
    pattern = re.compile(rf"\bsubties( -w \S+)? {re.escape(' '.join(words))}\b")
    assert any(pattern.search(page.read_text(encoding="utf-8")) for page in BY_HAND)


@pytest.mark.parametrize("page", generate.PAGES, ids=lambda page: page.name)
def test_a_made_page_is_up_to_date(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == generate.PAGES[page](), "run `make docs`"


def test_a_page_shows_what_its_commands_print(demo_workspace: Path) -> None:
    assert demo_workspace.name == "demo-workspace"
    for page in transcript.PAGES:
        text = page.read_text(encoding="utf-8")
        assert transcript.rerun(text, demo_workspace.parent) == text, f"{name(page)} is out of date: run `make docs`"


def test_a_message_that_the_manual_explains_is_one_that_is_printed() -> None:
    listed = (DOCS / "reference" / "errors.md").read_text(encoding="utf-8").partition("| message |")[2]
    rows = re.findall(r"^\| ([^|]+?) \|", listed, re.M)
    shown = [part.strip() for row in rows if set(row) != {"-"} for part in re.split("…|judgements.csv, line 12:", row)]
    code = "".join(
        p.read_text(encoding="utf-8") for folder in ("graph", "ingest") for p in (ROOT / folder).rglob("*.py")
    )
    strings = "".join(re.findall(r"f?\"[^\"\n]*\"", code))
    assert len(rows) > 5
    assert not [words for words in shown if words not in strings]


@cache
def calls() -> tuple[tuple[str, str], ...]:
    """Every line of an example that calls `subties`, with its page; a prompt before it is dropped."""
    out = []
    for page in BY_HAND:
        for line in page.read_text(encoding="utf-8").splitlines():
            if found := re.match(r"(?:    |\$ |    \$ )(?:\S*/)?(subties .*)", line):
                out.append((name(page), found[1].split(" #")[0].strip()))
    return tuple(out)


def test_there_are_examples() -> None:
    assert len(calls()) > 30


def _verb(words: list[str]) -> Iterator[str]:
    """What stands after `subties` and the options before the verb."""
    rest = iter(words[1:])
    for word in rest:
        if word in ("-w", "--workspace", "--graph"):
            next(rest, None)
        else:
            yield word
            yield from rest


@pytest.mark.parametrize(("page", "call"), calls(), ids=lambda value: value)
def test_an_example_calls_what_there_is(page: str, call: str) -> None:
    words = shlex.split(re.split(r" [|>] ", call)[0])
    if words[1:] == ["--help"]:
        return
    rest = list(_verb(words))
    depth = 2 if tuple(rest[:2]) in COMMANDS else 1
    command = COMMANDS.get(tuple(rest[:depth]))
    assert command is not None, f"{page}: {call}"
    known = {"--help", *(o for p in command.params for o in (*p.opts, *p.secondary_opts))}
    used = {word.split("=")[0] for word in rest[depth:] if re.match(r"--?[a-z]", word)}
    assert used <= known, f"{page}: {call}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_says_what_it_is_for_and_stays_short(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace(generate.MADE, "")
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines[0].startswith("# ")
    assert page.name == "CONTRIBUTING.md" or not lines[1].startswith(("#", "|", "-", " "))
    assert len(lines) < 500 or generate.MADE in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", BY_HAND, ids=name)
def test_no_word_makes_light_of_the_reader(page: Path) -> None:
    text = re.sub(r'"[^"]*"', "", page.read_text(encoding="utf-8"))
    assert not re.findall(r"\b(simply|just|easy|easily|obviously|of course)\b", text, re.I)


def test_every_page_is_reached_from_the_index() -> None:
    seen, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        links = re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        waiting += [(page.parent / link).resolve() for link in links if "://" not in link]
    assert not set(DOCS.rglob("*.md")) - seen
