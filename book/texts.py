"""Reads the files that the book is made from: as UTF-8, or not at all."""

from pathlib import Path

from model import BookError


def read_text(root: Path, path: str) -> str:
    """The text of a file; one that is missing or is not UTF-8 is told with what to do."""
    try:
        data = (root / path).read_bytes()
    except OSError as fault:
        raise BookError(f"{path}: cannot be read: {fault.strerror}") from None
    if data.startswith(b"\xef\xbb\xbf"):
        raise BookError(f"{path}:1: cannot be read: a byte-order mark; save it as UTF-8 without one")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise BookError(
            f"{path}:{line}: cannot be read: the file is not UTF-8 here, {_likely(data, fault.start)}; "
            "save it as UTF-8"
        ) from None


def _likely(data: bytes, at: int) -> str:
    """What the file may be instead."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it looks like UTF-16"
    try:
        data.decode("cp949")
    except UnicodeDecodeError:
        return f"with the byte 0x{data[at]:02X}"
    return "it looks like CP949 (EUC-KR), in which Korean editors save"
