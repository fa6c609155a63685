"""What a row's fields are, read once from the records themselves: files, interface and reference all go by this."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pourparler import rows, types
from pourparler.types import Span

__all__ = ["Form", "Shape", "shape_of"]

Form = Literal["string", "integer", "number", "boolean", "span", "counts", "list", "record"]
_SCALARS: dict[Any, Form] = {str: "string", int: "integer", float: "number", bool: "boolean", Span: "span"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value is.

    A span is a pair of whole numbers; counts are names with a whole number each.
    """

    form: Form
    optional: bool = False  # may be null
    choices: tuple[str, ...] = ()  # of a string: all that it can be
    item: Shape | None = None  # of a list
    fields: tuple[tuple[str, Shape], ...] = ()  # of a record, in order
    name: str = ""  # of a record: its class

    @property
    def nested(self) -> bool:
        """Say whether it is more than one value."""
        return self.form in {"span", "counts", "list", "record"}


@cache
def shape_of(kind: type) -> Shape:
    """Return the shape of a record of ``rows`` or ``types``."""
    hints = get_type_hints(kind, globalns={**vars(types), **vars(rows)})
    return Shape("record", fields=tuple((f.name, _shape(hints[f.name])) for f in fields(kind)), name=kind.__name__)


def _shape(hint: Any) -> Shape:
    """Return the shape that a type hint describes.

    Raises:
        TypeError: no row has such a field yet; it needs a form.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        (kind,) = (part for part in inner if part is not NoneType)
        held = _shape(kind)
        return Shape(held.form, True, held.choices, held.item, held.fields, held.name)
    if origin is Literal:
        return Shape("string", choices=tuple(inner))
    if hint in _SCALARS:
        return Shape(_SCALARS[hint])
    if is_dataclass(hint) and isinstance(hint, type):
        return shape_of(hint)
    if origin is tuple and inner[-1] is Ellipsis:
        if get_args(inner[0]) == (str, int):
            return Shape("counts")
        return Shape("list", item=_shape(inner[0]))
    raise TypeError(f"There is no form for {hint!r}.")
