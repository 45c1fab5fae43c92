"""The nouns of Subties: document, statement, mention, entity, tie. All are immutable values.

Sources make statements, nothing else; statements are never edited. Entities and ties are derived from statements,
the gazetteer and people's judgements.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from graph.ids import digest


class Mode(StrEnum):
    """What a statement says about its tie: only `done` and `ended` make one."""

    DONE = "done"
    PLANNED = "planned"
    ENDED = "ended"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Document:
    """A text or table that was read.

    `id` names the document over its versions (`doc:` and a slug of its key); `sha256` is the hash of the bytes of the
    version that was read. `text` is the document's text as decoded or extracted; character offsets of statements and
    mentions count in it. For a table it is the table as decoded.
    """

    id: str
    name: str
    title: str
    format: str
    sha256: str
    text: str
    path: str = ""
    licence: str = ""
    source: str = ""
    dataset: str = ""
    read_at: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as one statement prints it, and what the reader knew about it from the place where it stands.

    `printed` is cut from the document's text, white space and hyphens at line ends evened out; `start` and `end` are
    character offsets into that text (-1 when there is none). `form` is the name that is to be resolved: the printed
    name itself, or what "the province" or "the Thai Princess" stands for. `kind`, `country` and `within` (an
    entity id) are what the context says about it. `provisional` allows a named event, project, body or firm, or an
    unknown place in a table that names its country, to become a provisional entity.
    """

    printed: str
    form: str
    start: int = -1
    end: int = -1
    kind: str | None = None
    country: str | None = None
    within: str | None = None
    provisional: bool = False
    generic: bool = False  # a name such as "Joint Committee", which means nothing outside its document

    def raw(self) -> tuple[str | None, ...]:
        """What of it enters the id of a statement."""
        return self.printed, self.form, self.kind, self.country, self.within


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or one table row that says: subject, tie, object, qualifiers.

    `when` holds EDTF dates and intervals: of a state a plain date is its start, of a `done` occasion its date; for
    mode `ended` a plain date is its end. `value` counts `unit` in `currency`; `share` is in percent. `start` and `end`
    span the sentence or row in the document's text.
    """

    document_id: str
    tie: str
    subject: Mention
    object: Mention
    text: str
    rule: str
    start: int = -1
    end: int = -1
    page: int | None = None
    kind: str | None = None
    mechanism: Mention | None = None
    mode: Mode = Mode.DONE
    when: tuple[str, ...] = ()
    sector: str | None = None
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    share: float | None = None
    flow: str | None = None
    manner: str | None = None
    detail: str | None = None
    source: str | None = None
    confidence: float = 0.5
    id: str = field(default="", compare=False)

    @property
    def layer(self) -> str:
        """`TYPE` or `TYPE:kind`: the token of the layer of its tie."""
        return f"{self.tie}:{self.kind}" if self.kind else self.tie

    def with_id(self) -> Statement:
        """The same with its id: a hash of its raw content, without offsets, rule and confidence, so that reading the
        document again, or after a change elsewhere in it, gives the same id."""
        content = digest(
            self.document_id, self.tie, self.kind, self.subject.raw(), self.object.raw(),
            self.mechanism.raw() if self.mechanism else None, self.mode.value, self.when, self.sector, self.value,
            self.unit, self.currency, self.share, self.flow, self.manner, " ".join(self.text.split()),
        )  # fmt: skip
        return replace(self, id=f"st:{content}")


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph. `status` is `known` (gazetteer, curated data) or `provisional` (waits in review)."""

    id: str
    name: str
    kind: str
    country: str | None = None
    jurisdiction: str | None = None
    level: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases: tuple[str, ...] = ()
    iso3166_2: str | None = None
    geonames_id: int | None = None
    parent: str | None = None
    population: int | None = None
    status: str = "known"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch in which a state held, as EDTF (`1978/1979`, `2006/..`; `1987-07/` where only the start is known)."""

    when: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occurrence: a visit, a year of trade, an investment; or the value that a statement gives to a state."""

    date: str | None
    statements: tuple[str, ...]
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    share: float | None = None
    flow: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """The statements that speak of one relation: same ends, same type, same kind."""

    id: str
    subject: str
    tie: str
    object: str
    kind: str | None
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    confidence: float
    intervals: tuple[Interval, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    start: str | None = None
    end: str | None = None
    sector: str | None = None
    mechanism: str | None = None
    manner: str | None = None
    status: str = "unknown"
    contested: bool = False
    contradictions: tuple[str, ...] = ()
    as_printed: tuple[str, ...] = ()
    foreign: bool = False
    greater_china: bool = False

    @property
    def layer(self) -> str:
        """`TYPE` or `TYPE:kind`: the token of its layer, and the edge kind in Gephi."""
        return f"{self.tie}:{self.kind}" if self.kind else self.tie


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a name may mean. `score` is from 0 to 1; `method` says how it was found."""

    id: str
    name: str
    kind: str
    country: str | None
    score: float
    method: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Who is meant by a name: `id` is None when it stays unresolved. `reason` is one line for people."""

    printed: str
    id: str | None
    score: float
    method: str
    reason: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Resolved:
    """What ledger, gazetteer and judgements come to: the whole input of questions, reports, exports and the graph.

    `statements` holds every current statement by id; `outcome` says of each what became of it (`tie`, `planned`,
    `denied`, `unresolved`, `rejected`, `not allowed`, `same ends`). `names` maps a mention key to its decision. `ends`
    gives for each statement the entity ids of its subject, object and mechanism (None where not resolved or not there).
    """

    entities: dict[str, Entity]
    ties: tuple[Tie, ...]
    statements: dict[str, Statement]
    documents: dict[str, Document]
    outcome: dict[str, str]
    names: dict[str, Decision]
    fingerprint: str
    ends: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
