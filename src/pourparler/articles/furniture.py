"""Which blocks of a page are furniture: rules in a fixed order, each for one kind, over blocks in page order.

A rule never takes a paragraph of more than 25 words that ends as a sentence does: what reads like an article stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pourparler.articles.characters import finished, wordkey
from pourparler.articles.credits import credit_line
from pourparler.articles.neighbours import Neighbours, find
from pourparler.articles.openings import STOPLESS, openings
from pourparler.articles.phrases import DOUBTFUL, HEADINGS, LABELS, LINES, NETWORKS, SHARING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.articles.blocks import Block

__all__ = ["mark", "sentence_like", "title_like"]

_MOST_WORDS, _MOST_CHARACTERS = 45, 500  # no line of furniture is longer
_SENTENCE_WORDS = 25  # with final punctuation, more words than these make a paragraph of the article
_MOST_RELATED = 12  # titles in one list of related stories
_LEADING = re.compile(r"^[^\w@\"'“‘«(\[]+")
_FIRST_WORD = re.compile(r"[^\W_][\w']*")
_REPORTED = re.compile(
    r"\b(?:said|says|told|tells|added|warned|urged|urges|announced|according to|argued|insisted|stated|reported that"
    r"|quoted|claimed|demanded|promised|threatened|wrote|he|she|his|her|they|their)\b",
    re.IGNORECASE,
)
_CAPITAL_LABEL = re.compile(
    r"(?:(?:ALSO READ|READ ALSO|READ MORE|READ NEXT|SEE ALSO|MUST READ|DON['’]T MISS|RELATED(?: (?:STORY|STORIES"
    r"|ARTICLES?|NEWS|VIDEO))?|RECOMMENDED|MORE|TRENDING|JUST IN)[\s:|–—-]+"
    r"|(?:WATCH|LISTEN|VIDEO|PHOTOS?|GALLERY|PODCAST|READ)"
    r"(?: NOW| LIVE| MORE)?\s*[:|–—]\s*)(?=\S)"
)
_CONTACT = re.compile(
    r"^(?:e-?mail|follow|contact|reach|write to|tweet|have a tip|got a tip|get in touch|to contact)\b.*(?:@\w|\S+@\S+)",
    re.IGNORECASE,
)
_HEADING_IN = re.compile(
    r"(?:most (?:read|popular|viewed|shared)|more (?:in|from|on)|latest (?:in|from)|top stories in|popular in)\b.+",
    re.IGNORECASE,
)
# Labels with which a sentence can start: "Related: the word came up twice in the treaty."
_WEAK_LABEL = re.compile(
    r"(?:related|recommended|trending|most read|learn more|find out more|up next)\b", re.IGNORECASE
)
_MEDIA_LABEL = re.compile(
    r"(?:watch|listen|video|photos|gallery|in pictures|podcast|live updates)(?: now| live)?\s*[:|]\s*\S", re.IGNORECASE
)
_LINKED_LABEL = re.compile(
    r"(?:also read|read also|read more|read next|read|see also|see|related|recommended|watch|listen|more|next|video"
    r"|photos?|gallery)\b[\s:|–—-]*\S",
    re.IGNORECASE,
)


def sentence_like(text: str) -> bool:
    """Say whether ``text`` is too long and too finished to be furniture."""
    if len(text) > _MOST_CHARACTERS:
        return True
    words = len(text.split())
    return words > _MOST_WORDS or (words > _SENTENCE_WORDS and finished(text))


def title_like(block: Block, most: int = 22) -> bool:
    """Say whether ``block`` reads like the title of another article: short, and without a full stop."""
    words = len(block.text.split()) if len(block.text) <= _MOST_CHARACTERS else 0
    return 1 < words <= most and block.text[-1] not in ".:;,"


def mark(blocks: Sequence[Block]) -> tuple[dict[int, str], Neighbours]:
    """Find the furniture among ``blocks``.

    Returns:
        Index of each block to cut, with the kind of furniture it is; and the neighbours that the page names.
    """
    neighbours = find(blocks)
    cuts = dict.fromkeys(neighbours.lines, "neighbour")
    for index, block in enumerate(blocks):
        if index not in cuts and not sentence_like(block.text) and (kind := _kind(block)):
            cuts[index] = kind
    _related(blocks, cuts)
    _sharing(blocks, cuts)
    return cuts, neighbours


def _kind(block: Block) -> str | None:
    """Say what furniture a line is by its own words."""
    text = block.text if block.text[:1].isalnum() else _LEADING.sub("", block.text)
    words = text.split()
    if not words:
        return None
    if len(words) <= 10 and (kind := LINES.get(wordkey(text))):
        return kind
    if _label(block, text, len(words)):
        return "more"
    if "@" in text and len(words) <= 36 and _CONTACT.match(text):
        return "contact"
    return _opening(block, text, len(words)) or _share_line(block, text, words) or credit_line(block)


def _label(block: Block, text: str, words: int) -> bool:
    """Know "Read also: <title>": a label, something that parts it from the title, and no more than a title."""
    if words > 30 or (block.kind == "head" and not block.linked and not text.isupper() and words < 3):
        return False
    if (label := LABELS.match(text.lstrip("[("))) and label.end() < len(text):
        return block.linked or not text.endswith(".") or not _WEAK_LABEL.match(text)
    if _MEDIA_LABEL.match(text) and words <= 16 and not text.endswith("."):
        return True
    if _CAPITAL_LABEL.match(text) and not finished(text):
        return True
    return (
        (block.links or 0) >= 0.6
        and words >= 3
        and block.kind != "head"
        and bool(_LINKED_LABEL.match(text))
        and (block.linked or ":" in text[:24])
    )


def _opening(block: Block, text: str, words: int) -> str | None:
    if words > 36:
        return None
    lower = text.casefold().replace("’", "'")
    first = _FIRST_WORD.match(lower)
    if not first:
        return None
    if "your inbox" in lower and words <= _SENTENCE_WORDS and not _REPORTED.search(lower):
        return "newsletter"
    word = "#" if first[0][0].isdigit() else first[0]
    for kind, pattern in openings(word):
        if pattern.fullmatch(lower):
            if not block.linked and words > 2 and _REPORTED.search(lower):
                return None
            if kind in STOPLESS and lower.endswith(".") and (block.links or 0) < 0.3 and " here" not in lower:
                continue
            return kind
    return None


def _share_line(block: Block, text: str, words: list[str]) -> str | None:
    """A bar of networks: "Facebook Twitter WhatsApp", or one network's name that is a link or a button."""
    if len(words) > 14:
        return None
    names = wordkey(text).split()
    if NETWORKS.isdisjoint(names) or not SHARING.issuperset(names):
        return None
    networks = sum(name in NETWORKS for name in names)
    if networks >= (3 if block.kind == "head" else 2) or block.linked or block.kind == "control":
        return "share"
    return None


