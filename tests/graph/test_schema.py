"""The declared model is consistent, and says which ends a tie may have."""

from __future__ import annotations

import pytest

from graph.errors import InputError
from graph.schema import schema


@pytest.mark.parametrize(
    ("subject", "tie", "object_", "ids", "allowed"),
    [
        ("Province", "SISTER_OF", "ForeignSNG", (None, None), True),
        ("ForeignSNG", "SISTER_OF", "ForeignSNG", (None, None), True),
        ("Province", "SISTER_OF", "State", (None, "SG"), True),
        ("State", "SISTER_OF", "Province", ("SG", None), True),
        ("Province", "SISTER_OF", "State", (None, "JP"), False),
        ("State", "SISTER_OF", "State", ("SG", "MC"), False),
        ("Province", "TWINNED_WITH", "State", (None, "ZM"), True),
        ("State", "TWINNED_WITH", "Province", ("ZM", None), False),
        ("State", "MEMBER_OF", "Mechanism", (None, None), True),
        ("SOE", "MEMBER_OF", "Mechanism", (None, None), False),
        ("Mechanism", "MEMBER_OF", "Organization", (None, None), True),
        ("Province", "HOSTS", "Event", (None, None), True),
        ("Event", "HOSTS", "Province", (None, None), False),
        ("SOE", "OPERATES_IN", "State", (None, None), True),
        ("Province", "OWNS", "SOE", (None, None), True),
        ("Region", "TRADES_WITH", "State", (None, None), True),
        ("Mechanism", "TRADES_WITH", "State", (None, None), False),
        ("Organization", "TRADES_WITH", "State", (None, None), True),
    ],
)
def test_allowed_ends(subject: str, tie: str, object_: str, ids: tuple[str | None, str | None], allowed: bool) -> None:
    assert schema().allows(subject, tie, object_, *ids) is allowed


def test_symmetric_types_have_like_ends() -> None:
    for tie in schema().ties.values():
        if tie.symmetric:
            assert tie.subject == tie.object, tie.name


def test_no_label_is_also_a_relationship_type() -> None:
    """One store has a single name space for both."""
    names = [*schema().kinds, *schema().ties, *schema().links, "Entity", "Document", "Statement"]
    assert len(names) == len({name.casefold() for name in names})


def test_an_unknown_type_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="SISTER_OF"):
        schema().tie("SISTERS")
