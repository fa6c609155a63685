"""Between a Capture and the records that keep it: headers, digests, HTTP messages.

A capture holds the body unpacked. So that no header lies about the body beside it, those that tell of its packing on
the way are kept under the names that Common Crawl uses (``X-Crawl-Content-Encoding``), and the length is the body's.

What a capture says of itself, and no HTTP header can (what the user called it, for instance), stands as JSON in the
field ``WARC-JSON-Metadata``, as other archives write theirs.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import uuid
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pourparler.errors import RefusedError, UnreadableError, UsageError
from pourparler.fetch.answers import check_media_type, content_type, packing_of
from pourparler.fetch.unpacking import unpack
from pourparler.fetch.warc.records import MOST_HEAD, head_of
from pourparler.types import Capture

if TYPE_CHECKING:
    from pourparler.fetch.exchange import Answer, Headers
    from pourparler.fetch.warc.records import Record

__all__ = ["capture_of", "info", "packed", "records_of"]

_ON_THE_WAY = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_URI = re.compile(r"[!#-;=?-Z\\\]^_`a-z{|}~\[]{1,8000}")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]{0,99}(?:;[^\r\n]{0,200})?\r?\n")
_OWN = "pourparler"


def packed(record: bytes) -> bytes:
    """Pack a record as one gzip member: the same bytes for the same record, whenever and wherever."""
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(record) + packer.flush()


def info(moment: datetime, software: str) -> bytes:
    """Return the record that a file begins with."""
    block = (
        f"software: {software}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    ).encode()
    return _record("warcinfo", {"Content-Type": "application/warc-fields"}, block, moment)


def records_of(capture: Capture, answer: Answer | None) -> tuple[bytes, ...]:
    """Write a capture: a ``response`` and its ``request``, or a ``resource`` where no server was asked.

    Args:
        capture: what is kept.
        answer: the exchange that brought it.

    Returns:
        Records not yet packed, that of the capture first.

    Raises:
        UsageError: its name or address is too long to be kept.
    """
    own = {key: getattr(capture, key) for key in ("name", "url", "media_type", "charset")}
    fields = {
        "WARC-Target-URI": _uri(capture.url) or f"urn:sha256:{hashlib.sha256(capture.content).hexdigest()}",
        "WARC-Payload-Digest": _digest(capture.content),
        "WARC-JSON-Metadata": json.dumps({_OWN: own}, separators=(",", ":")),
    }
    if answer is None:
        media_type = _line(capture.media_type or "") or "application/octet-stream"
        return (_record("resource", {**fields, "Content-Type": media_type}, capture.content, capture.fetched),)
    head = _head(f"HTTP/1.1 {answer.status} ", (*_told(answer.answered), ("Content-Length", str(len(capture.content)))))
    message = {"Content-Type": "application/http; msgtype=response"}
    response = _record("response", {**fields, **message}, head + capture.content, capture.fetched)
    asked = {
        "WARC-Target-URI": fields["WARC-Target-URI"],
        "WARC-Concurrent-To": head_of(response[:MOST_HEAD].partition(b"\r\n\r\n")[0])["warc-record-id"],
        "Content-Type": "application/http; msgtype=request",
    }
    target = re.sub(r"^[a-z]+://[^/?#]*", "", fields["WARC-Target-URI"]) or "/"
    return response, _record("request", asked, _head(f"GET {target} HTTP/1.1", answer.asked), capture.fetched)


def capture_of(record: Record, name: str, limit: int) -> Capture | None:
    """Read a capture off a record.

    Args:
        record: with its block.
        name: what to call it if the record does not say.
        limit: most bytes of the body, unpacked.

    Returns:
        None for what holds no page: an image, a redirect, an error, the record of a request.

    Raises:
        QuarantineError: it should hold one, and does not.
    """
    kind, block = record.headers.get("warc-type", "").lower(), record.block
    if block is None or kind not in {"response", "resource"}:
        return None
    uri = record.headers.get("warc-target-uri", "").strip("<>")
    own = _own(record.headers.get("warc-json-metadata"))
    if kind == "resource" or not record.headers.get("content-type", "").startswith("application/http"):
        header, content = record.headers.get("content-type"), block
    else:
        message = _body(block, name, limit, whole=own is not None)
        if message is None:
            return None
        header, content = message
    media_type, charset = content_type(header)
    url = uri if uri.startswith(("http://", "https://")) else None
    if own is None:
        if not _page(media_type) or not content:
            return None
        own = {"name": url or name, "url": url, "media_type": media_type, "charset": charset}
    digest = record.headers.get("warc-payload-digest", "")
    if digest.startswith("sha256:") and digest != _digest(content):
        raise UnreadableError("its digest does not fit: it was changed after it was written")
    sha256 = hashlib.sha256(content).hexdigest()
    return Capture(content, own["url"], own["name"], own["media_type"], own["charset"], _moment(record), sha256)


def _own(text: str | None) -> dict[str, Any] | None:
    """Return what one of our own captures says of itself, or None."""
    try:
        own = json.loads(text or "")[_OWN]
        kept = {key: own[key] for key in ("name", "url", "media_type", "charset")}
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    right = isinstance(kept["name"], str) and all(isinstance(value, str | None) for value in kept.values())
    return kept if right else None


def _body(block: bytes, name: str, limit: int, *, whole: bool) -> tuple[str | None, bytes] | None:
    """Take an HTTP answer apart into its Content-Type and its body; None for what is no page."""
    head, blank, body = block.partition(b"\r\n\r\n")
    if not blank:
        head, blank, body = block.partition(b"\n\n")
    status = _STATUS.match(head)
    if not blank or status is None or len(head) > MOST_HEAD:
        raise UnreadableError("it holds no HTTP answer")
    headers = head_of(head.partition(b"\n")[2])
    if whole:
        return headers.get("content-type"), body
    if not 200 <= int(status[1]) < 300 or not _page(content_type(headers.get("content-type"))[0]):
        return None
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    packing = packing_of(headers.get("content-encoding"), name)
    try:
        body = unpack((body,), packing, limit=limit, name=name) if packing != "identity" else body
    except UnreadableError:
        # Many archives keep the body unpacked and the header as it was. Text is then text, whatever it says.
        if body.startswith(b"\x1f\x8b"):
            raise
    return headers.get("content-type"), body


def _page(media_type: str | None) -> bool:
    try:
        check_media_type(media_type, "")
    except RefusedError:
        return False
    return True


def _dechunked(body: bytes) -> bytes:
    """Undo chunks; a body that has none, as many archives keep it, stays."""
    joined = bytearray()
    at = 0
    while (chunk := _CHUNK.match(body, at)) is not None:
        size = int(chunk[1], 16)
        joined += body[chunk.end() : chunk.end() + size]
        at = chunk.end() + size
        if size == 0 or at >= len(body):
            return bytes(joined)
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return bytes(joined) if joined else body


def _moment(record: Record) -> datetime:
    try:
        moment = datetime.fromisoformat(record.headers.get("warc-date", ""))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableError("it does not say when it was fetched") from error


def _record(kind: str, fields: dict[str, str], block: bytes, moment: datetime) -> bytes:
    """Write one record; its identifier comes from what it holds."""
    date = moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    fields = {"WARC-Date": date, **fields, "WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    identity = uuid.UUID(bytes=hashlib.sha256(f"{kind}\n{lines}".encode()).digest()[:16], version=5)
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{identity}>\r\n{lines}\r\n".encode()
    if len(head) > MOST_HEAD:
        raise UsageError("The page's name or address is too long to be kept in an archive.")
    return head + block + b"\r\n\r\n"


def _digest(data: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(data).digest()).decode('ascii')}"


def _uri(url: str | None) -> str | None:
    return url if url and _URI.fullmatch(url) and ":" in url else None


def _told(headers: Headers) -> Headers:
    return tuple((f"X-Crawl-{name}" if name.lower() in _ON_THE_WAY else name, value) for name, value in headers)


def _line(text: str) -> str:
    return _CONTROL.sub("", text).encode("ascii", "replace").decode("ascii")[:1000]


def _head(first: str, headers: Headers) -> bytes:
    lines = [first, *(f"{_CONTROL.sub('', name)}: {_CONTROL.sub('', value)}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")
