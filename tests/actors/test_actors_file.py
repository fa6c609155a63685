"""The user's own table of actors: what it adds, and what is said where something in it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pourparler.actors import Directory
from pourparler.errors import UsageError
from pourparler.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path, text: str | bytes) -> Directory:
    path = folder / "own.toml"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return Directory.load(Settings(actors_file=path))


def found(directory: Directory, mention: str, day: str | None = None) -> str | None:
    actor = directory.find(mention, day=day)
    return actor.id if actor else None


def test_a_new_person_is_found_by_name_family_name_and_office(tmp_path: Path) -> None:
    directory = load(
        tmp_path,
        """
        [actors.ilse-brandt]
        name = "Ilse Brandt"
        also = ["Ilze Brandt"]
        country = "LUX"
        code = "LUX GOV"
        alone = true
        roles = [{ title = "Foreign Minister", since = 2026-01-05 }]
        """,
    )
    assert found(directory, "Ilze Brandt") == "ilse-brandt"
    assert found(directory, "Brandt") == "ilse-brandt"
    assert found(directory, "the foreign minister of Luxembourg", "2031-01-01") == "ilse-brandt"
    assert found(directory, "the foreign minister of Luxembourg", "2025-01-01") == "luxembourg"
    actor = directory.find("Ilse Brandt")
    assert actor is not None
    assert [(role.party, role.since, role.until) for role in actor.roles] == [("luxembourg", "2026-01-05", None)]


def test_a_new_party_speaks_through_its_officials(tmp_path: Path) -> None:
    directory = load(
        tmp_path,
        """
        [actors.sorn-front]
        name = "Sorn Liberation Front"
        kind = "group"
        also = ["SLF"]
        people = ["Sornian"]
        seats = ["Sorn Council"]
        code = "MDA REB"
        """,
    )
    assert found(directory, "the SLF") == "sorn-front"
    assert found(directory, "Sornian fighters") == "sorn-front"
    assert found(directory, "a spokesman for the Sorn Council") == "sorn-front"


def test_names_are_added_to_known_actors_and_taken_away(tmp_path: Path) -> None:
    directory = load(
        tmp_path,
        """
        [actors.wagner-group]
        also = ["the Orchestra", "Orchestra"]
        without = ["Wagner"]

        [actors.vladimir-putin]
        also = ["Wladimir Wladimirowitsch"]
        """,
    )
    assert found(directory, "the Orchestra") == "wagner-group"
    assert found(directory, "Wagner") is None
    assert found(directory, "Wladimir Wladimirowitsch") == "vladimir-putin"
    assert found(directory, "Putin") == "vladimir-putin"


def test_a_role_that_is_known_gets_its_end(tmp_path: Path) -> None:
    directory = load(
        tmp_path,
        """
        checked = "2030-12-31"

        [actors.sergei-lavrov]
        roles = [{ title = "Minister of Foreign Affairs", since = "2004-03-09", until = "2027-03-01" }]

        [actors.maria-zakharova]
        roles = [{ title = "Minister of Foreign Affairs", since = "2027-03-02" }]
        """,
    )
    assert found(directory, "the Russian foreign minister", "2026-12-31") == "sergei-lavrov"
    assert found(directory, "the Russian foreign minister", "2028-01-01") == "maria-zakharova"
    assert found(directory, "the Russian foreign minister", "2031-01-01") == "russia"


def test_a_namesake_makes_the_family_name_alone_ambiguous(tmp_path: Path) -> None:
    directory = load(tmp_path, '[actors.roman-putin]\nname = "Roman Putin"\ncountry = "RUS"\n')
    assert found(directory, "Putin") is None
    assert found(directory, "President Putin", "2023-01-01") == "vladimir-putin"
    assert found(directory, "Roman Putin") == "roman-putin"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[actors.x", "not valid TOML"),
        ("[people.x]\nname = 'X'", "'people'"),
        ("[actors.Xavier]\nname = 'X'", "write [actors.xavier]"),
        ("[actors.x]\nalso = ['Y']", "give the entry a 'name'"),
        ("[actors.x]\nname = ''", "name must be a text"),
        ("[actors.x]\nname = 3", "name must be a text"),
        ("[actors.x]\nname = 'X'\nalso = 'Y'", "also must be a list"),
        ("[actors.x]\nname = 'X'\nalias = ['Y']", "unknown key 'alias'"),
        ("[actors.x]\nname = 'X'\nkind = 'wizard'", "'wizard' is none of state"),
        ("[actors.x]\nname = 'X'\nkind = ['state']", "is none of state"),
        ("[actors.x]\nname = 'X'\ncountry = 'RU'", "'RU' must be three capitals"),
        ("[actors.x]\nname = 'X'\ncode = 'rus gov'", "'rus gov' must be groups"),
        ("[actors.x]\nname = 'X'\nalone = 'yes'", "alone must be true or false"),
        ("[actors.x]\nname = 'X'\nroles = 'President'", "roles must be a list"),
        ("[actors.x]\nname = 'X'\nroles = [{ since = '2020' }]", "role 1 has no title"),
        ("[actors.x]\nname = 'X'\nroles = [{ title = 'A', since = '3rd May' }]", "since must be a year"),
        ("[actors.x]\nname = 'X'\nroles = [{ title = 'A', since = '2021', until = '2020' }]", "before since"),
        ("[actors.x]\nname = 'X'\nroles = [{ title = 'A', party = 'atlantis' }]", "'atlantis'"),
        ("checked = 'soon'", "'checked' must be a day"),
        ("actors = 3", "must be tables"),
        ("[actors]\nx = 3", "must be a table"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(UsageError) as error:
        load(tmp_path, text)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="POURPARLER_ACTORS_FILE"):
        Directory.load(Settings(actors_file=tmp_path / "none.toml"))
    with pytest.raises(UsageError, match="cannot be read"):
        Directory.load(Settings(actors_file=tmp_path))


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="larger than"):
        load(tmp_path, b"#" * 5_000_001)


def test_a_byte_order_mark_and_an_empty_file_do_no_harm(tmp_path: Path) -> None:
    assert found(load(tmp_path, b"\xef\xbb\xbf[actors.x]\nname = 'Xaver Quill'\n"), "Xaver Quill") == "x"
    assert found(load(tmp_path, ""), "Putin") == "vladimir-putin"
