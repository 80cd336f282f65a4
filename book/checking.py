"""Checks the book as a whole: every id is unique, and every link finds its target."""

from collections.abc import Iterator

from model import Book, BookError

# Targets that an edition makes by itself: the table of contents.
GIVEN = {"page-contents"}


def check(book: Book) -> None:
    """Tells everything that is wrong at once, page by page."""
    owners: dict[str, str] = {}
    faults = []
    for page in book.pages:
        for identifier in ids(page.tree):
            if identifier in owners:
                faults.append(f"{page.path}: {identifier} is already in {owners[identifier]}")
            owners[identifier] = page.path
    for page in book.pages:
        for target, words in links(page.tree):
            if target not in owners and target not in GIVEN:
                faults.append(f'{page.path}: the link "{words}" aims at {target}: no such thing')
    if faults:
        raise BookError("\n".join(faults))


def elements(tree) -> Iterator[dict]:
    """Every block and inline element of a pandoc tree, in order."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if "t" in node:
                yield node
            stack.extend(reversed(node.values()))
        elif isinstance(node, list):
            stack.extend(reversed(node))


def ids(tree: dict) -> Iterator[str]:
    """The ids of headings and things."""
    for element in elements(tree):
        if element["t"] == "Header" and element["c"][1][0]:
            yield element["c"][1][0]
        elif element["t"] == "Div" and element["c"][0][0]:
            yield element["c"][0][0]


def links(tree: dict) -> Iterator[tuple[str, str]]:
    """The links within the book: the id each aims at, and its words."""
    for element in elements(tree):
        if element["t"] == "Link" and element["c"][2][0].startswith("#"):
            words = [e["c"] if e["t"] == "Str" else " " for e in elements(element["c"][1])]
            yield element["c"][2][0][1:], "".join(words)
