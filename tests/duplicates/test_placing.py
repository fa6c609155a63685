"""Families: one origin, its copies whatever was cut or changed, and what each outlet added."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pourparler.duplicates import Fingerprint, Index, Row, fingerprint
from pourparler.duplicates.postings import Postings
from pourparler.errors import UnreadableError
from pourparler.types import Article, Span
from tests.duplicates.writing import article, changed, prose

DATELINE = "HALE, Norland (AP) — "


def place(index: Index, name: str, found: Article) -> tuple[str, str]:
    placed = index.place(name, found, fingerprint(found))
    return placed.origin, placed.kind


def test_the_same_words_in_other_type_are_an_exact_copy() -> None:
    index, text = Index(), prose(1)
    assert place(index, "one", article(text)) == ("one", "original")
    assert place(index, "two", article(text.upper().replace(". ", " — "), outlet="b.example")) == ("one", "exact")


@pytest.mark.parametrize("seed", range(12))
def test_a_copy_with_a_third_cut_and_words_changed_is_found(seed: int) -> None:
    index = Index()
    for other in range(100, 130):
        place(index, str(other), article(prose(other), outlet=f"{other}.example"))
    text = prose(seed, 24)
    place(index, "origin", article(text))
    pieces = text.split(" ")
    cut = " ".join(pieces[: int(0.7 * len(pieces))] if seed % 2 else pieces[int(0.3 * len(pieces)) :])
    copy = article(changed(cut, 0.02, seed), outlet="b.example")
    assert place(index, "copy", copy) == ("origin", "near")


def test_the_whole_text_is_found_where_a_cut_copy_came_first() -> None:
    index, text = Index(), prose(3, 30)
    place(index, "cut", article(text[: len(text) // 2]))
    assert place(index, "whole", article(text, outlet="b.example"))[0] == "cut"


def test_a_wire_copy_shows_its_agency_and_what_the_outlet_added() -> None:
    index, wire, own = Index(), prose(4, 12), "Our mayor was not amused. He asked for another map of the valley, twice."
    place(index, "one", article(DATELINE + wire))
    text = f"{wire}\n\n{own}"
    found = article(text, outlet="b.example")
    placed = index.place("two", found, fingerprint(found))
    assert (placed.kind, placed.agency, placed.like) == ("wire", "Associated Press", "one")
    assert [span.of(text) for span in placed.added] == [own]


def test_additions_stand_where_they_stand_to_the_letter() -> None:
    index, wire = Index(), prose(5, 12)
    place(index, "one", article(DATELINE + wire))
    first, rest = wire.split("\n\n", 1)
    text = f"Naïve “İ” words that nobody printed yet\u2026\n\n{first} Here is one more line of ours, it says.\n\n{rest}"
    found = article(text, outlet="b.example")
    added = index.place("two", found, fingerprint(found)).added
    assert added[0].start == 0
    assert added[-1].of(text) == "Here is one more line of ours, it says."
    assert all(isinstance(span, Span) and span.of(text).strip() == span.of(text) for span in added)


def test_two_texts_of_one_agency_on_one_day_are_two_origins() -> None:
    index = Index()
    place(index, "one", article(DATELINE + prose(6)))
    assert place(index, "two", article(DATELINE + prose(7), outlet="b.example")) == ("two", "original")


def test_relying_on_an_agency_makes_no_copy() -> None:
    index = Index()
    place(index, "wire", article("HALE, May 1 (Reuters) - " + prose(8)))
    found = article(prose(9) + " He told Reuters so.", outlet="b.example")
    placed = index.place("own", found, fingerprint(found))
    assert (placed.origin, placed.relies, placed.agency) == ("own", ("Reuters",), None)


def test_an_outlets_background_is_no_copy_and_is_shown_as_stock() -> None:
    index, background = Index(), prose(10, 12)
    for day in range(1, 6):
        text = f"{prose(20 + day, 12)}\n\n{background}"
        found = article(text, day=f"2026-03-{day:02}")
        placed = index.place(str(day), found, fingerprint(found))
        assert placed.origin == str(day)
    stock = " ".join(span.of(text) for span in placed.stock)
    assert 0.5 * len(background) < len(stock) <= len(background) + 2
    assert stock[-40:] in background


def test_background_in_a_copy_elsewhere_draws_no_other_article_into_the_family() -> None:
    """The copy stands in other pages, so the outlet's own background looks like text that two outlets share."""
    index, background = Index(), prose(10, 8)
    for day in range(1, 5):
        text = f"{prose(40 + day, 12)}\n\n{background}"
        assert place(index, str(day), article(text, day=f"2026-03-{day:02}")) == (str(day), "original")
        copy = article(text, day=f"2026-03-{day:02}", outlet="b.example")
        assert place(index, f"{day} copy", copy) == (str(day), "exact")


