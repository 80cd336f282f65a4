"""Builds the web edition of the sample, and of the book itself, and opens pages of it in Chromium."""

import os
import shutil
import sys
import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path

BOOK = Path(__file__).resolve().parents[1]
SAMPLE = BOOK / "tests/sample"
sys.path[:0] = [str(BOOK), str(BOOK / "web")]

from reading import read_book  # noqa: E402
from web import build_web  # noqa: E402


def chromium() -> str:
    """The browser: named by CHROMIUM, or found on the path."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), "")


class WebTests(unittest.TestCase):
    """Tests with a site and a browser of their own; a test gets a fresh profile."""

    root = SAMPLE

    @classmethod
    def setUpClass(cls):
        try:
            from playwright.sync_api import expect, sync_playwright
        except ImportError:
            cls._unable("playwright is missing: run `make check`")
        if not chromium():
            cls._unable("no Chromium: install it, or set CHROMIUM to its path")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        build_web(read_book(cls.root), Path(folder.name))
        cls.site = Path(folder.name) / "html"
        playwright = cls.enterClassContext(sync_playwright())
        safe = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        cls.browser = playwright.chromium.launch(executable_path=chromium(), args=safe)
        cls.addClassCleanup(cls.browser.close)
        # What a page does takes a moment: expectations about it are asked again until they hold.
        expect.set_options(timeout=15000)
        cls.expect = staticmethod(expect)

    @classmethod
    def _unable(cls, why: str):
        """Without a browser there is nothing to test; a machine that checks changes must have one."""
        if os.environ.get("CI"):
            raise RuntimeError(why)
        raise unittest.SkipTest(why)

    @classmethod
    def names(cls) -> list[str]:
        """The file names of all pages."""
        return sorted(path.name for path in cls.site.glob("*.html"))

    @classmethod
    def address(cls, name: str) -> str:
        file, _, anchor = name.partition("#")
        return (cls.site / file).as_uri() + (f"#{anchor}" if anchor else "")

    @classmethod
    @contextmanager
    def opened(cls, name: str, width: int = 1360, height: int = 900, **options):
        """A page of the site in a fresh profile; `faults` of it collects what the browser complains of."""
        options.setdefault("reduced_motion", "reduce")
        context = cls.browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.set_default_timeout(15000)
        page.faults = []
        page.on("console", lambda said: page.faults.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: page.faults.append(f"error: {error}"))
        page.on("requestfailed", lambda request: page.faults.append(f"failed: {request.url}"))
        page.on("request", lambda asked: page.faults.append(f"network: {asked.url}")
                if not asked.url.startswith(("file:", "data:", "blob:")) else None)
        try:
            page.goto(cls.address(name), wait_until="load")
            yield page
        finally:
            context.close()
