"""Moves the answers of a printed book to a chapter of their own at its back."""

from dataclasses import replace

from model import Book, Page

# What is answered, in the order in which a page has it, and the head of its answers.
HEADS = {"prediction": "Predictions", "questions": "Questions", "exercise": "Exercises"}


def without_answers(book: Book) -> list[Page]:
    """The pages without their answers, and before the back matter a page that has them all."""
    pages, blocks = [], []
    for page in book.pages:
        kept = [block for block in page.tree["blocks"] if not _answered(block)]
        moved = [block for block in page.tree["blocks"] if _answered(block)]
        pages.append(replace(page, tree=page.tree | {"blocks": kept}))
        if moved:
            blocks += [_heading(page), *_under_heads(moved, page)]
    if not blocks:
        return pages
    title = _header(1, "page-answers", [_word("Answers")])
    tree = book.pages[0].tree | {"blocks": [title, *blocks]}
    answers = Page("the page of answers", "page-answers", "back", None, "Answers", tree)
    first = next((i for i, page in enumerate(pages) if page.kind == "back"), len(pages))
    return [*pages[:first], answers, *pages[first:]]


def _answered(block: dict) -> str | None:
    """What the block answers: prediction, questions or exercise; None if it is no answer."""
    if block["t"] != "Div" or block["c"][0][1][:1] != ["answer"]:
        return None
    return dict(block["c"][0][2])["of"]


def _under_heads(answers: list[dict], page: Page) -> list[dict]:
    """The answers of a chapter by what they answer; those of one kind need no head."""
    blocks = []
    kinds = [kind for kind in HEADS if any(_answered(one) == kind for one in answers)]
    for kind in kinds:
        if len(kinds) > 1:
            blocks.append(_header(3, f"answers-{page.name}-{kind}", [_word(HEADS[kind])]))
        blocks += [one for one in answers if _answered(one) == kind]
    return blocks


def _heading(page: Page) -> dict:
    """A heading of level 2 with the chapter's number and title."""
    level, (_, _, attributes), title = page.tree["blocks"][0]["c"]
    return _header(level + 1, f"answers-{page.name}", title, attributes)


def _header(level: int, identifier: str, title: list[dict], attributes: list = []) -> dict:
    return {"t": "Header", "c": [level, [identifier, [], attributes], title]}


def _word(text: str) -> dict:
    return {"t": "Str", "c": text}
