"""Reads the woven pages into a Book."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandoc
from checking import check
from model import Book, BookError, Page
from texts import read_json, read_text

FILTERS = Path(__file__).resolve().parent / "filters"
FRONT = ["preface", "how-to-read"]
BACK = ["methods", "claims", "glossary", "references"]
# Files that an edition makes, which a chapter of that name would overwrite.
TAKEN = [*FRONT, *BACK, "answers", "assets", "book", "contents", "figures", "index", "main"]


def read_book(root: Path) -> Book:
    """Reads chapters/book.json and every page that is written, and checks the whole."""
    told = read_json(root, "chapters/book.json")
    written = [c for c in told["chapters"] if c["status"] == "written"]
    written.sort(key=lambda chapter: chapter["number"])
    for chapter in written:
        if chapter["name"] in TAKEN:
            raise BookError(f"chapters/book.json: {chapter['name']} is the name of a page that is no chapter")
    paths = [(f"book/front/{name}.md", "front") for name in FRONT]
    paths += [(f"chapters/{chapter['name']}/README.md", "chapter") for chapter in written]
    paths += [(f"chapters/{name}.md", "back") for name in BACK]
    book = Book(
        root=root,
        title=told["title"],
        subtitle=told["subtitle"],
        authors=tuple(told.get("authors", [])),
        edition=told.get("edition", ""),
        date=told.get("date", ""),
        licence=told.get("licence", ""),
        pages=read_pages(root, paths),
    )
    check(book)
    return book


def read_pages(root: Path, paths: list[tuple[str, str]]) -> tuple[Page, ...]:
    """Reads pages side by side and tells what is wrong with all of them at once."""
    with ThreadPoolExecutor() as pool:
        tasks = [pool.submit(read_page, root, path, kind) for path, kind in paths]
    faults = [task.exception() for task in tasks if task.exception()]
    for fault in faults:
        if not isinstance(fault, BookError):
            raise fault
    if faults:
        raise BookError("\n".join(str(fault) for fault in faults))
    return tuple(task.result() for task in tasks)


def read_page(root: Path, path: str, kind: str) -> Page:
    """Reads one page; what its conventions forbid is an error that names page and thing."""
    source = read_text(root, path)
    arguments = ["-f", "gfm+smart-emoji", "-t", "json", "-M", f"page={path}"]
    text = pandoc.run([*arguments, "-L", str(FILTERS / "conventions.lua")], source, root, path)
    tree = json.loads(text)
    _, (identifier, _, attributes), title = tree["blocks"][0]["c"]
    number = dict(attributes).get("number")
    if (number is None) == (kind == "chapter"):
        said = "has no number" if number is None else f"has the number {number}"
        raise BookError(f"{path}: a page of kind {kind} {said} in its first heading")
    return Page(
        path=path,
        id=identifier,
        kind=kind,
        number=None if number is None else int(number),
        title=_words(title),
        tree=tree,
    )


def _words(inlines: list) -> str:
    """The plain text of inline elements."""
    out = []
    for one in inlines:
        content = one.get("c")
        match one["t"]:
            case "Str":
                out.append(content)
            case "Space" | "SoftBreak":
                out.append(" ")
            case "Code" | "Math":
                out.append(content[1])
            case "Quoted":
                left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
                out.append(left + _words(content[1]) + right)
            case "Link" | "Span":
                out.append(_words(content[1]))
            case _:
                out.append(_words(content))
    return "".join(out)
