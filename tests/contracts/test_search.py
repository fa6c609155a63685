"""What every Search holds to."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.errors import UsageError
from pourparler.rows import Found
from pourparler.storage import article_id
from tests.outcomes import item, outcome, plain

if TYPE_CHECKING:
    from pourparler.protocols import Store

TEXTS = {
    "harbour": "The harbour of Port Kessel reopened. Fishing boats went out before the cease-fire began.",
    "talks": "Ceasefire talks stalled. The envoys talk about prisoners; a prisoner exchange is near.",
    "cafe": "Посол сказал, что переговоры идут. Café owners in Zürich waited. 停戦交渉が続く。",
    "football": "Football: the talks of the town. Exchange of players, prisoner of his fame.",
}
DATES = {"harbour": "2026-02-27", "talks": "2026-03-01", "cafe": "2026-03-09", "football": "2025-12-31T23:30:00-02:00"}


@pytest.fixture(scope="module")
def full(lasting: Store) -> Store:
    lasting.commit([plain(name, text, title=name, published=DATES[name]) for name, text in TEXTS.items()])
    lasting.commit([outcome("sorn")])
    return lasting


def found(store: Store, query: str) -> set[str]:
    names = {article_id(item(name).key): name for name in (*TEXTS, "sorn")}
    return {names[hit.article] for hit in store.search.find(query).rows}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("talks", {"talks", "football", "sorn"}),
        ("TALKS stalled", {"talks"}),
        ("stalled OR reopened", {"talks", "harbour"}),
        ("exchange players OR near", {"talks", "football"}),
        ("OR talks OR", {"talks", "football", "sorn"}),
        ('"prisoner exchange"', {"talks"}),
        ('"exchange prisoner"', set()),
        ("talks -football", {"talks", "sorn"}),
        ('talks -"prisoner exchange" -soldier', {"football"}),
        ("cease-fire", {"harbour"}),
        ("prison*", {"talks", "football"}),
        ('"prisoner exch*"', {"talks"}),
        ("harbour", {"harbour"}),
        ("cafe zurich", {"cafe"}),
        ("ПЕРЕГОВОРЫ", {"cafe"}),
        ("停戦", {"cafe"}),
        ("戦停", set()),
        ("date:2026", {"harbour", "talks", "cafe", "sorn", "football"}),
        ("date:2025", set()),
        ("date:2026-03", {"talks", "cafe", "sorn"}),
        ("date:2026-01-01", {"football"}),
        ("date:2026-02..2026-03-01", {"harbour", "talks"}),
        ("date:..2026-02", {"football", "harbour"}),
        ("date:2026-03-05..", {"cafe", "sorn"}),
        ("talks date:2026-03", {"talks", "sorn"}),
        ("talks -date:2026-03", {"football"}),
        ("actor:velland", {"sorn"}),
        ('actor:"republic of VELLAND"', {"sorn"}),
        ("actor:nobody", set()),
        ("source:brandt", {"sorn"}),
        ('source:"foreign minister"', {"sorn"}),
        ("source:prisoner", set()),
        ("kind:offer", {"sorn"}),
        ("kind:threat OR kind:offer", {"sorn"}),
        ("-kind:offer talks", {"talks", "football"}),
        ("sourcing:unnamed", {"sorn"}),
        ('outlet:"the kessel observer" harbour', {"harbour"}),
        ("outlet:Echo", set()),
        ("nothing-of-the-kind", set()),
        ("re:talks", set()),
    ],
)
def test_articles_are_found(full: Store, query: str, names: set[str]) -> None:
    assert found(full, query) == names


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("soldier", 1),
        ("brandt", 2),
        ("source:brandt -soldier", 1),
        ("actor:velland", 2),
        ("kind:offer", 1),
        ("sourcing:named", 2),
        ("date:2026-03 pretext", 1),
    ],
)
def test_statements_are_found(full: Store, query: str, count: int) -> None:
    assert len(full.search.find(query, found="statements").rows) == count


@pytest.mark.parametrize(
    ("query", "count"), [("valley", 1), ("actor:arkan", 1), ("kind:precondition", 2), ("truce kind:offer", 1)]
)
def test_positions_are_found(full: Store, query: str, count: int) -> None:
    assert len(full.search.find(query, found="positions").rows) == count


def test_a_hit_shows_where_to_the_letter(full: Store) -> None:
    (hit,) = full.search.find('"prisoner exchange" near').rows
    assert hit.span is not None
    assert hit.span.of(TEXTS["talks"]) == hit.snippet
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["prisoner exchange", "near"]
    (hit,) = full.search.find("zurich").rows
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["Zürich"]
    (hit,) = full.search.find("valley", found="positions").rows
    assert hit.snippet == "return to the table … Arkan troops hold the Sorn valley"


def test_the_title_weighs_more_than_the_text(store: Store) -> None:
    filler = "The weather was fair and the market full of people and of bread. " * 3
    store.commit([plain("a", filler + "A truce.", title="Bread"), plain("b", filler, title="Truce")])
    store.commit([plain(f"c{n}", filler, title="Market") for n in range(5)])
    first, second = store.search.find("truce").rows
    assert (first.title, second.title) == ("Truce", "Bread")
    assert first.score > second.score


def test_pages_of_hits_together_are_all(store: Store) -> None:
    store.commit([plain(f"n{n}", f"Truce number {n}.", published=f"2026-03-0{n}") for n in range(1, 8)])
    for query in ("truce", "date:2026"):
        seen, after = [], None
        while True:
            page = store.search.find(query, limit=3, after=after)
            seen += [hit.published for hit in page.rows]
            after = page.after
            if after is None:
                break
        assert seen == sorted(seen, key=str, reverse=True)
        assert len(seen) == 7


def test_a_revised_article_is_found_by_its_new_words_alone(store: Store) -> None:
    store.commit([plain("a", "The dam broke.")])
    store.commit([plain("a", "The dam held.")])
    assert len(store.search.find("dam").rows) == 1
    assert store.search.find("broke").rows == ()
    assert len(store.search.find("held").rows) == 1


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "no word"),
        ("   ", "no word"),
        ('"" () * :', "no word"),
        ("-football", "only words to leave out"),
        ("kind:promise", "no kind"),
        ("sourcing:gossip", "no sourcing"),
        ("date:yesterday", "not a period"),
        ("date:2026-13", "not a period"),
        ("date:0001", "not a period"),
        ("date:2026-03..2026-02", "ends before"),
        ("date:..", "no date"),
        ('actor:""', "no value"),
        ("a*", "at least 3"),
        ("word " * 300, "characters"),
        ("word " * 40, "terms"),
    ],
)
def test_a_query_that_makes_no_sense_is_told(full: Store, query: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as told:
        full.search.find(query)
    assert str(told.value).endswith(".")


PIECES = st.sampled_from(
    [
        *(
            "OR",
            "AND",
            "NOT",
            "NEAR(",
            ")",
            "(",
            '"',
            '""',
            "'",
            "\\",
            "*",
            "-",
            "--",
            ":",
            "^",
            "+",
            "{",
            "}",
            "<->",
            "&",
        ),
        *("|", "!", "actor:", "kind:offer", "date:2026..", "date:1900..2100", "source:", "head:", "rowid:", "truce"),
        *("talk*", "\x00", "\ud800", "😀", "é", "; DROP TABLE articles", "%", "_", "$1", ":match", "?"),
    ]
)


def found_or_told(store: Store, query: str, what: Found) -> bool:
    try:
        return len(store.search.find(query, found=what).rows) <= 20
    except UsageError as told:
        return str(told).endswith(".")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=40)
    | st.lists(PIECES, max_size=12).map(" ".join)
    | st.lists(PIECES, max_size=12).map("".join)
)
def test_a_hostile_query_finds_or_is_told(full: Store, query: str) -> None:
    for what in get_args(Found):
        assert found_or_told(full, query, what)


def test_a_cursor_and_a_limit_are_checked(full: Store) -> None:
    with pytest.raises(UsageError, match="cursor"):
        full.search.find("talks", after="abc")
    with pytest.raises(UsageError, match="1 to 500"):
        full.search.find("talks", limit=0)
    with pytest.raises(UsageError, match="no search"):
        full.search.find("talks", found="secrets")  # type: ignore[arg-type]
