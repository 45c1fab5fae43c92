"""A gazetteer of a dozen places and a resolver that knows exact names, for tests of what stands above them."""

from __future__ import annotations

from graph.fold import fold
from graph.model import Candidate, Decision, Document, Entity, Mention, Mode, Statement


class FakeGazetteer:
    """The interface of Gazetteer that resolution needs."""

    fingerprint = "fake"

    def __init__(self) -> None:
        rows = (
            ("CN", "China", "State", "CN", None),
            ("JP", "Japan", "State", "JP", None),
            ("TH", "Thailand", "State", "TH", None),
            ("SG", "Singapore", "State", "SG", None),
            ("US", "United States", "State", "US", None),
            ("CN-YN", "Yunnan", "Province", "CN", "CN"),
            ("CN-ZJ", "Zhejiang", "Province", "CN", "CN"),
            ("CN-HK", "Hong Kong", "Province", "HK", None),
            ("geonames:1804651", "Kunming", "LocalGovernment", "CN", "CN-YN"),
            ("JP-22", "Shizuoka", "ForeignSNG", "JP", "JP"),
            ("geonames:1", "Springfield", "ForeignSNG", "US", "US"),
            ("geonames:2", "Springfield", "ForeignSNG", "US", "US"),
            ("mech:gms", "Greater Mekong Subregion", "Mechanism", None, None),
        )
        self.entities = {id: Entity(id, name, kind, country, parent=parent) for id, name, kind, country, parent in rows}

    def get(self, id_: str) -> Entity | None:
        return self.entities.get({"HK": "CN-HK"}.get(id_, id_))


class FakeResolver:
    """Exact folded names only; two of one name stay open. Counts how often it is asked."""

    def __init__(self, gazetteer: FakeGazetteer) -> None:
        self.gazetteer = gazetteer
        self.asked = 0

    def resolve(
        self, form: str, kind: str | None = None, country: str | None = None, within: str | None = None
    ) -> Decision:
        self.asked += 1
        fitting = [
            Candidate(e.id, e.name, e.kind, e.country, 1.0, "exact")
            for e in self.gazetteer.entities.values()
            if fold(e.name) == fold(form)
            and (kind is None or e.kind == kind)
            and (country is None or e.country == country)
            and (within is None or e.parent == within)
        ]
        if len(fitting) == 1:
            return Decision(form, fitting[0].id, 1.0, "exact", "the only one of that name", tuple(fitting))
        if fitting:
            return Decision(form, None, 0.0, "unresolved", "several of that name", several(fitting, "homonyms"))
        others = [e for e in self.gazetteer.entities.values() if fold(e.name) == fold(form)]
        if others:
            return Decision(form, None, 0.0, "unresolved", "not in that context", several(others, "elsewhere"))
        return Decision(form, None, 0.0, "unresolved", "nobody of that name")


def several(bearers: list[Candidate] | list[Entity], method: str) -> tuple[Candidate, ...]:
    """Candidates for a name that stays open."""
    return tuple(Candidate(b.id, b.name, b.kind, b.country, 0.5, method) for b in bearers)


def document(name: str = "a.txt", text: str = "", **more: str) -> Document:
    """A document whose id, title and hash are made from its name, unless given."""
    given = {"id": f"doc:{name.replace('.', '-')}", "title": name, "format": "txt", "sha256": f"hash of {name}"}
    return Document(name=name, text=text, **{**given, **more})


def mention(name: str, kind: str | None = None, country: str | None = None, **more: object) -> Mention:
    """A mention that prints the name itself."""
    return Mention(name, name, kind=kind, country=country, **more)  # type: ignore[arg-type]


def st(
    subject: str | Mention,
    tie: str,
    object_: str | Mention,
    *when: str,
    doc: str = "doc:a-txt",
    mode: Mode = Mode.DONE,
    text: str = "",
    **more: object,
) -> Statement:
    """A statement; its text is made from its parts, so that different statements differ."""
    one, other = (m if isinstance(m, Mention) else mention(m) for m in (subject, object_))
    said = text or f"{one.printed} {tie} {other.printed} {' '.join(when)} {mode} {more.get('value', '')}"
    made = Statement(doc, tie, one, other, said, "test", when=when, mode=mode, **more)  # type: ignore[arg-type]
    return made.with_id()
