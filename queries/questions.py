"""The questions as data: number, name, what each answers, its arguments and options, and the function that answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument or option of a question. `type` is text, integer or number; `many` takes it several times."""

    name: str
    meaning: str
    type: str = "text"
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its number in the design, name, what it answers, its arguments in order, its own options, an example.

    `function` is `module:name`; the function takes `resolved`, the arguments by position, `selection`, and the options
    by name; that of a `long` one also `progress`, to which it says how far it is.
    """

    number: int
    name: str
    answers: str
    function: str
    example: str
    arguments: tuple[Argument, ...] = ()
    options: tuple[Argument, ...] = ()
    long: bool = False

    @property
    def usage(self) -> str:
        """How it is asked, in one line."""
        words = [a.name.upper() if a.required else f"[{a.name.upper()}]" for a in self.arguments]
        return " ".join(["subties ask", self.name, *words, *(f"[--{o.name.replace('_', '-')}]" for o in self.options)])


# Options that every question takes; they make up its selection. Names are those of `queries.selection.Selection`.
SELECTION: tuple[Argument, ...] = (
    Argument("layers", "Tie type, or TYPE:kind (--layer, several times)", many=True),
    Argument("year", "Ties that held or happened in that year", "integer"),
    Argument("first", "… in that year or later (--from)", "integer"),
    Argument("last", "… in that year or earlier (--to)", "integer"),
    Argument("kinds", "Ties with an end of that kind of entity (--kind, several times)", many=True),
    Argument("confidence", "Ties with at least that confidence, 0 to 1 (--min-confidence)", "number"),
    Argument("sources", "Ties from documents or sources whose name holds that (--source, several times)", many=True),
    Argument("statuses", "Ties of that status: active, ended, unknown (--status, several times)", many=True),
    Argument("foreign", "Leave out ties inside one jurisdiction (--foreign)", "flag"),
    Argument("greater_china", "Take in ties among CN, HK, MO and TW (--greater-china / --no-greater-china)", "flag"),
    Argument("undated", "Take undated ties into a dated selection (--undated)", "flag"),
)

_RANK = Argument("rank", "List entities of that kind only", many=True)
_SEED = Argument("seed", "Seed of whatever depends on chance", "integer")
_TOP = Argument("top", "List the first so many", "integer")
_PERMUTATIONS = Argument("permutations", "Number of random draws behind each p (1000)", "integer")
_GROUP = Argument(
    "group",
    "Attribute that makes the groups",
    choices=("level", "kind", "country", "jurisdiction", "macro-region", "position"),
)
_SIDE = Argument("by", "Count states, or the partners themselves", choices=("state", "partner"))

QUESTIONS: tuple[Question, ...] = (
    Question(
        1,
        "ties",
        "Ties of a place, alive in a year, by layer",
        "queries.ties_of_place:ties_of_place",
        "subties ask ties Yunnan --year 2010",
        (Argument("place", "Id, name or alias of the place", required=True),),
    ),
    Question(
        2,
        "reach",
        "Who reaches a state, and by how many layers",
        "queries.reach:reach",
        "subties ask reach Zambia",
        (Argument("state", "Id, name or alias of the state", required=True),),
    ),
    Question(
        3,
        "overlap",
        "Do two layers overlap more than chance",
        "queries.overlap:overlap",
        "subties ask overlap TWINNED_WITH:atdc TWINNED_WITH:medical_team",
        (Argument("layer", "First layer; all pairs of layers without it"), Argument("other", "Second layer")),
        (_SIDE, _RANK, _PERMUTATIONS, _SEED),
    ),
    Question(
        4,
        "centrality",
        "Degree, strength, betweenness, closeness, eigenvector, PageRank, HITS, k-core; clustering; inequality",
        "queries.centrality:centrality",
        "subties ask centrality --layer SISTER_OF --year 2010 --top 20",
        (),
        (
            Argument("by", "Measure that orders the list"),
            _RANK,
            Argument("top", "List the first so many", "integer"),
            _SEED,
        ),
        long=True,
    ),
    Question(
        5,
        "alike",
        "Which provinces are alike: one-mode projection with a significance backbone",
        "queries.alike:alike",
        "subties ask alike --layer SISTER_OF",
        (),
        (_SIDE, _RANK, Argument("method", "Null model", choices=("svn", "curveball")), _PERMUTATIONS, _TOP, _SEED),
    ),
    Question(
        6,
        "brokerage",
        "Brokerage: constraint, effective size, and Gould and Fernandez's roles by group",
        "queries.brokerage:brokerage",
        "subties ask brokerage --group macro-region --rank Province --top 10",
        (),
        (_GROUP, Argument("by", "Measure that orders the list"), _RANK, _TOP, _PERMUTATIONS, _SEED),
    ),
    Question(
        7,
        "communities",
        "Communities, their stability, and what they have in common",
        "queries.communities:communities",
        "subties ask communities --method leiden --seed 1",
        (),
        (
            Argument("method", "How they are found", choices=("louvain", "leiden", "label_propagation")),
            Argument("runs", "Number of seeds that are tried", "integer"),
            _SEED,
        ),
    ),
    Question(
        8,
        "concentration",
        "Concentration of a place on a region: share and location quotient",
        "queries.concentration:concentration",
        "subties ask concentration Yunnan 'Southeast Asia'",
        (
            Argument("place", "Id, name or alias of a unit; 'all' for every one of a kind"),
            Argument("region", "Macro-region or state; every macro-region without it"),
        ),
        (_RANK,),
    ),
    Question(
        9,
        "mixing",
        "Assortativity and mixing by an attribute, and nesting of city ties in province ties",
        "queries.mixing:mixing",
        "subties ask mixing --group position --layer SISTER_OF",
        (),
        (_GROUP, _PERMUTATIONS, _SEED),
    ),
    Question(
        10,
        "history",
        "History of a pair, or who handed over to whom in a state",
        "queries.history:history",
        "subties ask history Togo",
        (
            Argument("place", "Id, name or alias of one", required=True),
            Argument("other", "The other of the pair; all partners without it"),
        ),
        (),
    ),
    Question(
        11,
        "births",
        "Firsts and births per year, change points, and how long ties lasted",
        "queries.births:births",
        "subties ask births --layer TWINNED_WITH:medical_team",
        (),
        (_PERMUTATIONS, _SEED),
    ),
    Question(
        12,
        "mechanisms",
        "Mechanisms: members, co-membership, provinces in most mechanisms",
        "queries.mechanisms:mechanisms",
        "subties ask mechanisms GMS",
        (Argument("mechanism", "Id, name or alias; all mechanisms without it"),),
        (_RANK,),
    ),
    Question(
        13,
        "support",
        "Contradictions between sources, and the support of a tie",
        "queries.support:support",
        "subties ask support --top 10",
        (Argument("tie", "Id of a tie or its beginning; all ties without it"),),
        (_TOP,),
    ),
    Question(
        14,
        "path",
        "Path between two actors, through chosen layers",
        "queries.path:path",
        "subties ask path Jiangxi Thailand",
        (
            Argument("actor", "Id, name or alias of one", required=True),
            Argument("other", "Id, name or alias of the other", required=True),
        ),
        (_TOP,),
    ),
    Question(
        15,
        "firms",
        "Do the firms of one province gather in a state and sector, beyond a null model",
        "queries.firms:firms",
        "subties ask firms Jiangxi Zambia",
        (
            Argument("province", "List this province only"),
            Argument("state", "List this state only"),
        ),
        (Argument("sector", "Presences in that sector only"), _PERMUTATIONS, _SEED),
    ),
    Question(
        16,
        "missing",
        "Missing ties: link prediction, with a test on ties that came later",
        "queries.missing:missing",
        "subties ask missing Yunnan",
        (Argument("place", "Id, name or alias; all units of a kind without it"),),
        (
            Argument("method", "Score", choices=("combined", "neighbours", "adamic_adar", "katz", "degree")),
            _RANK,
            Argument("split", "First year that is held out", "integer"),
            _TOP,
            _SEED,
        ),
    ),
    Question(
        17,
        "names",
        "Names as printed, and renamed places",
        "queries.printed:names",
        "subties ask names Shizuoka",
        (Argument("place", "Id, name or alias", required=True),),
        (),
    ),
    Question(
        18,
        "compare",
        "Compare two places, two sources or two periods",
        "queries.compare:compare",
        "subties ask compare Zhejiang Yunnan",
        (
            Argument("one", "A place, source:WORDS, or a period such as 1980-1999", required=True),
            Argument("other", "What it is compared with, of the same sort", required=True),
        ),
        (),
    ),
)
