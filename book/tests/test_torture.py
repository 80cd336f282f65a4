"""Text that looks like markup reaches every edition as the characters that it is.

The pages are those that Tests/WeaverTests/TortureTests.swift weaves: every text stands alone, within
a line, before a full stop, in a list, in a cell, in a caption, in a check, in a card, in output."""

import json
import shutil
import subprocess
import sys
import unicodedata
import unittest
from html.parser import HTMLParser
from pathlib import Path

from support import BOOK, SampleTests  # first: it knows where the book's modules are

sys.path[:0] = [str(BOOK / "web")]

from checking import elements
from pdf import build_pdf
from reading import _words
from web import build_web

FIXTURES = BOOK.parent / "Tests/Fixtures/weaver"
TEXTS = json.loads((FIXTURES / "torture.json").read_text(encoding="utf-8"))
PLAIN = TEXTS["plain"] + TEXTS["unprinted"]
MEANT = [meant for _, meant in TEXTS["shown"]]
CHAPTER = "chapters/shadows/README.md"
ROUND = str.maketrans("‘’“”", "''\"\"")


def even(text: str) -> str:
    """The text with single spaces, also those that are kept together, and accents on their letters."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def dense(text: str) -> str:
    """The text without spaces, its accents joined to their letters."""
    return "".join(unicodedata.normalize("NFC", text).split())


class Text(HTMLParser):
    """The text of a page of the web, and what stands in its output."""

    def __init__(self, source: str):
        super().__init__()
        self.words, self.output, self.within = [], [], False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.within = self.within or tag == "samp"

    def handle_endtag(self, tag):
        self.within = self.within and tag != "samp"

    def handle_data(self, data):
        (self.output if self.within else self.words).append(data)


class Torture(SampleTests):
    def setUp(self):
        super().setUp()
        shutil.rmtree(self.root / "chapters/taxonomy")
        (self.root / CHAPTER).parent.mkdir()
        shutil.copy(FIXTURES / "torture.md", self.root / CHAPTER)
        for page in ["claims", "glossary", "methods", "references"]:
            shutil.copy(FIXTURES / f"torture-{page}.md", self.root / f"chapters/{page}.md")
        (self.root / "figures/shadows").mkdir()
        for name in ["a", "a-1", "a-2"]:
            square = self.root / "figures/taxonomy/square.svg"
            shutil.copy(square, self.root / f"figures/shadows/{name}.svg")
        told = json.loads((self.root / "chapters/book.json").read_text(encoding="utf-8"))
        told["title"], told["chapters"] = "R&D <b>", [
            {"number": 5, "name": "shadows", "title": "Shadows: a tiny chapter", "status": "written",
             "summary": " ¦ ".join(MEANT)}]
        (self.root / "chapters/book.json").write_text(json.dumps(told), encoding="utf-8")
        for page in ["preface", "how-to-read", "refresher"]:
            (self.root / f"book/front/{page}.md").write_text(f"# {page}\n\nWords.\n", encoding="utf-8")

    def divs(self, kind: str) -> list[dict]:
        tree = self.read().of_kind("chapter")[0].tree
        return [e for e in elements(tree) if e["t"] == "Div" and e["c"][0][1][0] == kind]

    def cells(self, tree) -> list[list[str]]:
        """The rows of all tables, the heads first."""
        rows = []
        for table in (e for e in elements(tree) if e["t"] == "Table"):
            _, _, _, (_, head), bodies, _ = table["c"]
            for _, cells in head + [row for body in bodies for row in body[2] + body[3]]:
                rows.append([even("".join(_words(b["c"]) for b in cell[4])) for cell in cells])
        return rows

    def same(self, found: list[str], wanted: list[str]):
        self.assertEqual([even(one) for one in found], [even(one) for one in wanted])

    def test_values_are_read_as_they_are_wherever_they_stand(self):
        blocks = iter(self.read().of_kind("chapter")[0].tree["blocks"])
        alone, followed, listed, within = [], [], [], []
        for block in blocks:
            label = _words(block["c"]) if block["t"] == "Para" else ""
            if label.startswith("Alone V"):
                alone.append(self.paragraph(next(blocks), label))
            elif label.startswith("Followed V"):
                followed.append(self.paragraph(next(blocks), label))
                items = next(blocks)
                self.assertEqual((items["t"], len(items["c"])), ("BulletList", 2), label)
                listed.append(self.paragraph(items["c"][0][0], label))
                within.append(self.paragraph(items["c"][1][0], label))
        self.same(alone, PLAIN)
        self.same(followed, [text + ". Then" for text in PLAIN])
        self.same(listed, PLAIN)
        self.same(within, [f"within {text} a line" for text in PLAIN])

    def paragraph(self, block: dict, label: str) -> str:
        self.assertIn(block["t"], ("Para", "Plain"), label)
        return _words(block["c"])

    def test_output_is_read_letter_by_letter(self):
        found = self.divs("output")[0]["c"][1][0]["c"][1]
        self.assertEqual(unicodedata.normalize("NFC", found), unicodedata.normalize("NFC", "\n".join(PLAIN)))

    def test_cells_are_read_as_they_are(self):
        head, *rows = self.cells(self.divs("table")[0])
        self.same(head, ["a|b <i>", "x", ""])
        self.same([row[1] for row in rows], PLAIN)
        head, *rows = self.cells(self.divs("card")[0])
        self.same(head, ["a|b <i> [x](y) $z$", ""])
        self.same([row[1] for row in rows[-len(MEANT):]], MEANT)

    def test_captions_checks_conditions_and_frames_are_read_as_they_are(self):
        figure = self.divs("figure")[0]
        given = dict(figure["c"][0][2])
        self.same([_words(figure["c"][1][0]["c"])], [" ¦ ".join(MEANT)])
        self.same([given["alt"].translate(ROUND)], [" ¦ ".join(TEXTS["plain"]).translate(ROUND)])
        self.assertEqual((given["frames-of"], given["frames"]), ("width <i>", '&amp; "q"|<b> $x$ *y*'))
        checks = next(e for e in elements(self.divs("checked")[0]) if e["t"] == "BulletList")
        found = [_words(item[0]["c"]) for item in checks["c"]]
        self.same([one.lower() for one in found],
                  [one.lower() + ("" if one[-1] in ".!?" else ".") for one in MEANT])
        title = self.divs("claim")[0]["c"][1][0]["c"][1][0]["c"]
        self.same([_words(title)], ["Claim 1: holds when " + " ¦ ".join(MEANT)])

    def test_the_pages_about_all_chapters_are_read_as_they_are(self):
        claims, glossary, references = [
            next(page.tree for page in self.read().pages if page.name == name)
            for name in ("claims", "glossary", "references")]
        self.assertEqual(self.cells(claims)[1][1], "A <b> is *bold* & [linked](x) -- $5.")
        terms = sorted(row[2] for row in self.cells(glossary)[1:])
        self.same(terms, sorted(even(one) for one in MEANT))
        self.assertEqual(len([e for e in elements(references) if e["t"] == "Div"]),
                         len([one for one in MEANT if "\\" not in one and "{" not in one]))

    def expected(self, texts: list[str]) -> list[str]:
        """What follows a label, without spaces."""
        return [dense(f"Alone V{i} {one} Followed V{i} {one}. Then") for i, one in enumerate(texts)]

    def test_the_web_shows_them(self):
        build_web(self.read(), self.root)
        source = (self.root / "html/shadows.html").read_text(encoding="utf-8")
        page = Text(source)
        found = dense("".join(page.words))
        self.assertEqual([one for one in self.expected(PLAIN) if one not in found], [])
        output = unicodedata.normalize("NFC", "".join(page.output))
        self.assertEqual(output, unicodedata.normalize("NFC", "\n".join(PLAIN)))
        self.assertIn(dense(" ¦ ".join(MEANT)), found)
        contents = Text((self.root / "html/index.html").read_text(encoding="utf-8"))
        self.assertIn(dense(" ¦ ".join(MEANT)), dense("".join(contents.words)))

    def test_terms_and_headings_that_differ_have_ids_that_differ(self):
        terms = ["a b", "a-b", "a_b", "A&B", "R", "R²", "한국어", "한국", "?", "!"]
        rows = "".join(f"| {one.replace('_', chr(92) + '_')} | 말 | M. | [Chapter 5](shadows/README.md) |\n"
                       for one in terms)
        (self.root / "chapters/glossary.md").write_text(
            "# Glossary\n\n| Term | Korean | Meaning | Chapter |\n|:-|:-|:-|:-|\n" + rows, encoding="utf-8")
        heads = ["a", "a", "a-1", "?", "!", "한국어", "한국어", "part"]
        (self.root / "book/front/preface.md").write_text(
            "# P\n\n" + "".join(f"## {one}\n\nWords.\n\n" for one in heads), encoding="utf-8")
        build_web(self.read(), self.root)
        for name, count in [("glossary", len(terms)), ("preface", len(heads))]:
            source = (self.root / f"html/{name}.html").read_text(encoding="utf-8")
            ids = [part.split('"')[0] for part in source.split(' id="')[1:]]
            self.assertEqual(len(ids), len(set(ids)), ids)
            found = [one for one in ids if one.startswith(("term-", "sec-"))]
            self.assertEqual(len(found), count, found)

    def test_pages_without_a_row_are_printed(self):
        for name in ["claims", "glossary", "methods"]:
            (self.root / f"chapters/{name}.md").write_text(
                f"# {name}\n\n| No. | Claim | Verdict | Chapter |\n|:-|:-|:-|:-|\n", encoding="utf-8")
        (self.root / CHAPTER).write_text("# 5. Shadows: a tiny chapter\n\nWords.\n", encoding="utf-8")
        build_pdf(self.read(), self.root)

    def test_print_shows_them(self):
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        page = (self.root / CHAPTER).read_text(encoding="utf-8")
        for one in TEXTS["unprinted"]:
            page = page.replace(one, "bee")
        (self.root / CHAPTER).write_text(page, encoding="utf-8")
        build_pdf(self.read(), self.root)
        # The running heads are cut off; 200 mm are 567 points.
        command = ["pdftotext", "-raw", "-x", "0", "-y", "58", "-W", "567", "-H", "640", "glass-box.pdf", "-"]
        done = subprocess.run(command, cwd=self.root, check=True, capture_output=True, encoding="utf-8")
        found = dense(done.stdout).replace("•", "")
        self.assertEqual([one for one in self.expected(TEXTS["plain"]) if one not in found], [])
        found = found.replace("output", "")
        # Line behind line; only where a page turns, or a figure floats, there may be something else.
        lines, gaps = [dense(one) for one in TEXTS["plain"]], 0
        end = found.index("".join(lines[:20]))
        for line in lines:
            start = found.index(line, end)
            gaps, end = gaps + (start > end), start + len(line)
        self.assertLessEqual(gaps, 3)

    def test_a_letter_that_no_font_has_stops_print_by_name(self):
        from model import BookError

        with self.assertRaises(BookError) as caught:
            build_pdf(self.read(), self.root)
        self.assertRegex(str(caught.exception), "🐝|ש|👩")


if __name__ == "__main__":
    unittest.main()
