#!/usr/bin/env python3
"""Builds the book from its woven pages: glass-box.pdf and html/.

usage: book/build.py [pdf|web|all] [--output book/build]
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

BOOK = Path(__file__).resolve().parent
sys.path[:0] = [str(BOOK), str(BOOK / "web")]

from model import BookError  # noqa: E402
from reading import read_book  # noqa: E402

RESULTS = {"pdf": "glass-box.pdf", "web": "html"}


def build(edition: str, folder: Path, root: Path = BOOK.parent) -> None:
    """Writes one edition or all: first beside the old result, then in its place."""
    book = read_book(root)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as name:
        new = Path(name)
        wanted = list(RESULTS) if edition == "all" else [edition]
        for one in wanted:
            start = time.perf_counter()
            _builder(one)(book, new)
            print(f"{RESULTS[one]}: {time.perf_counter() - start:.1f} s", file=sys.stderr)
        for one in wanted:
            _replace(folder / RESULTS[one], new / RESULTS[one])


def _builder(edition: str):
    """The function that writes an edition; imported late, for each needs tools of its own."""
    if edition == "pdf":
        from pdf import build_pdf

        return build_pdf
    from web import build_web

    return build_web


def _replace(old: Path, new: Path) -> None:
    if old.is_dir():
        shutil.rmtree(old)
    os.replace(new, old)


def main() -> int:
    """Reads the command line; an error is told in words and leaves the old book as it was."""
    parser = argparse.ArgumentParser(description="Build the book from its woven pages.")
    parser.add_argument("edition", nargs="?", choices=["pdf", "web", "all"], default="all")
    parser.add_argument("--output", type=Path, default=BOOK / "build", metavar="FOLDER")
    options = parser.parse_args()
    try:
        build(options.edition, options.output)
    except BookError as error:
        print(f"The book was not built.\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
