"""From frames to positions: whose they are, in which statement they stand, how sure they are."""

from __future__ import annotations

import pytest

from pourparler import positions, statements
from pourparler.types import Frame, Kind, Labels, Position, Span, Statement
from tests.statements.marking import Marks, article, attribution, sentences, span


def link(
    text: str,
    act: str,
    trigger: str,
    holder: str = "",
    *,
    marks: tuple[Marks, ...] = (),
    kind: Kind = "refusal",
    hedged: bool = False,
) -> tuple[Position, tuple[Statement, ...]]:
    place = span(text, act)
    at = text.rfind(holder, 0, place.start) if holder else -1
    frame = Frame(
        kind,
        Span(at, at + len(holder)) if holder else None,
        place,
        None,
        None,
        (span(text, trigger),),
        hedged,
        0.8,
    )
    marked = Labels(tuple(attribution(text, one) for one in marks), (frame,))
    cut = sentences(text)
    linked = statements.link(article(text), cut, marked)
    (one,) = positions.link(article(text), cut, marked, linked)
    return one, linked


@pytest.mark.parametrize(
    ("text", "act", "trigger", "holder", "actor"),
    [
        ("Moscow ruled out a truce.", "a truce", "ruled out", "Moscow", "Russia"),
        ("Kyiv ruled out a truce.", "a truce", "ruled out", "Kyiv", "Ukraine"),
        ("The Russian side ruled out a truce.", "a truce", "ruled out", "The Russian side", "Russia"),
        ("Russia and Belarus ruled out a truce.", "a truce", "ruled out", "Russia and Belarus", "Russia and Belarus"),
        (
            "Ukrainian President Volodymyr Zelenskyy ruled out a truce.",
            "a truce",
            "ruled out",
            "Ukrainian President Volodymyr Zelenskyy",
            "Ukraine",
        ),
        (
            "Hakan Fidan, Turkey's foreign minister, arrived. The minister ruled out a truce.",
            "a truce",
            "ruled out",
            "The minister",
            "Turkey",
        ),
        ("Olena Marchenko ruled out a truce.", "a truce", "ruled out", "Olena Marchenko", "Olena Marchenko"),
        (
            "Ukraine's president, Volodymyr Zelenskyy, came. He ruled out a truce.",
            "a truce",
            "ruled out",
            "He",
            "Ukraine",
        ),
        ("They ruled out a truce.", "a truce", "ruled out", "They", None),
        ("Critics ruled out a truce.", "a truce", "ruled out", "Critics", None),
    ],
)
def test_holder_is_resolved_to_its_party(text: str, act: str, trigger: str, holder: str, actor: str | None) -> None:
    one, _ = link(text, act, trigger, holder)
    assert one.actor == actor
    assert one.statement is None


def test_first_person_in_a_quotation_is_the_speakers_party() -> None:
    text = "“We will not sign the paper,” said Hakan Fidan, Turkey’s foreign minister."
    marks = (("Hakan Fidan, Turkey’s foreign minister", "said", "We will not sign the paper"),)
    one, linked = link(text, "sign the paper", "will not", "We", marks=marks)
    assert one.actor == "Turkey"
    assert one.statement == 0
    assert linked[0].content[0].covers(one.act)


def test_pronoun_in_reported_speech_is_the_speaker() -> None:
    text = "Russian Foreign Minister Sergei Lavrov said he would not sign the paper."
    marks = (("Russian Foreign Minister Sergei Lavrov", "said", "he would not sign the paper"),)
    one, _ = link(text, "sign the paper", "would not", "he", marks=marks)
    assert one.actor == "Russia"


def test_pronoun_in_a_quotation_is_not_the_speaker() -> None:
    text = "“He will not sign the paper,” Russian Foreign Minister Sergei Lavrov said."
    marks = (("Russian Foreign Minister Sergei Lavrov", "said", "He will not sign the paper"),)
    one, _ = link(text, "sign the paper", "will not", "He", marks=marks)
    assert one.actor is None


def test_unnamed_holder_inside_a_statement_is_its_speakers_party() -> None:
    text = "The Kremlin said no talks without a withdrawal."
    one, _ = link(text, "talks", "without", marks=(("The Kremlin", "said", "no talks without a withdrawal"),))
    assert one.actor == "Russia"
    assert one.statement == 0


def test_unnamed_holder_outside_statements_is_nobody() -> None:
    one, _ = link("There will be no talks without a withdrawal.", "talks", "without")
    assert one.actor is None
    assert one.statement is None


def test_act_in_the_cue_belongs_to_its_statement() -> None:
    text = "Biden vowed to stay."
    one, _ = link(text, "stay", "vowed", "Biden", marks=(("Biden", "vowed", "to stay"),))
    assert one.statement == 0


def test_smallest_enclosing_statement_counts() -> None:
    text = "Peskov said that Lavrov told envoys the talks were off."
    marks = (
        ("Peskov", "said", "that Lavrov told envoys the talks were off"),
        ("Lavrov", "told", "the talks were off"),
    )
    one, linked = link(text, "the talks", "were off", marks=marks)
    assert one.statement is not None
    assert linked[one.statement].source[0].of(text) == "Lavrov"


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Moscow reportedly ruled out a truce.", True),
        ("Moscow is believed to have ruled out a truce.", True),
        ("Moscow appears to have ruled out a truce.", True),
        ("Moscow ruled out a truce.", False),
        ("Moscow, which may wait, ruled out a truce.", False),
        ("Reportedly the bridge fell. Moscow ruled out a truce.", False),
    ],
)
def test_reporters_doubt_hedges_a_position(text: str, *, hedged: bool) -> None:
    one, _ = link(text, "a truce", "ruled out", "Moscow")
    assert one.hedged is hedged


def test_readers_own_hedge_is_kept() -> None:
    one, _ = link("Moscow ruled out a truce.", "a truce", "ruled out", "Moscow", hedged=True)
    assert one.hedged


def test_his_country_is_the_party_of_its_owner() -> None:
    text = "Ukrainian President Volodymyr Zelenskyy spoke. His country ruled out a truce."
    one, _ = link(text, "a truce", "ruled out", "His country")
    assert one.actor == "Ukraine"


def test_frames_without_an_act_are_dropped_and_order_is_by_act() -> None:
    text = "Kyiv waits. Moscow waits."
    frames = tuple(
        Frame("refusal", None, act, None, None, (), False, 0.5) for act in (Span(19, 24), Span(5, 10), Span(99, 120))
    )
    found = positions.link(article(text), sentences(text), Labels((), frames), ())
    assert [one.act.of(text) for one in found] == ["waits", "waits"]
    assert found[0].act.start == 5
