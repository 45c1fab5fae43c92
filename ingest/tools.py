"""What the reading of documents needs, made when it is first used."""

from __future__ import annotations

import atexit
import gc
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.readers.documents import PageProgress

if TYPE_CHECKING:
    from graph.gazetteer import Gazetteer
    from graph.matcher import Matcher
    from graph.resolve import Resolver
    from ingest.prose.reader import ProseReader


@dataclass
class Tools:
    """What reading needs, each made when first used, so that a table costs no language model."""

    extra: Path | None = None
    notes: list[str] = field(default_factory=list)
    on_page: PageProgress | None = None
    on_block: PageProgress | None = None

    @cached_property
    def gazetteer(self) -> Gazetteer:
        from graph.gazetteer import Gazetteer

        return Gazetteer.load(self.extra)

    @cached_property
    def matcher(self) -> Matcher:
        from graph.matcher import Matcher

        return Matcher(self.gazetteer)

    @cached_property
    def resolver(self) -> Resolver:
        from graph.resolve import Resolver

        return Resolver(self.gazetteer)

    @cached_property
    def prose(self) -> ProseReader:
        from ingest.parse.models import load_model
        from ingest.prose.reader import ProseReader
        from ingest.triggers.files import load_triggers

        nlp, note = load_model()
        if note:
            self.notes.append(note)
        triggers = load_triggers(self.extra / "triggers" if self.extra else None)
        reader = ProseReader(self.gazetteer, self.matcher, self.resolver, nlp, triggers)
        gc.freeze()  # model and gazetteer live as long as the process: no collection need look through them again
        atexit.register(gc.unfreeze)  # but the one at its end, or the ledger's library complains of what it lent
        return reader
