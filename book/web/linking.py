"""Turns links between things into links between files: #fig-4-2 into gradcam.html#fig-4-2."""

import re

from checking import ids
from model import Book, BookError, Page


class Linker:
    """Knows which file has each id of the book."""

    def __init__(self, book: Book):
        self.files = {one: f"{page.name}.html" for page in book.pages for one in ids(page.tree)}
        self.tops = {page.id for page in book.pages}

    def linked(self, page: Page, text: str) -> str:
        """The text of a page with every link aimed at a file; links within the page stay short."""
        own = set(re.findall(r'\bid="([^"]+)"', text))

        def aimed(match: re.Match) -> str:
            return f'href="{self.target(page, match[1], own)}"'

        return re.sub(r'\bhref="#([^"]+)"', aimed, text)

    def target(self, page: Page, identifier: str, own: set[str]) -> str:
        """Where the link is to go: page-contents is the contents of index.html."""
        if identifier == "page-contents":
            return "index.html#contents"
        if identifier in self.tops:
            return self.files[identifier]
        if identifier in own:
            return f"#{identifier}"
        if identifier not in self.files:
            raise BookError(f"{page.path}: a link aims at {identifier}, which no page has")
        return f"{self.files[identifier]}#{identifier}"
