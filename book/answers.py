"""Moves the answers of a printed book to a chapter of their own at its back."""

from dataclasses import replace

from model import Book, Page


def without_answers(book: Book) -> list[Page]:
    """The pages without their answers, and before the back matter a page that has them all."""
    pages, blocks = [], []
    for page in book.pages:
        kept = [block for block in page.tree["blocks"] if not _is_answer(block)]
        moved = [block for block in page.tree["blocks"] if _is_answer(block)]
        pages.append(replace(page, tree=page.tree | {"blocks": kept}))
        if moved:
            blocks += [_heading(page), *moved]
    if not blocks:
        return pages
    title = {"t": "Header", "c": [1, ["page-answers", [], []], [{"t": "Str", "c": "Answers"}]]}
    tree = book.pages[0].tree | {"blocks": [title, *blocks]}
    answers = Page("the page of answers", "page-answers", "back", None, "Answers", tree)
    first = next((i for i, page in enumerate(pages) if page.kind == "back"), len(pages))
    return [*pages[:first], answers, *pages[first:]]


def _is_answer(block: dict) -> bool:
    return block["t"] == "Div" and block["c"][0][1][:1] == ["answer"]


def _heading(page: Page) -> dict:
    """A heading of level 2 with the chapter's number and title."""
    level, (_, _, attributes), title = page.tree["blocks"][0]["c"]
    return {"t": "Header", "c": [level + 1, [f"answers-{page.name}", [], attributes], title]}
