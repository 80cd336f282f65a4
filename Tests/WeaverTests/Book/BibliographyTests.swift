import Testing
import Weaver

@Suite struct `The bibliography` {
  private func read(_ text: String) throws -> Bibliography {
    try Bibliography(bibTeX: text, file: "a.bib")
  }

  @Test func `reads braces, quotes and numbers, and leaves comments out`() throws {
    let works = try read(
      """
      A comment.
      @Article{key-1,
        Author = {{A. {B}} and C, D.}, title = "The \\& {T}itle",
        pages = {1--2}, year = 2001
      }
      """
    ).works
    let expected = [
      "author": "A.\u{a0}B and C, D.", "title": "The & Title", "pages": "1–2",
      "year": "2001",
    ]
    #expect(works.map(\.key) == ["key-1"])
    #expect(works[0].fields == expected)
    #expect(works[0].place.line == 2)
  }

  @Test(arguments: [
    ("A. One", "One"), ("One, A.", "One"), ("A. B. van One", "van One"),
    ("A. One and B. Two", "One and Two"),
    ("A. One and B. Two and C. Three", "One et al."), ("Plato", "Plato"),
    ("A. One and others", "One et al."), ("A. One and B. Two and others", "One et al."),
    ("{Institute of Bees and Others}", "Institute of Bees and Others"),
    ("{Bees, Inc.} and A. One", "Bees, Inc. and One"), ("Hal {Daumé III}", "Daumé III"),
  ])
  func `names authors as running text does`(authors: String, who: String) throws {
    let works = try read("@book{a, author={\(authors)}, title={T}, year=2000}").works
    #expect(works.map(\.who) == [who])
  }

  @Test func `gives a page of the works cited, sorted by name and year`() throws {
    let bibliography = try read(
      Example.bibTeX + """
        @book{adams, author={Ann Adams}, title={Why?}, publisher={Press}, year=1999,
          url={https://x.org/}}
        @book{unread, author={Bo Bell}, title={T}, year=1998}
        @misc{early, author={Ann Adams}, title={“T”: U}, year=1998, doi={10.1/2_3}}
        """)
    let page = try bibliography.page(
      citing: ["ribeiro2016", "adams", "garreau2020", "adams", "early"])
    let expected = """
      <!-- Woven from chapters/references.bib. Do not edit: run `make book`. -->

      # References

      <a id="ref-early"></a>

      Ann Adams. “‘T’: U.” 1998. [doi:10.1/2\\_3](https://doi.org/10.1/2_3).

      <a id="ref-adams"></a>

      Ann Adams. *Why?* Press, 1999. <https://x.org/>.

      <a id="ref-garreau2020"></a>

      Damien Garreau and Ulrike von Luxburg. “A Theory.” *Journal* 3(4), 2020.

      <a id="ref-ribeiro2016"></a>

      Marco Tulio Ribeiro, Sameer Singh and Carlos Guestrin. “Why?” *Proceedings*, pages 1–10, 2016.

      """
    #expect(page == expected)
    #expect(throws: WeaveError.self) { try bibliography.page(citing: ["nobody"]) }
  }

  @Test func `tells works of one author and year apart by letters`() throws {
    let bibliography = try read(
      """
      @book{z, author={Leo B.}, title={Alpha}, year=2001}
      @book{y, author={Leo B.}, title={beta}, year=2001}
      @book{x, author={Leo B.}, title={Gamma}, year=2002}
      @book{w, author={Leo B. and A. C.}, title={Delta}, year=2001}
      """)
    #expect(bibliography.works.map(\.year) == ["2001a", "2001b", "2002", "2001"])
    let page = try bibliography.page(citing: ["y"])
    #expect(page.contains("Leo B. *beta*. 2001b."))
    let all = try bibliography.page(citing: ["x", "y", "z"])
    let places = ["2001a", "2001b", "2002"].map { all.firstRange(of: $0)?.lowerBound }
    #expect(places.compactMap(\.self).count == 3)
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }

  @Test(arguments: [
    (
      "author={{Bee Board}}, journal={J}, volume=10, eid={1096}",
      "Bee Board. “T.” *J* 10, article 1096, 2001."
    ),
    (
      "author={A. B and others}, booktitle={P}, pages={1--2}",
      "A. B et al. “T.” *P*, pages 1–2, 2001."
    ),
    (
      "author={A. B and C. D and others}, booktitle={P}, series={S}, volume=8, number=2",
      "A. B, C. D et al. “T.” *P*, S 8(2), 2001."
    ),
  ])
  func `names institutions whole, other authors, series and articles`(
    fields: String, entry: String
  ) throws {
    let page = try read("@article{a, title={T}, year=2001, \(fields)}").page(citing: ["a"])
    #expect(page.hasSuffix("\n\n\(entry)\n"))
  }

  @Test(arguments: [
    ("@book{a, author={A}, title={T}}", "a.bib:1: work \"a\" has no year"),
    ("\n@book{, author={A}}", "a.bib:2: the entry has no key"),
    ("@book a", "a.bib:1: expected \"{\" after @book"),
    ("@book{a,\nyear 2000}", "a.bib:2: expected \"=\" after year"),
    ("@book{a,\nyear = soon}", "a.bib:2: the value of \"year\" stands in braces, or is a number"),
    ("@book{a,\ntitle = {T", "a.bib:2: the value of \"title\" is never closed"),
    ("@book{a, title = {T}\nyear = 1}", "a.bib:2: expected \"}\" after the entry \"a\""),
    ("@book{a, year = 1, year = 2}", "a.bib:1: entry \"a\" has two fields \"year\""),
    (
      "@book{a, title = {S\\\"u}}",
      "a.bib:1: the value of \"title\" has a TeX command; write the letter itself"
    ),
    (
      "@book{a, author={A}, title={T}, year=1}\n@book{a, author={A}, title={T}, year=1}",
      "a.bib:2: work \"a\" exists already, at line 1"
    ),
  ])
  func `that is wrong is refused with its line`(text: String, complaint: String) {
    let error = #expect(throws: WeaveError.self) { try read(text) }
    #expect(error?.description == complaint)
  }

  @Test(arguments: ["key:1", "김2020", "a/b"])
  func `refuses a key that nobody can cite`(key: String) {
    let error = #expect(throws: WeaveError.self) {
      try read("@book{\(key), author={A}, title={T}, year=2000}")
    }
    #expect(error != nil)
  }

  @Test func `writes an address so that it ends where it ends`() throws {
    let page = try read(
      "@book{a, author={A}, title={T}, year=2000, doi={10.1/(S)<1>2.0;2-2}}"
    ).page(citing: ["a"])
    #expect(page.contains("[doi:10.1/(S)\\<1>2.0;2-2](https://doi.org/10.1/%28S%29%3C1%3E2.0;2-2)"))
  }
}
