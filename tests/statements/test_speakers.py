"""Who speaks: full name, role and party, resolved within the article."""

from __future__ import annotations

import pytest

from pourparler import statements
from pourparler.types import Speaker, Statement
from tests.statements.marking import Marks, article, labels, sentences


def link(text: str, *marks: Marks) -> tuple[Statement, ...]:
    return statements.link(article(text), sentences(text), labels(text, *marks))


@pytest.mark.parametrize(
    ("text", "marks", "speaker"),
    [
        (
            "Russian Foreign Minister Sergei Lavrov said the talks were over.",
            ("Russian Foreign Minister Sergei Lavrov", "said", "the talks were over"),
            Speaker("Sergei Lavrov", "Russian Foreign Minister", "Russia"),
        ),
        (
            "The stance was set out by Sergei Shoigu, the secretary of Russia’s Security Council, in a briefing.",
            ("Sergei Shoigu, the secretary of Russia’s Security Council,", "was set out by", "The stance"),
            Speaker("Sergei Shoigu", "the secretary of Russia’s Security Council", "Russia"),
        ),
        (
            "Turkey's president, Recep Tayyip Erdogan, said Ankara would host them.",
            ("Turkey's president, Recep Tayyip Erdogan,", "said", "Ankara would host them"),
            Speaker("Recep Tayyip Erdogan", "Turkey's president", "Turkey"),
        ),
        (
            "Ursula von der Leyen, president of the European Commission, said the bridge stays open.",
            ("Ursula von der Leyen, president of the European Commission,", "said", "the bridge stays open"),
            Speaker("Ursula von der Leyen", "president of the European Commission", "European Union"),
        ),
        (
            "Foreign Minister of Ukraine Dmytro Kuleba said the door is open.",
            ("Foreign Minister of Ukraine Dmytro Kuleba", "said", "the door is open"),
            Speaker("Dmytro Kuleba", "Foreign Minister of Ukraine", "Ukraine"),
        ),
        (
            "Defense Secretary Lloyd Austin said the corridor was safe.",
            ("Defense Secretary Lloyd Austin", "said", "the corridor was safe"),
            Speaker("Lloyd Austin", "Defense Secretary", "United States"),
        ),
        (
            "Alexei Navalny, a Russian opposition leader, said it was a sham.",
            ("Alexei Navalny, a Russian opposition leader,", "said", "it was a sham"),
            Speaker("Alexei Navalny", "a Russian opposition leader", None),
        ),
        ("The Kremlin said no.", ("The Kremlin", "said", "no"), Speaker("Kremlin", None, "Russia")),
        ("Moscow denied it all.", ("Moscow", "denied", "it all"), Speaker("Moscow", None, "Russia")),
        ("He said it was late.", ("He", "said", "it was late"), None),
    ],
)
def test_speaker_has_the_name_and_role_that_the_article_gives(text: str, marks: Marks, speaker: Speaker | None) -> None:
    assert link(text, marks)[0].speaker == speaker


def test_possessor_is_not_the_speaker() -> None:
    text = "Russian President Vladimir Putin was away. Putin’s spokesman Dmitry Peskov said the offer stands."
    (one,) = link(text, ("Putin’s spokesman Dmitry Peskov", "said", "the offer stands"))
    assert one.speaker == Speaker("Dmitry Peskov", "Putin’s spokesman", "Russia")


@pytest.mark.parametrize("surname", ["Shoigu", "Mr. Shoigu", "Mr Shoigu"])
def test_surname_is_resolved_to_the_full_name(surname: str) -> None:
    text = f"Sergei Shoigu, the secretary of the council, came first. {surname} said the border is closed."
    (one,) = link(text, (surname, "said", "the border is closed"))
    assert one.speaker is not None
    assert one.speaker.name == "Sergei Shoigu"
    assert one.speaker.role == "the secretary of the council"


def test_surname_is_resolved_to_a_name_that_comes_later() -> None:
    text = "Shoigu rules out talks.\n\nSergei Shoigu, Russia's security chief, spoke on Monday."
    (one,) = link(text, ("Shoigu", "rules out", "talks"))
    assert one.speaker == Speaker("Sergei Shoigu", "Russia's security chief", "Russia")


def test_two_persons_with_one_surname_are_told_apart_by_honorifics() -> None:
    text = (
        "Olena Marchenko and Petro Marchenko lead the convoy. Mrs. Marchenko said the road was mined. "
        "Mr. Marchenko said the trucks were late. Marchenko added nothing was lost."
    )
    first, second, third = link(
        text,
        ("Mrs. Marchenko", "said", "the road was mined"),
        ("Mr. Marchenko", "said", "the trucks were late"),
        ("Marchenko", "added", "nothing was lost"),
    )
    assert first.speaker is not None
    assert first.speaker.name == "Olena Marchenko"
    assert second.speaker is not None
    assert second.speaker.name == "Petro Marchenko"
    assert third.speaker is not None
    assert third.speaker.name == "Marchenko", "a family name that could be either stays as it stands"


