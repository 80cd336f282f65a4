"""How the web edition is made: the same bytes twice, soon, whole, and with clear errors."""

import dataclasses
import re
import sys
import tempfile
import unittest
from pathlib import Path

BOOK = Path(__file__).resolve().parents[1]
SAMPLE = BOOK / "tests/sample"
sys.path[:0] = [str(BOOK), str(BOOK / "web")]

from linking import Linker  # noqa: E402
from model import BookError, Chapter  # noqa: E402
from navigation import navigation  # noqa: E402
from reading import read_book  # noqa: E402
from searching import search_index  # noqa: E402
from sections import sections  # noqa: E402
from web import build_web, rendered  # noqa: E402


class Build(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.book = read_book(SAMPLE)

    def built(self, book=None) -> dict[str, bytes]:
        with tempfile.TemporaryDirectory() as folder:
            build_web(book or self.book, Path(folder))
            files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
            return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    def test_the_same_book_makes_the_same_bytes(self):
        first = self.built()
        self.assertEqual(first, self.built())
        self.assertIn("html/index.html", first)
        self.assertIn("html/figures/taxonomy/rows-2.svg", first)

    def test_no_path_of_the_machine_gets_into_a_page(self):
        for name, data in self.built().items():
            self.assertNotIn(str(SAMPLE).encode(), data, name)

    def test_a_picture_that_is_missing_stops_the_build_by_name(self):
        book = dataclasses.replace(self.book, root=BOOK)
        with self.assertRaisesRegex(BookError, "book/front/refresher.md: the picture .*network.svg does not exist"):
            self.built(book)

    def test_words_of_the_book_are_escaped(self):
        pages = self.built(dataclasses.replace(self.book, title="A <b> & c", licence="<i>"))
        text = pages["html/taxonomy.html"].decode()
        self.assertIn("A &lt;b&gt; &amp; c", text)
        self.assertNotIn("A <b>", text)
        self.assertNotIn("<i>", text)

    def test_a_link_to_nothing_stops_the_build_by_page_and_name(self):
        page = self.book.pages[0]
        with self.assertRaisesRegex(BookError, f"{page.path}.*fig-7-7"):
            Linker(self.book).linked(page, '<a href="#fig-7-7">x</a>')

    def test_links_within_a_page_stay_within_it(self):
        page = self.book.of_kind("chapter")[0]
        text = Linker(self.book).linked(page, '<p id="fig-0-1"></p><a href="#fig-0-1"></a><a href="#page-references"></a>')
        self.assertIn('href="#fig-0-1"', text)
        self.assertIn('href="references.html"', text)

    def test_a_page_is_cut_into_sections_with_numbers_and_words(self):
        found = sections(
            '<h1 id="page-x"><span class="eyebrow">Chapter 5</span> Title</h1><p>before</p>'
            '<h2 id="sec-5-1"><span class="number">5.1</span> One <em>two</em><a class="anchor" href="#">#</a></h2>'
            '<div class="code"><pre><code class="language-swift">let x</code></pre></div><p>a&lt;b</p>'
        )
        self.assertEqual([(one.id, one.number, one.title, one.text) for one in found], [
            ("page-x", "Chapter 5", "Title", "before"),
            ("sec-5-1", "5.1", "One two", "a<b let x"),
        ])

    def formulas(self, tex: str) -> int:
        """In how many pieces, between which a line may break, a formula is written."""
        tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [
            {"t": "Para", "c": [{"t": "Math", "c": [{"t": "InlineMath"}, tex]}]}]}
        page = dataclasses.replace(self.book.pages[0], tree=tree)
        return rendered(self.book, page).count("<math ")

    def test_a_long_formula_breaks_before_relations_outside_of_brackets(self):
        self.assertEqual(self.formulas("x = 1"), 1)
        self.assertEqual(self.formulas(r"(0.30 + 0.90)/2 - (0.10 + 0.10)/2 = 0.50"), 2)
        self.assertEqual(self.formulas(r"\left( a = b \right] + f(x = 1) + \sqrt{y = 2}"), 1)
        self.assertEqual(self.formulas(r"D = 1 - \sqrt{0.5} \approx 0.29 \text{ and so on}"), 3)
        self.assertEqual(self.formulas(r"\max_i x_i + y_i + z_i, \qquad w_i, \quad"), 2)

    def test_a_formula_of_its_own_line_breaks_likewise(self):
        tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [
            {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, r"x = \sum_k w_k = 1, \qquad y > 0"]}]}]}
        text = rendered(self.book, dataclasses.replace(self.book.pages[0], tree=tree))
        self.assertEqual((text.count("<math "), text.count('display="block"')), (4, 4))
        self.assertEqual(text.count('class="parts"'), 1)

    def test_a_section_that_a_lecture_leaves_out_keeps_its_title(self):
        found = sections('<h1 id="a">x</h1><h2 id="b"><span class="number">5.1</span> One <span class="further">further</span></h2>')
        self.assertEqual([(one.title, one.further) for one in found], [("x", False), ("One", True)])

    def test_the_navigation_tells_which_chapters_are_to_come(self):
        def chapter(number: int) -> Chapter:
            return dataclasses.replace(self.book.chapters[0], number=number, name=f"c{number}")

        page = self.book.of_kind("chapter")[0]
        pages = tuple(dataclasses.replace(page, number=number, id=f"page-c{number}") for number in (1, 4))
        book = dataclasses.replace(self.book, chapters=tuple(chapter(n) for n in range(8)), pages=pages)
        items = re.findall(r"<li.*?</li>", navigation(book, None, []))
        self.assertEqual([re.sub("<.*?>", "", one).strip() for one in items],
                         ["0 to come", "1 One of everything", "2–3 to come", "4 One of everything", "5–7 to come"])

    def test_the_index_can_end_no_script(self):
        page = self.book.of_kind("chapter")[0]
        parts = {one.id: [] for one in self.book.pages}
        parts[page.id] = sections('<h1 id="a">x</h1><p>&lt;/script&gt;</p>')
        self.assertNotIn("</script", search_index(self.book, parts))


if __name__ == "__main__":
    unittest.main()
