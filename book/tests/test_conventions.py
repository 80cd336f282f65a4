"""A page that breaks a convention is refused by name; one that keeps them becomes the tree."""

import shutil
import unittest

from support import CHAPTER, SAMPLE, SampleTests  # first: it knows where the book's modules are

from checking import elements, links

# What is edited, what it becomes, and what the complaint has to say.
BROKEN = {
    "no alternative text": ("![A square in a frame]", "![]", "fig-0-1 has no alternative text"),
    "a figure without caption": ("**Figure 0.1.** A square.", "A square.", "fig-0-1 has no caption"),
    "an empty caption": ("**Figure 0.2.** Many squares, one row for each number of samples.",
                         "**Figure 0.2.**", "fig-0-2 has an empty caption"),
    "a caption of another number": ("**Figure 0.1.**", "**Figure 0.3.**", "Figure 0.3"),
    "a picture that is not there": ("taxonomy/square.svg", "taxonomy/circle.svg", "circle.svg"),
    "a picture without an anchor": ('<a id="fig-0-1"></a>\n', "", "square.svg"),
    "a frame that is not there": ("50 | 1000", "50 | 100 | 1000", "rows-3.svg"),
    "an anchor before nothing": ('<a id="tab-0-1"></a>', '<a id="tab-0-1"></a>\n\nWords.', "tab-0-1"),
    "an anchor of no kind": ('<a id="tab-0-1"></a>', '<a id="table-0-1"></a>', "table-0-1"),
    "a card before no table": ("| A sample       |                           |", "Words.\n\n| a | b |", "card-0-1"),
    "too few source lines": ("11-13 17 21-22", "11-13 17 21", "6 lines but 5 numbers"),
    "too many source lines": ("Sample.swift: 7-9", "Sample.swift: 7-10", "lst-0-1 has 3 lines but 4"),
    "a range that runs backwards": ("11-13 17", "13-11 17", "13-11"),
    "source lines before no code": ("<!-- lines of chapters/taxonomy/main.swift: 11-13 17 21-22 -->",
                                    "<!-- lines of chapters/taxonomy/main.swift: 1 -->\n\nWords.", "before no code"),
    "a formula without its tag": ("\\tag{0.1}", "", "eq-0-1 has no \\tag"),
    "a formula with another's tag": ("\\tag{0.1}", "\\tag{0.2}", "eq-0-1 has the tag 0.2"),
    "a claim without its anchor": ('<a id="claim-0-1"></a>\n', "", "Claim 1: holds"),
    "a claim with another's anchor": ('<a id="claim-0-1"></a>', '<a id="claim-0-2"></a>', "claim-0-2"),
    "a verdict that nobody knows": ("**Claim 1: holds.**", "**Claim 1: maybe.**", "maybe"),
    "a box whose marker is not alone": ("> [!CAUTION]\n> **A pitfall.**", "> [!CAUTION] **A pitfall.**", "CAUTION"),
    "a check of nothing": ("> **Checked.** What the code printed is what it had to print. *With 10 of 10 seeds.*",
                           "> **Checked.**", "Checked."),
    "a test of no box": ("Another note[^2]", "<details><summary>What was tested</summary>\n\n```swift\ntrue\n```\n\n</details>\n\nAnother note[^2]",
                         '"What was tested" stands in no box'),
    "a test that is no code": ("> ```swift\n> square.isSquare\n> frame != nil\n> ```", "> It is square.",
                               '"What was tested" is not one piece of code'),
    "a fold without its lines": (" (lines 31–33, 35)</summary>", "</summary>", "tells no sentence or no lines"),
    "a fold without its code": ("<!-- lines of chapters/taxonomy/main.swift: 31-33 35 -->", "", "folds no code"),
    "a fold of more than code": ("print(\"a square of\", 12, \"± 0.5\")\n```\n", "print()\n```\n\nWords.\n", "more than code"),
    "a fold that is not closed": ("print(\"a square of\", 12, \"± 0.5\")\n```\n\n</details>", "print()\n```", "more than code"),
    "a fold of another kind": ("<summary>Answer to prediction 0.1</summary>", "<summary>More</summary>", 'the summary "More"'),
    "a fold without a summary": ("<summary>Answer to prediction 0.1</summary>\n", "", "no summary"),
    "a prediction without an answer": ("<summary>Answer to prediction 0.1</summary>", "<summary>Answer to prediction 0.2</summary>",
                                       '"Answer to prediction 0.2" does not follow'),
    "a prediction that an exercise answers": ("<summary>Answer to prediction 0.1</summary>", "<summary>Answer 0.1</summary>",
                                              '"Answer 0.1" does not follow'),
    "a prediction without its number": ("**Prediction 0.1.**", "**Prediction.**", "has no number"),
    "four lines of five": ("5. What is further can wait.\n", "", '"In five lines" has 4 of them'),
    "seven questions of eight": ("7. What is a row?\n8. What is left?\n\n<", "7. What is left?\n\n<",
                                 '"Eight questions" has 7 of them'),
    "questions without answers": ("<summary>Answers to the questions</summary>", "<summary>Answer 0.3</summary>",
                                  '"Answer 0.3" does not follow'),
    "an exercise without an answer": ("<summary>Answer 0.1</summary>", "<summary>Answer 0.2</summary>", "0.2"),
    "a last exercise without an answer": (
        "<details>\n<summary>Answer 0.2</summary>\n\n1. First this.\n2. Then that.\n\n</details>", "",
        "exercise 0.2 has no answer"),
    "an answer that is not closed": ("2. Then that.\n\n</details>", "2. Then that.", "never closed"),
    "an exercise without its number": ("**Exercise 0.1.**", "**Exercise.**", "has no number"),
    "a section out of order": ("## 0.2 Formulas", "## 0.3 Formulas", "section 0.2"),
    "a second title": ("## 0.2 Formulas", "# Formulas", "second heading of level 1"),
    "no title": ("# 0. One of everything", "One of everything", "heading of level 1"),
    "a chapter without a number": ("# 0. One of everything", "# One of everything", CHAPTER),
    "a formula with an open brace": ("$`f(x)`$", "$`f{x`$", "f{x"),
    "markup that would vanish": ("A page with one", "A <kbd>page</kbd> with one", "<kbd>"),
    "a block that would vanish": ("A page with one", "<table></table>\n\nA page with one", "<table>"),
    "a link out of the book": ("(../references.md#ref-nobody2026)", "(../../Makefile)", "Makefile"),
    "a link out of the package": ("(../references.md#ref-nobody2026)", "(../../../x.md)", "leaves the package"),
}


