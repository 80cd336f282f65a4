"""Reads the files that the book is made from: as UTF-8, or not at all."""

import json
from pathlib import Path

from model import BookError


def read_text(root: Path, path: str) -> str:
    """The text of a file; one that is missing or is not UTF-8 is told with what to do."""
    try:
        data = (root / path).read_bytes()
    except OSError as fault:
        raise BookError(f"{path}: cannot be read: {fault.strerror}") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise BookError(
            f"{path}:{line}: cannot be read: the file is not UTF-8 here, {_likely(data, fault.start)}; "
            "save it as UTF-8"
        ) from None


def read_json(root: Path, path: str):
    """The value that a file holds as JSON; a slip is told with its line."""
    text = read_text(root, path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        raise BookError(f"{path}:{fault.lineno}: cannot be read: {fault.msg}") from None


def _likely(data: bytes, at: int) -> str:
    """What the file may be instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it looks like UTF-16"
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return f"with the byte 0x{data[at]:02X}"
    return "it looks like CP949 (EUC-KR), in which Korean editors save"
