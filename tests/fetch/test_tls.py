"""Certificates are always verified, against the name in the link."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from pourparler.errors import RefusedError, RetryError, UsageError
from pourparler.fetch import fetch
from pourparler.fetch.guard import Internet

if TYPE_CHECKING:
    from pathlib import Path

    from pourparler.settings import Settings
    from tests.fetch.conftest import Serve

OPENSSL = shutil.which("openssl")
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>Hi"

pytestmark = pytest.mark.skipif(
    OPENSSL is None, reason="The openssl command, which makes the certificates, is missing."
)


def certificate(folder: Path, names: str) -> tuple[Path, ssl.SSLContext]:
    """Make a self-signed certificate for ``names`` and a server context that shows it."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(  # noqa: S603 - fixed arguments
        [str(OPENSSL), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", str(key), "-out", str(cert), "-days", "2", "-subj", "/CN=test",
         "-addext", f"subjectAltName={names}"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context


def test_self_signed_server_is_refused(tmp_path: Path, serve: Serve, local: Settings) -> None:
    _, context = certificate(tmp_path, "IP:127.0.0.1")
    server = serve(lambda c: c.sendall(ANSWER), context)
    with pytest.raises(RefusedError, match="certificate is not valid"):
        fetch(f"https://127.0.0.1:{server.port}/", local)


def test_trusted_certificate_is_verified_against_the_name_not_the_address(
    tmp_path: Path, serve: Serve, local: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name resolves to this machine; the certificate is for the name alone."""
    cert, context = certificate(tmp_path, "DNS:daily.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    monkeypatch.setattr(Internet, "resolve", lambda *_: ("127.0.0.1",))
    allowing = local.model_copy(update={"allow_hosts": ("daily.example", "other.example", "127.0.0.1")})
    server = serve(lambda c: c.sendall(ANSWER), context)
    assert fetch(f"https://daily.example:{server.port}/", allowing).content == b"<p>Hi"
    for host in ("other.example", "127.0.0.1"):
        with pytest.raises(RefusedError, match="certificate is not valid"):
            fetch(f"https://{host}:{server.port}/", allowing)


def test_server_without_tls_may_be_tried_again(serve: Serve, local: Settings) -> None:
    server = serve(lambda c: c.sendall(ANSWER))
    with pytest.raises(RetryError):
        fetch(f"https://127.0.0.1:{server.port}/", local)


def test_wrong_certificate_file_is_a_usage_error(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "missing.pem", tmp_path / "wrong.pem"):
        (tmp_path / "wrong.pem").write_text("no certificate")
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        with pytest.raises(UsageError, match="SSL_CERT_FILE"):
            fetch("https://daily.example/", settings)
