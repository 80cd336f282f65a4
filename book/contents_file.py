"""Reads chapters/book.json: the book's title page and its chapters, every key of it checked."""

import re
from pathlib import Path

from located import JSONFault, Located, parse
from model import BookError, Chapter, Contents
from texts import read_text

FILE = "chapters/book.json"
STATES = ("written", "planned")
# Pages and folders that an edition makes, which a chapter of that name would overwrite.
TAKEN = {
    "preface", "how-to-read", "refresher", "methods", "claims", "glossary", "references",
    "answers", "assets", "book", "contents", "figures", "index", "main",
}


def read_contents(root: Path) -> Contents:
    """The contents of the book at `root`; a slip is a BookError that names file and line."""
    try:
        return _contents(parse(read_text(root, FILE)))
    except JSONFault as fault:
        raise BookError(f"{FILE}:{fault.line}: {fault.problem}") from None


def _contents(told: Located) -> Contents:
    need = ("title", "subtitle", "chapters")
    fields = _fields(told, "the book", need, ("authors", "edition", "date", "licence"))
    words = {key: _words(fields[key], key) for key in ("title", "subtitle")}
    for key in ("edition", "date", "licence"):
        words[key] = _words(fields[key], key) if key in fields else ""
    authors = _list(fields["authors"], "authors") if "authors" in fields else []
    chapters = [_entry(one) for one in _list(fields["chapters"], "chapters")]
    for key in ("number", "name"):
        seen = set()
        for entry, line in chapters:
            value = getattr(entry, key)
            if value in seen:
                raise JSONFault(line, f"another chapter has the {key} {value}, too")
            seen.add(value)
    return Contents(
        **words,
        authors=tuple(_words(one, "authors") for one in authors),
        chapters=tuple(sorted((entry for entry, _ in chapters), key=lambda entry: entry.number)),
    )


def _entry(told: Located) -> tuple[Chapter, int]:
    need = ("number", "name", "title", "summary", "status")
    fields = _fields(told, "a chapter", need, ("edition",))
    number, name, status = fields["number"], fields["name"], fields["status"]
    if type(number.value) is not int or number.value < 0:
        raise JSONFault(number.line, "number is to be a whole number from 0")
    if not re.fullmatch("[a-z][a-z0-9-]*", _words(name, "name")):
        raise JSONFault(name.line, f'name is to be that of a folder, in small letters: "{name.value}"')
    if name.value in TAKEN:
        raise JSONFault(name.line, f"{name.value} is the name of a page that is no chapter")
    if status.value not in STATES:
        raise JSONFault(status.line, f"status is to be one of: {', '.join(STATES)}")
    edition = fields.get("edition", Located(1, told.line))
    if type(edition.value) is not int or edition.value < 1:
        raise JSONFault(edition.line, "edition is to be a whole number from 1")
    words = {key: _words(fields[key], key) for key in ("title", "summary")}
    chapter = Chapter(
        number=number.value, name=name.value, status=status.value, edition=edition.value, **words
    )
    return chapter, told.line


def _fields(
    told: Located, what: str, needed: tuple[str, ...], more: tuple[str, ...] = ()
) -> dict[str, Located]:
    """The fields of an object that has all keys of `needed` and none beside them and `more`."""
    if not isinstance(told.value, dict):
        raise JSONFault(told.line, f"{what} is to be an object in braces")
    known = needed + more
    for key, value in told.value.items():
        if key not in known:
            raise JSONFault(value.line, f'{what} has no key "{key}"; it can have {", ".join(known)}')
    for key in needed:
        if key not in told.value:
            raise JSONFault(told.line, f'{what} lacks the key "{key}"')
    return told.value


def _list(told: Located, key: str) -> list[Located]:
    if not isinstance(told.value, list):
        raise JSONFault(told.line, f"{key} is to be a list in square brackets")
    return told.value


def _words(told: Located, key: str) -> str:
    if not isinstance(told.value, str) or not told.value.strip():
        raise JSONFault(told.line, f"{key} is to be words in double quotes")
    return told.value
