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
    otherwise = [f"`${parameter.envvar}`"] if parameter.envvar else []
    if not isinstance(parameter.default, bool | None) and str(parameter.default) and parameter.default != ():
        otherwise.append(f"`{parameter.default}`")
    return f"{text} Without it {', else '.join(otherwise)}." if otherwise else text


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


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} `{name}`" for name, count in counts.items()) or "none"


def data_sets_page() -> str:
    """`docs/reference/data-sets.md`, from the data sets that ship with Subties."""
    from ingest.datasets import available

    sets = available()
    lines = [
        "# Curated data sets",
        "",
        MADE,
        "",
        "The tables that ship with Subties, each with its counts, its licence and whom to name.",
        "",
        "`subties data list` lists them, `subties data add NAME…` adds them to a workspace. Every row names its own",
        "source. Each set declares how many rows, ties and skipped rows it has, with the reasons; when a table or its",
        "mapping comes to something else, adding it fails.",
        "",
        *table(
            ("name", "what", "rows", "licence", "in `make demo`"),
            [(f"`{s.name}`", s.title, str(s.rows), s.licence, "yes" if s.demo else "no") for s in sets],
        ),
    ]
    for found in sets:
        lines += ["", f"## {found.name}", "", " ".join(found.description.split()), ""]
        lines += [f"- Statements: {_counts(found.expects.statements)}", f"- Ties: {_counts(found.expects.ties)}"]
        lines += [f"- Skipped: {count}, {reason}" for reason, count in found.expects.skips.items()]
        lines += [f"- Attribution: {' '.join(found.attribution.split())}"]
    return "\n".join(lines) + "\n"


def _taken(argument: Any, option: bool) -> tuple[str, str]:
    name = f"`--{argument.name.replace('_', '-')}`" if option else f"`{argument.name.upper()}`"
    choices = f" ({', '.join(argument.choices)})" if argument.choices else ""
    return name, f"{argument.meaning}{choices}" + ("" if option or argument.required else " (may be left out)")


def questions_page() -> str:
    """`docs/reference/questions.md`, from the catalogue of questions."""
    from docs.examples import section
    from queries.catalogue import QUESTIONS

    lines = [
        "# Questions",
        "",
        MADE,
        "",
        "The network questions that `subties ask` answers, with their arguments.",
        "",
        "Every question also takes the options of a selection (`--layer`, `--year`, `--from`, `--to`, `--kind` and so",
        "on; see [`subties ask`](commands.md#subties-ask)). Whatever depends on chance takes a seed.",
        "",
        "The examples are asked of the curated data sets of the demonstration. These hold what their sources hold: all",
        "sister units of two provinces and examples of others, medical teams of nearly all. Read the answers as ones",
        "about these tables. `p` is the chance of so much under the null model that the question names, `q` is `p`",
        "corrected for all tests of the answer (Benjamini and Hochberg); no `p` is given without the number of cases",
        "or draws.",
        "Here the first rows are shown; `--format csv` gives all rows and columns.",
    ]
    for question in QUESTIONS:
        lines += ["", f"## {question.number}. {question.name}", "", f"{question.answers}.", ""]
        lines += ["```text", question.usage, "```", "", f"For instance `{question.example}`."]
        taken = [_taken(a, False) for a in question.arguments] + [_taken(o, True) for o in question.options]
        if taken:
            lines += ["", *table(("argument or option", "meaning"), taken)]
        lines += ["", *section(question.name)]
    return "\n".join(lines) + "\n"


PAGES: dict[Path, Callable[[], str]] = {
    REFERENCE / "commands.md": commands_page,
    REFERENCE / "data-sets.md": data_sets_page,
    REFERENCE / "questions.md": questions_page,
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
