"""Writes the pages of the manual that come from code: commands, schema, questions and data sets.

`python docs/generate.py` writes them; with `--check` it writes nothing and fails when a page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by docs/generate.py; do not edit by hand. -->"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """The lines of a Markdown table; bars inside cells are escaped."""
    names = list(head)
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return lines


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below a Typer group with its words, groups left out, in the order of their declaration."""
    for name, command in group.commands.items():
        words = (*path, name)
        if hasattr(command, "commands"):
            yield from commands(command, words)
        elif not command.hidden:
            yield words, command


def _names(parameter: Any) -> str:
    both = [*parameter.opts, *parameter.secondary_opts]
    return ", ".join(f"`{name}`" for name in both)


def _usage(words: tuple[str, ...], command: Any) -> str:
    parts = [] if all(p.param_type_name == "argument" for p in command.params) else ["[OPTIONS]"]
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            name = parameter.name.upper().strip("_") + ("…" if parameter.nargs == -1 else "")
            parts.append(name if parameter.required else f"[{name}]")
    return " ".join(["subties", *words, *parts])


def _meaning(parameter: Any) -> str:
    text = " ".join((parameter.help or "").split())
    if parameter.param_type_name != "argument" and parameter.default not in (None, False, True, [], ()):
        text += f" Default: `{parameter.default}`."
    if parameter.envvar:
        text += f" Else `{parameter.envvar}`."
    return text


def _paragraphs(text: str) -> list[str]:
    out: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        lines = [line.rstrip() for line in paragraph.splitlines() if line.strip() != "\b"]
        out += [*lines, ""]
    return out


def _parameters(command: Any) -> list[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument" and not p.hidden]
    options = [p for p in command.params if p.param_type_name != "argument" and not p.hidden and p.name != "help"]
    lines: list[str] = []
    if arguments:
        rows = [(f"`{p.name.upper().strip('_')}`", _meaning(p)) for p in arguments]
        lines += [*table(("argument", "meaning"), rows), ""]
    if options:
        lines += [*table(("option", "meaning"), [(_names(p), _meaning(p)) for p in options]), ""]
    return lines


def commands_page() -> str:
    """`docs/reference/commands.md`, from the Typer app."""
    import typer.main

    import cli

    root: Any = typer.main.get_command(cli.app)
    lines = [
        "# Commands",
        "",
        MADE,
        "",
        "Every verb of `subties`, its arguments and its options.",
        "",
        "Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 nothing found or a check failed,",
        "2 wrong use, 3 bad input, 4 the graph server cannot be reached. [errors.md](errors.md) says more.",
        "",
        "## Before the verb",
        "",
        *_parameters(root),
    ]
    for words, command in commands(root):
        lines += [f"## subties {' '.join(words)}", "", "```text", _usage(words, command), "```", ""]
        lines += _paragraphs(command.help or "")
        lines += _parameters(command)
    return "\n".join(lines).rstrip() + "\n"


def _ends(kinds: Iterable[str], raw: dict[str, tuple[str, ...]]) -> str:
    """Kinds as the shortest names: whole groups first, then what is left."""
    left = set(kinds)
    names = []
    for name, members in sorted(raw.items(), key=lambda item: (-len(item[1]), item[0])):
        if left >= set(members):
            names.append(name)
            left -= set(members)
    return ", ".join(names + sorted(left)).replace("city_state", "city-state")


def schema_page() -> str:
    """`docs/reference/schema.md`, from `graph/schema.yaml`."""
    from graph.schema import schema

    model = schema()
    lines = [
        "# Schema",
        "",
        MADE,
        "",
        "The kinds of entities, the types of ties, what may stand at their ends, and the properties that exports and",
        "the graph store carry. All of it is declared in `graph/schema.yaml`.",
        "",
        "## Entity kinds",
        "",
        "Each node bears its kind as a label, and also `:Entity`.",
        "",
        *table(("kind", "what", "id"), [(k, v["meaning"], v["id"]) for k, v in model.kinds.items()]),
        "",
        "Names for sets of kinds, used below:",
        "",
        *[f"- **{name}**: {', '.join(members)}" for name, members in model.groups.items()],
        f"- **city-state**: a State among {', '.join(sorted(model.city_states))}",
        "",
        "## Tie types",
        "",
        "A *state* holds over intervals: a second start date is a contradiction, kept side by side. *Occasions*",
        "happen: a second date is a second occasion. A symmetric tie has no direction.",
        "",
        *table(
            ("type", "meaning", "subject", "object", "nature", "kinds"),
            [
                (
                    f"`{t.name}`",
                    t.meaning,
                    _ends(t.subject, model.groups),
                    _ends(t.object, model.groups),
                    ("state" if t.is_state else "occasions") + (", symmetric" if t.symmetric else ""),
                    ", ".join(t.kinds),
                )
                for t in model.ties.values()
            ],
        ),
        "",
        "A *layer* is a type, or a type with its kind: `TWINNED_WITH:medical_team`.",
        "",
        "Beside the ties, outside their counts:",
        "",
        *[f"- `{name}`: {meaning}" for name, meaning in model.links.items()],
        "",
        f"Modes of a statement: {', '.join(model.modes)}. Flows of trade: {', '.join(model.flows)}.",
        f"Sectors: {', '.join(model.sectors)}.",
    ]
    for owner, properties in model.properties.items():
        lines += ["", f"## Properties of a {owner}" if owner[0] not in "aeiou" else f"## Properties of an {owner}", ""]
        lines += table(("property", "type", "meaning"), [(f"`{p.name}`", p.type, p.meaning) for p in properties])
    return "\n".join(lines) + "\n"


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "commands.md": commands_page,
    REFERENCE / "schema.md": schema_page,
}


def main(arguments: list[str]) -> int:
    """Writes the pages, or with `--check` names those that are out of date; returns the exit code."""
    sys.path.insert(0, str(ROOT))
    stale = []
    for path, make in PAGES.items():
        text = make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.relative_to(ROOT).as_posix())
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print(f"out of date: {', '.join(stale)}; run `make docs`", file=sys.stderr)
        return 1
    for name in stale:
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
