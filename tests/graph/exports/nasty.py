"""A resolved world of every nasty kind: what breaks careless exports."""

from __future__ import annotations

from graph.model import Entity, Resolved
from tests.queries.sample import Row, world

PLACES = (
    Entity("CN-YN", "云南 & <b>Yunnan</b>", "Province", "CN", "CN", lat=-0.0, lon=101.5, aliases=("=1+1", '"x"')),
    Entity("EG-C", "القاهرة", "ForeignSNG", "EG", "EG", "first", 30.0, 31.2),
    Entity("EG", "Egypt\x00\x0b\ufffe", "State", "EG", "EG", aliases=("\ud800",), geonames_id=357994),
    Entity("org:a", "", "Enterprise"),
    Entity("org:b", "line\nbreak\ttab \r 🚜", "SOE", "CN", "CN", lat=float("nan")),
    Entity("event:x", "'=HYPERLINK(1)", "Event", status="provisional"),
    Entity("XX-1", "No tie", "ForeignSNG", "XX", "XX"),
)
ROWS = (
    Row("CN-YN", "SISTER_OF", "EG-C", "sister_province", ("1978/1979", "1990/")),
    Row("CN-YN", "SISTER_OF", "EG-C", "partnership"),
    Row("EG-C", "VISITED", "CN-YN", None, ("1999", "2001-05-05", "195X")),
    Row("CN-YN", "VISITED", "EG-C", None, ("2000",)),
    Row("CN-YN", "TRADES_WITH", "EG", None, ("2010", "2011"), values=(1e300, 5.0)),
    Row("CN-YN", "TRADES_WITH", "EG-C", None, ("2012",), values=(7.5,)),
    Row("org:a", "OPERATES_IN", "EG", None, (), sector="construction"),
    Row("org:b", "OWNS", "org:a", None, ("2006/..",)),
    Row("org:b", "INVESTS_IN", "org:b"),
    Row("org:b", "PARTICIPATES_IN", "event:x"),
    Row("EG", "AIDS", "org:a", "a kind\twith \x01 odd <signs>", ("2010",)),
)


def nasty() -> Resolved:
    """Parallel ties, opposite ones, a loop, an entity without ties, Han, Arabic, signs that XML forbids, NaN,
    markup."""
    return world(ROWS, PLACES)
