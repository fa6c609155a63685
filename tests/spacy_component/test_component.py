"""A blank English pipeline with Pourparler in it: records, groups of spans, sentences, bytes, batches, settings."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.errors import RefusedError, UsageError
from pourparler.reader.fake import FakeReader, Said, Stand
from pourparler.types import Attribution, Entity, Labels, Span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from pourparler.types import ModelInfo, Sentence

spacy = pytest.importorskip("spacy", reason="spaCy is not installed; the extra `spacy` brings it.")

from pourparler import spacy_component  # noqa: E402 - needs spaCy

TEXT = (
    "Velland will not return to the table unless Arkan troops leave the Sorn valley, Ilse Brandt told reporters.\n\n"
    "“We stay,” said Mara Holt. Nobody else spoke."
)
READER = FakeReader(
    said=(
        Said("Ilse Brandt", "told", "Velland will not return to the table unless Arkan troops leave the Sorn valley"),
        Said("Mara Holt", "said", "“We stay,”"),
    ),
    stands=(Stand("precondition", "Velland", "return to the table", "Arkan troops leave the Sorn valley"),),
)
ENGLISH = spacy.blank("en")


class Marking:
    """A reader that marks the same spans and names whatever the text is."""

    def __init__(self, *spans: Span, entities: tuple[Entity, ...] = ()) -> None:
        self.labels = Labels(tuple(Attribution((), (s,), (s,), 0.5) for s in spans), (), entities)
        self.info: ModelInfo = READER.info
        self.languages = READER.languages

    def read(self, text: str, sentences: Sequence[Sentence]) -> Labels:
        del text, sentences
        return self.labels


def blank(reader: Any = READER, **config: Any) -> Language:
    """Return a blank English pipeline with the component, which reads with ``reader``."""
    nlp: Language = spacy.blank("en")
    component: Any = nlp.add_pipe("pourparler", config=config)
    component._given = reader
    return nlp


def texts(doc: Doc, group: str) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans[f"pourparler_{group}"]]


def test_the_component_is_found_without_importing_pourparler() -> None:
    """Entry point and name are all that a user's program needs."""
    program = 'import spacy; nlp = spacy.blank("en"); nlp.add_pipe("pourparler"); print(nlp("")._.statements)'
    if not metadata.entry_points(group="spacy_factories", name="pourparler"):
        pytest.skip("This installation is older than the entry point; install the project again.")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert (done.returncode, done.stdout.strip()) == (0, "()"), done.stderr


def test_records_have_the_document_s_offsets() -> None:
    doc = blank()(TEXT)
    first, second = doc._.statements
    assert [span.of(doc.text) for span in (*first.source, *first.cue)] == ["Ilse Brandt", "told"]
    assert first.speaker is not None
    assert first.speaker.name == "Ilse Brandt"
    assert [span.of(doc.text) for span in second.content] == ["“We stay,”"]
    (position,) = doc._.positions
    assert (position.kind, position.statement) == ("precondition", 0)
    assert position.condition.of(doc.text) == "Arkan troops leave the Sorn valley"


def test_groups_of_spans_carry_label_and_number() -> None:
    doc = blank()(TEXT)
    assert texts(doc, "source") == [("Ilse Brandt", "source", "0"), ("Mara Holt", "source", "1")]
    assert texts(doc, "act") == [("return to the table", "precondition", "0")]
    assert texts(doc, "addressee") == []
    assert set(doc.spans) == set(spacy_component.GROUPS)
    assert texts(doc, "summary")[-1] == ("“We stay,” said Mara Holt.", "summary", "1")


def test_names_are_given_with_their_kind() -> None:
    doc = blank(Marking(entities=(Entity("person", Span(0, 9), 0.9),)))("Mara Holt left.")
    assert doc._.entities == (Entity("person", Span(0, 9), 0.9),)
    assert texts(doc, "entities") == [("Mara Holt", "person", "0")]


def test_sentences_are_ours_and_know_what_is_said_in_them() -> None:
    doc = blank()(TEXT)
    sents = list(doc.sents)
    assert [sent.text.strip()[-12:] for sent in sents] == ["d reporters.", "d Mara Holt.", " else spoke."]
    assert [len(sent._.statements) for sent in sents] == [1, 1, 0]
    assert [len(sent._.positions) for sent in sents] == [1, 0, 0]


def test_sentences_that_are_set_stay_as_they_are() -> None:
    alone = spacy.blank("en")
    alone.add_pipe("sentencizer", config={"punct_chars": [","]})
    nlp = blank()
    nlp.add_pipe("sentencizer", before="pourparler", config={"punct_chars": [","]})
    assert [sent.text for sent in nlp(TEXT).sents] == [sent.text for sent in alone(TEXT).sents]
    assert not blank(sentences=False)(TEXT).has_annotation("SENT_START")


def test_a_part_of_a_token_is_widened_to_the_token() -> None:
    doc = blank(Marking(Span(3, 12)))("Norland-backed envoys met.")
    assert texts(doc, "cue")[0][0] == "Norland-backed"
    assert doc._.statements[0].cue == (Span(3, 12),)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "😀 😀", "—\u200b—"])