class BrokenPages(SampleTests):
    def test_is_refused_by_page_and_thing(self):
        for name, (old, new, complaint) in BROKEN.items():
            with self.subTest(name):
                shutil.copy(SAMPLE / CHAPTER, self.root / CHAPTER)
                self.replace(old, new)
                self.refused(CHAPTER, complaint, page=CHAPTER)

    def test_all_pages_with_faults_are_told_at_once(self):
        self.replace("![A square in a frame]", "![]")
        self.replace("# References", "Words.\n\n# References", "chapters/references.md")
        self.refused(CHAPTER, "chapters/references.md")

    def test_a_page_that_is_not_text_is_refused(self):
        (self.root / CHAPTER).write_bytes(b"# 0. \xff")
        self.refused(CHAPTER, "cannot be read")


class WholeBook(SampleTests):
    def test_two_things_of_one_id_are_refused(self):
        self.replace("ref-nobody2027", "ref-nobody2026", "chapters/references.md")
        self.refused("chapters/references.md", "ref-nobody2026")

    def test_a_link_without_target_is_refused(self):
        self.replace("(#fig-0-1)", "(#fig-0-9)")
        self.refused(CHAPTER, "fig-0-9", "Figure 0.1")

    def test_a_link_to_a_chapter_that_is_not_written_is_refused(self):
        self.replace("(../references.md#ref-nobody2026)", "(../later/README.md)")
        self.refused(CHAPTER, "page-later")

    def test_a_damaged_table_of_chapters_is_told_with_its_line(self):
        (self.root / "chapters/book.json").write_text("\n{", encoding="utf-8")
        self.refused("chapters/book.json:2: expected a key")
        (self.root / "chapters/book.json").unlink()
        self.refused("chapters/book.json: cannot be read: No such file")

    def test_a_file_in_another_code_is_told_with_its_line_and_its_code(self):
        for path in ["chapters/book.json", CHAPTER]:
            text = (self.root / path).read_text(encoding="utf-8")
            for data, words in [
                (("\n용어" + text).encode("cp949", "ignore"), ":2: cannot be read: the file is not UTF-8 here, it looks like CP949"),
                (b"\n\n\xe9 ", ":3: cannot be read: the file is not UTF-8 here, with the byte 0xE9"),
                (text.encode("utf-16"), ":1: cannot be read: the file is not UTF-8 here, it looks like UTF-16"),
            ]:
                with self.subTest(words):
                    (self.root / path).write_bytes(data)
                    self.refused(path + words)
            (self.root / path).write_text(text, encoding="utf-8")

    def test_a_chapter_may_not_have_the_name_of_another_page(self):
        for name in ["index", "glossary", "answers", "main"]:
            self.replace('"name": "taxonomy"', f'"name": "{name}"', "chapters/book.json")
            self.refused(f"chapters/book.json:9: {name} is the name of a page that is no chapter")
            self.replace(f'"name": "{name}"', '"name": "taxonomy"', "chapters/book.json")

    def test_a_missing_page_is_told(self):
        for path in ["chapters/claims.md", CHAPTER]:
            with self.subTest(path):
                (self.root / path).unlink()
                self.refused(path)


