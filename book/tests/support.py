"""A small book with one of everything, to be broken in one place at a time."""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

BOOK = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(BOOK)]

from model import Book, BookError  # noqa: E402
from reading import read_book, read_page  # noqa: E402

SAMPLE = Path(__file__).resolve().parent / "sample"
CHAPTER = "chapters/taxonomy/README.md"


class SampleTests(unittest.TestCase):
    """Every test has a copy of the sample of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name) / "sample"
        shutil.copytree(SAMPLE, self.root)

    def replace(self, old: str, new: str, path: str = CHAPTER):
        """Edits a page once; the test is wrong if the page does not have what it edits."""
        text = (self.root / path).read_text(encoding="utf-8")
        self.assertIn(old, text)
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def read(self) -> Book:
        return read_book(self.root)

    def refused(self, *words: str, page: str | None = None):
        """The book, or one chapter of it, is refused in words that name the page and the thing."""
        with self.assertRaises(BookError) as caught:
            read_page(self.root, page, "chapter") if page else self.read()
        for word in words:
            self.assertIn(word, str(caught.exception))
