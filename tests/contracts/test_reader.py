"""What every Reader holds to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pourparler.reader.fake import FakeReader, Said, Stand
from pourparler.reader.session import OnnxReader
from pourparler.sentences import split

if TYPE_CHECKING:
    from pourparler.protocols import Reader
    from pourparler.types import Labels

TEXT = (
    "“We stay,” said Maria Orlova. Norland will not talk unless the blockade ends.\n\nThe ministry said so on Monday."
)
READERS: dict[str, Reader] = {
    "shipped": OnnxReader(),
    "fake": FakeReader(
        said=(Said("Maria Orlova", "said", "We stay"),),
        stands=(Stand("precondition", "Norland", "talk", "the blockade ends"),),
    ),
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    return READERS[request.param]


def check(labels: Labels, text: str) -> None:
    for attribution in labels.attributions:
        assert attribution.cue
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= attribution.score <= 1
    for frame in labels.frames:
        for part in (frame.act, frame.holder, frame.condition, frame.addressee, *frame.trigger):
            assert part is None or 0 <= part.start < part.end <= len(text)
        assert frame.kind != "precondition" or frame.condition is not None
        assert 0 <= frame.score <= 1


def test_labels_are_in_range_and_in_reading_order(reader: Reader) -> None:
    labels = reader.read(TEXT, split(TEXT))
    check(labels, TEXT)
    cues = [a.cue[0].start for a in labels.attributions]
    assert cues == sorted(cues)
    acts = [f.act.start for f in labels.frames]
    assert acts == sorted(acts)


def test_reading_twice_gives_the_same(reader: Reader) -> None:
    assert reader.read(TEXT, split(TEXT)) == reader.read(TEXT, split(TEXT))


def test_nothing_is_found_in_nothing(reader: Reader) -> None:
    labels = reader.read("", ())
    assert labels.attributions == ()
    assert labels.frames == ()


def test_the_model_says_who_it_is(reader: Reader) -> None:
    assert reader.info.name
    assert len(reader.info.sha256) == 64


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_read(reader: Reader, text: str) -> None:
    check(reader.read(text, split(text)), text)
