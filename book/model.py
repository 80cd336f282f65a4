"""What the book is made of: the value that build.py reads and every edition is written from."""

from dataclasses import dataclass
from pathlib import Path


class BookError(Exception):
    """What is wrong, where, and what to do; shown to the user without a traceback."""


@dataclass(frozen=True)
class Page:
    """One Markdown page, read and checked.

    `tree` is a pandoc document as JSON (a dict with "blocks") in the neutral form that
    filters/conventions.lua describes: `pandoc -f json` reads it back.
    """

    path: str  # from the root of the package: chapters/lime/README.md
    id: str  # of its first heading: page-lime
    kind: str  # front, chapter or back
    number: int | None  # of a chapter; 0 is a number
    title: str  # without its number
    tree: dict

    @property
    def name(self) -> str:
        """The id without its prefix: lime, preface, references."""
        return self.id.removeprefix("page-")


@dataclass(frozen=True)
class Chapter:
    """A chapter in the table of contents."""

    number: int
    name: str  # of its folder
    title: str
    summary: str
    status: str  # written or planned
    edition: int = 1  # of the chapter: the second keeps more rules, which the weaver knows


@dataclass(frozen=True)
class Contents:
    """What chapters/book.json tells: the title page in words, and the chapters by number."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    edition: str
    date: str
    licence: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Book(Contents):
    """The whole book: its contents, and its pages in the order of reading."""

    root: Path  # of the package; the paths of pages and figures start here
    pages: tuple[Page, ...]

    @property
    def planned(self) -> list[Chapter]:
        """The chapters that are still to come."""
        return [chapter for chapter in self.chapters if chapter.status == "planned"]

    def of_kind(self, kind: str) -> list[Page]:
        """The pages of one kind: front, chapter or back."""
        return [page for page in self.pages if page.kind == kind]
