"""The navigation of a page: the book beside it, the sections of the page, the pages before and after."""

from html import escape
from itertools import groupby

from model import Book, Page
from sections import Section


def navigation(book: Book, current: Page | None, parts: list[Section]) -> str:
    """The list of all pages; below the current one stand its sections."""
    groups = [book.of_kind(kind) for kind in ("front", "chapter", "back")]
    lists = []
    for pages in filter(None, groups):
        items = "\n".join(_items(book, pages, current, parts))
        lists.append(f"<ul>\n{items}\n</ul>")
    return "\n".join(lists)


def _items(book: Book, pages: list[Page], current: Page | None, parts: list[Section]) -> list[str]:
    """The pages of a group; between the chapters stands which of them are still to come."""
    if pages[0].number is None:
        return [_item(page, current, parts) for page in pages]
    written = {page.number: page for page in pages}
    items = []
    for is_written, run in groupby(book.chapters, key=lambda chapter: chapter.number in written):
        numbers = [chapter.number for chapter in run]
        if is_written:
            items += [_item(written[number], current, parts) for number in numbers]
        else:
            told = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
            items.append(f'<li class="to-come"><a href="index.html#contents">{told} to come</a></li>')
    return items


def _item(page: Page, current: Page | None, parts: list[Section]) -> str:
    number = "" if page.number is None else f'<span class="number">{page.number}</span> '
    here = ' aria-current="page"' if page is current else ""
    link = f'<a href="{page.name}.html"{here}>{number}{escape(page.title)}</a>'
    inner = [part for part in parts if part.level == 2] if page is current else []
    if not inner:
        return f"<li>{link}</li>"
    rows = "\n".join(
        f'<li><a href="#{part.id}">{_number(part.number)}{_title(part)}</a></li>' for part in inner
    )
    return f'<li>{link}\n<ul class="sections">\n{rows}\n</ul></li>'


def _title(part: Section) -> str:
    title = escape(part.title)
    return f'<span>{title} <span class="further">further</span></span>' if part.further else title


def _number(number: str) -> str:
    return f'<span class="number">{escape(number)}</span> ' if number else ""


def turning(book: Book, current: Page) -> str:
    """The neighbours in the order of reading; before the first page comes the cover."""
    pages = list(book.pages)
    at = pages.index(current)
    before = _turn("previous", *_called(pages[at - 1])) if at else _turn("previous", "index.html", "", book.title)
    after = _turn("next", *_called(pages[at + 1])) if at + 1 < len(pages) else ""
    return f'<nav class="turning" aria-label="Pages before and after">{before}{after}</nav>'


def _called(page: Page) -> tuple[str, str, str]:
    return f"{page.name}.html", "" if page.number is None else f"Chapter {page.number}", page.title


def _turn(relation: str, target: str, over: str, title: str) -> str:
    short, key = {"previous": ("prev", "ArrowLeft"), "next": ("next", "ArrowRight")}[relation]
    hint = relation.capitalize() + (f" · {over}" if over else "")
    return (
        f'<a class="{relation}" rel="{short}" href="{target}" aria-keyshortcuts="{key}">'
        f"<span>{escape(hint)}</span> <strong>{escape(title)}</strong></a>"
    )


def colophon(book: Book) -> str:
    """Who made the book, and what may be done with it."""
    made = " · ".join(filter(None, [book.title, ", ".join(book.authors), book.edition, book.date]))
    licence = f"<p>{escape(book.licence)}</p>" if book.licence else ""
    return f"<p>{escape(made)}</p>{licence}"
