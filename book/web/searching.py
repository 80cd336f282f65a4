"""Writes the search index as a script, for a page in a local folder may not fetch data."""

import json

from model import Book, Page
from sections import Section

LONGEST_TITLE = 60


def search_index(book: Book, parts: dict[str, list[Section]]) -> str:
    """A list of [file, id, where, title, text], one for each section, term and work."""
    rows = [row for page in book.pages for row in _rows(page, parts[page.id])]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False).replace("</", "<\\/") for row in rows)
    return f"window.searchIndex = [\n{lines}\n];\n"


def _rows(page: Page, parts: list[Section]):
    place = page.title if page.number is None else f"{page.number} {page.title}"
    for part in parts:
        if part.level == 9:
            title = part.title or _start(part.text)
            yield [f"{page.name}.html", part.id, place, title, part.text]
        elif part.level == 1:
            yield [f"{page.name}.html", "", "" if page.number is None else part.number, part.title, part.text]
        else:
            title = f"{part.number} {part.title}".strip()
            yield [f"{page.name}.html", part.id, place, title, part.text]


def _start(text: str) -> str:
    """The first words of a text."""
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
