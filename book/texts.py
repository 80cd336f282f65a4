"""Reads the text files that the book is made of."""

from pathlib import Path

from model import BookError


def text_of(root: Path, path: str) -> str:
    """The text of the file at `path` below `root`; what cannot be read is told in words."""
    try:
        text = (root / path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise BookError(f"{path}: there is no such file") from None
    except OSError as fault:
        raise BookError(f"{path}: cannot be read: {fault.strerror}") from None
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise BookError(f"{path}:{line}: no text in UTF-8; save it as that") from None
    if text.startswith("\ufeff"):
        raise BookError(f"{path}:1: begins with a byte-order mark; save it as UTF-8 without one")
    return text.replace("\r\n", "\n")
