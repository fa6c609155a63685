"""What a page is made of, as a browser would take it: elements, attributes, words."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OURS = {"/static/pourparler.css", "/static/pourparler.js", "/static/icon.svg"}
OPENS_ITSELF = {"optgroup", "option", "p", "li", "dt", "dd", "tr", "td", "th"}  # may be left open in HTML; not by us


class Look(HTMLParser):
    """Reads a page and notes what is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.said: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        if self._open:
            self.wrong.append(f"left open: {self._open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        if len(given) != len(attrs):
            self.wrong.append(f"an attribute twice: {tag} {attrs}")
        if "id" in given:
            if given["id"] in self.ids:
                self.wrong.append(f"an id twice: {given['id']}")
            self.ids.append(given["id"])
        self._check(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"closed out of turn: {tag}")

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def _check(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"img", "iframe", "object", "embed", "style", "base", "video", "audio", "math", "frame"}:
            self.wrong.append(f"element {tag}")
        if tag == "script" and given.get("src", "").partition("?")[0] != "/static/pourparler.js":
            self.wrong.append("a script that is not ours")
        if tag == "meta" and "http-equiv" in given:
            self.wrong.append("meta http-equiv")
        for name in given:
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping", "background"}:
                self.wrong.append(f"attribute {name} of {tag}")
        self._check_address(tag, given)

    def _check_address(self, tag: str, given: dict[str, str]) -> None:
        target = given.get("href", given.get("src", given.get("action", "/")))
        if tag in {"link", "script"} and given.get("rel") not in {"alternate", "next", "first"}:
            if target.partition("?")[0] not in OURS:
                self.wrong.append(f"{tag} loads {target[:80]}")
        elif target.lower().startswith(("http://", "https://")):
            if set(given.get("rel", "").split()) < {"noopener", "nofollow"}:
                self.wrong.append(f"a link elsewhere without rel: {target[:80]}")
        elif not target.startswith(("/", "#")) or target.startswith(("//", "/\\")):
            self.wrong.append(f"a strange address: {target[:80]!r}")

    def links(self) -> list[str]:
        """Return where links lead."""
        return [given["href"] for tag, given in self.elements if tag == "a" and "href" in given]

    def words(self) -> str:
        """Return the words of the page, on one line."""
        return " ".join("".join(self.said).split())
