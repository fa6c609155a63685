"""From mentions to actors over articles: nobody rather than a wrong one."""

from __future__ import annotations

import time
import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.actors import Directory
from pourparler.actors.appointments import offices
from pourparler.actors.folding import slug
from pourparler.types import Actor, ActorKind

DIRECTORY = Directory.load()
LIST = tomllib.loads(Path(__file__).with_name("mentions.toml").read_text(encoding="utf-8"))["mentions"]


def found(mention: str, day: str | None = None) -> str | None:
    actor = DIRECTORY.find(mention, day=day)
    return actor.id if actor else None


def test_the_list_is_long_enough() -> None:
    assert len(LIST) >= 150
    assert len({(words, day) for words, day, _ in LIST}) == len(LIST)


@pytest.mark.parametrize(("words", "day", "actor"), LIST, ids=lambda one: one)
def test_mention_gives_its_actor(words: str, day: str, actor: str) -> None:
    assert (found(words, day or None) or "") == actor


def test_days_may_be_dates_or_times() -> None:
    assert DIRECTORY.find("the Russian defence minister", day=date(2022, 3, 1)) == DIRECTORY.find("Shoigu")
    assert found("the Russian defence minister", "2022-03-01T10:00:00+01:00") == "sergei-shoigu"
    assert found("the Russian defence minister", "yesterday") == "russia"


def test_offices_name_nobody_after_the_day_to_which_they_were_checked() -> None:
    """Who holds an office in the far future is not known, whatever the table says of today."""
    assert found("the Russian foreign minister", "2024-01-01") == "sergei-lavrov"
    assert found("the Russian foreign minister", "2041-01-01") == "russia"


def test_offices_name_nobody_between_two_known_holders() -> None:
    assert found("the U.S. defense secretary", "2021-01-10") == "united-states"
    assert found("the British foreign secretary", "2024-07-05") == "united-kingdom"


def test_unknown_actors_get_an_entry_of_their_own() -> None:
    actor = DIRECTORY.unknown("Colonel John Doe")
    assert (actor.id, actor.name, actor.kind) == ("unknown:john-doe", "John Doe", "unknown")
    assert actor.code is None
    assert DIRECTORY.unknown("John Doe’s") == actor
    assert DIRECTORY.unknown("Jordan Bardella").id == "unknown:jordan-bardella"
    assert DIRECTORY.unknown("U.S. Secretary of State Ann Example").id == "unknown:ann-example"
    assert DIRECTORY.unknown("Iñaki Čapek").id == "unknown:inaki-capek"
    assert DIRECTORY.unknown("Иван Йовков").id == "unknown:иван-йовков"


def test_unknown_ids_are_never_empty_and_bounded() -> None:
    assert DIRECTORY.unknown("???").id != DIRECTORY.unknown("!!!").id
    assert len(DIRECTORY.unknown("word " * 5000).id) < 80
    assert DIRECTORY.unknown("").id.startswith("unknown:")


def test_entries_are_in_order_and_whole() -> None:
    entries = DIRECTORY.entries()
    ids = [one.id for one in entries]
    assert ids == sorted(set(ids))
    assert all(one.id == slug(one.id) and one.name and one.kind in get_args(ActorKind) for one in entries)
    states = {one.id: one for one in entries if one.kind == "state"}
    assert len(states) >= 195
    assert (states["russia"].country, states["russia"].code) == ("RUS", "RUS GOV")
    assert states["kosovo"].country == "XKX"
    assert len([one for one in entries if one.kind == "person"]) >= 120
    assert {"Moscow", "Kremlin", "Россия", "Russian"} <= set(states["russia"].aliases)


def test_roles_have_a_party_and_an_order_of_dates() -> None:
    known = {one.id for one in DIRECTORY.entries()}
    for actor in DIRECTORY.entries():
        for role in actor.roles:
            assert role.party in known, actor.id
            assert role.since is None or role.until is None or role.since <= role.until, actor.id


def test_persons_have_a_country_and_a_code_of_it() -> None:
    states = {one.country for one in DIRECTORY.entries() if one.kind == "state"}
    for actor in DIRECTORY.entries():
        if actor.kind == "person":
            assert actor.country in states, actor.id
            assert actor.code is not None, actor.id
            assert actor.code.split()[0] in {actor.country, "IGO", "NGO", "IMG"}, actor.id


def test_one_office_has_one_holder_at_a_time() -> None:
    """A mistake in the dates of the tables would make an office name nobody, or somebody wrong."""
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for actor in DIRECTORY.entries():
        for role in actor.roles:
            for key in offices(role.title):
                if role.since and key in {"president", "premier", "foreign", "defence", "army-chief", "commission"}:
                    held.setdefault((str(role.party), key), []).append((role.since, role.until or "9999", actor.id))
    clashes = [
        (office, first, second)
        for office, terms in held.items()
        for first, second in zip(sorted(terms), sorted(terms)[1:], strict=False)
        if second[0] < first[1]
    ]
    assert clashes == []
    assert len(held) > 80


@pytest.mark.parametrize(
    "name", [name for one in DIRECTORY.entries() if one.kind == "person" for name in (one.name, *one.aliases)][::7]
)
def test_each_alias_finds_somebody_and_only_its_own(name: str) -> None:
    actor = DIRECTORY.find(name)
    assert actor is None or name in {actor.name, *actor.aliases}


def test_every_state_is_found_by_its_name() -> None:
    missing = [one.name for one in DIRECTORY.entries() if one.kind == "state" and DIRECTORY.find(one.name) != one]
    assert missing == []


def test_lookups_are_quick() -> None:
    """20,000 a second with the cache warm, as it is after the first articles; measured far below what it can."""
    words = [words for words, _, _ in LIST] * 100
    for one in LIST:
        DIRECTORY.find(one[0], day="2023-01-01")
    began = time.perf_counter()
    for one in words:
        DIRECTORY.find(one, day="2023-01-01")
    assert len(words) / (time.perf_counter() - began) > 20_000


@given(st.text(max_size=400), st.sampled_from(["", "2022-03-01", "9999-99-99", "x"]))
def test_any_words_are_survived(words: str, day: str) -> None:
    actor = DIRECTORY.find(words, day=day)
    assert actor is None or isinstance(actor, Actor)
    assert DIRECTORY.unknown(words).id.startswith("unknown:")


def test_huge_and_odd_mentions_are_survived() -> None:
    assert found("and " * 10_000) is None
    assert found("Putin, " * 1000) == "vladimir-putin"
    assert found("\ud800 lone surrogate") is None
    assert found("the\u00a0Kremlin") == "russia"
    assert found("Ｐｕｔｉｎ") == "vladimir-putin"
    assert found("e\u0301lyse\u0301e") is None


def test_an_actor_has_the_fields_that_the_store_keeps() -> None:
    assert [field.name for field in fields(Actor)] == ["id", "name", "kind", "country", "code", "aliases", "roles"]
