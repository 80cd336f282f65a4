import Testing
import Weaver

@Suite struct `A chapter's source` {
  private func cells(_ text: String) throws -> [ChapterSource.Cell] {
    try ChapterSource(text, file: "main.swift").cells
  }

  @Test func `is cells between prose and split lines`() throws {
    let cells = try cells("a\n\n//: p\n\nb\nc\n//-\n\nd\n")
    #expect(cells.map(\.lines) == [1...2, 4...6, 8...9])
    #expect(cells.map { $0.code.map(\.text) } == [["a"], ["b", "c"], ["d"]])
    #expect(cells[1].code.map(\.number) == [5, 6])
  }

  @Test func `has no cell of blank lines, nor of hidden imports`() throws {
    #expect(try cells("//: a\n\n//: b\n").isEmpty)
    #expect(try cells("//#-hidden-code\nimport A\n\n//#-end-hidden-code\n").isEmpty)
  }

  @Test func `hides imports inside a cell that goes on`() throws {
    let cells = try cells(
      "a\n//#-hidden-code\npublic import struct A.B\n//#-end-hidden-code\nb\n")
    #expect(cells.map { $0.code.map(\.text) } == [["a", "b"]])
    #expect(cells.map(\.lines) == [1...5])
  }

  @Test func `folds code into a cell of its own`() throws {
    let cells = try cells("a\n//#-folded-code  Two, at once \n\nb\n\nc\n//#-end-folded-code\nd\n")
    #expect(cells.map { $0.code.map(\.text) } == [["a"], ["b", "", "c"], ["d"]])
    #expect(cells.map(\.lines) == [1...1, 3...6, 8...8])
    #expect(cells.map(\.fold) == [nil, "Two, at once", nil])
  }

  @Test func `may end its lines as Windows does`() throws {
    #expect(try cells("a\r\n//: p\r\nb\r\n").map { $0.code.map(\.text) } == [["a"], ["b"]])
  }

  @Test func `knows its headings and its citations`() throws {
    let source = try ChapterSource(
      "//: # T\n//: [@b; @a] [@b]\nx\n//: ## S $x$\n//: > [@c]\n//: ## U {.further}\n",
      file: "main.swift")
    #expect(source.headings.map(\.line) == [1, 4, 6])
    #expect(source.headings.map(\.text) == ["T", "S $x$", "U"])
    #expect(source.headings.map(\.isFurther) == [false, false, true])
    #expect(source.citations == ["b", "a", "c"])
  }

  @Test(arguments: [
    ("//#-hidden-code\nimport A\n", "main.swift:1: //#-hidden-code is never closed"),
    ("a\n//#-end-hidden-code\n", "main.swift:2: //#-end-hidden-code closes nothing"),
    (
      "//#-hidden-code\nimport A\nlet a = 1\n//#-end-hidden-code\n",
      "main.swift:3: only imports may be hidden, not: let a = 1"
    ),
    (
      "//#-hidden-code\n//: prose\n//#-end-hidden-code\n",
      "main.swift:2: only imports may be hidden, not: //: prose"
    ),
    (
      "//#-editable-code\n",
      "main.swift:1: unknown marker //#-editable-code; "
        + "known: //:  //-  //#-hidden-code  //#-end-hidden-code  "
        + "//#-folded-code SENTENCE  //#-end-folded-code"
    ),
    ("//#-folded-code A\na\n", "main.swift:1: //#-folded-code is never closed"),
    ("a\n//#-end-folded-code\n", "main.swift:2: //#-end-folded-code closes nothing"),
    (
      "//#-folded-code A\na\n//#-folded-code B\n",
      "main.swift:1: //#-folded-code is never closed"
    ),
    ("//#-folded-code\na\n", "main.swift:1: //#-folded-code has no sentence"),
    (
      "//#-folded-code A\n\n//#-end-folded-code\n", "main.swift:1: //#-folded-code has no code"
    ),
    (
      "//#-folded-code It is <b>\na\n",
      "main.swift:1: the sentence of folded code has a <; it stands in HTML, so it is plain words"
    ),
    (
      "//#-folded-code A\na\n//: prose\n",
      "main.swift:3: the folded code that begins at line 1 has no //#-end-folded-code before this: "
        + "//: prose"
    ),
    (
      "//#-folded-code A\na\n//-\n",
      "main.swift:3: the folded code that begins at line 1 has no //#-end-folded-code before this: "
        + "//-"
    ),
    (
      "//#-folded-code A\na\n//#-hidden-code\n",
      "main.swift:3: the folded code that begins at line 1 has no //#-end-folded-code before this: "
        + "//#-hidden-code"
    ),
    (
      "//#-hidden-code\n//#-folded-code A\n",
      "main.swift:2: only imports may be hidden, not: //#-folded-code A"
    ),
    (
      "a\n//#-folded-codes\n",
      "main.swift:2: unknown marker //#-folded-codes; "
        + "known: //:  //-  //#-hidden-code  //#-end-hidden-code  "
        + "//#-folded-code SENTENCE  //#-end-folded-code"
    ),
    (
      "f {\n  //: prose\n}\n",
      "main.swift:2: prose starts in the first column; this //: is indented"
    ),
  ])
  func `that is wrong is refused with its line`(text: String, complaint: String) {
    let error = #expect(throws: WeaveError.self) { try cells(text) }
    #expect(error?.description == complaint)
  }

  @Test(arguments: ["", "//: "]) func `has no line over 80 columns`(prefix: String) throws {
    let line = prefix + String(repeating: "é", count: 80 - prefix.count)
    #expect(throws: Never.self) { try cells(line) }
    let error = #expect(throws: WeaveError.self) { try cells("a\n" + line + "é\n") }
    #expect(
      error?.description == "main.swift:2: the line has 81 columns; a page has room for 80")
  }
}

@Suite struct `A block of prose` {
  private func ids(_ text: String) throws -> [String] {
    try ChapterSource(text, file: "main.swift").prose.map(\.id)
  }

  /// Values published with the definition of FNV-1a.
  @Test(arguments: [("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
  func `is known by the FNV-1a hash of its text`(text: String, hash: String) throws {
    #expect(try ids("//: " + text) == [hash])
  }

  @Test func `keeps its name wherever it stands`() throws {
    let alone = try ids("//: One\n//: two.\n")
    let among = try ids("//: Before.\n//:\n//: One\n//: two.\n//:\n//: After.\n")
    #expect(among[1] == alone[0])
    #expect(Set(among).count == 3)
  }
}
