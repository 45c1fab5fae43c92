"""The shipped queries as favourites of Neo4j Browser: ready to run, with examples as parameters."""

from __future__ import annotations

import io
import json
import re
import zipfile

from graph.stores.cypher_files import CypherFile, cypher_files

# Folder of `cypher/` and the folder that Browser shows.
FOLDERS = {"browse": "Subties", "questions": "Subties questions"}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of every file, so that the archive is the same each time


def query(file: CypherFile) -> str:
    """The Cypher with its examples filled in. They are ours, out of the file's own header, never a user's."""
    examples = file.examples()

    def value(found: re.Match[str]) -> str:
        return json.dumps(examples[found[1]], ensure_ascii=False) if found[1] in examples else found[0]

    return re.sub(r"\$(\w+)", value, file.text)


def favourite(file: CypherFile) -> str:
    """The text of a favourite: its first line is its title in Browser, further ones say what may be changed."""
    lines = [file.title, file.answers]
    for parameter in file.parameters:
        shown = json.dumps(parameter.example, ensure_ascii=False)
        lines.append(f"Change {shown} to ask about another {parameter.name}: {parameter.meaning}")
    return "".join(f"// {line}\n" for line in lines) + query(file) + "\n"


def archive() -> bytes:
    """All favourites as a zip whose folders become folders of Browser."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as bundle:
        for folder, shown in FOLDERS.items():
            for file in cypher_files(folder):
                entry = zipfile.ZipInfo(f"{shown}/{file.name}.cypher", _LONG_AGO)
                entry.compress_type = zipfile.ZIP_DEFLATED
                bundle.writestr(entry, favourite(file).encode())
    return held.getvalue()
