"""Where the reader errs, by kind, as tables for the documentation: ``python -m evals errors``.

Figures only: nothing of the texts is shown.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from evals import facets
from evals.judging import frames, linked, same_stretch
from evals.readings import ATTRIBUTIONS, POSITIONS, outlet, read
from evals.scoring import dice, one_to_one, runs, words_of
from evals.tables import Table, share
from pourparler.statements.quotations import quoted
from pourparler.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from evals.judging import Match
    from evals.readings import Read

NAME = "errors"
PAGE = "explanation/errors.md"
KINDS = get_args(Kind)
FEWEST = 20  # examples of an outlet of its own; those with fewer are put together
MISSED, INVENTED = "not found", "nothing there"
STATEMENT_FACETS = {
    "quoting": ("How the content is given", "Whether its words stand inside quotation marks: all, none, or some."),
    "extent": (
        "Sentence boundaries",
        "Whether the content runs over the end of a sentence.",
    ),
    "length": ("Length of the content", "Words of the content, all its pieces together."),
    "cue": (
        "Cue",
        "Common speech verbs: say, tell, add, ask, write, claim, argue, announce, state, note, explain, report.",
    ),
    "source": ("Source", "Whether the text gives a source."),
    "nesting": ("Nesting", "Whether the content lies within that of another statement."),
    "outlet": ("Statements by outlet", "Outlets of the development articles."),
}
STATEMENT_NOTE = (
    "Linked: statements found with source, cue and content overlapping by half or more. Exact: unbroken stretches of "
    "content found to the word. Right: of the statements found that are of this kind themselves, the share that is "
    "linked."
)


def tables(data: Path) -> list[Table]:
    """All tables, statements first."""
    return [*_statements(read(data / ATTRIBUTIONS)), *_positions(read(data / POSITIONS))]


def _statements(reads: Sequence[Read]) -> Iterator[Table]:
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in STATEMENT_FACETS}
    for one in reads:
        match = linked(one)
        stretches = {run for parts in match.mine for run in runs(parts["content"])}
        gold, mine = _facets(one, match, match.gold), _facets(one, match, match.mine)
        for at, (parts, kinds) in enumerate(zip(match.gold, gold, strict=True)):
            own = runs(parts["content"])
            for name, kind in kinds.items():
                counts[name].update({(kind, "gold"): 1, (kind, "linked"): at in match.pairs})
                counts[name].update({(kind, "runs"): len(own), (kind, "exact"): len(own & stretches)})
        right = set(match.pairs.values())
        for at, kinds in enumerate(mine):
            for name, kind in kinds.items():
                counts[name].update({(kind, "mine"): 1, (kind, "right"): at in right})
    for name, (title, note) in STATEMENT_FACETS.items():
        n = counts[name]
        rows = tuple(
            (
                kind,
                n[kind, "gold"],
                share(n[kind, "linked"], n[kind, "gold"]),
                share(n[kind, "exact"], n[kind, "runs"]),
                n[kind, "mine"],
                share(n[kind, "right"], n[kind, "mine"]),
            )
            for kind in _order({kind for kind, _ in n})
        )
        said = f"{note} {STATEMENT_NOTE}" if name == "quoting" else note
        yield Table(title, said, (name, "in the gold", "linked", "exact", "found", "right"), rows)


def _order(kinds: Iterable[str]) -> list[str]:
    """Sort kinds: lengths by length, all others by name."""
    lengths = [shown for _, shown in facets.LENGTHS]
    return sorted(kinds, key=lambda kind: (lengths.index(kind) if kind in lengths else len(lengths), kind))


def _facets(one: Read, match: Match, items: Sequence[dict[str, frozenset[int]]]) -> list[dict[str, str]]:
    """Return what kind each of a document's statements is, by facet."""
    document, reading = one
    text = document["text"]
    words = words_of(text)
    needed = {at for side in (match.gold, match.mine) for parts in side for at in parts["content"]}
    inside = [at in needed and quoted(text, begin) for at, (begin, _) in enumerate(words)]
    starts = [sentence.span.start for sentence in reading.sentences]
    contents = [parts["content"] for parts in items]
    return [
        {
            "quoting": facets.quoting(parts["content"], inside),
            "extent": facets.extent(parts["content"], words, starts),
            "length": facets.length(parts["content"]),
            "cue": facets.cue([text[slice(*words[at])] for at in parts["cue"]]),
            "source": "given" if parts["source"] else "none",
            "nesting": facets.nesting(parts["content"], contents),
            "outlet": outlet(document),
        }
        for parts in items
    ]


