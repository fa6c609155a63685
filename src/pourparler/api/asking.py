"""What may be asked of each list: the parameters, their bounds, and what they mean to the store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pourparler.api.problems import misfit
from pourparler.errors import UsageError
from pourparler.rows import Filters, Found
from pourparler.types import ActorKind, Kind, Sourcing  # noqa: TC001 - pydantic reads them at run time

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ID", "LISTS", "MOST_ROWS", "Asked", "Listed", "Search", "asked", "once"]

MOST_ROWS = 200
ID = r"^[^\x00-\x1f\x7f]{1,300}$"  # no control characters; ids of actors are made of words

_Id = Annotated[str, Field(pattern=ID)]
_Date = Annotated[str, Field(pattern=r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]


class Asked(BaseModel):
    """What every list takes: how many rows, and where to go on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="Rows of a page; fewer where they are very long.")
    after: str | None = Field(
        None, max_length=3_000, description="Cursor: `after` of the page before, or its `next` link."
    )

    @property
    def filters(self) -> Filters:
        """Return what the list is narrowed to."""
        given = self.model_dump(exclude={"limit", "after", "q", "found"}, exclude_none=True)
        if "counted" in given:
            given["counted"] = given["counted"] == "true"
        return Filters(**given)


class _Dated(Asked):
    since: _Date | None = Field(None, description="Date, month or year: from its first day.")
    until: _Date | None = Field(None, description="Date, month or year: to its last day, inclusive.")


class _Sourced(_Dated):
    outlet: _Id | None = Field(None, description="Name of the outlet, case and spacing apart.")
    source: _Id | None = Field(None, description="Id of the source that it was read from.")
    story: _Id | None = Field(None, description="Id of a story, or of one that was merged into it.")


class _Said(_Sourced):
    actor: _Id | None = Field(None, description="Id of an actor.")
    kind: Kind | None = Field(None, description="Kind of position.")
    sourcing: Sourcing | None = Field(None, description="How a statement is sourced.")
    origin: _Id | None = Field(None, description="Id of an origin.")


class Articles(_Said):
    """Articles: with an actor, kind or sourcing where anything in them has it."""


class Statements(_Said):
    """Statements, and positions by the statement that they stand in."""

    article: _Id | None = Field(None, description="Id of an article.")
    counted: Literal["true", "false"] | None = Field(
        None, description="true: each origin once; false: only repetitions in copies."
    )


class Conditions(Statements):
    """Positions of the one kind that is a condition."""

    kind: Literal["precondition"] = "precondition"


class Actors(Asked):
    """Actors."""

    kind: ActorKind | None = Field(None, description="Kind of actor.")


class Stories(_Dated):
    """Stories."""


class Origins(_Sourced):
    """Origins."""


class Plain(Asked):
    """A list that is not narrowed."""


class Search(Asked):
    """A search."""

    q: str = Field(
        min_length=1,
        max_length=500,
        pattern=r"^[^\x00]*$",
        description="Words, and operators as in the search of the pages: `OR`, `-`, quotation marks, `word*`, "
        "`actor:`, `source:`, `kind:`, `sourcing:`, `outlet:`, `date:`.",
    )
    found: Found = Field("articles", description="What is looked for.")


Listed = Literal["articles", "statements", "positions", "conditions", "actors", "stories", "origins", "search", "plain"]
LISTS: dict[str, type[Asked]] = {
    "articles": Articles,
    "statements": Statements,
    "positions": Statements,
    "conditions": Conditions,
    "actors": Actors,
    "stories": Stories,
    "origins": Origins,
    "search": Search,
    "plain": Plain,
}


def asked(of: Listed, parameters: Mapping[str, Any]) -> Asked:
    """Return what the parameters of a request ask of a list, checked.

    Args:
        of: which list; ``plain`` for one that takes ``limit`` and ``after`` alone.
        parameters: ``request.query_params``, less those that are the page's own. Empty values count as not given: that
            is what a form sends for a field left empty.

    Raises:
        UsageError: there is no such parameter, it is given twice, or its value does not fit.
    """
    pairs = parameters.multi_items() if hasattr(parameters, "multi_items") else list(parameters.items())
    given = {name: value for name, value in pairs if value != ""}
    once(pairs)
    try:
        return LISTS[of].model_validate(given)
    except ValidationError as error:
        raise UsageError(misfit(error.errors())) from error


def once(pairs: list[tuple[str, Any]]) -> None:
    """Check that no parameter is given twice: only one of them would count.

    Raises:
        UsageError: one is.
    """
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise UsageError(f"The parameter {twice[0][:80]} is given more than once; give it once.")
