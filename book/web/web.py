"""Writes the web edition: one page a chapter, which opens from a folder without a server."""

import json
import re
import shutil
from html import escape
from pathlib import Path
from string import Template

import pandoc
from assets import write_assets
from citing import with_references_beside
from colours import coloured
from contents import contents
from linking import Linker
from model import Book, BookError, Page
from navigation import colophon, navigation, turning
from searching import search_index
from sections import Section, sections
from side_by_side import side_by_side

WEB = Path(__file__).resolve().parent


def build_web(book: Book, folder: Path) -> None:
    """Writes `folder`/html: index.html, a page for each page of the book, figures, assets."""
    out = folder / "html"
    out.mkdir(parents=True)
    pieces = side_by_side(lambda page: rendered(book, page), book.pages)
    linker = Linker(book)
    texts = {page.id: linker.linked(page, text) for page, text in zip(book.pages, pieces)}
    parts = {page.id: sections(texts[page.id]) for page in book.pages}
    for page in book.pages:
        body = with_references_beside(page, texts)
        _write(out / f"{page.name}.html", chapter_page(book, page, body, parts[page.id]))
    texts["index"] = contents(book, template("index.html"))
    _write(out / "index.html", index_page(book, texts["index"]))
    write_assets(WEB, out / "assets")
    _write(out / "assets/search-index.js", search_index(book, parts))
    copy_figures(book, texts, out)


def rendered(book: Book, page: Page) -> str:
    """The text of a page as HTML, by html.lua; links are still #id."""
    arguments = ["-f", "json", "-t", "html5", "--mathml", "-L", str(WEB / "html.lua")]
    arguments += ["-M", f"name={page.name}", "-M", f"page={page.path}"]
    return pandoc.run(arguments, json.dumps(coloured(page.tree)), book.root, page.path)


def chapter_page(book: Book, page: Page, body: str, parts: list[Section]) -> str:
    """A page of the book with its navigation and its neighbours."""
    if page.kind == "chapter":
        command = f'<p class="run"><span>Run it</span> <code>swift run chapter-{page.name}</code></p>'
        body = body.replace("</h1>", f"</h1>\n{command}", 1)
    return layout(
        book, f"{page.title} · {book.title}", f"{page.kind} page-{page.name}", body,
        navigation=navigation(book, page, parts), turning=turning(book, page),
    )


def index_page(book: Book, body: str) -> str:
    """The first page, which has no neighbours."""
    title = f"{book.title} · {book.subtitle}"
    return layout(book, title, "index", body, navigation=navigation(book, None, []), turning="")


def layout(book: Book, title: str, kind: str, body: str, **around: str) -> str:
    """`body` in the frame that all pages share."""
    return template("page.html").substitute(
        title=escape(title), subtitle=escape(book.subtitle), book=escape(book.title), kind=kind, body=body,
        colophon=colophon(book), **around,
    )


def template(name: str) -> Template:
    """A template of this folder: $name stands for a piece."""
    return Template((WEB / name).read_text(encoding="utf-8"))


def copy_figures(book: Book, texts: dict[str, str], out: Path) -> None:
    """Copies every picture that a page shows or slides through."""
    wanted: set[str] = set()
    for text in texts.values():
        wanted.update(re.findall(r'<img [^>]*?src="([^"]+)"', text))
        for frames in re.findall(r'data-frames="([^"]+)"', text):
            wanted.update(frames.split("|"))
    for name in sorted(wanted):
        if not (book.root / name).is_file():
            raise BookError(f"the picture {name} does not exist")
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(book.root / name, out / name)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
