"""Inputs that nobody should send, and somebody will."""

from __future__ import annotations

import gzip
import json
import random
import zlib

__all__ = ["PAYLOADS", "lines", "pages"]

_SENTENCE = "The minister said that talks would go on in Port Kessel once the crossing was open again. "
_BODY = (
    f"<html><head><title>{{title}}</title></head><body><article><p>{_SENTENCE * 4}</p>{{more}}</article></body></html>"
)
_RANDOM = random.Random(20261125)  # noqa: S311 - the same rubbish every time
_EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def _page(title: str = "Talks", more: str = "") -> bytes:
    return _BODY.format(title=title, more=more).encode("utf-8", "surrogatepass")


def pages() -> dict[str, bytes]:
    """Return hostile bytes that may be a page or a text, by name."""
    rubbish = _RANDOM.randbytes(20_000)
    packed = gzip.compress(_page())
    return {
        "empty": b"",
        "one-byte": b"x",
        "one-newline": b"\n",
        "blank": b" \t\r\n" * 500,
        "nul": b"\x00",
        "nuls": b"\x00" * 10_000,
        "nuls-in-text": _page().replace(b"talks", b"ta\x00lks"),
        "ten-megabytes-and-one": b"a" * 10_000_001,
        "twenty-megabytes": b"<p>talks</p>" * 1_750_000,
        "rubbish": rubbish,
        "rubbish-in-a-page": _page(more=_SENTENCE).replace(b"talks", rubbish[:50]),
        "picture": b"\x89PNG\r\n\x1a\n" + rubbish[:3000],
        "pdf": b"%PDF-1.7\n" + rubbish[:3000],
        "zip": b"PK\x03\x04" + rubbish[:3000],
        "program": b"\x7fELF\x02\x01\x01" + rubbish[:3000],
        "gzip": packed,
        "gzip-truncated": packed[:-20],
        "gzip-of-two-bytes": b"\x1f\x8b",
        "gzip-damaged": packed[:40] + b"\xff" * 10 + packed[50:],
        "gzip-bomb": gzip.compress(b"\x00" * 30_000_000),
        "zlib": zlib.compress(_page()),
        "bom": b"\xef\xbb\xbf" + _page(),
        "bom-only": b"\xef\xbb\xbf",
        "two-boms": b"\xef\xbb\xbf\xef\xbb\xbf" + _page(),
        "utf-16": _page().decode().encode("utf-16"),
        "utf-16-odd": _page().decode().encode("utf-16")[:-1],
        "utf-16-without-bom": _page().decode().encode("utf-16-le"),
        "utf-32": _page().decode().encode("utf-32"),
        "utf-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-".encode("ascii"),
        "latin-1-called-utf-8": _page(more='<meta charset="utf-8">caf\u00e9').decode().encode("latin-1"),
        "utf-8-called-latin-1": _page(more='<meta charset="iso-8859-1">Київ'),
        "charset-unknown": _page(more='<meta charset="x-nobody-knows">'),
        "charset-hostile": _page(more='<meta charset="rot13">') + b'<meta charset="zlib_codec">',
        "lone-surrogates": _page("half \ud83d"),
        "overlong-utf-8": b"\xc0\xaf\xe0\x80\xaf" * 100 + _page(),
        "cut-utf-8": "Київ вестиме переговори".encode()[:-1],
        "right-to-left": _page("\u202eskat\u202c", "<p>\u2067שלום\u2069 \u202e evil</p>"),
        "escape-sequences": _page("\x1b]0;owned\x07\x1b[2J", "<p>\x1b[31mred\x9b0m</p>"),
        "markup-in-title": _page(_EVIL.replace("<", "&lt;")),
        "script-in-title": _page(_EVIL),
        "title-of-a-megabyte": _page("talks " * 170_000),
        "nested-divs": b"<div>" * 100_000 + _SENTENCE.encode(),
        "nested-and-closed": b"<div>" * 5000 + _SENTENCE.encode() * 5 + b"</div>" * 5000,
        "nested-lists": b"<ul><li>" * 20_000,
        "nested-tables": b"<table><tr><td>" * 3000 + _SENTENCE.encode(),
        "nested-quotes": b"<blockquote>" * 2000 + _SENTENCE.encode() * 3,
        "endless-attribute": b'<p class="' + b"a" * 500_000,
        "many-attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(4000)) + b">" + _SENTENCE.encode(),
        "endless-comment": b"<!-- " + b"talks " * 50_000,
        "endless-script": b"<script>" + b"talks " * 50_000,
        "never-closed": b"<html><body><article><p>" + _SENTENCE.encode() * 5,
        "closing-only": b"</div>" * 20_000,
        "half-tags": b"<" * 50_000,
        "entities": b"&amp;" * 20_000 + b"&#x0;&#xD800;&#x110000;&#9999999999;&bogus;",
        "billion-laughs": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;">]><html><body><p>&c;&c;</p></body></html>',
        "outside-entity": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<html><body><p>&x;</p></body></html>",
        "xml-declaration-wrong": b'<?xml version="9.9" encoding="utf-99"?>' + _page(),
        "frameset": b"<html><frameset><frame src=x></frameset></html>",
        "json": b'{"id": "a", "text": "Talks."}',
        "huge-line": b"talks " * 40_000,
        "many-lines": b"a\n" * 10_000,
        "one-letter-lines": "\n\n".join("abcdefghij" * 200).encode(),
        "no-spaces": "переговори".encode() * 3000,
        "only-marks": "\u0301".encode() * 5000,
        "only-punctuation": b".!?" * 2000,
        "only-quotes": "“”«»\"'".encode() * 3000,
        "only-emoji": "👩\u200d👩\u200d👧".encode() * 2000,
        "zero-width": "\u200b\u200c\u200d\u2060".encode() * 3000,
        "not-characters": "\ufffe\uffff\U0010ffff".encode("utf-8", "surrogatepass") * 500 + _page(),
        "separators": "one\u2028two\u2029three\x85four\x0bfive\x0csix\x1cseven. ".encode() * 50,
        "dates-that-are-none": _page(more='<meta property="article:published_time" content="99999-99-99T99:99">'),
        "links-that-are-none": _page(
            more='<link rel="canonical" href="javascript:alert(1)"><link rel="prev" href="\x00">'
        ),
        "json-ld-broken": _page(more='<script type="application/ld+json">{"@type": [[[[[</script>'),
        "json-ld-nested": _page(more=f'<script type="application/ld+json">{"[" * 20_000}</script>'),
        "json-ld-wrong-types": _page(
            more='<script type="application/ld+json">{"@type":"NewsArticle","headline":{},"author":[[1]],'
            '"datePublished":7}</script>'
        ),
        "base-hostile": _page(more='<base href="http://[::1">'),
        "shell": b"#!/bin/sh\nrm -rf /\n",
        "sql": b"'; DROP TABLE articles; --",
    }


