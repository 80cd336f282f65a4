"""Reads the woven pages into a Book."""

import json
from pathlib import Path

import pandoc
from checking import check
from contents_file import read_contents
from model import Book, BookError, Page
from side_by_side import side_by_side
from texts import read_text

FILTERS = Path(__file__).resolve().parent / "filters"
FRONT = ["preface", "how-to-read", "refresher"]
BACK = ["methods", "claims", "glossary", "references"]


def read_book(root: Path) -> Book:
    """Reads chapters/book.json and every page that is written, and checks the whole."""
    contents = read_contents(root)
    written = [chapter for chapter in contents.chapters if chapter.status == "written"]
    paths = [(f"book/front/{name}.md", "front") for name in FRONT]
    paths += [(f"chapters/{chapter.name}/README.md", "chapter") for chapter in written]
    paths += [(f"chapters/{name}.md", "back") for name in BACK]
    book = Book(**vars(contents), root=root, pages=read_pages(root, paths))
    check(book)
    return book


def read_pages(root: Path, paths: list[tuple[str, str]]) -> tuple[Page, ...]:
    """Reads pages side by side and tells what is wrong with all of them at once."""

    def read(place: tuple[str, str]) -> Page | BookError:
        try:
            return read_page(root, *place)
        except BookError as fault:
            return fault

    pages = side_by_side(read, paths)
    faults = [str(page) for page in pages if isinstance(page, BookError)]
    if faults:
        raise BookError("\n".join(faults))
    return tuple(pages)


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