def test_a_document_without_words_has_nothing_in_it(text: str) -> None:
    doc = blank(Marking(Span(0, 1)))(text)
    assert doc._.statements == doc._.positions == doc._.entities == ()
    assert set(doc.spans) == set(spacy_component.GROUPS)
    assert list(doc.sents) == list(doc.sents)


def test_a_document_that_was_not_read_has_nothing_in_it() -> None:
    doc = spacy.blank("en")("Not read.")
    assert doc._.statements == doc._.positions == doc[0:1]._.statements == ()


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_no_span_is_lost_or_cut(text: str, data: st.DataObject) -> None:
    """Whatever the characters, the tokens given are those that the span touches, and at least one."""
    doc = ENGLISH(text)
    if not len(doc):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (found,) = spacy_component._Tokens(doc).group([(0, Span(start, end))], ["any"])
    touched = [token.i for token in doc if token.idx < end and token.idx + len(token) > start]
    assert len(found) >= 1
    assert [token.i for token in found] == touched or not touched


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_is_taken_to_the_letter(text: str) -> None:
    component = spacy_component.PourparlerComponent(reader=Marking(Span(0, len(text))))
    doc = component(ENGLISH(text))
    assert doc.text == text
    assert all(span.end <= len(text) for one in doc._.statements for span in one.content)


def test_bytes_keep_everything() -> None:
    nlp = blank(Marking(Span(0, 4), entities=(Entity("person", Span(0, 4), 0.9),)))
    doc = nlp("Mara spoke in Port Kessel.")
    again = type(doc)(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    for name in ("statements", "positions", "entities"):
        assert getattr(again._, name) == getattr(doc._, name)
    assert {name: texts(again, name) for name in ("cue", "entities", "summary")} == {
        name: texts(doc, name) for name in ("cue", "entities", "summary")
    }


def test_bytes_keep_positions() -> None:
    doc = blank()(TEXT)
    again = type(doc)(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.positions == doc._.positions
    assert again._.statements == doc._.statements
    assert again.user_data["pourparler"]["model"]["name"] == "fake"


def test_batches_give_what_single_documents_give() -> None:
    nlp = blank()
    given_texts = [TEXT, "", "Nobody spoke.", TEXT]
    batch = list(nlp.pipe(given_texts, batch_size=3))
    assert [doc.text for doc in batch] == given_texts
    assert [doc._.statements for doc in batch] == [nlp(text)._.statements for text in given_texts]
    pairs = list(nlp.pipe([(TEXT, "first")], as_tuples=True))
    assert [(len(doc._.statements), context) for doc, context in pairs] == [(2, "first")]


def test_one_document_that_is_too_long_does_not_stop_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POURPARLER_MAX_CHARACTERS", "300")
    nlp = blank()
    faults: list[Exception] = []
    handler: Any = lambda _name, _proc, _docs, error: faults.append(error)  # noqa: E731 - spaCy's type allows no return
    nlp.set_error_handler(handler)
    assert [len(doc._.statements) for doc in nlp.pipe([TEXT, "Word. " * 100, TEXT])] == [2, 2]
    assert [type(fault) for fault in faults] == [RefusedError]


def test_what_scores_too_little_is_left_out() -> None:
    text = "Mara spoke in Port Kessel."
    assert len(blank(Marking(Span(0, 4)), min_score=0.5)(text)._.statements) == 1
    assert blank(Marking(Span(0, 4)), min_score=0.6)(text)._.statements == ()


def test_a_setting_out_of_range_is_said_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="cannot use its setting min_score"):
        spacy.blank("en").add_pipe("pourparler", config={"min_score": 2.0})


def test_settings_are_part_of_the_pipeline_s_config(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("pourparler", config={"min_score": 0.25})
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.config["components"]["pourparler"]["min_score"] == 0.25
    assert again.get_pipe("pourparler")._settings.min_score == 0.25


def test_a_name_that_another_component_has_taken_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from spacy.tokens import Doc

    Doc.set_extension("pourparler_taken", default=None)
    monkeypatch.setattr(spacy_component, "_ATTRIBUTES", ((Doc, "pourparler_taken", len),))
    try:
        with pytest.raises(UsageError, match="Another component has taken"):
            spacy.blank("en").add_pipe("pourparler")
    finally:
        Doc.remove_extension("pourparler_taken")


def test_a_component_can_be_sent_to_another_process_without_its_model() -> None:
    component = spacy_component.PourparlerComponent(min_score=0.1)
    component._reader()
    again = pickle.loads(pickle.dumps(component))  # noqa: S301 - our own
    assert again._loaded is None
    assert again._settings == component._settings


def test_the_shipped_model_reads_in_a_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("pourparler")
    doc = nlp(TEXT)
    assert doc._.statements
    assert all(0 <= one.score <= 1 for one in doc._.statements)
    assert len(doc.spans["pourparler_cue"]) >= len(doc._.statements)
    assert doc.user_data["pourparler"]["model"]["name"] == "pourparler-reader"
