"""chapters/book.json: every slip is told with its line, and what is wrong there."""

import unittest

from support import SampleTests  # first: it knows where the book's modules are

from contents_file import read_contents

FILE = "chapters/book.json"


class Contents(SampleTests):
    def told(self, *words: str):
        """The contents are refused in these words, and so is the book."""
        self.refused(*words)
        self.assertNotIn("Traceback", "".join(words))

    def test_reads_title_page_and_chapters_in_order(self):
        self.replace('"number": 0', '"number": 3', FILE)
        contents = read_contents(self.root)
        self.assertEqual((contents.title, contents.authors), ("A Sample", ("The Sample authors",)))
        self.assertEqual([chapter.name for chapter in contents.chapters], ["later", "taxonomy"])

    def test_what_may_be_left_out_is_empty(self):
        self.replace('  "edition": "First edition",\n', "", FILE)
        self.assertEqual(read_contents(self.root).edition, "")

    def test_a_missing_key_is_named_with_the_line_of_its_object(self):
        self.replace('"title": "Not yet", ', "", FILE)
        self.told(f'{FILE}:10: a chapter lacks the key "title"')

    def test_the_book_itself_needs_its_keys(self):
        self.replace('  "subtitle": "One of everything that a page may hold",\n', "", FILE)
        self.told(f'{FILE}:1: the book lacks the key "subtitle"')

    def test_a_mistyped_key_is_named_even_if_it_may_be_left_out(self):
        self.replace('"licence"', '"license"', FILE)
        self.told(f'{FILE}:7: the book has no key "license"; it can have', "licence")

    def test_a_key_that_is_there_twice_is_no_key(self):
        self.replace('"number": 0,', '"number": 0, "number": 2,', FILE)
        self.told(f'{FILE}:9: the key "number" is there twice')

    def test_values_of_another_kind_are_refused(self):
        for old, new, line, words in [
            ('"A Sample"', "7", 2, "title is to be words"),
            ('["The Sample authors"]', '"me"', 4, "authors is to be a list"),
            ('"number": 0', '"number": "0"', 9, "number is to be a whole number"),
            ('"number": 0', '"number": true', 9, "number is to be a whole number"),
            ('"number": 1', '"number": 0', 10, "another chapter has the number 0, too"),
            ('"later"', '"taxonomy"', 10, "another chapter has the name taxonomy, too"),
            ('"later"', '"../later"', 10, "name is to be that of a folder"),
            ('"planned"', '"plannned"', 10, "status is to be one of: written, planned"),
        ]:
            with self.subTest(new):
                self.setUp()
                self.replace(old, new, FILE)
                self.told(f"{FILE}:{line}: {words}")

    def test_a_slip_in_the_syntax_is_told_with_its_line(self):
        for old, new, line, words in [
            ('"authors": [', '"authors" [', 4, 'expected a colon after the key "authors"'),
            ('},\n    { "number": 1', '}\n    { "number": 1', 10, "expected a comma or the end of the list"),
            ('"First edition",', '"First edition"', 6, "expected a comma or the end of the object"),
            ('"status": "planned" }', '"status": "planned", }', 10, "expected a key in double quotes"),
            ('"number": 0', '"number": NaN', 9, "NaN is no value of JSON"),
            ('"number": 0', '"number": ', 9, "expecting value"),
            ('"2026"', '"2026', 6, "invalid control character"),
        ]:
            with self.subTest(new):
                self.setUp()
                self.replace(old, new, FILE)
                self.told(f"{FILE}:{line}: {words}")

    def test_a_file_that_is_cut_off_or_goes_on_is_refused(self):
        path = self.root / FILE
        whole = path.read_text(encoding="utf-8")
        for text in ["", whole[: len(whole) // 2], whole + "{}"]:
            path.write_text(text, encoding="utf-8")
            self.told(f"{FILE}:")

    def test_a_file_that_is_missing_or_no_utf_8_is_told_in_words(self):
        path = self.root / FILE
        path.write_bytes(path.read_bytes().replace(b"A Sample", "유리".encode("cp949")))
        self.told(f"{FILE}:2: cannot be read: the file is not UTF-8 here")
        path.write_bytes(b"\xef\xbb\xbf{}")
        self.told(f"{FILE}:1: cannot be read: a byte-order mark")
        path.unlink()
        self.told(f"{FILE}: cannot be read: No such file")
        path.mkdir()
        self.told(f"{FILE}: cannot be read: Is a directory")


if __name__ == "__main__":
    unittest.main()
