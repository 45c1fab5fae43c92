"""The sets of kinds that the reading asks for, as `graph/schema.yaml` groups them."""

from __future__ import annotations

from graph.schema import schema


def _group(name: str) -> frozenset[str]:
    return frozenset(schema().groups[name])


UNITS = _group("unit")
PLACES = _group("place")
FIRMS = _group("firm")
BODIES = _group("body")
GOVERNED = PLACES - {"Region"}
"""Places that have a government of their own, which can host, visit and sign."""
MEETINGS = BODIES | {"Event"}
"""What may have members or bring several together."""
PARTIES = GOVERNED | {"Organization"}
"""Who may belong to such a body, come to such a meeting, or make something."""
