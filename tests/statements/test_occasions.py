"""On what occasion something was said."""

from __future__ import annotations

import pytest

from pourparler import statements
from tests.statements.marking import Marks, article, labels, sentences


@pytest.mark.parametrize(
    ("text", "marks", "words"),
    [
        (
            "This was set out by Sergei Shoigu, the secretary, in a briefing that stressed the terms.",
            ("Sergei Shoigu, the secretary,", "was set out by", "This"),
            "in a briefing",
        ),
        (
            "“No talks,” Shoigu told Rossiya-24 on Tuesday.",
            ("Shoigu", "told", "No talks"),
            "told Rossiya-24 on Tuesday",
        ),
        (
            "“No talks,” Shoigu said at a press conference in Ankara.",
            ("Shoigu", "said", "No talks"),
            "at a press conference in Ankara",
        ),
        (
            "In an interview with Le Matin, Shoigu said the line was closed.",
            ("Shoigu", "said", "the line was closed"),
            "In an interview with Le Matin",
        ),
        ("The ministry said in a statement that it agreed.", ("The ministry", "said", "it agreed"), "in a statement"),
        ("“Enough,” he wrote on Telegram.", ("he", "wrote", "Enough"), "on Telegram"),
        ("Peskov said to reporters that it was over.", ("Peskov", "said", "it was over"), "to reporters"),
        (
            "Speaking after talks with Hakan Fidan, Lavrov said the deal was dead.",
            ("Lavrov", "said", "the deal was dead"),
            "after talks with Hakan Fidan",
        ),
        (
            "Peskov said during a visit to Minsk that it was over.",
            ("Peskov", "said", "it was over"),
            "during a visit to Minsk",
        ),
        ("Kuleba said at the UN General Assembly that it was late.", ("Kuleba", "said", "it was late"), None),
        ("The ministry said on Tuesday that it agreed.", ("The ministry", "said", "it agreed"), ""),
        (
            "Lavrov said the mood at the press conference was bad.",
            ("Lavrov", "said", "the mood at the press conference was bad"),
            "",
        ),
        ("Lavrov told him to wait.", ("Lavrov", "told", "to wait"), ""),
    ],
)
def test_occasion_of_a_statement(text: str, marks: Marks, words: str | None) -> None:
    (one,) = statements.link(article(text), sentences(text), labels(text, marks))
    found = one.occasion.of(text) if one.occasion else ""
    assert found == ("at the UN General Assembly" if words is None else words)


def test_each_statement_of_a_sentence_has_its_own_occasion() -> None:
    text = "Lavrov said in a briefing that it was over, and Fidan wrote on Telegram that it was not."
    first, second = statements.link(
        article(text),
        sentences(text),
        labels(text, ("Lavrov", "said", "it was over"), ("Fidan", "wrote", "it was not")),
    )
    assert first.occasion is not None
    assert first.occasion.of(text) == "in a briefing"
    assert second.occasion is not None
    assert second.occasion.of(text) == "on Telegram"


def test_place_of_work_inside_the_source_is_no_occasion() -> None:
    text = "“It is late,” said Nora Vale, a fellow at the Meridian Council on Peace."
    mark = ("Nora Vale, a fellow at the Meridian Council on Peace", "said", "It is late")
    (one,) = statements.link(article(text), sentences(text), labels(text, mark))
    assert one.occasion is None