def _related(blocks: Sequence[Block], cuts: dict[int, str]) -> None:
    """Cut a heading such as "Related stories" with the run of titles below it."""
    for index, block in enumerate(blocks):
        key = wordkey(block.text) if len(block.text) < 60 else ""
        named = key in HEADINGS
        if not (named or _HEADING_IN.fullmatch(key)) or cuts.get(index) == "neighbour":
            continue
        run = _run(blocks, index, cuts, key)
        if not named and (len(run) < 2 or not all(blocks[at].linked for at in run)):
            continue
        if run or index in cuts or index + 1 == len(blocks) or block.linked or (named and key not in DOUBTFUL):
            cuts[index] = "related"
            cuts.update(dict.fromkeys(run, "related"))


def _run(blocks: Sequence[Block], index: int, cuts: dict[int, str], key: str) -> list[int]:
    """Return the titles below the heading at ``index``: links where the page has links, title-like lines elsewhere."""
    run: list[int] = []
    single = ("read" in key.split() and len(key.split()) == 2) or key in ("see also", "read next", "up next")
    links_only = key == "read more" and not blocks[index].text.rstrip().endswith(":")
    for follower in range(index + 1, min(index + 1 + 2 * _MOST_RELATED, len(blocks))):
        block = blocks[follower]
        if block.zone != blocks[index].zone and block.zone in ("nav", "footer", "header"):
            break
        if cuts.get(follower):
            continue
        loose = not links_only and title_like(block)
        if block.kind == "head" and not block.linked:
            loose = (
                loose and block.links is not None and follower > index + 1 and blocks[index].heading > 0 < block.heading
            )
            loose = loose and block.heading > blocks[index].heading
        elif run and blocks[run[0]].linked and block.kind != "item":
            loose = loose and len(block.text.split()) <= 6
        if sentence_like(block.text) or not (block.linked or loose):
            break
        run.append(follower)
        if len(run) == _MOST_RELATED or (single and block.kind != "item" and not block.linked):
            break
    return run


def _sharing(blocks: Sequence[Block], cuts: dict[int, str]) -> None:
    """Cut single network names beside a line that is a share bar already, and runs of three and more."""
    run: list[int] = []
    for index in range(len(blocks) + 1):
        name = index < len(blocks) and len(blocks[index].text) < 20 and wordkey(blocks[index].text) in NETWORKS
        if name or (index < len(blocks) and cuts.get(index) == "share"):
            run.append(index)
            continue
        if not run:
            continue
        bare = [at for at in run if at not in cuts]
        labelled = len(bare) < len(run)
        listed = any(blocks[at].kind == "item" for at in bare)
        if bare and (labelled or (len(run) >= 3 and not listed)):
            cuts.update(dict.fromkeys(bare, "share"))
        run = []
