"""First law, one way: a room imports only rooms above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.structure.sources import ORDER, OUTER, PACKAGE, imported_rooms, modules, room_of

if TYPE_CHECKING:
    from pathlib import Path


def named(path: Path) -> str:
    """Return a module's path below the package."""
    return str(path.relative_to(PACKAGE))


def test_every_room_has_its_place_in_the_order() -> None:
    """Whoever makes a room says where on the way it stands."""
    assert {room_of(path) for path in modules()} <= set(ORDER)


@pytest.mark.parametrize("path", modules(), ids=named)
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    room = room_of(path)
    above = set(ORDER[: ORDER.index(room) + 1])
    assert imported_rooms(path.read_text("utf-8")) - above == set()


@pytest.mark.parametrize("path", [path for path in modules() if room_of(path) not in OUTER], ids=named)
def test_storage_engines_and_surfaces_never_come_into_a_room(path: Path) -> None:
    """Database, clock and network arrive as arguments."""
    assert imported_rooms(path.read_text("utf-8")) & set(OUTER) == set()


@pytest.mark.parametrize(
    ("source", "rooms"),
    [
        ("import pourparler.fetch.guard", {"fetch"}),
        ("from pourparler import briefs, __version__", {"briefs"}),
        ("from pourparler.cli.output import Output", {"cli"}),
        ("from . import records", {"."}),
        ("def f():\n    from pourparler.storage import x", {"storage"}),
        ("from typing import Any\nimport json", set()),
    ],
)
def test_imports_are_found_wherever_they_stand(source: str, rooms: set[str]) -> None:
    assert imported_rooms(source) == rooms