def test_pronoun_goes_back_to_the_last_speaker() -> None:
    text = (
        "German Chancellor Olaf Scholz said the line would hold. “Vladimir Putin must leave,” he added.\n\n"
        "“We wait for Kyiv,” he said."
    )
    marks = (
        ("German Chancellor Olaf Scholz", "said", "the line would hold"),
        ("he", "added", "Vladimir Putin must leave"),
        ("he", "said", "We wait for Kyiv"),
    )
    names = {one.speaker.name for one in link(text, *marks) if one.speaker}
    assert names == {"Olaf Scholz"}


def test_pronoun_fits_the_gender() -> None:
    text = (
        "Russian spokeswoman Maria Zakharova met Turkish Foreign Minister Hakan Fidan in Ankara. "
        "She said the meeting was useful. He said the straits stay open."
    )
    first, second = link(text, ("She", "said", "the meeting was useful"), ("He", "said", "the straits stay open"))
    assert first.speaker is not None
    assert first.speaker.name == "Maria Zakharova"
    assert second.speaker is not None
    assert second.speaker.name == "Hakan Fidan"


def test_pronoun_of_an_unnamed_official_names_nobody() -> None:
    text = "Antony Blinken left early. A senior U.S. official said it was close. “Days,” he said."
    _, second = link(text, ("A senior U.S. official", "said", "it was close"), ("he", "said", "Days"))
    assert second.sourcing == "unnamed"
    assert second.speaker is not None
    assert second.speaker.name == "A senior U.S. official"


def test_description_is_resolved_by_role_and_party() -> None:
    text = (
        "Ukrainian President Volodymyr Zelenskyy met French President Emmanuel Macron. "
        "The Ukrainian president said the plan was ready. The French leader said he agreed."
    )
    first, second = link(
        text,
        ("The Ukrainian president", "said", "the plan was ready"),
        ("The French leader", "said", "he agreed"),
    )
    assert first.speaker == Speaker("Volodymyr Zelenskyy", "Ukrainian President", "Ukraine")
    assert second.speaker == Speaker("Emmanuel Macron", "French President", "France")
    assert first.sourcing == second.sourcing == "named"


def test_description_without_a_name_stays_an_office() -> None:
    text = "The Russian president said the plan was ready."
    (one,) = link(text, ("The Russian president", "said", "the plan was ready"))
    assert one.sourcing == "office"
    assert one.speaker is not None
    assert one.speaker.actor == "Russia"


def test_spokeswoman_for_the_ministry_speaks_for_its_country() -> None:
    text = (
        "The Russian Foreign Ministry summoned the envoy. "
        "“No more,” said Maria Zakharova, spokeswoman for the ministry. "
        "The ministry said he has a week."
    )
    first, second = link(
        text,
        ("Maria Zakharova, spokeswoman for the ministry", "said", "No more"),
        ("The ministry", "said", "he has a week"),
    )
    assert first.speaker == Speaker("Maria Zakharova", "spokeswoman for the ministry", "Russia")
    assert second.speaker == Speaker("Russian Foreign Ministry", None, "Russia")


def test_several_speakers_are_all_named() -> None:
    text = (
        "German Chancellor Olaf Scholz and French President Emmanuel Macron met. "
        "Scholz and Macron said the door is open."
    )
    (one,) = link(text, ("Scholz and Macron", "said", "the door is open"))
    assert one.speaker == Speaker("Olaf Scholz and Emmanuel Macron", None, None)


def test_who_is_the_person_before_it() -> None:
    text = "The hall heard Hakan Fidan, who said the straits stay open."
    (one,) = link(text, ("who", "said", "the straits stay open"))
    assert one.speaker is not None
    assert one.speaker.name == "Hakan Fidan"


def test_author_of_an_article_speaks_by_the_byline() -> None:
    text = "I believe the truce will hold."
    (one,) = statements.link(
        article(text, byline="By Ada Morrow"), sentences(text), labels(text, ("I", "believe", "the truce will hold"))
    )
    assert one.speaker == Speaker("Ada Morrow", None, None)


def test_capital_that_is_a_place_is_no_party() -> None:
    text = "A diplomat in Moscow said the talks would go on."
    (one,) = link(text, ("A diplomat in Moscow", "said", "the talks would go on"))
    assert one.speaker is not None
    assert one.speaker.actor is None


def test_family_name_that_is_a_country_is_a_person_first() -> None:
    text = "Lawmaker Jim Jordan left. Jordan said the vote was close."
    (one,) = link(text, ("Jordan", "said", "the vote was close"))
    assert one.speaker is not None
    assert one.speaker.name == "Jim Jordan"


def test_possessor_is_not_whom_a_pronoun_means() -> None:
    text = "Praising Volodymyr Zelenskyy's army, he said the line would hold."
    (one,) = link(text, ("he", "said", "the line would hold"))
    assert one.speaker is None


def test_group_before_an_apposition_is_no_person() -> None:
    text = "The map wrongs Ukrainians, senior envoys warned. Many Ukrainians resent the plan."
    (one,) = link(text, ("Many Ukrainians", "resent", "the plan"))
    assert one.sourcing == "unnamed"
