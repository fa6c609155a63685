"""From bytes to text: the right encoding, whatever the labels say, and never another error than our own."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import UnreadableError
from pourparler.fetch import decode, from_bytes
from pourparler.fetch.labels import SINGLE_BYTE, codec_of

SENTENCES = {
    "ru": "Министр заявил, что переговоры невозможны, пока войска остаются в области.",
    "uk": "Президент заявив, що її країна не піде на переговори, доки війська є на землі.",
    "en": "“We won’t talk,” the minister said — not at the café.",
    "fr": "Le ministre a déclaré à la presse que les négociations reprennent après l’été.",
    "de": "Die Gespräche können für längere Zeit nicht weitergehen, erklärte die Außenministerin.",
    "es": "El ministro dijo que la negociación será imposible mañana. ¿Por qué?",
    "pl": "Minister powiedział, że rozmowy są niemożliwe, dopóki wojska pozostają w regionie.",
    "tr": "Bakan, birlikler bölgede kaldığı sürece görüşmelerin imkânsız olduğunu söyledi. Şimdi değil.",
    "el": "Ο υπουργός είπε ότι οι διαπραγματεύσεις είναι αδύνατες όσο τα στρατεύματα παραμένουν.",
    "ar": "قال الوزير إن المفاوضات مستحيلة ما دامت القوات باقية في المنطقة",
    "he": "השר אמר כי המשא ומתן אינו אפשרי כל עוד הכוחות נשארים באזור",
    "zh": "部长说，只要军队还在该地区，谈判就不可能。",
    "zh-tw": "部長說，只要軍隊還在該地區，談判就不可能。",
    "ja": "大臣は、軍隊が地域に残る限り交渉は不可能だと述べた。",
    "ko": "장관은 군대가 그 지역에 남아 있는 한 협상이 불가능하다고 말했다.",
}
ENCODED = [
    *(("ru", codec) for codec in ("koi8-r", "windows-1251", "ibm866", "iso-8859-5", "x-mac-cyrillic", "utf-8")),
    *(("uk", codec) for codec in ("koi8-u", "windows-1251", "utf-8")),
    *((language, "windows-1252") for language in ("en", "fr", "de", "es")),
    *[("pl", "windows-1250"), ("pl", "iso-8859-2"), ("tr", "windows-1254"), ("el", "windows-1253")],
    *[("ar", "windows-1256"), ("he", "windows-1255"), ("zh", "gbk"), ("zh", "gb18030"), ("zh-tw", "big5")],
    *[("ja", "shift_jis"), ("ja", "euc-jp"), ("ko", "euc-kr")],
]
PAGE = "<!DOCTYPE html><html><head><title>{0}</title></head><body><p>{0}</p></body></html>"


def text_of(data: bytes, charset: str | None = None) -> str:
    return decode(from_bytes(data, name="page", charset=charset))


def encoded(text: str, label: str) -> bytes:
    codec = codec_of(label)
    assert codec
    return text.encode(codec)


@pytest.mark.parametrize(("language", "label"), ENCODED)
def test_label_in_the_header_is_followed(language: str, label: str) -> None:
    page = PAGE.format(SENTENCES[language])
    assert text_of(encoded(page, label), label.upper()) == page


@pytest.mark.parametrize(
    "meta",
    [
        '<meta charset="{}">',
        "<META CHARSET={} />",
        "<meta name='x' charset = '{}'>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        "<meta content='text/html;charset={}' http-equiv=content-type>",
    ],
)
@pytest.mark.parametrize(("language", "label"), ENCODED)
def test_label_in_the_page_is_followed(language: str, label: str, meta: str) -> None:
    page = f"<html><head><!-- <meta charset=cp866> -->{meta.format(label)}</head>{SENTENCES[language]}"
    assert text_of(encoded(page, label)) == page


@pytest.mark.parametrize(("language", "label"), ENCODED)
def test_label_in_the_xml_declaration_is_followed(language: str, label: str) -> None:
    page = f'<?xml version="1.0" encoding="{label}"?><html>{SENTENCES[language]}</html>'
    assert text_of(encoded(page, label)) == page


@pytest.mark.parametrize(("language", "label"), ENCODED)
@pytest.mark.parametrize("times", [1, 40])
def test_encoding_is_found_without_any_label(language: str, label: str, times: int) -> None:
    page = PAGE.format(SENTENCES[language] * times)
    assert text_of(encoded(page, label)) == page
    assert text_of(encoded(SENTENCES[language] * times, label)) == SENTENCES[language] * times


@pytest.mark.parametrize(("language", "label"), ENCODED)
@pytest.mark.parametrize("wrong", ["utf-8", "utf-16", "no-such-thing", "utf-7", "", "iso-2022-kr"])
def test_header_that_cannot_be_right_gives_way_to_the_page(language: str, label: str, wrong: str) -> None:
    page = f"<meta charset={label}>" + PAGE.format(SENTENCES[language] * 5)
    assert text_of(encoded(page, label), wrong) == page


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("wrong", ["iso-8859-1", "windows-1251", "koi8-r", "us-ascii"])
def test_valid_utf8_is_utf8_under_a_single_byte_label(language: str, wrong: str) -> None:
    page = f"<meta charset={wrong}>" + SENTENCES[language]
    assert text_of(page.encode(), wrong) == page


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_mark_beats_every_label(language: str, bom: bytes, codec: str) -> None:
    page = "<meta charset=koi8-r>" + SENTENCES[language]
    assert text_of(bom + page.encode(codec), "windows-1251") == page


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("label", [None, "utf-8", "utf-16"])
def test_utf16_page_without_a_mark_is_recognised(codec: str, label: str | None) -> None:
    page = PAGE.format(SENTENCES["ru"])
    assert text_of(page.encode(codec), label) == page


def test_iso_8859_1_means_windows_1252() -> None:
    assert text_of(b"\x93We won\x92t talk\x94", "ISO-8859-1") == "“We won’t talk”"


def test_page_cut_in_mid_character_stays_utf8() -> None:
    data = SENTENCES["ru"].encode()[:-2]
    assert text_of(data, "utf-8") == SENTENCES["ru"][:-2] + "\ufffd"
    assert text_of(data) == SENTENCES["ru"][:-2] + "\ufffd"


def test_one_damaged_byte_does_not_cost_the_page() -> None:
    text = SENTENCES["ru"] * 20
    data = bytearray(text.encode())
    data[401] = 0xFF
    read = text_of(bytes(data), "utf-8")
    assert SENTENCES["ru"] * 10 in read
    assert 1 <= read.count("\ufffd") <= 2


@pytest.mark.parametrize("label", [None, "utf-8"])
def test_utf8_page_with_pasted_foreign_quotation_marks_stays_utf8(label: str | None) -> None:
    around = "“We will talk,” he said. " * 3
    data = around.encode() + b"\x93Perhaps\x94 " + around.encode()
    assert text_of(data, label) == f"{around}\ufffdPerhaps\ufffd {around}"


def test_replacement_characters_already_in_the_page_are_no_damage() -> None:
    text = "Caf\ufffd " * 50
    assert text_of(text.encode(), "utf-8") == text


def test_short_text_under_a_wrong_label_is_not_broken() -> None:
    assert text_of("Café".encode("windows-1252"), "utf-8") == "Café"


def test_line_ends_and_odd_spaces_stay() -> None:
    text = "a\r\nb\rc\n\u2028d\u00a0e\u200f\u202ef\ufeffg"
    assert text_of(text.encode()) == text


def test_stray_nul_becomes_the_replacement_character() -> None:
    assert text_of(b"a" * 500 + b"\0" + b"b" * 500) == "a" * 500 + "\ufffd" + "b" * 500


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\x01\0", "GIF"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "RIFF"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"\x7fELF\x02\x01\x01", "ELF"),
        (b"MZ\x90\0\x03\0\0\0\x04", "Windows"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
        (b"x" * 257 + b"ustar\x0000", "tar"),
        (b"WARC/1.1\r\nWARC-Type: response", "WARC"),
        (bytes(1000), "binary"),
        (b"\0", "binary"),
        (bytes(range(256)) * 4, "binary"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=kind):
        text_of(data, "utf-8")


@pytest.mark.parametrize("word", ["MZ is a Slovak ministry.", "BZh", "ID3 tags", "RIFF raff", "GIF", "PK", "%PD", "BM"])
def test_words_that_look_like_magic_numbers_are_text(word: str) -> None:
    assert text_of(word.encode()) == word


def test_empty_page_is_a_sentence() -> None:
    with pytest.raises(UnreadableError, match="page is empty"):
        text_of(b"")


def test_name_in_a_message_cannot_command_the_terminal() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(from_bytes(b"", name="a\x1b]0;x\x07\u202e" + "b" * 5000))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "data",
    [
        b"\xe9" * 5_000_000,
        b"<a" * 2_500_000 + b"\xe9",
        b"a" * 5_000_000 + b"\xff\xe9",
        b"<meta charset=gbk>" * 300 + b"\x81\xff" * 2_500_000,
        b"<!--" * 1_250_000 + b"\xe9",
        b"<meta " * 800_000 + b"\xe9",
        b"<?xml " + b"encoding=" * 500_000 + b"\xe9",
    ],
    ids=range(7),
)
def test_large_hostile_page_takes_no_time(data: bytes) -> None:
    begun = time.process_time()
    assert text_of(data, "euc-jp")
    assert time.process_time() - begun < 5


def test_every_label_has_a_codec_that_python_knows() -> None:
    for codec in SINGLE_BYTE:
        assert len(bytes(range(128, 256)).decode(codec, "replace")) == 128
    assert codec_of(' "UTF-8" ') == "utf_8"
    assert codec_of("latin1") == codec_of("ascii") == "cp1252"
    assert codec_of(None) is codec_of("utf-7") is codec_of("cp037") is codec_of("hz-gb-2312") is None


def readable(data: bytes, charset: str | None) -> str:
    """The text or the sentence; nothing else may come out."""
    try:
        return text_of(data, charset)
    except UnreadableError as error:
        return str(error)


LABELS = st.none() | st.sampled_from([label for _, label in ENCODED] + ["utf-16", "iso-2022-jp", "x"]) | st.text()


@given(st.binary(max_size=400), LABELS)
def test_any_bytes_give_a_text_or_a_sentence(data: bytes, charset: str | None) -> None:
    assert "\0" not in readable(data, charset)
    assert isinstance(readable(data, charset).encode("utf-8"), bytes)


@given(
    st.sampled_from([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"<meta charset=gbk>"]), st.binary()
)
def test_any_bytes_after_a_promise_give_a_text_or_a_sentence(promise: bytes, data: bytes) -> None:
    readable(promise + data, None).encode("utf-8")
    readable(promise + data, "utf-8").encode("utf-8")
    assert readable(promise, None) is not None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_in_utf8_comes_back_to_the_letter(text: str) -> None:
    assert text_of(b"<p>" + text.encode(), "utf-8") == "<p>" + text
    assert text_of(b"<p>" + text.encode(), "iso-8859-1") == "<p>" + text
