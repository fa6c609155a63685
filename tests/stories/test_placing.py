"""Stories grow one article at a time, part and merge with ids that can be followed, and never depend on a restart."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pourparler.stories import Index, Row, Sketch, sketch
from pourparler.stories.likeness import apart, halves, likenesses, together
from pourparler.stories.members import CORE
from tests.stories.writing import article, event, pieces

if TYPE_CHECKING:
    from pourparler.types import StoryPlacement


class Shelf:
    """What a store does with placements: the story of each article, and redirects."""

    def __init__(self) -> None:
        self.story: dict[str, str] = {}
        self.redirects: dict[str, str] = {}

    def apply(self, name: str, placed: StoryPlacement) -> None:
        for old, new in placed.merged:
            self.story = {each: new if story == old else story for each, story in self.story.items()}
            self.redirects[old] = new
        for each, story in placed.moved:
            self.story[each] = story
            self.redirects.pop(story, None)
        self.story[name] = placed.story


def grouped(index: Index, sketches: list[tuple[str, Sketch]]) -> Shelf:
    """Place sketches one after the other."""
    shelf = Shelf()
    for name, made in sketches:
        shelf.apply(name, index.place(name, made))
        assert shelf.redirects.keys().isdisjoint(shelf.story.values())
    return shelf


def mixed(events: int, each: int, *, seed: int = 1, **keywords: str | None) -> list[tuple[str, Sketch]]:
    """Return articles of several events in a mixed order; their names tell the event."""
    made = []
    for number in range(events):
        for at in range(each):
            made.append((f"{number}-{at}", sketch(article(event(number), 100 * number + at, **keywords))))  # type: ignore[arg-type] # noqa: PERF401
    random.Random(seed).shuffle(made)  # noqa: S311 - tests, not secrets
    return made


def test_events_become_stories_named_after_their_first_articles() -> None:
    stream = mixed(8, 6)
    shelf = grouped(Index(), stream)
    firsts: dict[str, str] = {}
    for name, _ in stream:
        firsts.setdefault(name.split("-")[0], name)
    assert shelf.story == {n: firsts[n.split("-")[0]] for n in shelf.story}


def test_neither_titles_nor_days_nor_whole_text_are_needed() -> None:
    stream = []
    for number in range(6):
        for at in range(5):
            found = article(event(number), 100 * number + at, day=None, title=None)
            text = pieces(found.text)
            stream.append((f"{number}-{at}", sketch(replace(found, text=text))))
    random.Random(5).shuffle(stream)  # noqa: S311 - tests, not secrets
    shelf = grouped(Index(), stream)
    assert len(set(shelf.story.values())) == 6


def test_the_title_is_one_of_the_storys_own() -> None:
    index = Index()
    placed = [index.place(str(at), sketch(article(event(1), at))) for at in range(4)]
    assert len({each.story for each in placed}) == 1
    assert placed[-1].title in {article(event(1), at).title for at in range(4)}
    assert Index().place("x", sketch(article(event(1), 1, title=None))).title == ""


def test_a_story_that_lay_still_too_long_is_not_taken_up_again() -> None:
    index = Index(days=30)
    index.place("one", sketch(article(event(1), 1, day="2026-01-01")))
    assert index.place("two", sketch(article(event(1), 2, day="2026-01-20"))).story == "one"
    assert index.place("late", sketch(article(event(1), 3, day="2026-06-01"))).story == "late"
    assert index.place("undated", sketch(article(event(1), 4, day=None))).story in {"one", "late"}


def test_a_day_far_in_the_future_harms_nobody_else() -> None:
    index = Index()
    index.place("one", sketch(article(event(1), 1)))
    index.place("typo", sketch(article(event(1), 2, day="9999-12-31")))
    assert index.place("two", sketch(article(event(1), 3))).story == "one"


def test_copies_of_one_origin_go_together_and_count_once() -> None:
    index = Index()
    index.place("wire", sketch(article(event(1), 1)))
    for at in range(5):
        placed = index.place(f"copy{at}", sketch(article(event(2), 50 + at)), "wire")
        assert placed.story == "wire"
    assert len(index) == 6
    assert index.place("other", sketch(article(event(2), 90))).story == "other"


def test_two_events_that_look_alike_part_and_ids_can_be_followed() -> None:
    """Both share half of their names; the first articles lie between them."""
    one, two = event(1), event(2)
    shared = event(3)[:6]
    index, shelf, parted = Index(), Shelf(), 0
    for at in range(12):
        for side, own in (("x", one), ("y", two)):
            made = sketch(article([*shared, *own], 1000 * (side == "y") + at))
            placed = index.place(f"{side}{at}", made)
            parted += bool(placed.moved)
            shelf.apply(f"{side}{at}", placed)
    sides = Counter((name[0], story) for name, story in shelf.story.items())
    assert all(count >= 10 for (_, _), count in sides.most_common(2))
    assert len({story for (_, story), _ in sides.most_common(2)}) == 2


def test_stories_merge_into_the_older_when_an_article_shows_they_are_one() -> None:
    names = event(1)
    index, shelf = Index(), Shelf()
    for at in range(3):
        shelf.apply(f"x{at}", index.place(f"x{at}", sketch(article(names[:4], at))))
    for at in range(3):
        shelf.apply(f"y{at}", index.place(f"y{at}", sketch(article(names[4:8], 50 + at))))
    assert set(shelf.story.values()) == {"x0", "y0"}
    for at in range(30):
        placed = index.place(f"z{at}", sketch(article(names, 100 + at)))
        shelf.apply(f"z{at}", placed)
    assert shelf.redirects == {"y0": "x0"}
    assert set(shelf.story.values()) == {"x0"}


@pytest.mark.parametrize("stop", [1, 30, 77, 119])
def test_an_index_restored_anywhere_goes_on_as_if_never_stopped(stop: int) -> None:
    stream = [(name, made, "wire" if at % 9 == 5 else name) for at, (name, made) in enumerate(mixed(12, 10, seed=4))]
    whole, shelf, wanted, rows = Index(capacity=50), Shelf(), [], list[Row]()
    for at, (name, made, origin) in enumerate(stream):
        placed = whole.place(name, made, origin)
        wanted.append(placed)
        shelf.apply(name, placed)
        if at + 1 == stop:
            rows = [Row(n, shelf.story[n], o, Sketch.unpack(s.pack())) for n, s, o in stream[:stop]]
    again = Index(capacity=50)
    again.restore(rows[-50:])
    assert [again.place(*each) for each in stream[stop:]] == wanted[stop:]
    assert len(whole) == len(again) == 50


def test_a_story_larger_than_its_core_goes_on_and_titles_stay_its_own() -> None:
    index = Index(capacity=150)
    for at in range(2 * CORE + 60):
        placed = index.place(str(at), sketch(article(event(1), at)))
        assert placed.story == "0"
    assert len(index) == 150


def test_a_revision_keeps_its_story() -> None:
    index = Index()
    for at in range(3):
        index.place(str(at), sketch(article(event(1), at)))
    assert index.place("1", sketch(article(event(2), 9))).story == "0"
    assert len(index) == 3


def test_halves_are_the_two_groups_most_alike_within() -> None:
    made = [sketch(article(event(number), 10 * number + at)) for at in range(4) for number in (1, 2)]
    matrix = likenesses(made)
    one, other = halves(matrix)
    assert (one, other) == ([0, 2, 4, 6], [1, 3, 5, 7])
    assert apart(matrix, one, other)
    assert not together(matrix, one, other)
    assert not apart(matrix, one[:1], other)
