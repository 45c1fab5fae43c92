"""Ids: slugs for what has no code of its own, hashes for statements and ties."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from graph.fold import fold


def slug(name: str) -> str:
    """A readable id part: folded words joined by hyphens (Han and other letters are kept)."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-")


def digest(*parts: Any, length: int = 16) -> str:
    """A stable hexadecimal hash of JSON-able parts."""
    raw = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(raw.encode("utf-8")).hexdigest()[:length]
