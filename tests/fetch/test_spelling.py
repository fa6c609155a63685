"""Each address has one spelling, and different pages keep different ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from pourparler.errors import RefusedError
from pourparler.fetch import canonical


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("HTTPS://Daily.Example:443/Talks#top", "https://daily.example/Talks"),
        ("http://daily.example:80", "http://daily.example/"),
        ("http://daily.example:443/", "http://daily.example:443/"),
        ("http://daily.example./a", "http://daily.example/a"),
        ("  https://daily.example/a\n", "https://daily.example/a"),
        ("https://daily.example/a?", "https://daily.example/a"),
        ("https://daily.example/a?&b=1&&c=2&", "https://daily.example/a?b=1&c=2"),
        ("https://daily.example/?b=2&a=1", "https://daily.example/?b=2&a=1"),
        ("https://daily.example/%7euser/%c3%a9?q=%2f%2F", "https://daily.example/~user/%C3%A9?q=%2F%2F"),
        ("https://daily.example/a/./b/../c", "https://daily.example/a/c"),
        ("https://daily.example/a/%2E%2E/c", "https://daily.example/c"),
        ("https://daily.example/a;jsessionid=1A2B?x=1", "https://daily.example/a?x=1"),
        ("https://новости.example/тема", "https://xn--b1amnebsh.example/%D1%82%D0%B5%D0%BC%D0%B0"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
        ("https://daily.example/a?utm_source=x&utm_medium=y&id=7&fbclid=z", "https://daily.example/a?id=7"),
        ("https://daily.example/a?UTM_Campaign=x&at_medium=RSS&at_campaign=r", "https://daily.example/a"),
        ("https://daily.example/a?%75tm_source=x", "https://daily.example/a"),
        (
            "https://daily.example/a?gclid=1&dclid=2&msclkid=3&yclid=4&igshid=5&mc_cid=6&_hsenc=7",
            "https://daily.example/a",
        ),
        ("https://daily.example/amp/a?amp=1&outputType=amp", "https://daily.example/amp/a?amp=1&outputType=amp"),
    ],
)
def test_address_is_spelled(written: str, spelled: str) -> None:
    assert canonical(written) == spelled


@pytest.mark.parametrize(
    "address",
    [
        "https://daily.example/story.php?cid=17",
        "https://daily.example/story.php?eid=17&source=wire",
        "https://daily.example/?p=5&ref=front&keyword=talks",
        "https://daily.example/news?20240902",
        "https://daily.example/news?id=",
        "https://daily.example/a//b",
        "https://daily.example/A",
        "https://daily.example/a/",
        "https://www.daily.example/a",
        "https://daily.example/a?page=2",
        "https://daily.example/a?t=1&t=2",
        "https://daily.example/a?category=at&g=1&y=2",
        "https://daily.example:8443/a",
    ],
)
def test_what_can_name_another_page_stays(address: str) -> None:
    assert canonical(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "daily.example/a", "ftp://daily.example/", "javascript:alert(1)", "mailto:a@daily.example", "http://", "http:///a",
     "http://user:secret@daily.example/", "http://[::1", "/a", "https://daily.example/" + "a" * 5000,
     "data:text/html,x", "http://daily.example/\x00", "http://daily.example:x/", "http://\ud800/"],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(address: str) -> None:
    with pytest.raises(RefusedError) as caught:
        canonical(address)
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()
    assert "secret" not in str(caught.value)


PIECES = st.sampled_from(
    [
        "/",
        "//",
        "?",
        "&",
        "#",
        "%",
        "%2e",
        "%2E%2e",
        "..",
        ".",
        ";jsessionid=1",
        "utm_source=a",
        "%75tm_a=b",
        "=",
        "a",
        "é",
    ]
)


@tuned(max_examples=600, deadline=None)
@given(
    st.sampled_from(["http://", "https://", "HTTP://", ""]),
    st.sampled_from(["daily.example", "Daily.Example:80", "новости.example.", "[::1]:443", "1.2.3.4"])
    | st.text(max_size=10),
    st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join),
)
def test_spelling_twice_changes_nothing(scheme: str, host: str, rest: str) -> None:
    try:
        spelled = canonical(f"{scheme}{host}/{rest}")
    except RefusedError:
        return
    assert canonical(spelled) == spelled
    assert spelled.isascii()
    assert "#" not in spelled
