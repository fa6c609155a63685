"""Which addresses and hosts are let through: a table of hostile ones."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.errors import RefusedError
from pourparler.fetch.addresses import host_refusal, literal, refusal
from pourparler.fetch.links import parse
from pourparler.settings import Settings

ADDRESSES = """
0.0.0.0 0.1.2.3 127.0.0.1 127.255.255.254 127.1.1.1 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1
192.168.255.255 169.254.169.254 169.254.0.1 100.64.0.1 100.127.255.255 100.100.100.200 192.0.0.1 192.0.0.9 192.0.0.192
192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
255.255.255.255
:: ::1 ::2 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
::ffff:169.254.169.254 ::ffff:0:127.0.0.1
64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 64:ff9b:1:ffff::7f00:1 100::1 2001::1
2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:7f00:0001::1
2002:a00:1::1 2002:808:808::1 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%1 febf::1 fec0::1
feff::1 ff02::1 ff0e::1 2620:4f:8000::1 2600:1f18::5efe:7f00:1 2600:1f18::200:5efe:a00:1 2606:4700:4700::1111%1
""".split()  # noqa: SIM905 - a table

PUBLIC = """
1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.167.255.255 192.169.0.1
223.255.255.255 2606:4700:4700::1111 2a00:1450:4001:80b::200e 2001:4860:4860::8888 2003::1
""".split()  # noqa: SIM905 - a table

LINKS = r"""
http://2130706433/ http://0x7f000001/ http://017700000001/ http://0x7f.1/ http://0177.0.0.1/ http://127.1/
http://127.0.1/ http://0/ http://0x0/ http://00.0.0.0/ http://127.0.0.1./ http://127.000.000.001/
http://0x7F.0x0.0x0.0x1/
http://0x/ http://1.2.3.4.5/ http://256.256.256.256/ http://example.1/ http://example.0x1/ http://134744072/
http://169.254.43518/ http://[::ffff:127.0.0.1%25lo]/ http://%31%32%37.0.0.1/ http://127.0.0.1%00.daily.example/
http://daily.example%2f@127.0.0.1/ http://user@daily.example/ http://user:secret@daily.example/
http://:secret@daily.example/ http://daily.example\@127.0.0.1/ http://127.0.0.1\.daily.example/
http://１２７.0.0.1/ http://①②⑦.0.0.1/ http://daily.example:8080/ http://daily.example:22/ https://daily.example:8443/
http://daily.example:0/ http://daily.example:65616/ http://daily.example:-80/ http://daily.example:99999999999/
http://daily.example:x/ ftp://daily.example/ file:///etc/passwd gopher://daily.example/ ws://daily.example/
data:text/html,x javascript:alert(1) unix:///var/run/docker.sock http+unix://%2Fvar%2Frun%2Fdocker.sock/
http:///etc/passwd http:
daily.example/page //daily.example/page /etc/passwd http://-daily.example/ http://daily..example/
http://.daily.example/
http://[::1 http://::1/ http://daily_example;x/ http://{daily}.example/ http://[v1.x]/ http://[127.0.0.1]/ http://*/
""".split()  # noqa: SIM905 - a table


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_let_through(address: str) -> None:
    assert refusal(ip_address(address)) is None


def test_table_is_long_enough() -> None:
    assert len(ADDRESSES) + len(LINKS) > 120


@pytest.mark.parametrize("link", [*LINKS, "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", ""])
def test_hostile_link_is_refused_with_a_sentence(link: str, settings: Settings) -> None:
    with pytest.raises(RefusedError) as caught:
        parse(link, settings)
    assert str(caught.value).endswith(".")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "link", ["http://daily.example/\x1b[2J", "http://daily.example/\nHost: x", "\ud800", "http://\ud800/"]
)
def test_link_with_control_characters_is_refused_and_not_repeated(link: str, settings: Settings) -> None:
    with pytest.raises(RefusedError) as caught:
        parse(link, settings)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("link", "read"),
    [
        ("  https://Daily.Example/a?b=c#part ", "https://daily.example/a?b=c"),
        ("https://daily.example:443/", "https://daily.example/"),
        ("http://daily.example:443/", "http://daily.example:443/"),
        ("https://новости.example/тема", "https://xn--b1amnebsh.example/%D1%82%D0%B5%D0%BC%D0%B0"),
        ("https://daily.example./", "https://daily.example./"),
        ("https://1.1.1.1/", "https://1.1.1.1/"),
    ],
)
def test_ordinary_link_is_taken(link: str, read: str, settings: Settings) -> None:
    assert str(parse(link, settings)) == read


@pytest.mark.parametrize(
    ("host", "link"),
    [
        ("localhost", "http://LOCALHOST:8000/x"),
        ("127.0.0.1", "http://127.0.0.1:1/"),
        ("[::1]", "http://[::1]:8080/"),
        ("::1", "http://[::1]:8080/"),
        ("Daily.Example.", "https://daily.example:8443/"),
    ],
)
def test_allowed_host_may_have_any_port(host: str, link: str, settings: Settings) -> None:
    allowing = settings.model_copy(update={"allow_hosts": (host,)})
    assert str(parse(link, allowing)).startswith(link[:5])


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1.daily.example:8000/", "http://xlocalhost:8000/", "http://2130706433:8000/"]
)
def test_allowing_a_host_allows_no_other(link: str, settings: Settings) -> None:
    allowing = settings.model_copy(update={"allow_hosts": ("127.0.0.1", "localhost")})
    with pytest.raises(RefusedError):
        parse(link, allowing)


@given(st.ip_addresses(v=4))
def test_no_wrapping_of_an_address_is_let_through(address: IPv4Address) -> None:
    number = int(address)
    for wrapped in (
        number,
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x2002 << 112 | number << 80 | 1,
        0x20010000 << 96 | number ^ 0xFFFFFFFF,
        0x2600 << 112 | 0x5EFE << 32 | number,
    ):
        assert refusal(IPv6Address(wrapped))


@given(st.ip_addresses())
def test_what_is_let_through_is_global_and_spelled_canonically(address: IPv4Address | IPv6Address) -> None:
    if refusal(address) is None:
        assert address.is_global
        assert not address.is_multicast
    assert literal(str(address)) == address
    assert host_refusal(str(address)) is None


def outcome(link: str, settings: Settings) -> str:
    """The link as it is read, or the refusal."""
    try:
        return str(parse(link, settings))
    except RefusedError as error:
        return str(error)


@given(st.text(max_size=80))
def test_any_text_is_a_link_or_a_refusal(text: str) -> None:
    settings = Settings(allow_hosts=())
    for link in (text, f"http://{text}/", f"https://daily.example/{text}"):
        assert outcome(link, settings).isprintable()