def test_weeks_apart_a_text_is_another() -> None:
    index, text = Index(days=10), prose(11)
    place(index, "one", article(text, day="2026-01-01"))
    assert place(index, "later", article(text, day="2026-03-01")) == ("later", "original")
    assert place(index, "undated", article(text, day=None))[1] == "exact"
    assert place(index, "garbled", article(text, day="soon"))[1] == "exact"


@pytest.mark.parametrize("text", ["", " ", "Yes.", "One two three four five."])
def test_short_texts_are_copies_only_where_they_are_the_same(text: str) -> None:
    index = Index()
    assert place(index, "one", article(text))[0] == "one"
    assert place(index, "other", article("No, never, said the mayor of Hale."))[0] == "other"
    assert place(index, "same", article(text))[0] == ("one" if text.strip() else "same")


def test_a_revision_keeps_its_origin() -> None:
    index, text = Index(), prose(12)
    place(index, "one", article(text))
    place(index, "two", article(text, outlet="b.example"))
    revised = article(text + " One more line of news has come in since.", outlet="b.example")
    placed = index.place("two", revised, fingerprint(revised))
    assert (placed.origin, placed.kind, len(placed.added)) == ("one", "near", 1)
    assert len(index) == 2


def stream(count: int) -> list[tuple[str, Article]]:
    """Return articles of which every third is a changed copy of an earlier one."""
    draw = random.Random(7)  # noqa: S311 - tests, not secrets
    found: list[tuple[str, Article]] = []
    for at in range(count):
        if at % 3 == 2:
            text = changed(draw.choice(found[-20:])[1].text, 0.02, at)
        else:
            text = (DATELINE if at % 5 == 0 else "") + prose(at, 10)
        found.append((f"id{at}", article(text, outlet=f"{at % 7}.example", day=f"2026-03-{1 + at // 20:02}")))
    return found


@pytest.mark.parametrize("stop", [1, 37, 90, 149])
def test_an_index_restored_anywhere_goes_on_as_if_never_stopped(stop: int) -> None:
    articles = [(name, found, fingerprint(found)) for name, found in stream(150)]
    whole, rows, wanted = Index(capacity=60), list[Row](), []
    for name, found, mark in articles:
        placed = whole.place(name, found, mark)
        rows.append(Row(name, placed.origin, Fingerprint.unpack(mark.pack())))
        wanted.append(placed)
    assert len(whole) == 60
    again = Index(capacity=60)
    again.restore(rows[max(0, stop - 60) : stop])
    assert [again.place(*each) for each in articles[stop:]] == wanted[stop:]
    assert {"original", "near", "wire"} <= {placed.kind for placed in wanted}


def test_fingerprints_are_stored_whole_and_damage_is_said() -> None:
    mark = fingerprint(article(DATELINE + prose(13) + " It told Reuters. Ünï — 東京."))
    data = mark.pack()
    assert Fingerprint.unpack(data) == mark
    for broken in (b"", data[:10], data[:-1], b"\x09" + data[1:], data[:27] + b"\xff" * 20):
        with pytest.raises(UnreadableError):
            Fingerprint.unpack(broken)


def test_postings_find_what_was_added_however_it_was_tiered() -> None:
    draw = np.random.default_rng(3)
    postings, wanted = Postings(), dict[int, set[int]]()
    for number in range(300):
        keys = np.unique(draw.integers(0, 500, size=20)).astype(np.uint32)
        postings.add(number, keys)
        wanted[number] = set(keys.tolist())
    postings.remove(250)
    postings.oldest = 40
    asked = np.arange(0, 500, 3, dtype=np.uint32)
    found = postings.find(asked)
    pairs = set(zip(asked[found.which].tolist(), found.numbers.tolist(), strict=True))
    assert pairs == {(k, n) for n, keys in wanted.items() if n >= 40 and n != 250 for k in keys if k % 3 == 0}
    assert len(found.which) == len(pairs)


def test_forgotten_entries_do_not_pile_up() -> None:
    postings = Postings()
    for number in range(3000):
        postings.oldest = max(0, number - 50)
        postings.add(number, np.arange(number, number + 10, dtype=np.uint32))
    assert len(postings) < 10 * 50 * 8
