"""Origins and stories: who belongs to which, merges and splits, and where old ids lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from pourparler.storage import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pourparler.rows import Found
    from pourparler.storage.counting import Counts
    from pourparler.types import OriginPlacement, StoryPlacement

__all__ = ["Groups", "follow"]


class Groups:
    """Writes origins and stories within one transaction."""

    def __init__(self, connection: Connection, counts: Counts) -> None:
        self._connection = connection
        self._counts = counts

    def put_origin(self, article: str, moment: str, placement: OriginPlacement) -> None:
        """Make the origin of a placement, or bring it up to date."""
        table = tables.origins
        here = table.c.id == placement.origin
        before = self._connection.execute(select(table).where(here)).first()
        if before is None:
            shown = placement.shown or article
            fields = {"article": shown, "agency": placement.agency, "moment": moment}
            self._connection.execute(insert(table).values(id=placement.origin, **fields))
            self._counts.rows("origins", 1)
            return
        fields = {"moment": min(moment, before.moment), "agency": before.agency or placement.agency}
        fields["article"] = placement.shown or before.article
        self._connection.execute(update(table).where(here).values(**fields))

    def tidy_origin(self, origin: str | None) -> None:
        """Remove an origin that an article left empty; else see that one is shown, and one counts as the original."""
        if origin is None:
            return
        connection, articles, table = self._connection, tables.articles, tables.origins
        columns = (articles.c.id, articles.c.copy, articles.c.number)
        here = select(*columns).where(articles.c.origin == origin).order_by(articles.c.arrival)
        left = connection.execute(here).all()
        if not left:
            self._remove("origins", origin)
            return
        first = left[0].id
        if connection.scalar(select(table.c.article).where(table.c.id == origin)) not in {row.id for row in left}:
            connection.execute(update(table).where(table.c.id == origin).values(article=first))
        if all(row.copy != "original" for row in left):
            connection.execute(update(articles).where(articles.c.id == first).values(copy="original", added=()))
            self._count_all(first)

    def _remove(self, name: str, key: str) -> None:
        """Remove an origin or a story, if it is there."""
        table = tables.metadata.tables[name]
        self._counts.rows(name, -self._connection.execute(delete(table).where(table.c.id == key)).rowcount)

    def _count_all(self, article: str) -> None:
        """Let everything in an article count: it was a copy, and is the original now."""
        facets = tables.facets
        said: list[tuple[Found, Any]] = [("statements", tables.statements), ("positions", tables.positions)]
        for found, table in said:
            new = (table.c.article == article, table.c.counted.is_(False))
            here = (facets.c.number.in_(select(table.c.number).where(*new)), facets.c.counted.is_(False))
            self._counts.facets(found, self._counts.with_facets(found, *here))
            self._connection.execute(update(facets).where(facets.c.found == found, *here).values(counted=True))
            done = self._connection.execute(update(table).where(*new).values(counted=True))
            if found == "statements":
                self._counts.rows("counted", done.rowcount)

    def put_story(self, placement: StoryPlacement) -> None:
        """Carry out what a placement does to stories: the article itself has its story already."""
        connection, articles = self._connection, tables.articles
        touched = {placement.story: placement.title, **dict(placement.titles)}
        for old, new in placement.merged:
            connection.execute(update(articles).where(articles.c.story == old).values(story=new))
            touched.setdefault(new, self._title(new) or self._title(old) or placement.title)
            self._redirect(old, new)
        for article, story in placement.moved:
            before = connection.scalar(select(articles.c.story).where(articles.c.id == article))
            connection.execute(update(articles).where(articles.c.id == article).values(story=story))
            touched.setdefault(story, self._title(story) or placement.title)
            if before is not None and before != story:
                self.tidy_story(before, story)
        for story, title in touched.items():
            self._keep_story(story, title)

    def _keep_story(self, story: str, title: str) -> None:
        """Write a story's title and time, unless no article is in it."""
        connection, table = self._connection, tables.stories
        moment = self._newest(story)
        if moment is None:
            return
        connection.execute(delete(tables.redirects).where(tables.redirects.c.old == story))
        done = connection.execute(update(table).where(table.c.id == story).values(title=title, moment=moment))
        if not done.rowcount:
            connection.execute(insert(table).values(id=story, title=title, moment=moment))
            self._counts.rows("stories", 1)

    def tidy_story(self, story: str, instead: str | None) -> None:
        """Bring a story that lost an article up to date; an empty one redirects to ``instead``."""
        if story == instead or self._title(story) is None:  # the latter was merged, and redirects already
            return
        moment = self._newest(story)
        if moment is not None:
            table = tables.stories
            self._connection.execute(update(table).where(table.c.id == story).values(moment=moment))
        elif instead is None:
            self._remove("stories", story)
        else:
            self._redirect(story, instead)

    def _newest(self, story: str) -> str | None:
        articles = tables.articles.c
        found: str | None = self._connection.scalar(select(func.max(articles.moment)).where(articles.story == story))
        return found

    def _title(self, story: str) -> str | None:
        table = tables.stories
        return self._connection.scalar(select(table.c.title).where(table.c.id == story))

    def _redirect(self, old: str, new: str) -> None:
        """Let an id lead to another, and what led to it as well."""
        if old == new:
            return
        redirects = tables.redirects
        self._remove("stories", old)
        self._connection.execute(delete(redirects).where(redirects.c.old.in_((old, new))))
        self._connection.execute(update(redirects).where(redirects.c.new == old).values(new=new))
        self._connection.execute(insert(redirects).values(old=old, new=new))


def follow(connection: Connection, story: str) -> str | None:
    """Return the id that a story has now."""
    table, redirects = tables.stories, tables.redirects
    if connection.scalar(select(table.c.id).where(table.c.id == story)) is not None:
        return story
    return connection.scalar(select(redirects.c.new).where(redirects.c.old == story))
