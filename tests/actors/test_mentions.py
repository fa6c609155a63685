"""The actors of a reading: persons before parties, and traps that only the rest of the article opens or shuts."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pourparler.actors import Directory
from pourparler.types import Article, Brief, ModelInfo, Position, Reading, Span, Speaker, Statement

if TYPE_CHECKING:
    from pourparler.types import Sourcing

DIRECTORY = Directory.load()


def span(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def said(
    text: str, name: str | None, role: str | None = None, actor: str | None = None, sourcing: Sourcing = "named"
) -> Statement:
    speaker = Speaker(name, role, actor) if name else None
    return Statement((), (), (Span(0, len(text)),), speaker, sourcing, None, (), 0.9)


def stand(
    text: str,
    holder: str | None,
    actor: str | None = None,
    *,
    addressee: str | None = None,
    statement: int | None = None,
) -> Position:
    return Position(
        kind="demand",
        holder=span(text, holder) if holder else None,
        act=Span(0, 1),
        condition=None,
        addressee=span(text, addressee) if addressee else None,
        trigger=(),
        hedged=False,
        statement=statement,
        actor=actor,
        score=0.9,
    )


def reading(
    text: str, *statements: Statement, positions: tuple[Position, ...] = (), published: str | None = "2022-03-10"
) -> Reading:
    article = Article("a", None, None, None, None, published, "en", None, None, text, (), "0")
    return Reading(article, (), statements, positions, Brief((), ()), ModelInfo("m", "1", "0"))


def speakers(text: str, *statements: Statement, published: str | None = "2022-03-10") -> list[tuple[str, ...]]:
    return list(DIRECTORY.of_reading(reading(text, *statements, published=published)).speakers)


def test_person_comes_before_the_party_spoken_for() -> None:
    text = "Foreign Minister Sergei Lavrov said talks would go on."
    assert speakers(text, said(text, "Sergei Lavrov", "Foreign Minister", "Russia")) == [("sergei-lavrov", "russia")]


def test_the_party_of_a_known_person_is_that_of_the_office_held_on_the_day() -> None:
    text = "Mark Rutte said so."
    assert speakers(text, said(text, "Mark Rutte"), published="2023-01-01") == [("mark-rutte", "netherlands")]
    assert speakers(text, said(text, "Mark Rutte"), published="2025-01-01T08:00:00Z") == [("mark-rutte", "nato")]
    assert speakers(text, said(text, "Mark Rutte"), published=None) == [("mark-rutte",)]


def test_those_out_of_office_speak_for_nobody() -> None:
    text = "Donald Trump said so."
    assert speakers(text, said(text, "Donald Trump", "Former President")) == [("donald-trump",)]


def test_unknown_persons_get_an_entry_and_their_party() -> None:
    text = "Defence Ministry spokesman Oleh Mudryk said so."
    result = DIRECTORY.of_reading(reading(text, said(text, "Oleh Mudryk", "Defence Ministry spokesman", "Ukraine")))
    assert result.speakers == (("unknown:oleh-mudryk", "ukraine"),)
    assert [(one.id, one.kind) for one in result.actors] == [("ukraine", "state"), ("unknown:oleh-mudryk", "unknown")]


def test_offices_and_unnamed_officials_stand_for_their_party() -> None:
    text = "Russian officials and the Russian defence ministry said so."
    found = speakers(
        text,
        said(text, "Russian officials", None, "Russia", "unnamed"),
        said(text, "Russian defence ministry", None, "Russia", "office"),
        said(text, "officials", None, "Russia", "unnamed"),
        said(text, "officials", None, None, "unnamed"),
        said(text, None),
    )
    assert found == [("russia",), ("russia",), ("russia",), (), ()]


def test_an_office_on_a_day_is_its_holder() -> None:
    text = "The Ukrainian defence minister said so."
    one = said(text, "The Ukrainian defence minister", None, "Ukraine", "office")
    assert speakers(text, one, published="2022-03-10") == [("oleksii-reznikov", "ukraine")]
    assert speakers(text, one, published=None) == [("ukraine",)]


def test_documents_and_outlets_get_an_entry_descriptions_none() -> None:
    text = "The Kessel Observer reported it. A report by experts said so."
    found = speakers(
        text,
        said(text, "The Kessel Observer", None, None, "document"),
        said(text, "A report by experts", None, None, "document"),
    )
    assert found == [("unknown:kessel-observer",), ()]


def test_a_word_that_begins_a_sentence_is_no_name() -> None:
    text = "Residents said so. The residents had fled. Vesna told reporters, and Vesna left."
    assert speakers(text, said(text, "Residents", sourcing="office"), said(text, "Vesna")) == [(), ("unknown:vesna",)]


def test_several_speakers_are_all_there() -> None:
    text = "Joe Biden and Olaf Scholz said so. Ann Example and Bo Sample agreed."
    assert speakers(text, said(text, "Joe Biden and Olaf Scholz"), said(text, "Ann Example and Bo Sample")) == [
        ("joe-biden", "united-states", "olaf-scholz", "germany"),
        ("unknown:ann-example", "unknown:bo-sample"),
    ]


def test_a_surname_alone_is_nobody_where_it_is_ambiguous() -> None:
    text = "Sharif said the border would stay shut. Austin agreed."
    assert speakers(text, said(text, "Sharif"), said(text, "Austin"), published="2023-01-01") == [
        ("unknown:sharif",),
        ("unknown:austin",),
    ]


def test_a_surname_is_somebody_where_the_article_or_the_role_tells() -> None:
    text = "It was a call with Lloyd Austin in the morning, and Austin was clear. Sharif was not."
    found = speakers(text, said(text, "Austin"), said(text, "Sharif", "Prime Minister", "Pakistan"))
    assert found == [("lloyd-austin", "united-states"), ("unknown:sharif", "pakistan")]
    later = speakers(text, said(text, "Sharif", "Prime Minister", "Pakistan"), published="2022-09-01")
    assert later == [("shehbaz-sharif", "pakistan")]


def test_somebody_else_of_a_known_family_name_in_the_article_is_not_the_known_one() -> None:
    text = "The singer is called Irina Putin, and she sang. Later Putin left the stage."
    assert speakers(text, said(text, "Irina Putin"), said(text, "Putin")) == [
        ("unknown:irina-putin",),
        ("unknown:putin",),
    ]


def test_those_who_serve_somebody_are_not_taken_for_him() -> None:
    text = "An adviser to President Volodymyr Zelensky said so."
    assert speakers(text, said(text, "Volodymyr Zelensky", "adviser to President")) == [("ukraine",)]


def test_an_outlet_before_a_name_and_others_behind_it_are_left_out() -> None:
    text = "The Observer's Ann Example wrote it. Bo Sample and Others agreed."
    found = speakers(text, said(text, "The Observer's Ann Example"), said(text, "Bo Sample and Others"))
    assert found == [("unknown:ann-example",), ("unknown:bo-sample",)]


def test_common_names_need_a_role_that_fits() -> None:
    text = "Ben Wallace said so."
    assert speakers(text, said(text, "Ben Wallace", "Defence Secretary", "United Kingdom")) == [
        ("ben-wallace", "united-kingdom")
    ]
    assert speakers(text, said(text, "Ben Wallace", "basketball coach")) == [("unknown:ben-wallace",)]


def test_persons_who_are_called_like_a_country_are_not_the_country() -> None:
    text = "Rep. Jim Jordan said he would call. Critics wrote to Jordan. Actor Denzel Washington spoke to Washington."
    result = DIRECTORY.of_reading(
        reading(
            text,
            said(text, "Jim Jordan", "Rep."),
            said(text, "Denzel Washington", "actor"),
            positions=(
                dataclasses.replace(stand(text, None), addressee=span(text, "Jordan", text.index("wrote"))),
                dataclasses.replace(stand(text, None), addressee=span(text, "Washington", text.index("to Wash"))),
            ),
        )
    )
    assert result.speakers == (("unknown:jim-jordan",), ("unknown:denzel-washington",))
    assert result.addressees == ((), ())


def test_jordan_is_the_country_where_nobody_is_called_so() -> None:
    text = "Egypt asked Jordan to open the border."
    result = DIRECTORY.of_reading(reading(text, positions=(stand(text, "Egypt", "Egypt", addressee="Jordan"),)))
    assert (result.holders, result.addressees) == ((("egypt",),), (("jordan",),))


def test_georgia_of_the_united_states_is_not_the_country() -> None:
    american = "Democrats sued Georgia. Officials in Atlanta and Savannah did not comment."
    caucasian = "Moscow warned Georgia. Officials in Tbilisi did not comment."
    for text, holder, expected in ((american, "Democrats", ()), (caucasian, "Moscow", ("georgia",))):
        result = DIRECTORY.of_reading(reading(text, positions=(stand(text, holder, addressee="Georgia"),)))
        assert result.addressees == (expected,)


def test_holders_are_read_from_their_words_and_from_the_speaker() -> None:
    text = "He said he was ready for talks. Putin wants Kyiv to yield. I ask you. Russia and China agreed."
    speaker = said(text, "Dmitry Medvedev", "deputy head of the Security Council", "Russia")
    result = DIRECTORY.of_reading(
        reading(
            text,
            speaker,
            positions=(
                stand(text, "he was", "Russia", statement=0),
                stand(text, None, "Russia", statement=0),
                stand(text, "Putin", "Russia", addressee="Kyiv"),
                stand(text, "I", "Russia", statement=0),
                stand(text, "Russia and China", "Russia and China"),
                stand(text, "you", None),
            ),
        )
    )
    medvedev = ("dmitry-medvedev", "russia")
    assert result.holders == (
        ("russia",),
        medvedev,
        ("vladimir-putin", "russia"),
        medvedev,
        ("russia", "china"),
        (),
    )
    assert result.addressees[2] == ("ukraine",)


def test_he_is_the_speaker_in_reported_speech_only() -> None:
    reported = "Dmitry Peskov said that he would not take part."
    quoted = "Dmitry Peskov said: “Today he would not take part.”"
    for text, expected in ((reported, ("dmitry-peskov", "russia")), (quoted, ("russia",))):
        one = said(text, "Dmitry Peskov", "Kremlin spokesman", "Russia")
        position = dataclasses.replace(stand(text, "he", "Russia", statement=0), holder=span(text, "he", 20))
        result = DIRECTORY.of_reading(reading(text, one, positions=(position,)))
        assert result.holders == (expected,)


def test_every_id_has_its_record_once() -> None:
    text = "Putin asked Kyiv. Colonel John Doe agreed."
    result = DIRECTORY.of_reading(
        reading(text, said(text, "Colonel John Doe"), positions=(stand(text, "Putin", "Russia", addressee="Kyiv"),))
    )
    used = {one for ids in (*result.speakers, *result.holders, *result.addressees) for one in ids}
    assert {one.id for one in result.actors} == used
    assert [one.id for one in result.actors] == sorted(used)


def test_an_empty_reading_has_nobody() -> None:
    assert DIRECTORY.of_reading(reading("")) == ((), (), (), ())