class Tree(SampleTests):
    def things(self, kind: str) -> list[dict]:
        page = self.read().of_kind("chapter")[0]
        divs = [e["c"][0] for e in elements(page.tree) if e["t"] == "Div"]
        return [{"id": i, **dict(a)} for i, classes, a in divs if classes[0] == kind]

    def test_pages_come_in_the_order_of_reading(self):
        book = self.read()
        self.assertEqual([page.name for page in book.pages],
                         ["preface", "how-to-read", "refresher", "taxonomy", "methods", "claims", "glossary", "references"])
        self.assertEqual(book.pages[3].number, 0)
        self.assertEqual(book.pages[3].title, "One of everything")

    def test_a_figure_before_the_first_chapter_has_a_letter(self):
        page = self.read().of_kind("front")[2]
        figures = [e["c"][0] for e in elements(page.tree) if e["t"] == "Div"]
        self.assertEqual([(i, dict(a)["number"]) for i, _, a in figures], [("fig-r-1", "R.1")])
        self.replace("Figure R.1", "Figure S.1", "book/front/refresher.md")
        self.refused("refresher.md", "fig-r-1 has the caption of Figure S.1")

    def test_code_tells_its_source_lines(self):
        self.assertEqual(self.things("code")[0]["lines"], "11 12 13 17 21 22")
        self.assertEqual(self.things("listing")[0]["lines"], "7 8 9")

    def test_figures_tell_their_width_and_frames(self):
        square, rows = self.things("figure")
        self.assertEqual((square["wide"], rows["wide"]), ("false", "true"))
        self.assertEqual((rows["frames-of"], rows["frames"]), ("samples", "50|1000"))
        self.assertEqual(rows["src"], "figures/taxonomy/rows.svg")

    def test_claims_tell_their_verdicts(self):
        verdicts = [(claim["id"], claim["verdict"]) for claim in self.things("claim")]
        self.assertEqual(verdicts, [
            ("claim-0-1", "holds"), ("claim-0-12", "when"), ("claim-0-71", "refuted"),
            ("claim-0-26", "construction"), ("claim-0-64", "reenacted")])

    def test_folded_code_tells_its_sentence_and_lines(self):
        page = self.read().of_kind("chapter")[0]
        fold = next(e for e in elements(page.tree) if e["t"] == "Div" and e["c"][0][1] == ["folded"])
        sentence = "".join(e["c"] if e["t"] == "Str" else e["c"][1] if e["t"] == "Code" else " "
                           for e in elements(fold["c"][1][0]) if e["t"] in ("Str", "Code", "Space"))
        self.assertEqual(sentence, "A square is drawn on paper & framed")
        self.assertEqual(self.things("folded"), [{
            "id": "", "file": "chapters/taxonomy/main.swift", "lines": "31 32 33 35", "told": "31–33, 35"}])

    def test_what_was_tested_stands_in_its_box(self):
        page = self.read().of_kind("chapter")[0]
        boxes = [e for e in elements(page.tree) if e["t"] == "Div" and e["c"][0][1][0] in ("checked", "claim")]
        tested = [[e["c"][1] for e in elements(box) if e["t"] == "CodeBlock"] for box in boxes]
        self.assertEqual(tested[:3], [
            ['printed == "a line of eighty columns" && knobs.count == 10'],
            ["square.isSquare\nframe != nil"], ["tested == true"]])

    def test_what_is_asked_knows_its_answer_and_the_answer_what_it_answers(self):
        asked = {one["id"]: one["answer"] for kind in ("prediction", "exercise", "questions") for one in self.things(kind)}
        answers = {one["to"]: one["id"] for one in self.things("answer")}
        self.assertEqual(asked, answers)
        self.assertEqual(asked, {"pre-0-1": "ans-pre-0-1", "ex-0-1": "ans-0-1", "ex-0-2": "ans-0-2",
                                 "questions-0": "ans-questions-0"})
        self.assertEqual([one["of"] for one in self.things("answer")],
                         ["prediction", "exercise", "exercise", "questions"])

    def test_a_key_idea_and_a_summary_are_things_of_their_own(self):
        self.assertEqual(len(self.things("key")), 1)
        self.assertEqual(len(self.things("summary")), 1)
        self.assertEqual([one["kind"] for one in self.things("callout")], ["note", "important", "caution"])

    def test_headings_tell_what_a_lecture_leaves_out(self):
        page = self.read().of_kind("chapter")[0]
        heads = [e["c"] for e in elements(page.tree) if e["t"] == "Header"]
        further = [(level, "".join(e["c"] if e["t"] == "Str" else " " for e in title))
                   for level, (_, _, given), title in heads if dict(given).get("further")]
        self.assertEqual(further, [(2, "What a lecture leaves out"), (3, "Steps still finer")])

    def test_links_lose_their_pages_and_navigation_is_gone(self):
        targets = {target for target, _ in links(self.read().of_kind("chapter")[0].tree)}
        self.assertEqual(targets, {"ref-nobody2026", "fig-0-1", "fig-0-2", "eq-0-1", "lst-0-1", "tab-0-1"})

    def test_a_number_keeps_its_per_cent_sign(self):
        self.replace("A page with one", "Of 27 % and\n3\n%, not a % b, a page with one")
        page = self.read().of_kind("chapter")[0]
        text = "".join(e["c"] if e["t"] == "Str" else " " for e in elements(page.tree) if e["t"] in ("Str", "Space"))
        self.assertIn("27\u00a0% and", text)
        self.assertIn("3\u00a0%,", text)
        self.assertIn("a % b", text)

    def test_a_number_keeps_its_error_and_its_mark(self):
        self.replace("A page with one", "• 0.83 ±\n0.02, mean ± error, ± 3, a page with one")
        page = self.read().of_kind("chapter")[0]
        text = "".join(e["c"] if e["t"] == "Str" else " " for e in elements(page.tree) if e["t"] in ("Str", "Space"))
        self.assertIn("•\u00a00.83\u00a0±\u00a00.02, mean ±\u00a0error, ±\u00a03,", text)

    def test_seeds_are_marked_and_other_emphasis_is_not(self):
        self.replace("*With 10 of 10 seeds.*", "**Only with 6 of 10 seeds.**")
        page = self.read().of_kind("chapter")[0]
        found = ["".join(e["c"] if e["t"] == "Str" else " " for e in one["c"][1])
                 for one in elements(page.tree) if one["t"] == "Span"]
        self.assertEqual(found, ["Only with 6 of 10 seeds.", "With 9 of 10 seeds.", "With 10 of 10 seeds.",
                                 "With 8 of 10 seeds."])

    def test_reading_twice_gives_the_same(self):
        self.assertEqual(self.read(), self.read())


if __name__ == "__main__":
    unittest.main()