def lines() -> dict[str, bytes]:
    """Return hostile files with one article a line, by name."""
    good = json.dumps({"id": "g", "text": _SENTENCE}).encode()
    return {
        "not-json": b"talks",
        "half-an-object": good[:-5],
        "list": b"[]",
        "number": b"17",
        "null": b"null",
        "nan": b"NaN",
        "long-number": b'{"text": ' + b"1" * 10_000 + b"}",
        "string": b'"talks"',
        "no-text": b'{"id": "a"}',
        "text-null": b'{"text": null}',
        "text-list": b'{"text": ["a"]}',
        "text-number": b'{"text": 5}',
        "text-empty": b'{"text": ""}',
        "text-blank": b'{"text": "  \\n "}',
        "text-nul": b'{"text": "a\\u0000b. c."}',
        "text-lone-surrogate": b'{"text": "half \\ud83d here. And \\udc00 there."}',
        "text-bidi": '{"text": "a \u202eb\u202c c. \u2067d\u2069"}'.encode(),
        "text-escapes": b'{"text": "\\u001b[2J gone. \\u009b31m"}',
        "text-markup": json.dumps({"text": _EVIL, "title": _EVIL, "url": "javascript:alert(1)"}).encode(),
        "text-too-long": json.dumps({"text": "talks " * 200_000}).encode(),
        "id-list": b'{"id": [1], "text": "Talks."}',
        "id-true": b'{"id": true, "text": "Talks."}',
        "id-number": b'{"id": 7, "text": "Talks."}',
        "id-hostile": b'{"id": "\\u001b[2J../../x", "text": "Talks."}',
        "title-list": b'{"title": ["a"], "text": "Talks."}',
        "url-number": b'{"url": 1, "text": "Talks."}',
        "url-broken": b'{"url": "http://[::1", "text": "Talks."}',
        "published-wrong": b'{"published": "yesterday", "text": "Talks."}',
        "nested": b"[" * 200_000,
        "nested-in-a-field": b'{"text": "Talks.", "x": ' + b'{"a":' * 100_000,
        "same-key-twice": b'{"text": "one. ", "text": "two. "}',
        "latin-1": '{"text": "caf\u00e9"}'.encode("latin-1"),
        "utf-16": good.decode().encode("utf-16"),
        "nuls-between": b"\x00\n" + good + b"\n\x00\x00\n",
        "carriage-returns": good + b"\r\n" + good + b"\r",
        "blank-lines": b"\n\n \n" + good + b"\n\n",
        "good-between-bad": b"{\n" + good + b"\n}\n" + good + b"\nx",
        "line-of-eleven-megabytes": b'{"text": "' + b"a" * 11_000_000 + b'"}\n' + good,
        "unicode-line-ends": json.dumps({"text": "a\u2028b\u2029c\x85d."}, ensure_ascii=False).encode(),
        "gzip": gzip.compress(good),
        "gzip-truncated": gzip.compress(good * 100)[:-30],
        "gzip-members": gzip.compress(good + b"\n") + gzip.compress(good),
        "gzip-then-rubbish": gzip.compress(good) + b"rubbish",
        "gzip-of-rubbish": gzip.compress(_RANDOM.randbytes(5000)),
        "gzip-head-only": b"\x1f\x8b\x08\x00",
    }


def _all() -> list[tuple[str, str, bytes]]:
    """Return (name, file name, content): pages as HTML, as text and without a suffix, lines plain and renamed."""
    found = [
        (f"{name}{suffix or '-bare'}", f"input{suffix}", content)
        for name, content in pages().items()
        for suffix in (".html", ".txt", "")
    ]
    found += [(f"{name}.jsonl", "input.jsonl", content) for name, content in (pages() | lines()).items()]
    found += [(f"{name}.jsonl.gz", "input.jsonl.gz", content) for name, content in lines().items()]
    return found


PAYLOADS = _all()
