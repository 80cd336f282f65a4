"""Cuts the HTML of a page into its sections, for the navigation and for the search."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# What is not read: the TeX behind a formula, marks beside headings.
SILENT = {"annotation"}
# What ends a word although no space is there.
BREAKS = {"p", "li", "td", "th", "tr", "figcaption", "div", "pre", "summary", "section"}


@dataclass
class Section:
    """A heading with its text, up to the next heading; or a thing with an id of its own."""

    id: str
    level: int
    number: str = ""
    further: bool = False  # a lecture can leave it out
    words: list[str] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    cells: int = 0  # of a row of the glossary that have been read

    @property
    def title(self) -> str:
        return " ".join("".join(self.heading).split())

    @property
    def text(self) -> str:
        """Its prose, then its code: a search shows what comes first."""
        return " ".join("".join([*self.words, " ", *self.code]).split())


class _Reader(HTMLParser):
    """Collects sections; rows with an id, and references, are sections of level 9."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sections: list[Section] = []
        self.within = ""  # heading, number, code, or nothing
        self.skipping = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if self.skipping:
            return
        if tag in SILENT or (tag == "a" and "anchor" in classes):
            self.skipping = tag
        elif tag in ("h1", "h2", "h3"):
            self.sections.append(Section(given["id"], int(tag[1])))
            self.within = "heading"
        elif tag == "span" and self.within == "heading" and "further" in classes:
            self.sections[-1].further = True
            self.skipping = tag
        elif tag == "span" and self.within == "heading" and {"number", "eyebrow"} & set(classes):
            self.within = "number"
        elif tag == "code" and "language-" in (given.get("class") or ""):
            self.within = "code"
        elif (given.get("id") or "").startswith(("term-", "ref-")):
            self.sections.append(Section(given["id"], 9))
        if tag in BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if self.skipping:
            if tag == self.skipping:
                self.skipping = ""
        elif tag in ("h1", "h2", "h3"):
            self.within = ""
        elif tag == "span" and self.within == "number":
            self.within = "heading"
        elif tag == "code" and self.within == "code":
            self.within = ""
        elif tag in BREAKS:
            if tag == "td" and self.sections:
                self.sections[-1].cells += 1
            self.handle_data(" ")

    def handle_data(self, data):
        if self.skipping or not self.sections:
            return
        last = self.sections[-1]
        if self.within == "heading":
            last.heading.append(data)
        elif self.within == "number":
            last.number += data
        elif self.within == "code":
            last.code.append(data)
        else:
            last.words.append(data)
            if last.id.startswith("term-") and last.cells < 2:  # the term, and the term in Korean
                last.heading.append(data)


def sections(text: str) -> list[Section]:
    """The sections of a page in order; the first has the title of the page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.sections
