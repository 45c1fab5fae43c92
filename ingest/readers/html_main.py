"""Which part of a web page is its text: navigation, advertisements and what is hidden are taken out of the tree.

A page says so itself, by element names, roles and the usual words in class and id; lists that are nothing but links are
navigation, whatever they are called.
"""

from __future__ import annotations

import re
from typing import Any

_NEVER = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "form"}
    | {"button", "input", "select", "textarea", "dialog", "menu", "nav", "audio", "video", "map", "head"}
    | {"link", "meta"}
)
_EDGES = frozenset({"header", "footer", "aside"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog"})
_TOKENS = frozenset(
    {"nav", "navbar", "navigation", "menu", "menubar", "breadcrumb", "breadcrumbs", "crumbs", "sidebar"}
    | {"footer", "cookie", "cookies", "consent", "share", "sharing", "social", "related", "recommended"}
    | {"comments", "comment", "pagination", "pager", "toc", "navbox", "metadata", "mw-editsection"}
    | {"editsection", "printfooter", "catlinks", "noprint", "advert", "advertisement", "ads", "ad", "banner"}
    | {"newsletter", "subscribe", "skip-link", "skiplink", "popup", "modal", "screen-reader-text", "sr-only"}
    | {"visually-hidden", "toolbar"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_LINKS = 0.75  # share of a list's letters that stand in links, in navigation
_MAIN_SHARE = 0.4  # of the page's text, that its main element has to hold
_KEPT = frozenset({"html", "body", "main", "article"})


def main_of(root: Any) -> Any:
    """The element that holds the page's text, with everything else taken out of it."""
    body = root.find(".//body")
    body = root if body is None else body
    for element in list(body.iter()):
        if element is not body and _is_chrome(element):
            _remove(element)
    for element in list(body.iter("ul", "ol", "div")):
        if element.getparent() is not None and _is_link_list(element):
            _remove(element)
    whole = _letters(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and _letters(found[0]) >= _MAIN_SHARE * whole:
            return found[0]
    return body


def _is_chrome(element: Any) -> bool:
    """Whether an element is no part of the text."""
    tag = element.tag
    if not isinstance(tag, str):
        return True  # comments and processing instructions
    if tag in _KEPT:
        return False
    if tag in _NEVER:
        return True
    if tag in _EDGES:
        return element.find(".//h1") is None or tag == "footer"
    if element.get("role", "") in _ROLES or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style", "")):
        return True
    words = f"{element.get('class', '')} {element.get('id', '')}".casefold().split()
    return not _TOKENS.isdisjoint(words) and element.find(".//h1") is None and tag not in ("p", "table", "td", "tr")


def _is_link_list(element: Any) -> bool:
    """Whether a list or a box of links holds no sentence: at least three links, hardly a letter outside them."""
    links = list(element.iter("a"))
    if len(links) < 3 or element.find(".//table") is not None or element.find(".//p") is not None:
        return False
    if any(_cites(link) for link in links):
        return False
    letters = _letters(element)
    linked = sum(_letters(link) for link in links)
    return linked >= _MOST_LINKS * letters and letters / len(links) < 60


def _cites(link: Any) -> bool:
    """Whether a link leads within the page, as those of footnotes do."""
    return bool(link.get("href", "").startswith("#cite"))


def _letters(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _remove(element: Any) -> None:
    """Takes an element out, and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
