"""The printed book: the same bytes twice, and everything in its place."""

import re
import shutil
import subprocess
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

from support import BOOK, CHAPTER, SampleTests  # first: it knows where the book's modules are

from answers import without_answers
from checking import ids
from model import BookError
from overlaps import overlaps
from pdf import build_pdf, compile_pdf, typst_page, write_sources
from reading import read_page


class Printed(SampleTests):
    def printed(self) -> bytes:
        build_pdf(self.read(), self.root)
        return (self.root / "glass-box.pdf").read_bytes()

    def text(self) -> str:
        """What is to be read on the pages, by poppler."""
        if not shutil.which("pdftotext"):
            self.skipTest("pdftotext is not installed")
        self.printed()
        command = ["pdftotext", "-layout", str(self.root / "glass-box.pdf"), "-"]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    def stops(self, *words: str):
        with self.assertRaises(BookError) as caught:
            self.printed()
        for word in words:
            self.assertIn(word, str(caught.exception))
        self.assertFalse((self.root / "glass-box.pdf").exists())

    def test_is_the_same_twice_and_tagged(self):
        once = self.printed()
        self.assertEqual(once, self.printed())
        for mark in [b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid"]:
            self.assertIn(mark, once)

    def test_shows_source_lines_pages_and_verdicts(self):
        text = self.text()
        self.assertRegex(text, r"(?m)^ *17 +\}$")
        self.assertRegex(text, r"(?m)^ *21 +let knobs")
        self.assertRegex(text, r"(?m)^ *7 +/// What this does")
        self.assertIn("answer on page", text)
        self.assertIn("exercise on page", text)
        self.assertRegex(text, r"cited on page 1\b")
        for word in ["HOLDS WHEN", "REFUTED", "CHECKED", "대리 모델", "A side note stands", "TRUE BY CONSTRUCTION",
                     "RE-ENACTED", "KEY IDEA", "Predict first", "prediction on page 1", "answers on page",
                     "questions on page", "With 10 of 10 seeds."]:
            self.assertIn(word, text)

    def test_folded_code_is_one_line_and_what_was_tested_is_left_out(self):
        text = self.text()
        self.assertRegex(text, r"CODE +A square is drawn on paper & framed +lines 31–33, 35")
        self.assertIn("a square of 12 ± 0.5", text)
        for word in ["hidden in a fold", "What was tested", "isSquare"]:
            self.assertNotIn(word, text)

    def test_contents_tell_what_is_further_and_what_is_to_come(self):
        contents = self.text().split("\f")[2]
        self.assertRegex(contents, r"0\.5 +What a lecture leaves out +further")
        self.assertRegex(contents, r"0\.6 +In five lines[ .]+\d")
        self.assertRegex(contents, r"(?m)^ *1 +Not yet +to come$")
        self.assertLess(contents.index("In five lines"), contents.index("Not yet"))
        self.assertLess(contents.index("Not yet"), contents.index("Answers"))

    def test_headings_and_running_heads_tell_what_is_further(self):
        self.replace("Steps of half a place", "Words.\n\n" * 60 + "Steps of half a place")
        pages = self.text().split("\f")
        self.assertTrue(any(re.search(r"0\.5 +What a lecture leaves out +further", page) for page in pages[3:]))
        heads = [page.lstrip("\n").split("\n")[0] for page in pages]
        self.assertTrue(any(re.search(r"\| +What a lecture leaves out +further +\d", head) for head in heads), heads)

    def test_hangul_in_output_takes_two_columns(self):
        self.replace("A page with one", "```console\nabcdef|\n한국어|\nab한cd|\ne\u0301bcdef|\n```\n\nA page with one")
        self.text()
        command = ["pdftotext", "-bbox", str(self.root / "glass-box.pdf"), "-"]
        words = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        # On the left half of a page: running heads have a bar of their own.
        ends = [float(end) for end in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">[^<]*\|</word>', words)]
        ends = [end for end in ends if end < 140]
        self.assertEqual(len(ends), 4)
        self.assertLess(max(ends) - min(ends), 0.05)

    def words(self) -> list[tuple[int, float, float, float, str]]:
        """Every word of the pages: its page, left, top, right, and letters."""
        self.text()
        command = ["pdftotext", "-bbox", str(self.root / "glass-box.pdf"), "-"]
        text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<')
        return [
            (number, *(float(one) for one in found[:3]), found[3])
            for number, page in enumerate(text.split("<page "))
            for found in word.findall(page)
        ]

    def test_words_of_a_wide_table_do_not_reach_into_each_other(self):
        heads = "depth water temperature age light soil seedling moonlight distance".split()
        sentence = "a few words that go on for a while"
        for cell in ["0.25", sentence]:
            with self.subTest(cell):
                rows = [heads, ["---"] * 9, ["1"] * 8 + [cell]]
                table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
                self.replace("A page with one", f"{table}\n\nA page with one")
                places = [one for one in self.words() if one[4] in heads]
                places = [one for one in places if one[:1] + one[2:3] == places[0][:1] + places[0][2:3]]
                self.assertEqual([one[4] for one in places], heads)
                for one, other in zip(places, places[1:]):
                    self.assertLess(one[3] + 4, other[1], f"{one[4]} and {other[4]}")
                self.assertLess(places[-1][3], 68 + 346 + 1)
                (self.root / "glass-box.pdf").unlink()

    def test_words_that_lie_on_each_other_are_found(self):
        self.text()
        pdf = self.root / "glass-box.pdf"
        self.assertEqual(overlaps(pdf), [])
        with tempfile.TemporaryDirectory() as name:
            write_sources(self.read(), Path(name))
            design = Path(name) / "book/back.typ"
            narrow = design.read_text(encoding="utf-8").replace("(76pt, auto, 1fr,", "(76pt, auto, 2pt,")
            design.write_text(narrow, encoding="utf-8")
            pdf.write_bytes(compile_pdf(Path(name)))
        self.assertRegex("\n".join(overlaps(pdf)), r"page \d+ of the PDF: “\S+” lies on “\S+”")

    def test_long_cells_of_the_methods_share_the_line(self):
        long = "one over the training set, for all values that are asked for, and products for the solver"
        self.replace("|    1000 |        0 |", f"| {long} | {long} |", "chapters/methods.md")
        self.text()
        self.assertEqual(overlaps(self.root / "glass-box.pdf"), [])

    def test_a_table_that_no_letters_make_fit_stops_it(self):
        heads = ["incomprehensibilities"] * 9
        self.replace("A page with one", f"| {' | '.join(heads)} |\n|{'---|' * 9}\n\nA page with one")
        self.stops("a table is too wide")

    def test_the_summary_stays_on_one_page(self):
        marks = [f"line{number}" for number in range(1, 6)]
        page = (self.root / CHAPTER).read_text(encoding="utf-8")
        start = page.index("1.", page.index("In five lines"))
        end = page.index("## 0.7")
        lines = "".join(f"{n}. {mark}. Words follow it, to fill a line.\n" for n, mark in enumerate(marks, 1))
        page = page[:start] + lines + "\n" + page[end:]
        for count in (4, 12, 20):
            text = page.replace("## 0.6", "Words.\n\n" * count + "## 0.6")
            (self.root / CHAPTER).write_text(text, encoding="utf-8")
            places = {one[4].rstrip("."): one[0] for one in self.words()}
            self.assertEqual(len({places[mark] for mark in marks}), 1, count)

    def test_code_is_as_wide_as_its_columns(self):
        # 40 letters of Hangul are 80 columns, which reach beyond the column; 38 are 76, which do not.
        for letters, reaches in [(40, True), (38, False), (60, None)]:
            self.replace("A page with one", "```console\n" + "한" * letters + "\n```\n\nA page with one")
            if reaches is None:
                self.stops("too long to print")
            else:
                page = read_page(self.root, CHAPTER, "chapter")
                self.assertIn(f"columns: {2 * letters}", typst_page(page, self.root))
                self.printed()
                (self.root / "glass-box.pdf").unlink()
            self.replace("```console\n" + "한" * letters + "\n```\n\n", "")

    def test_a_formula_that_cannot_be_converted_stops_it(self):
        self.replace("a formula $`f(x)`$", "a formula $`\\nothing{1}`$")
        self.stops(CHAPTER, "\\nothing{1}")

    def test_a_formula_that_is_too_wide_stops_it(self):
        self.replace("\\Omega(g), \\qquad", " + ".join(["\\Omega(g)"] * 20) + ", \\qquad")
        self.stops("too wide")

    def test_a_line_of_code_that_is_too_long_stops_it(self):
        self.replace("they xx", "they " + "x" * 20)
        self.stops("too long to print")

    def test_side_notes_that_find_no_room_stop_it(self):
        self.replace("The third.", "The third. " * 400)
        self.stops("side notes of page 1 have no room")

    def test_a_sign_that_no_font_has_stops_it(self):
        self.replace("A page with one", "A page 𓀀 with one")
        self.stops("𓀀", "in taxonomy: A page")

    def test_a_picture_that_cannot_be_drawn_stops_it(self):
        path = self.root / "figures/taxonomy/square.svg"
        path.write_text('<svg width="346pt"><rect', encoding="utf-8")
        self.stops("in square.svg")


class Answers(SampleTests):
    def test_move_behind_the_chapters(self):
        pages = without_answers(self.read())
        self.assertEqual([page.name for page in pages[3:6]], ["taxonomy", "answers", "methods"])
        self.assertFalse([one for one in ids(pages[3].tree) if one.startswith("ans-")])
        self.assertEqual(list(ids(pages[4].tree)), [
            "page-answers", "answers-taxonomy", "answers-taxonomy-prediction", "ans-pre-0-1",
            "answers-taxonomy-questions", "ans-questions-0", "answers-taxonomy-exercise", "ans-0-1", "ans-0-2"])

    def test_of_one_kind_need_no_head_of_their_own(self):
        book = self.read()
        chapter = book.of_kind("chapter")[0]
        blocks = [one for one in chapter.tree["blocks"] if one["t"] != "Div" or dict(one["c"][0][2]).get("of") in (None, "exercise")]
        only = replace(chapter, tree=chapter.tree | {"blocks": blocks})
        pages = without_answers(replace(book, pages=(only,)))
        self.assertEqual(list(ids(pages[1].tree)), ["page-answers", "answers-taxonomy", "ans-0-1", "ans-0-2"])


class Mathematics(SampleTests):
    def test_every_construct_compiles(self):
        shutil.copy(BOOK / "tests/hard-mathematics.md", self.root / "book/front/preface.md")
        page = read_page(self.root, "book/front/preface.md", "front")
        with tempfile.TemporaryDirectory() as name:
            write_sources(replace(self.read(), pages=(page,)), Path(name))
            compile_pdf(Path(name))

    def test_is_repaired(self):
        # What pandoc alone gets wrong without a word: TeX, and what Typst has to see.
        for tex, typst in {
            r"\underset{g\in G}{\mathrm{argmin}}": 'op("argmin", limits: #true)',
            r"a \odot b": "dot.o",
            r"A \cap B": "inter",
            r"|S|": "lr(|",
            r"\|x\|": "lr(bar.v.double x bar.v.double)",
            r"\mathrm{ReLU}": "ReLU",
            r"\dfrac{a}{b}": "display(frac(a, b))",
            r"\dfrac{a_1}{\mathbf{b}}": "display(frac(a_1, upright(bold(b))))",
            r"\dfrac{a+1}{b}": "display(frac(a + 1, b))",
        }.items():
            with self.subTest(tex):
                (self.root / "book/front/preface.md").write_text(f"# Preface\n\n$`{tex}`$\n")
                page = read_page(self.root, "book/front/preface.md", "front")
                self.assertIn(typst, typst_page(page, self.root))


if __name__ == "__main__":
    unittest.main()
