"""The first page: the cover, what the book is, its contents, how to run it."""

from html import escape
from pathlib import Path
from string import Template

from model import Book, Chapter, Page

COVER = "figures/cover/cover.svg"  # the picture alone; the title is set over it


def contents(book: Book, template: Template) -> str:
    """What stands on the first page."""
    first = next(iter(book.of_kind("front") or book.pages), None)
    return template.substitute(
        title=escape(book.title),
        subtitle=escape(book.subtitle),
        art=_art(book.root),
        edition=escape(" · ".join(filter(None, [", ".join(book.authors), book.edition, book.date]))),
        first=f"{first.name}.html" if first else "#contents",
        run=next((page.name for page in book.of_kind("chapter")), "lime"),
        front=_pages(book.of_kind("front")),
        chapters="\n".join(_chapter(book, chapter) for chapter in book.chapters),
        back=_pages(book.of_kind("back")),
    )


def _art(root: Path) -> str:
    """The picture of the cover, if it has been drawn; it says nothing that the title does not say."""
    return f'<img src="{COVER}" alt="" role="presentation">' if (root / COVER).is_file() else ""


def _chapter(book: Book, chapter: Chapter) -> str:
    number = f'<span class="number">{chapter.number}</span>'
    title, summary = escape(chapter.title), escape(chapter.summary)
    if not any(page.name == chapter.name for page in book.of_kind("chapter")):
        return (
            f'<li class="planned">{number}<div><h3>{title} <span class="state">to come</span></h3>'
            f"<p>{summary}</p></div></li>"
        )
    link = f'<a href="{chapter.name}.html">{title}</a>'
    return f"<li>{number}<div><h3>{link}</h3><p>{summary}</p></div></li>"


def _pages(pages: list[Page]) -> str:
    return "\n".join(f'<li><a href="{page.name}.html">{escape(page.title)}</a></li>' for page in pages)
