"""Patterns for lines of page furniture that vary, found by their first word.

Each pattern must match the whole line, in lower case and with straight apostrophes. They were written from the habits
of news sites at large, and tried on the open half of a benchmark's pages (96, 2026-11) and on traps: sentences that
begin as furniture does.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["STOPLESS", "openings"]

_GOODS = (
    r"(?:newsletters?|e-?mails?|inbox|mailing list|alerts?|push notifications?|briefings?|bulletins?|daily digest"
    r"|weekly digest|podcast|updates)"
)
_CHANNELS = (
    r"(?:facebook|twitter|x|instagram|telegram|whatsapp|youtube|linkedin|google news|tiktok|viber|threads|bluesky"
    r"|mastodon|flipboard|rss|social media|apple news|discord|vk)"
)
_PAGE = r"(?:this |our |the )?(?:full |complete |entire )?(?:article|story|post|content|page|report|analysis|coverage)"

# A line by these words alone may be a real sentence ("Sponsored by Turkey, the talks opened."): with a final full stop
# it is furniture only where the mark-up makes it a link.
STOPLESS = frozenset(("share", "advertisement", "summary", "more"))

# Kind, first words, the rest of the line; "#" stands for a number. Final punctuation is always allowed.
# fmt: off
_OPENINGS: tuple[tuple[str, str, str], ...] = (
    ("summary", "reading read", r" ?time:? .{0,12}\d+.{0,12}"),
    ("summary", "tempo lesezeit tiempo temps", r"(?: de (?:leitura|lectura|lecture))?:? .{0,20}\d+.{0,12}"),
    ("summary", "estimated", r" (?:reading|read) time:? .{0,20}"),
    ("summary", "#", r" ?-?(?:min|minute|mins|minutes)\.?(?: (?:read|reading|listen|watch))?(?: time)?"),
    ("summary", "listen", r" (?:to|now|\().{0,40}(?:\d+ ?(?:min|sec|:)|podcast|audio|this (?:article|story)).{0,20}"),
    ("summary", "get", r" (?:a|the|your) (?:quick |short |free |ai )*summary(?: of| in| with| here| now).{0,40}"),
    ("more", "read", (
        r" (?:more|the full (?:story|article|report|text|interview)|the rest|on) (?:about|on|of|at|from|in|here"
        r"|by)\b.{0,90}"
    )),
    ("more", "read see", (
        r" (?:more of )?(?:our|all (?:of )?our|all the) (?:full |latest |live |other |previous )*(?:coverage"
        r"|stories|reporting|explainer|guide|live ?blog|articles)\b.{0,60}"
    )),
    ("more", "click tap", (
        r" (?:here|on|through|below|the link)\b.{0,20}(?:to|for|read|see|view|subscribe|join|follow).{0,60}"
    )),
    ("more", "for", (
        r" (?:more(?! than)|the latest|breaking|all the latest)\b.{0,60}\b(?:click|visit|subscribe|sign up"
        r"|download|follow us|head to|check out|go to|see our|read our|read the full|log on)\b.{0,60}"
    )),
    ("more", "continue", r" reading (?:below|at|on|the (?:article|story|main)|here|this).{0,40}"),
    ("more", "filed", r" (?:under|in):? .{1,80}"),
    ("more", "scroll", r" (?:down |up )?(?:for|to) (?:more|continue|read|see|the next).{0,40}"),
    ("more", "view see", (
        rf" (?:all |more |full )*(?:comments|photos|pictures|images|gallery|coverage|{_PAGE})(?: \(\d+\))?"
    )),
    ("share", "share tweet print email save send bookmark like", (
        r" (?:this|the) (?:article|story|post|page|news|link)"
        r"(?: ?(?:on|via|with|by|now|for later|:|\|).{0,40})?"
    )),
    ("share", "share", r" (?:on|via|using) .{1,40}"),
    ("share", "like enjoyed liked", r" (?:this|our) (?:article|story|post|page)\b.{0,60}"),
    ("share", "#", r" ?(?:shares?|likes?|views|reads|retweets|reposts|claps)"),
    ("newsletter", "sign", rf" ?up\b.{{0,60}}\b{_GOODS}\b.{{0,70}}"),
    ("newsletter", "sign", r" up (?:here|today|below|free|for free|to our|for our)\b.{0,60}"),
    ("newsletter", "subscribe", (
        rf" (?:to|for|on|now|today|here|and|with|via)\b.{{0,60}}\b(?:{_GOODS}|{_CHANNELS}|channel"
        rf"|feed|our)\b.{{0,60}}"
    )),
    ("newsletter", "get receive have want", (
        r"\b.{0,80}\b(?:in|to|into|by|via) (?:your |my )(?:inbox|e-?mail|mail|phone"
        r"|mobile)\b.{0,40}"
    )),
    ("newsletter", "get receive", (
        rf" (?:the |our |a |breaking |daily |free |latest |weekly |more )+.{{0,40}}\b{_GOODS}\b.{{0,60}}"
    )),
    ("newsletter", "enter", r" your e-?mail\b.{0,60}"),
    ("newsletter", "by", (
        r" (?:signing up|subscribing|submitting|registering|providing your|clicking|creating an account|entering)"
        r"\b.{0,140}(?:terms|privacy|you agree|i agree|consent|receive|policy).{0,100}"
    )),
    ("newsletter", "join", (
        rf" (?:our|us on|over \d|thousands|\d[\d,.]* ?\w*)\b.{{0,60}}\b(?:{_GOODS}|{_CHANNELS}|channels?"
        rf"|community|subscribers|readers)\b.{{0,50}}"
    )),
    ("newsletter", "join", rf" the .{{0,40}}\b(?:{_GOODS}|{_CHANNELS})\b.{{0,50}}"),
    ("newsletter", "stay keep", (
        r" (?:informed|updated|up to date|up-to-date|connected|tuned|in touch)\b.{0,30}(?:with|by|on|via"
        r"|:|!).{0,60}"
    )),
    ("newsletter", "don't never", (
        r" miss (?:out|a|an|any|our|the latest|another)\b.{0,30}\b(?:story|stories|news|updates?"
        r"|newsletter|briefing|headlines?|episode)\b.{0,40}"
    )),
    ("newsletter", "our", (
        rf" (?:free |daily |weekly |morning |evening )*{_GOODS}\b.{{0,20}}(?:delivers?|brings?|sends?).{{0,80}}"
    )),
    ("newsletter", "the", (
        r" .{2,60}(?:delivered|straight|direct|sent) (?:directly )?to your (?:inbox|e-?mail|phone).{0,40}"
    )),
    ("app", "download install get try", r" (?:the |our |it |now )?.{0,40}\b(?:apps?|app store|google play)\b.{0,50}"),
    ("app", "follow like find", rf" (?:us|our \w+) (?:on|via|at|:)\b.{{0,40}}\b(?:{_CHANNELS})\b.{{0,60}}"),
    ("app", "follow", rf" [\w@.&' -]{{2,40}}? on (?:our )?(?:{_CHANNELS})\b.{{0,60}}"),
    ("app", "follow", r" (?:us|@\w+|our channel|our page|the author)\b.{0,50}"),
    ("newsletter", "if", r" you (?:enjoyed|liked|like|found) (?:this|our)\b.{0,120}"),
    ("app", "the", r" .{2,30} app (?:is|has|gives|lets|now)\b.{0,60}(?:download|app store|google play).{0,40}"),
    ("advertisement", "advertisement advertisements advert ad ads", (
        r" ?(?:[-–—:|(/.]|\d|continue reading|scroll|by google|story"
        r" continues|article continues).{0,50}"
    )),
    ("advertisement", "sponsored promoted paid presented", r" (?:by|content by|post by|post:) .{1,40}"),
    ("advertisement", "story article content post", r" continues? (?:below|after|beneath|following)\b.{0,40}"),
    ("advertisement", "this", (
        r" (?:is an? (?:ad|advertisement|paid|sponsored)|content is (?:paid|sponsored|provided by)"
        r"|(?:article|post|page|story|site) (?:may )?contains? (?:affiliate|sponsored)).{0,90}"
    )),
    ("comments", "#", r" ?(?:comments?|replies|responses)"),
    ("comments", "comments", r" ?[(\[:]? ?\d+ ?[)\]]?"),
    ("comments", "leave join post add view show see read share", (
        r" (?:a |an |the |your |all |us |in |\d+ )*(?:comments?|reply"
        r"|conversation|your thoughts|thoughts|opinion)(?: \(?\d+\)?)?(?: (?:below|on this|with us"
        r"|in the comments|here).{0,40})?"
    )),
    ("comments", "have", (
        r" (?:you got )?(?:a|any|an) (?:story|news tip|tip|comment|question|correction)\b.{0,80}(?:\?|@|e-?mail"
        r"|contact|let us|get in touch).{0,60}"
    )),
    ("comments", "do", r" you have (?:a|any|more) (?:story|news tip|tip|information|question|news)\b.{0,80}"),
    ("comments", "you", r" must (?:be logged in|log in|sign in|be signed in|be registered)\b.{0,60}"),
    ("comments", "log", r" ?in (?:to (?:comment|reply|leave|post|join)|with|or|using)\b.{0,60}"),
    ("cookies", "we", r" (?:and our \w* ?partners )?(?:use|store|rely on|also use)\b[^.]{0,60}\bcookies\b.{0,140}"),
    ("cookies", "our this the", r" (?:web ?site|site|page|app|service)s?\b[^.,]{0,60}\bcookies\b.{0,140}"),
    ("cookies", "by", (
        r" (?:continuing|using|browsing|visiting|clicking|closing)\b.{0,60}\b(?:you|i)\b.{0,40}\b(?:agree|accept"
        r"|consent)\b.{0,80}"
    )),
    ("cookies", "your", r" browser (?:does not|doesn't|may not|is not) .{0,80}"),
    ("cookies", "cookies", (
        r" (?:help us|on this site|on this web|settings|policy|are disabled|must be enabled).{0,90}"
    )),
    ("cookies", "to", (
        r" (?:give you|provide you|improve your|view this|see this|show you|display this)\b.{0,80}"
        r"(?:cookies|consent|javascript|browser).{0,80}"
    )),
    ("cookies", "please", (
        r" (?:enable|turn on|allow|accept|disable)\b.{0,40}(?:cookies|javascript|ad ?block\w*).{0,60}"
    )),
    ("paywall", "this", (
        r" (?:premium |exclusive )?(?:article|story|content|post|report|page|feature)(?: is|'s)\b.{0,40}"
        r"\b(?:subscribers?|subscription|members only|paying members|premium members|registered (?:users"
        r"|readers))\b.{0,60}"
    )),
    ("paywall", "to", (
        rf" (?:continue|keep|read|access|unlock|finish|view|see)\b.{{0,20}}(?:reading|{_PAGE}|more"
        rf"|the rest)\b.{{0,30}}"
        r"(?:subscribe|log ?in|sign (?:in|up)|register|become a|create an|start your|buy|choose).{0,80}"
    )),
    ("paywall", "you you've", (
        r"(?: have| are| can| need| must)?\b.{0,30}(?:\bfree (?:articles?|stories|views?)|article limit"
        r"|articles? (?:left|remaining)|reached your|subscribe (?:to|for)|be a subscriber|last free).{0,80}"
    )),
    ("paywall", "already", (
        r" (?:a|an|have|registered|subscribed)\b.{0,40}\b(?:subscriber|account|log ?in|sign ?in|registered"
        r"|subscription)\b.{0,40}"
    )),
    ("paywall", "already", r" a (?:paying |digital |premium )?member\?.{0,40}"),
    ("paywall", "subscribe", (
        r" (?:now |today |here )?(?:to|for|and)\b.{0,20}(?:continue|keep|read|unlock|access|full|unlimited"
        r"|less than|only|just|get|as little|support|€|\$|£).{0,70}"
    )),
    ("paywall", "log sign register", (
        r" ?(?:in|up|now|here)? ?(?:or \w+(?: in| up)? )?to (?:continue reading|keep reading|read"
        rf"|access (?:all|the full|unlimited|{_PAGE})|unlock|view (?:all|the full|{_PAGE})|finish reading"
        rf"|save).{{0,70}}"
    )),
    ("paywall", "create start try get", (
        r" (?:an?|your|the|full|unlimited|digital|free|this)\b.{0,40}\b(?:account|free trial"
        r"|day trial|subscription|digital access|unlimited access|premium access)\b.{0,60}"
    )),
    ("paywall", "become", (
        r" an? (?:\w+ )?(?:subscriber|patron|supporter|insider|member (?:today|now|and|to))\b.{0,60}"
    )),
    ("paywall", "unlock", (
        r" (?:this|the|full|unlimited|all)\b.{0,30}\b(?:article|story|access|content|stories)\b.{0,60}"
    )),
    ("paywall", "support", (
        r" (?:our|us|independent|quality)\b.{0,50}\b(?:journalism|newsroom|work|reporting|patreon"
        r"|by (?:donating|becoming|subscribing)).{0,60}"
    )),
    ("paywall", "the", (
        rf" (?:rest|remainder|full (?:text|version)) of {_PAGE} (?:is (?:for|only|avail|res)|can|will).{{0,80}}"
    )),
    ("paywall", "only", (
        r" (?:for |available (?:to|for) )(?:paying |registered |premium )?(?:subscribers|members)\b.{0,40}"
    )),
)
# fmt: on


def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, words, rest in _OPENINGS:
        for word in words.split():
            table.setdefault(word, []).append((kind, rest))
    return table


_BY_FIRST_WORD = _by_first_word()


def openings(word: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns, each with its kind, for lines that begin with ``word``; "#" stands for a number."""
    return _compiled(word) if word in _BY_FIRST_WORD else ()


@cache
def _compiled(word: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile the patterns of a word when a line first begins with it: all of them would take longer than a page."""
    first = r"\d[\d.,]*[km]?" if word == "#" else re.escape(word)
    return tuple((kind, re.compile(rf"{first}{rest}\W{{0,3}}")) for kind, rest in _BY_FIRST_WORD[word])
