"""Prints a Book as one PDF: each page through pandoc into Typst, and the whole through Typst."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import pandoc
from answers import without_answers
from fonts import font_folders
from model import Book, BookError, Page
from side_by_side import side_by_side

HERE = Path(__file__).resolve().parent
COVER = "figures/cover/cover.svg"
TIMESTAMP = 1_767_225_600  # the start of 2026: no clock is asked
NAMES = (
    "answer, callout, card, carried, checked, cited, claim, claims-table, code-cell, data-table, "
    "divider, exercise, folded, formula, glossary-table, heading-1, heading-2, heading-3, imath, "
    "key-idea, listing, methods-table, numbered-table, output, picture, prediction, questions, "
    "reference, seeds, sidenote, summary, to, verdict-badge"
)


def build_pdf(book: Book, folder: Path) -> None:
    """Writes `folder`/glass-box.pdf. A warning of Typst is an error."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_sources(book, root)
        data = compile_pdf(root)
    (folder / "glass-box.pdf").write_bytes(data)


def write_sources(book: Book, root: Path) -> None:
    """Lays out everything that Typst reads: the design, the pictures, one file a page, main.typ."""
    shutil.copytree(HERE / "pdf", root / "book")
    if (book.root / "figures").exists():
        shutil.copytree(book.root / "figures", root / "figures")
    pages = without_answers(book)
    written = side_by_side(lambda page: typst_page(page, book.root), pages)
    for page, text in zip(pages, written):
        (root / f"{page.name}.typ").write_text(text, encoding="utf-8")
    (root / "main.typ").write_text(main(book, pages, root), encoding="utf-8")


def typst_page(page: Page, root: Path) -> str:
    """One page as a Typst file. Names are listed, for a star would hide some of mathematics."""
    arguments = ["-f", "json", "-t", "typst", "-M", f"page={page.path}", "-M", f"name={page.name}"]
    arguments += ["-L", str(HERE / "filters" / "typst.lua")]
    text = pandoc.run(arguments, json.dumps(page.tree), root, page.path)
    return f'#import "/book/book.typ": {NAMES}\n{text}'


def main(book: Book, pages: list[Page], root: Path) -> str:
    """The Typst file that puts the book together."""

    def text(words: str) -> str:
        return json.dumps(words, ensure_ascii=False)

    def included(kinds: list[str]) -> str:
        return "\n".join(f'  #include "/{p.name}.typ"' for p in pages if p.kind in kinds)

    art = text("/" + COVER) if (root / COVER).exists() else "none"
    authors = "".join(f"{text(author)}, " for author in book.authors)
    planned = "".join(
        f"(number: {one.number}, title: {text(one.title)}), " for one in book.planned
    )
    return f"""#import "/book/book.typ": book
#show: book.with(
  title: {text(book.title)}, subtitle: {text(book.subtitle)}, authors: ({authors}),
  edition: {text(book.edition)}, date: {text(book.date)}, licence: {text(book.licence)},
  art: {art}, planned: ({planned}), front: [
{included(["front"])}
  ])
{included(["chapter", "back"])}
"""


def compile_pdf(root: Path) -> bytes:
    """Runs Typst over main.typ; fonts come from known folders only, so that bytes repeat."""
    import typst

    try:
        data, warnings = typst.compile_with_warnings(
            str(root / "main.typ"),
            root=str(root),
            font_paths=font_folders(),
            ignore_system_fonts=True,
            format="pdf",
            timestamp=TIMESTAMP,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise BookError(told(error, root)) from None
    if warnings:
        raise BookError("\n".join(told(warning, root) for warning in warnings))
    return data


def told(error, root: Path) -> str:
    """Typst's words with its hints and, as far as it knows, the page and the text it was at."""
    message = error.message.removeprefix("panicked with: ").replace(str(root), "")
    lines = [f"Typst: {message}", *(f"  hint: {hint}" for hint in error.hints)]
    for place, code in re.findall(r"┌─ (\S+):\d+:\d+\n.*\n *\d+ │ (.*)\n", error.diagnostic):
        if Path(place).parent.name != "book":  # a page, not the design
            lines.append(f"  in {Path(place).name.removesuffix('.typ')}: {code.strip()[:120]}")
    return "\n".join(lines)
