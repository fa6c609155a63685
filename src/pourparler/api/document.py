"""The OpenAPI document: what FastAPI knows of the routes, and the schemas of the rows as the records have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

import pourparler
from pourparler import rows
from pourparler.api.problems import MEDIA_TYPE
from pourparler.exports import shape_of

if TYPE_CHECKING:
    from fastapi import FastAPI

    from pourparler.exports import Shape

__all__ = ["described", "document", "one", "page_of"]

PREFIX = "/api/v1"
_ROWS = (
    rows.ArticleRow,
    rows.StatementRow,
    rows.PositionRow,
    rows.ActorRow,
    rows.StoryRow,
    rows.OriginRow,
    rows.SourceRow,
    rows.Revision,
    rows.Run,
    rows.Quarantined,
    rows.Correction,
    rows.Hit,
    rows.Status,
)
SHORT = ("text",)  # what a list of articles leaves out

_PAIR = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "Start and end, half-open, in characters of the article's text.",
}
_STRING = {"type": "string"}
_HEADERS = {
    "ETag": {"description": "Digest of the content; send it back as If-None-Match.", "schema": _STRING},
    "Cache-Control": {"schema": _STRING},
}
_LINK = {"Link": {"description": "Relations first and next.", "schema": _STRING}}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schema(shape: Shape) -> dict[str, Any]:
    """Return the JSON Schema of a value."""
    made: dict[str, Any]
    if shape.form == "span":
        made = _ref("Span")
    elif shape.form == "counts":
        made = {"type": "object", "additionalProperties": {"type": "integer"}}
    elif shape.form == "list" and shape.item is not None:
        made = {"type": "array", "items": _schema(shape.item)}
    elif shape.form == "record":
        made = _ref(shape.name)
    elif shape.choices:
        made = {"type": "string", "enum": list(shape.choices)}
    else:
        made = {"type": shape.form}
    return {"anyOf": [made, {"type": "null"}]} if shape.optional else made


def _object(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return made | ({"description": description} if description else {})


def _records(shape: Shape, found: dict[str, Any], without: tuple[str, ...] = (), name: str = "") -> None:
    """Collect the schemas of a record and of those within it."""
    properties = {}
    for field, part in shape.fields:
        inner = part.item if part.form == "list" else part
        if inner is not None and inner.form == "record" and inner.name not in found:
            _records(inner, found)
        if field not in without:
            properties[field] = _schema(part)
    found[name or shape.name] = _object(properties)


def _reading(schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas of a reading, the record that every surface gives."""
    row = {name: dict(schemas[name]["properties"]) for name in ("ArticleRow", "StatementRow", "PositionRow")}
    article = ("id", "url", "outlet", "title", "byline", "published", "language", "previous", "next", "text")
    position = ("kind", "holder", "act", "condition", "addressee", "trigger", "hedged", "statement", "actor", "score")
    optional = {"anyOf": [_STRING, {"type": "null"}]}
    row["StatementRow"]["speaker"] = {"anyOf": [_ref("ReadingSpeaker"), {"type": "null"}]}
    row["PositionRow"]["statement"] = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}
    statement = ("source", "cue", "content", "speaker", "sourcing", "occasion", "hedges", "score")
    inner = {"statements": "ReadingStatement", "positions": "ReadingPosition"}
    many = {name: {"type": "array", "items": _ref(kind)} for name, kind in inner.items()}
    spans = {"type": "array", "items": _ref("Span")}
    removed = row["ArticleRow"]["removed"]
    return {
        "ReadingArticle": _object({name: row["ArticleRow"][name] for name in article}),
        "ReadingSpeaker": _object({"name": _STRING, "role": optional, "actor": optional}),
        "ReadingStatement": _object({name: row["StatementRow"][name] for name in statement}),
        "ReadingPosition": _object({name: row["PositionRow"][name] for name in position}),
        "Reading": _object(
            {"article": _ref("ReadingArticle")}
            | many
            | {"summary": spans, "unclear": spans, "removed": removed, "model": _ref("ModelInfo")},
            "All that was read in one article.",
        ),
    }


def _schemas() -> dict[str, Any]:
    """Return every schema by its name."""
    found: dict[str, Any] = {"Span": _PAIR}
    for kind in _ROWS:
        _records(shape_of(kind), found)
    _records(shape_of(rows.ArticleRow), found, SHORT, "ArticleShort")
    cursor = {"anyOf": [_STRING, {"type": "null"}], "description": "Cursor of the next page; null at the end."}
    pages = {
        f"{name}Page": _object({"rows": {"type": "array", "items": _ref(name)}, "after": cursor})
        for name in found
        if name != "Span"
    }
    problem = _object(
        {"type": _STRING, "title": _STRING, "status": {"type": "integer"}, "detail": _STRING, "instance": _STRING},
        "What went wrong (RFC 9457).",
    )
    return found | pages | _reading(found) | {"Problem": problem}


def described(name: str, *, linked: bool = False, sought: bool = False) -> dict[str, Any]:
    """Return what FastAPI is to know of a route's answers; ``name`` is that of their schema."""
    problems: dict[int | str, Any] = {400: "The request makes no sense.", 403: "The store may not be opened."}
    if sought:
        problems[404] = "There is no such thing."
    problems |= {500: "Something went wrong here.", 503: "The store cannot be read just now."}
    told = {
        status: {"description": text, "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}
        for status, text in problems.items()
    }
    told[503]["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    headers = _HEADERS | (_LINK if linked else {})
    content = {"application/json": {"schema": _ref(name)}}
    told[200] = {"description": "As described.", "content": content, "headers": headers}
    told[304] = {"description": "What you have is still so.", "headers": headers}
    return {"responses": dict(sorted(told.items()))}


def page_of(kind: type | str) -> dict[str, Any]:
    """Return what FastAPI is to know of a route that answers with a page of rows."""
    return described(f"{kind if isinstance(kind, str) else kind.__name__}Page", linked=True)


def one(kind: type | str) -> dict[str, Any]:
    """Return what FastAPI is to know of a route that answers with one thing, looked up by its id."""
    return described(kind if isinstance(kind, str) else kind.__name__, sought=True)


def document(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of the interface."""
    made = get_openapi(
        title="Pourparler",
        version=pourparler.__version__,
        description="Who would talk, on what conditions, and on whose word: all that is kept, to be read.",
        routes=app.routes,
        servers=[{"url": PREFIX}],
    )
    for path in made["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # the framework's own shape of an error, which is not ours
    made["components"] = {"schemas": _schemas()}
    return made
