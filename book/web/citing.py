"""Puts the first citation of every work into the margin, beside the paragraph that cites it."""

import re

from model import Page

ENTRY = re.compile(r'<div class="reference" id="(ref-[^"]+)">\s*<p>(.*?)</p>\s*</div>', re.S)
LINK = re.compile(r'<a\s[^>]*?href="references\.html#(ref-[^"]+)"')
PARAGRAPH = re.compile(r"^<p>.*?</p>$", re.S | re.M)


def with_references_beside(page: Page, texts: dict[str, str]) -> str:
    """The text of a chapter in which paragraphs of its own level carry the works they cite first."""
    text = texts[page.id]
    if page.kind != "chapter" or "page-references" not in texts:
        return text
    entries = {key: _unlinked(entry) for key, entry in ENTRY.findall(texts["page-references"])}
    seen: set[str] = set()

    def noted(paragraph: re.Match) -> str:
        keys = [key for key in dict.fromkeys(LINK.findall(paragraph[0])) if key not in seen]
        seen.update(keys)
        beside = "".join(
            f'<p class="side-note work">{entries[key]}</p>' for key in keys if key in entries
        )
        if not beside:
            return paragraph[0]
        return f'<div class="noted">{paragraph[0]}<aside class="notes works">{beside}</aside></div>'

    # Boxes and lists keep their width: only what stands between sections of markup counts.
    return "".join(
        PARAGRAPH.sub(noted, piece) if outside else piece for outside, piece in _levels(text)
    )


def _levels(text: str):
    """Cuts the text into pieces outside and inside of boxes, lists and figures."""
    opening = re.compile(r"<(section|figure|ul|ol|details|blockquote|div)\b|</(section|figure|ul|ol|details|blockquote|div)>")
    depth, start = 0, 0
    for match in opening.finditer(text):
        if match[1]:
            if depth == 0:
                yield True, text[start : match.start()]
                start = match.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                yield False, text[start : match.end()]
                start = match.end()
    yield depth == 0, text[start:]


def _unlinked(entry: str) -> str:
    """The entry without its addresses, which the page of references has."""
    return re.sub(r"\s*<a\b[^>]*>.*?</a>\.?", "", entry, flags=re.S)
