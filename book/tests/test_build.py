"""The command: a new book takes the old one's place only when it is whole, and only its own."""

import contextlib
import errno
import io
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
from unittest.mock import patch

from support import BOOK, SampleTests  # first: it knows where the book's modules are

import build as command
import fonts
import pdf
import results
from build import build
from model import BookError
from reading import read_book


class BuildTests(SampleTests):
    """What the tests of the command share."""

    def setUp(self):
        super().setUp()
        self.folder = self.root / "build"

    def built(self):
        with contextlib.redirect_stderr(io.StringIO()):
            build("pdf", self.folder, self.root)

    def names(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())

    def ended(self, edition: str = "pdf") -> tuple[int, str]:
        """The status of the command and its words."""
        sample = patch.object(command, "read_book", lambda _: read_book(self.root))
        with sample, contextlib.redirect_stderr(io.StringIO()) as said:
            status = command.main([edition, "--output", str(self.folder)])
        self.assertNotIn("Traceback", said.getvalue())
        return status, said.getvalue()


class Building(BuildTests):
    def test_writes_the_book_its_record_and_nothing_else(self):
        self.built()
        self.built()
        self.assertEqual(self.names(), [results.RECORD, "glass-box.pdf"])

    def test_leaves_the_old_book_where_a_new_one_cannot_be_made(self):
        self.built()
        old = (self.folder / "glass-box.pdf").read_bytes()
        self.replace("A page with one", "A page 𓀀 with one")
        with self.assertRaises(BookError):
            self.built()
        self.assertEqual(self.names(), [results.RECORD, "glass-box.pdf"])
        self.assertEqual((self.folder / "glass-box.pdf").read_bytes(), old)

    def test_replaces_nothing_that_it_did_not_write(self):
        (self.folder / "html").mkdir(parents=True)
        (self.folder / "html/mine.txt").write_text("mine")
        status, said = self.ended("web")
        self.assertEqual(status, 1)
        self.assertIn("html in", said)
        self.assertIn("is not what book/build.py wrote there", said)
        self.assertEqual((self.folder / "html/mine.txt").read_text(), "mine")

    def test_replaces_no_book_that_was_changed_by_hand(self):
        self.built()
        (self.folder / "glass-box.pdf").write_bytes(b"signed")
        with self.assertRaisesRegex(BookError, "glass-box.pdf .* is not what"):
            self.built()
        self.assertEqual((self.folder / "glass-box.pdf").read_bytes(), b"signed")

    def test_puts_the_old_results_back_if_one_cannot_be_replaced(self):
        for round in ["old", "new"]:
            for name in ["a", "b"]:
                (self.folder / f"{round}-{name}").mkdir(parents=True)
                (self.folder / f"{round}-{name}/file").write_text(f"{round} {name}")
        new = self.folder / ".new"
        new.mkdir()
        for name in ["a", "b"]:
            os.replace(self.folder / f"old-{name}", self.folder / name)
            os.replace(self.folder / f"new-{name}", new / name)
        replace, count = os.replace, 0

        def failing(source, target):
            nonlocal count
            count += 1
            if count == 4:  # the new b
                raise KeyboardInterrupt
            replace(source, target)

        with patch.object(os, "replace", failing), self.assertRaises(KeyboardInterrupt):
            results.put(self.folder, ["a", "b"], new)
        self.assertEqual(self.names(), [".new", "a", "b"])
        for name in ["a", "b"]:
            self.assertEqual((self.folder / name / "file").read_text(), f"old {name}")

    def test_tells_which_fonts_are_missing(self):
        with patch.object(fonts, "PLACES", []), patch.dict("os.environ", {"GLASS_BOX_FONTS": ""}):
            with self.assertRaises(BookError) as caught:
                self.built()
        for word in ["Inter", "JetBrains Mono", "NanumGothic", "make setup"]:
            self.assertIn(word, str(caught.exception))


class Endings(BuildTests):
    """What the world can spoil ends the command in words, with a status, and leaves nothing."""

    def test_a_full_disk(self):
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/full/x")
        with patch.object(pdf, "write_sources", side_effect=full):
            status, said = self.ended()
        self.assertEqual(status, 1)
        self.assertIn("/full/x: No space left on device. Make room", said)
        self.assertEqual(self.names(), [])

    def test_many_files_that_cannot_be_copied(self):
        many = shutil.Error([("a", "/full/b", "[Errno 28] No space left on device")])
        with patch.object(pdf, "write_sources", side_effect=many):
            status, said = self.ended()
        self.assertEqual(status, 1)
        self.assertIn("/full/b: [Errno 28] No space left on device. Make room", said)

    def test_a_folder_that_cannot_be_made(self):
        self.folder.write_text("a file")
        status, said = self.ended()
        self.assertEqual(status, 1)
        self.assertIn(f"{self.folder}: File exists", said)
        self.assertEqual(self.folder.read_text(), "a file")

    def test_a_package_that_is_missing(self):
        with patch.dict(sys.modules, {"typst": None}):
            status, said = self.ended()
        self.assertEqual(status, 1)
        self.assertIn("the Python package typst is missing: run `make setup`", said)

    def test_an_interrupt_while_pages_are_read_or_written(self):
        for moment in [lambda: time.sleep(1), self.wait_for_the_first_page]:
            process = subprocess.Popen(
                [sys.executable, str(BOOK / "build.py"), "web", "--output", str(self.folder)],
                stderr=subprocess.PIPE, text=True, start_new_session=True,
            )
            moment()
            os.killpg(process.pid, signal.SIGINT)
            said = process.communicate()[1]
            self.assertNotIn("Traceback", said)
            self.assertEqual(process.returncode, 130)
            self.assertIn("interrupted", said)
            self.assertFalse(self.folder.exists() and self.names(), said)

    def wait_for_the_first_page(self):
        while not list(self.folder.glob(".new-*/html")):
            time.sleep(0.01)


if __name__ == "__main__":
    unittest.main()
