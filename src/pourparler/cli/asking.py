"""What the listing commands do: ask the store, and show the page that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pourparler.cli.entries import Entry, entry_of, laid_out
from pourparler.cli.keeping import actor_of, opened, source_of
from pourparler.cli.listing import form_of, show, show_page
from pourparler.cli.output import Output, screen
from pourparler.cli.running import settings_of
from pourparler.errors import UsageError
from pourparler.fetch.names import shown
from pourparler.render.shown import one_line
from pourparler.render.wording import day, plural
from pourparler.rows import ActorRow, Filters, Hit, PositionRow, StatementRow, StoryRow
from pourparler.types import Actor

if TYPE_CHECKING:
    from pourparler.protocols import Store
    from pourparler.rows import ArticleRow, Found
    from pourparler.settings import Settings

__all__ = ["Listed", "found_in", "listed", "story_shown", "table_shown"]

Listed = Literal["stories", "statements", "positions", "actors"]
_KINDS: dict[Listed, type] = {
    "stories": StoryRow,
    "statements": StatementRow,
    "positions": PositionRow,
    "actors": ActorRow,
}


def listed(
    of: Listed, place: str | None, *, limit: int, after: str | None, as_json: bool, as_csv: bool, **asked: Any
) -> int:
    """Show a page of a list, narrowed by what ``asked`` gives by the names of ``Filters``."""
    form = form_of(as_json=as_json, as_csv=as_csv)
    settings = settings_of(store=place)
    with opened(settings) as store:
        page = getattr(store, of)(_filters(store, settings, asked), limit=limit, after=after)
        narrowed = any(value for name, value in asked.items() if name != "counted")
        empty = f"There are no {of} " + ("that fit all of that." if narrowed else "yet: `pourparler sync` reads them.")
        return show_page(page, _KINDS[of], form, empty)


def _filters(store: Store, settings: Settings, asked: dict[str, Any]) -> Filters:
    """Return the filters with ids in the place of names."""
    given = dict(asked)
    if given.get("actor") is not None:
        given["actor"] = actor_of(store, settings, given["actor"])
    if given.get("source") is not None:
        given["source"] = source_of(store, given["source"])
    return Filters(**given)


def found_in(
    query: str, place: str | None, *, found: Found, limit: int, after: str | None, as_json: bool, as_csv: bool
) -> int:
    """Show what a query finds."""
    form = form_of(as_json=as_json, as_csv=as_csv)
    with opened(settings_of(store=place)) as store:
        page = store.search.find(query, found=found, limit=limit, after=after)
        return show_page(page, Hit, form, f"Nothing was found: no {found} fit the query.")


def story_shown(key: str, place: str | None, *, as_json: bool, as_csv: bool) -> int:
    """Show one story with its articles in time order, each with what it is of its origin.

    Raises:
        UsageError: there is no such story.
    """
    form = form_of(as_json=as_json, as_csv=as_csv)
    with opened(settings_of(store=place)) as store:
        story = store.story(key)
        if story is None:
            raise UsageError(f"There is no story {shown(key)}; `pourparler stories` lists them.")
        if form != "text":
            show((story,), StoryRow, form, "")
            return 0
        seen = screen(None)
        with Output(None) as output:
            output.write(laid_out(entry_of(story), seen))
            for article in story.articles:
                row = store.article(article)
                if row is not None:
                    output.write("\n" + laid_out(_member(store, row), seen))
    return 0


def _member(store: Store, row: ArticleRow) -> Entry:
    """Return an article as its story shows it."""
    kind = row.copy or "original"
    told = "original" if kind == "original" else {"wire": "wire copy", "exact": "exact copy", "near": "near copy"}[kind]
    if kind == "original" and row.origin is not None:
        origin = store.origin(row.origin)
        others = len(origin.copies) - 1 if origin else 0
        agency = one_line(origin.agency) if origin and origin.agency else None
        told = ", ".join(
            part for part in (told, agency, plural(others, "copy", "copies") if others > 0 else None) if part
        )
    else:
        told = f"{told} of {row.origin}" + (f", {plural(len(row.added), 'passage')} added" if row.added else "")
    where = " · ".join(one_line(part) for part in (row.outlet, day(row.published), told) if part)
    return Entry(
        ((one_line(row.title or "") or "Without a title", "bold"),),
        (("", (where,)),),
        f"article {row.id}" + (f" · {one_line(row.url)}" if row.url else ""),
    )


def table_shown(kind: str | None, *, as_json: bool, as_csv: bool) -> int:
    """Show every actor that is known, and by which names; entries of the user's own file among them."""
    from pourparler.actors import Directory

    form = form_of(as_json=as_json, as_csv=as_csv)
    rows = tuple(one for one in Directory.load(settings_of()).entries() if kind is None or one.kind == kind)
    if form != "text":
        show(rows, Actor, form, "No actor is of that kind.")
        return 0
    with Output(None) as output:
        for one in rows:
            names = ", ".join(dict.fromkeys((one_line(one.name), *map(one_line, one.aliases))))
            code = f"  {one.code}" if one.code else ""
            output.write(f"{one.id}  {one.kind}{code}: {names}\n")
    return 0
