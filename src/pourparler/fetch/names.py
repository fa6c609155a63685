"""The names of inputs: whether one is an address, and how a message shows it: short, printable, on one line."""

from __future__ import annotations

__all__ = ["is_web", "shown"]

LONGEST = 200
"""Most characters of a name that a message repeats: a sentence is to stay a sentence."""


def is_web(name: str) -> bool:
    """Say whether a name is an address, so that what it names is fetched over the network."""
    return name.lower().startswith(("http://", "https://"))


def shown(name: object) -> str:
    r"""Return ``name`` as a message may print it.

    Names come from outside: a terminal must not obey the escape sequences in them, and right-to-left
    marks must not turn a sentence round. Every character that does not print is written as an escape.

    >>> shown("page\x1b[2J.html")
    'page\\x1b[2J.html'
    """
    text = str(name)
    if len(text) > LONGEST:
        text = f"{text[: LONGEST - 20]}…{text[-19:]}"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
