"""Rows of a list as people read them: a bold first line, what belongs to it indented, ids last."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pourparler.render.shown import one_line, squeezed
from pourparler.render.wording import KINDS, SOURCING, day, plural, whose
from pourparler.rows import ActorRow, Hit, PositionRow, Quarantined, SourceRow, StatementRow, StoryRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pourparler.cli.output import Screen

__all__ = ["Entry", "entry_of", "laid_out"]

_NARROWEST, _WIDEST = 40, 110  # columns
_MOST_SHOWN = 6  # outlets, aliases or roles that one entry names

Part = str | tuple[str, str]  # words, or words and their style


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its head, and lines below it with a name in the margin or none."""

    head: tuple[Part, ...]
    lines: tuple[tuple[str, Sequence[Part]], ...] = ()
    foot: str = ""


def laid_out(entry: Entry, screen: Screen) -> str:
    """Return an entry as lines of text, wrapped; nothing in its words steers the terminal."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table

    out = io.StringIO()
    console = Console(
        file=out,
        width=max(_NARROWEST, min(screen.width, _WIDEST)),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(_text(entry.head))
    for name, parts in entry.lines:
        grid = Table.grid(padding=0, expand=True)
        if name:
            grid.add_column(width=11, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_row(*([_text(((name, "dim"),))] if name else []), _text(parts))
        console.print(Padding(grid, (0, 0, 0, 2)))
    if entry.foot:
        console.print(_text((("  " + entry.foot, "dim"),)), soft_wrap=True)  # ids are copied: never broken
    text = "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
    return text.translate(_ASCII) if screen.ascii_only else text


_ASCII = str.maketrans({"·": "|", "…": "...", "“": '"', "”": '"', "–": "-"})


def _text(parts: Sequence[Part]) -> Any:
    from rich.text import Text

    line = Text(overflow="fold")
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        line.append(words, style)
    return line


def entry_of(row: Any) -> Entry:
    """Return what a row looks like."""
    made: Entry = _MADE[type(row)](row)
    return made


def _dotted(*words: str | None) -> str:
    return " · ".join(one_line(word) for word in words if word)


def _spread(first: str | None, last: str | None) -> str | None:
    begun, ended = day(first), day(last)
    return begun if begun == ended or ended is None else f"{begun} – {ended}"


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST_SHOWN
    return ", ".join(map(one_line, words[:_MOST_SHOWN])) + (f" and {more} more" if more > 0 else "")


def _story(row: StoryRow) -> Entry:
    count = _dotted(
        _spread(row.first, row.last),
        plural(len(row.articles), "article"),
        plural(len(row.origins), "independent origin"),
    )
    outlets = (("", (_some(row.outlets),)),) if row.outlets else ()
    return Entry(((one_line(row.title) or "Without a title", "bold"),), (("", (count,)), *outlets), f"story {row.id}")


def _statement(row: StatementRow) -> Entry:
    who = one_line(row.speaker or row.source_words) or "No source"
    role = one_line(row.role or "")
    named = f"{who}, {role}" if role and role.casefold() not in who.casefold() else who
    hedged = "hedged" if row.hedges else None
    told = _dotted(SOURCING[row.sourcing], hedged, row.outlet, day(row.published), None if row.counted else "copy")
    return Entry(
        ((named, "bold"), f" · {told}"),
        (("", (f"“{one_line(row.content_words)}”",)), *_kinds(row.kinds)),
        _dotted(f"statement {row.id}", f"article {row.article}", row.story and f"story {row.story}"),
    )


def _kinds(kinds: Sequence[str]) -> tuple[tuple[str, Sequence[Part]], ...]:
    return (("", ((", ".join(KINDS[kind] for kind in kinds), "yellow"),)),) if kinds else ()


def _position(row: PositionRow) -> Entry:
    holder = whose(one_line(row.actor or ""), one_line(row.holder_words or ""))
    told = _dotted("hedged" if row.hedged else None, row.outlet, day(row.published), None if row.counted else "copy")
    voucher = _dotted(row.speaker, SOURCING[row.sourcing] if row.sourcing else None)
    named = (
        ("what", row.act_words),
        ("condition", row.condition_words),
        ("towards", row.addressee_words),
        ("word of", voucher),
    )
    return Entry(
        ((KINDS[row.kind], "bold yellow"), " · ", (holder or "nobody named", "bold"), f" · {told}" if told else ""),
        tuple((name, (one_line(words),)) for name, words in named if words),
        _dotted(f"position {row.id}", f"article {row.article}", row.story and f"story {row.story}"),
    )


def _actor(row: ActorRow) -> Entry:
    count = _dotted(
        plural(row.articles, "article"), plural(row.statements, "statement"), plural(row.positions, "position")
    )
    roles = [
        one_line(role.title) + (f" ({role.since or ''}–{role.until or ''})" if role.since or role.until else "")
        for role in row.roles
    ]
    lines: list[tuple[str, Sequence[Part]]] = [("", (count,))]
    lines += [("roles", (_some(roles),))] if roles else []
    lines += [("also", (_some(row.aliases),))] if row.aliases else []
    return Entry(
        ((one_line(row.name), "bold"), f" · {_dotted(row.kind, row.country, row.code)}"),
        tuple(lines),
        f"actor {one_line(row.id)}",
    )


def _hit(row: Hit) -> Entry:
    parts: list[Part] = []
    at = 0
    for mark in row.marks:
        parts += [row.snippet[at : mark.start], (mark.of(row.snippet), "bold")]
        at = mark.end
    parts.append(row.snippet[at:])
    safe = [squeezed(part) if isinstance(part, str) else (squeezed(part[0]), part[1]) for part in parts if part]
    told = _dotted(row.outlet, day(row.published))
    own = f"{row.found.removesuffix('s')} {row.id}" if row.found != "articles" else None
    return Entry(
        ((one_line(row.title or "") or "Without a title", "bold"), f" · {told}" if told else ""),
        (("", safe),),
        _dotted(own, f"article {row.article}", row.url),
    )


def _source(row: SourceRow) -> Entry:
    check, source = row.check, row.source
    counts = _dotted(f"{row.read:,} read", f"{row.waiting:,} waiting", f"{row.quarantined:,} put aside")
    lines: list[tuple[str, Sequence[Part]]] = [("", (counts,))]
    if check is None:
        sign, seen = ("new", "bold"), "not looked at yet"
    else:
        sign = ("BAD", "bold red") if check.error else ("ok ", "green")
        seen = f"looked at {check.moment}: " + (one_line(check.error) if check.error else f"{check.found:,} entries")
        if row.failures > 1:
            seen += f" (failed {row.failures} times in a row)"
    lines.append(("", (seen,)))
    title = f" · {one_line(source.title)}" if source.title else ""
    return Entry(
        (sign, f"  {source.kind} ", (one_line(source.address), "bold"), title), tuple(lines), f"source {source.id}"
    )


def _quarantined(row: Quarantined) -> Entry:
    return Entry(
        ((one_line(row.item.address), "bold"),),
        (("", (one_line(row.sentence),)), ("", (_dotted(row.cause, row.moment, plural(row.tries, "try", "tries")),))),
        f"item {one_line(row.item.key)}",
    )


_MADE: Mapping[type, Callable[[Any], Entry]] = {
    StoryRow: _story,
    StatementRow: _statement,
    PositionRow: _position,
    ActorRow: _actor,
    Hit: _hit,
    SourceRow: _source,
    Quarantined: _quarantined,
}
