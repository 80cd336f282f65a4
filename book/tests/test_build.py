"""The command: a new book takes the old one's place only when it is whole."""

import contextlib
import io
import unittest
from unittest.mock import patch

from support import SampleTests  # first: it knows where the book's modules are

import fonts
from build import build
from model import BookError


class Building(SampleTests):
    def built(self):
        with contextlib.redirect_stderr(io.StringIO()):
            build("pdf", self.root / "build", self.root)

    def test_writes_the_book_and_nothing_else(self):
        self.built()
        self.assertEqual([file.name for file in (self.root / "build").iterdir()], ["glass-box.pdf"])

    def test_leaves_the_old_book_where_a_new_one_cannot_be_made(self):
        self.built()
        old = (self.root / "build/glass-box.pdf").read_bytes()
        self.replace("A page with one", "A page 𓀀 with one")
        with self.assertRaises(BookError):
            self.built()
        self.assertEqual([file.name for file in (self.root / "build").iterdir()], ["glass-box.pdf"])
        self.assertEqual((self.root / "build/glass-box.pdf").read_bytes(), old)

    def test_tells_which_fonts_are_missing(self):
        with patch.object(fonts, "PLACES", []), patch.dict("os.environ", {"GLASS_BOX_FONTS": ""}):
            with self.assertRaises(BookError) as caught:
                self.built()
        for word in ["Inter", "JetBrains Mono", "NanumGothic", "make setup"]:
            self.assertIn(word, str(caught.exception))


if __name__ == "__main__":
    unittest.main()
