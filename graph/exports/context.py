"""What goes into an export beside the network itself, and the account that every export carries for citation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph import __version__
from graph.ids import digest
from graph.model import Document, Resolved

if TYPE_CHECKING:
    from graph.judgements import Judgement
    from graph.ledger_rows import UnreadRow
    from graph.workspace import Workspace

MARK = "subties-export:"
"""Begins the line of an account that `--verify` reads."""

_KEEPERS = (
    "Names, codes and coordinates of places: GeoNames (CC BY 4.0), Debian iso-codes (LGPL-2.1+), Unicode CLDR "
    "(Unicode-3.0), Wikidata (CC0)."
)


@dataclass(frozen=True)
class Context:
    """What of the workspace goes into an export.

    `filter` says in words which ties were chosen, `arguments` holds the choice and the options as `--verify` repeats
    them; `ledger` and `judgements` are fingerprints. The rest is written with `full` only: the judgements, what was
    not read, and the user's own tables of names (name of the file → text).
    """

    filter: str = "all ties"
    arguments: Mapping[str, Any] = field(default_factory=dict)
    ledger: str = ""
    judgements: str = ""
    decided: tuple[Judgement, ...] = ()
    unread: tuple[tuple[str, UnreadRow], ...] = ()
    tables: Mapping[str, str] = field(default_factory=dict)

    @property
    def partial(self) -> bool:
        """Whether some ties only were chosen."""
        return bool(self.arguments.get("selection") or self.arguments.get("ego"))

    @classmethod
    def of(
        cls, workspace: Workspace, *, filter_: str = "all ties", arguments: Mapping[str, Any] | None = None
    ) -> Context:
        """The context of a workspace as it is now."""
        from graph.judgements import Judgements

        judgements = Judgements.read(workspace.judgements_path)
        with workspace.ledger() as ledger:
            fingerprint, unread = ledger.fingerprint(), tuple(ledger.unread())
        files = (workspace.aliases_path, workspace.organisations_path)
        tables = {file.name: file.read_text(encoding="utf-8-sig") for file in files if file.is_file()}
        return cls(
            filter_, dict(arguments or {}), fingerprint, digest(judgements.text), judgements.rows, unread, tables
        )  # fmt: skip


def account(resolved: Resolved, context: Context, nodes: int, ties: int, form: str) -> str:
    """The account of an export as text (Markdown): what it is, of which state, and what it was made from.

    The last line is for `subties export --verify`. No clock and no file name stand in it: two exports of one state are
    equal to the byte.
    """
    sources = _sources(resolved)
    lines = [
        f"# A network exported by Subties {__version__}",
        "",
        f"- {nodes:,} nodes and {ties:,} ties; {context.filter}",
        f"- state: {resolved.fingerprint or 'none'} (ledger, judgements, names and code)",
    ]
    if context.ledger:
        lines.append(f"- ledger: {context.ledger}; judgements: {context.judgements}")
    lines += [
        "- checked by the option verify of `subties export`",
        "",
        "Cite the documents and data sets that state the ties, and this state of them:",
        "",
        *(f"- {line}" for line in map(_cited, sources)),
        f"- {_KEEPERS}",
        "",
        MARK + " " + _machine(resolved, context, form, sources),
    ]
    return "\n".join(lines) + "\n"


def facts(text: str) -> dict[str, Any] | None:
    """The machine-readable line of an account that stands anywhere in a text; None where there is none."""
    _, mark, rest = text.partition(MARK)
    if not mark:
        return None
    try:
        found, _ = json.JSONDecoder().raw_decode(rest.lstrip())
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _machine(resolved: Resolved, context: Context, form: str, sources: list[Document]) -> str:
    told = {
        "version": __version__,
        "format": form,
        "state": resolved.fingerprint,
        "ledger": context.ledger,
        "judgements": context.judgements,
        "arguments": context.arguments,
        "documents": [{"id": d.id, "sha256": d.sha256} for d in sources],
    }
    # Two hyphens may not stand in a comment of XML, nor a star and a slash in one of Cypher.
    line = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return line.replace("--", "-\\u002d").replace("*/", "*\\u002f")


def _sources(resolved: Resolved) -> list[Document]:
    """The documents that state one of the ties, by name."""
    stating = {id_ for tie in resolved.ties for id_ in tie.documents}
    known = (resolved.documents[id_] for id_ in stating if id_ in resolved.documents)
    return sorted(known, key=lambda document: (document.name, document.id))


def _cited(document: Document) -> str:
    parts = [document.name]
    if document.title and document.title != document.name:
        parts.append(document.title)
    if document.dataset:
        parts.append(f"data set {document.dataset}")
    if document.source:
        parts.append(f"source {document.source}")
    parts.append(f"licence {document.licence}" if document.licence else "licence not stated")
    parts.append(f"sha256 {document.sha256[:16]}")
    return "; ".join(" ".join(part.split()) for part in parts)