def _positions(reads: Sequence[Read]) -> Iterator[Table]:
    kinds: Counter[tuple[str, str]] = Counter()
    confused: Counter[tuple[str, str]] = Counter()
    holders: Counter[str] = Counter()
    ties: Counter[tuple[str, str]] = Counter()
    outlets: Counter[tuple[str, str]] = Counter()
    for one in reads:
        match, gold, mine = frames(one)
        text = one[0]["text"]
        words = {at: text[slice(*span)] for at, span in enumerate(words_of(text))}
        kinds.update((kind, "gold") for kind in gold)
        kinds.update((kind, "mine") for kind in mine)
        kinds.update((gold[at], "hit") for at in match.pairs)
        confused.update(_confused(match, gold, mine))
        holders.update(
            facets.holder(match.gold[g]["holder"], match.mine[m]["holder"], words) for g, m in match.pairs.items()
        )
        ties.update(_ties(one, match, gold))
        counts = {"gold": len(gold), "mine": len(mine), "hit": len(match.pairs)}
        outlets.update({(outlet(one[0]), name): count for name, count in counts.items()})
    yield _scored("Positions by kind", "A position is right where kind and act are.", "kind", kinds, KINDS)
    yield _confusion(confused)
    yield _holders(holders)
    yield _connectives(ties)
    outlets = _grouped(outlets)
    note = f"Outlets and speakers with at least {FEWEST} annotated positions; all others together."
    yield _scored("Positions by outlet", note, "outlet", outlets, sorted({name for name, _ in outlets}, key=_last))


def _last(name: str) -> tuple[bool, str]:
    return name == "others", name.lower()


def _confused(match: Match, gold: Sequence[str], mine: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of kinds of the positions whose words are the same, and those that have no partner."""

    def worth(g: int, m: int) -> float:
        overlap = same_stretch(match.gold[g], match.mine[m])
        return overlap and overlap + 1e-6 * (gold[g] == mine[m])  # of equal ones that of the same kind

    by_words = one_to_one(range(len(gold)), range(len(mine)), worth)
    yield from ((gold[g], mine[m]) for g, m in by_words)
    found = {g for g, _ in by_words}, {m for _, m in by_words}
    yield from ((kind, MISSED) for at, kind in enumerate(gold) if at not in found[0])
    yield from ((INVENTED, kind) for at, kind in enumerate(mine) if at not in found[1])


def _confusion(confused: Counter[tuple[str, str]]) -> Table:
    columns = (*KINDS, MISSED)
    rows = tuple(
        (kind, *(None if (kind, other) == (INVENTED, MISSED) else confused[kind, other] for other in columns))
        for kind in (*KINDS, INVENTED)
    )
    note = (
        "Rows: the annotated kind. Columns: the kind found. Two positions are the same here where their words are. "
        "The last column counts positions that were not found, the last row those found where there is none."
    )
    return Table("Kinds taken for one another", note, ("annotated", *columns), rows)


def _holders(holders: Counter[str]) -> Table:
    total = sum(holders.values())
    names = sorted(holders, key=lambda name: (name != "right", -holders[name], name))
    rows = tuple((name, holders[name], share(holders[name], total)) for name in names)
    note = "Of the positions found with the right kind: whose the reader says they are, in per cent."
    return Table("Holders", note, ("holder", "positions", "share"), rows)


def _ties(one: Read, match: Match, gold: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what became of each annotated precondition, by its connective."""
    text = one[0]["text"]
    for at, frame in enumerate(one[0]["positions"]):
        if gold[at] != "precondition":
            continue
        tie = facets.connective(" … ".join(text[a:b] for a, b in frame["trigger"]))
        yield tie, "gold"
        if at in match.pairs:
            yield tie, "hit"
            if dice(match.gold[at]["condition"], match.mine[match.pairs[at]]["condition"]) >= 0.5:
                yield tie, "full"


def _connectives(ties: Counter[tuple[str, str]]) -> Table:
    names = sorted({name for name, _ in ties}, key=lambda name: (-ties[name, "gold"], name))
    rows = tuple(
        (name, gold, share(ties[name, "hit"], gold), share(ties[name, "full"], gold))
        for name in names
        if (gold := ties[name, "gold"])
    )
    note = (
        "Annotated preconditions by the word that ties act and condition: the share found, and the share found with "
        "the condition."
    )
    return Table("Connectives of preconditions", note, ("connective", "in the gold", "found", "with condition"), rows)


def _grouped(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Put together the outlets that have few annotated positions."""
    found: Counter[tuple[str, str]] = Counter()
    for (name, what), count in counts.items():
        found[name if counts[name, "gold"] >= FEWEST else "others", what] += count
    return found


def _scored(title: str, note: str, first: str, n: Counter[tuple[str, str]], names: Sequence[str]) -> Table:
    rows = tuple(
        (
            name,
            n[name, "gold"],
            n[name, "mine"],
            share(n[name, "hit"], n[name, "mine"]),
            share(n[name, "hit"], n[name, "gold"]),
            share(2 * n[name, "hit"], n[name, "mine"] + n[name, "gold"]),
        )
        for name in names
    )
    return Table(title, note, (first, "in the gold", "found", "precision", "recall", "F1"), rows)
