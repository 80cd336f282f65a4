#!/usr/bin/env python3
"""Builds the book from its woven pages: glass-box.pdf and html/.

usage: book/build.py [pdf|web|all] [--output book/build]
"""

import signal
import sys

if __name__ == "__main__":  # until there is something to clean up, Ctrl-C just ends it
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import shutil
import tempfile
import time
from pathlib import Path

BOOK = Path(__file__).resolve().parent
sys.path[:0] = [str(BOOK), str(BOOK / "web")]

from model import BookError  # noqa: E402
from reading import read_book  # noqa: E402
from results import expect_own, put  # noqa: E402

RESULTS = {"pdf": "glass-box.pdf", "web": "html"}
OWN = BOOK / "build"  # git ignores it and `make clean` removes it: nobody keeps a thing there


def build(edition: str, folder: Path, root: Path = BOOK.parent) -> None:
    """Writes one edition or all: first beside the old result, then in its place."""
    wanted = list(RESULTS) if edition == "all" else [edition]
    names = [RESULTS[one] for one in wanted]
    if folder.resolve() != OWN:
        expect_own(folder, names)
    book = read_book(root)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as name:
        new = Path(name)
        for one in wanted:
            start = time.perf_counter()
            _builder(one)(book, new)
            print(f"{RESULTS[one]}: {time.perf_counter() - start:.1f} s", file=sys.stderr)
        put(folder, names, new)


def _builder(edition: str):
    """The function that writes an edition; imported late, for each needs tools of its own."""
    if edition == "pdf":
        from pdf import build_pdf

        return build_pdf
    from web import build_web

    return build_web


def main(arguments: list[str] | None = None) -> int:
    """Reads the command line; an error is told in words and leaves the old book as it was."""
    parser = argparse.ArgumentParser(description="Build the book from its woven pages.")
    parser.add_argument("edition", nargs="?", choices=["pdf", "web", "all"], default="all")
    parser.add_argument("--output", type=Path, default=OWN, metavar="FOLDER")
    options = parser.parse_args(arguments)
    try:
        build(options.edition, options.output)
    except BookError as error:
        return _stopped(str(error))
    except OSError as error:
        return _stopped(
            f"{_told(error)}. Make room or allow writing there, or choose another folder: "
            "--output FOLDER for the book, TMPDIR for what is needed only while it is built"
        )
    except ImportError as error:
        return _stopped(f"the Python package {error.name} is missing: run `make setup`")
    except KeyboardInterrupt:
        return _stopped("interrupted", status=130)
    return 0


def _told(error: OSError) -> str:
    """What the system says, and about which file; copying many files tells several at once."""
    if isinstance(error, shutil.Error):
        _, place, reason = error.args[0][0]
        return f"{place}: {reason}"
    place = "" if error.filename is None else f"{error.filename}: "
    return f"{place}{error.strerror or error}"


def _stopped(reason: str, status: int = 1) -> int:
    print(f"The book was not built; what was there is as it was.\n{reason}", file=sys.stderr)
    return status


def _interrupt(*_) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    sys.exit(main())
