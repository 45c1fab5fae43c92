"""What tests of the reading share."""

from __future__ import annotations

import pytest

from graph.gazetteer import Gazetteer
from graph.matcher import Matcher
from graph.resolve import Resolver
from ingest.cells.names import CellNames
from tests.ingest.tables.world import World


@pytest.fixture(scope="session")
def world() -> World:
    gazetteer = Gazetteer.load()
    return World(gazetteer, Matcher(gazetteer), Resolver(gazetteer), CellNames(gazetteer))
