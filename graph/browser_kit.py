"""What opens the graph well in Neo4j Browser: style, favourites and guide in a folder, and how to bring them in."""

from __future__ import annotations

import http.server
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from graph.browser_favourites import archive
from graph.browser_guide import guide
from graph.browser_style import style
from graph.errors import InputError, UsageError

STYLE, FAVOURITES, GUIDE = "subties.grass", "subties-favourites.zip", "guide.html"
_TYPES = {STYLE: "text/plain; charset=utf-8", GUIDE: "text/html; charset=utf-8", FAVOURITES: "application/zip"}
_HTTP = 7474
_AURA = ".databases.neo4j.io"


@dataclass(frozen=True, slots=True)
class Kit:
    """The files that were written."""

    folder: Path

    @property
    def paths(self) -> tuple[Path, ...]:
        """Style, favourites, guide."""
        return tuple(self.folder / name for name in (STYLE, FAVOURITES, GUIDE))


def contents() -> dict[str, bytes]:
    """The files by name."""
    return {STYLE: style().encode(), FAVOURITES: archive(), GUIDE: guide().encode()}


def write_kit(folder: Path) -> Kit:
    """Writes the files; other files of the folder are left alone. InputError when that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, held in contents().items():
            (folder / name).write_bytes(held)
    except OSError as wrong:
        raise InputError(f"{folder}: cannot be written ({wrong.strerror or wrong})") from wrong
    return Kit(folder)


def browser_address(store: str, web: str | None = None) -> str:
    """Where Neo4j Browser is for a Bolt address; `web` is the server's web address where it is not the usual one.

    UsageError for the embedded store, which has no Browser.
    """
    from graph.stores import EMBEDDED
    from graph.stores.bolt import check_address

    if store == EMBEDDED:
        raise UsageError(
            "Neo4j Browser needs a Neo4j server, which the embedded store is not; start one "
            "(docker compose up -d --wait) and name it: subties --graph bolt://localhost:7687 browser"
        )
    parts = urlsplit(check_address(store))
    host = parts.hostname or ""
    if web is None and host.endswith(_AURA):
        return f"https://browser.neo4j.io/?dbms={store}"
    shown = f"[{host}]" if ":" in host else host
    return f"{(web or f'http://{shown}:{_HTTP}').rstrip('/')}/browser/?dbms={store}"


def instructions(kit: Kit, address: str, command: str = "subties") -> list[str]:
    """Lines for people: where Browser is, and two steps to bring the files in. `command` reaches the same graph."""
    return [
        f"Neo4j Browser  {address}",
        f"1. drag {kit.folder / STYLE} onto the page (below the line where queries are typed): the colours",
        f"2. drag {kit.folder / FAVOURITES} onto the same place: the queries, then under the star at the left",
        f"the guide is read from a web address: `{command} browser --serve 7475` gives it one",
    ]


def prepare(store: str, folder: Path, web: str | None = None, command: str = "subties") -> list[str]:
    """Writes the kit and gives the `instructions`; see `browser_address` for the store and `web`."""
    address = browser_address(store, web)
    return instructions(write_kit(folder), address, command)


class _Files(http.server.BaseHTTPRequestHandler):
    """Gives the files of the kit, and nothing else, to whatever page asks: Browser's own is another origin."""

    held: dict[str, bytes]

    def do_GET(self) -> None:
        """Answers with a file."""
        name = urlsplit(self.path).path.lstrip("/")
        body = self.held.get(name)
        self.send_response(200 if body is not None else 404)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", _TYPES.get(name, "text/plain; charset=utf-8"))
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def do_OPTIONS(self) -> None:
        """Answers what a page asks before it fetches from another origin."""
        self.send_response(204)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "GET")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def serving(port: int = 0) -> http.server.ThreadingHTTPServer:
    """A server of the kit's files on loopback (0: any free port); the caller runs and closes it.

    Browser takes content from `localhost` without any setting, and from no other host.
    """
    handler = type("_Held", (_Files,), {"held": contents()})
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as wrong:
        raise UsageError(f"port {port} cannot be used ({wrong.strerror or wrong}); choose another") from wrong


def serve(say: Callable[[str], None], port: int) -> None:
    """Keeps style and guide at a web address until Ctrl-C, and says what to type in Browser."""
    with serving(port) as server:
        where = f"http://localhost:{server.server_address[1]}"
        for line in (
            f":style {where}/{STYLE}",
            f":play {where}/{GUIDE}",
            "type these two in Browser; stop with Ctrl-C",
        ):
            say(line)
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            say("stopped")
