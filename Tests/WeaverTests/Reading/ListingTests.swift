import Testing
import Weaver

@Suite struct `A listing` {
  private let path = "Sources/Explainers/Example.swift"

  @Test func `quotes a region without its indentation and other regions' markers`() throws {
    let page = try Small.page(
      "//: See @lst-whole.\n//:\n//: @listing(\(path), whole)\n//: All of it.")
    let expected = """
      <a id="lst-5-1"></a>

      **Listing 5.1.** `Sources/Explainers/Example.swift`, lines 4–15. All of it.

      <!-- lines of Sources/Explainers/Example.swift: 4 6-7 9-11 13 15 -->

      ```swift
      static func kernel(_ distance: Double) -> Double {
        let squared = distance * distance

        if squared > 9 {
          return 0
        }
        return 1 - squared / 9
      }
      ```
      """
    #expect(page.hasSuffix(expected))
  }

  @Test func `of Python has the marks and the colours of Python`() throws {
    let text = """
      # [maps]
      def maps(network):
          # [inner]
          return network
          # [/inner]
      # [/maps]
      """
    let page = try page(quoting: text, as: "chapters/cam/in_python.py", region: "maps")
    #expect(
      page.contains(
        """
        <!-- lines of chapters/cam/in_python.py: 2 4 -->

        ```python
        def maps(network):
            return network
        ```
        """))
    let error = #expect(throws: WeaveError.self) {
      try self.page(quoting: "# [a]\nx", as: "x.py", region: "map")
    }
    #expect(error?.description.contains("x.py has no region # [map]; known: a") == true)
  }

  @Test func `of a language that is not known is text`() throws {
    let page = try page(quoting: "// [a]\n1\n// [/a]", as: "a.txt", region: "a")
    #expect(page.contains("```text\n1\n```"))
  }

  /// A page that quotes a region of one file, which holds `text`.
  private func page(quoting text: String, as path: String, region: String) throws -> String {
    var context = try Example.context()
    context.quotedFile = { BookFile($0, bytes: Array(text.utf8)) }
    let source = Small.source("//: @lst-\(region)\n//:\n//: @listing(\(path), \(region))")
    return try weave(source: source, events: [], context: context).markdown
  }

  @Test func `takes the label that is given`() throws {
    let page = try Small.page(
      "//: @lst-mine @lst-inner\n//:\n//: @listing(\(path), inner)\n//:\n"
        + "//: @listing(\(path), inner, mine)")
    #expect(page.hasPrefix("[Listing 5.2](#lst-5-2) [Listing 5.1](#lst-5-1)"))
  }

  @Test(arguments: [
    ("Sources/None.swift, a", "3: no file Sources/None.swift"),
    (
      "Sources/Explainers/Example.swift, kernell",
      "3: Sources/Explainers/Example.swift has no region // [kernell]; known: whole, kernel, inner"
    ),
    (
      "Sources/Explainers/Example.swift, inner",
      "3: listing \"inner\" is never used; write @lst-inner in the prose"
    ),
  ])
  func `that does not exist is refused`(words: String, complaint: String) throws {
    #expect(try Small.complaint(about: "//: @listing(\(words))") == complaint)
  }

  @Test(arguments: [
    ("// [a]\nx\n", "Quoted.swift:1: region // [a] is never closed"),
    ("// [a]\n\n// [/a]\n", "Quoted.swift:1: region // [a] has no lines"),
    ("// [a]\nx\n// [/a]\n// [a]\n", "Quoted.swift:4: region \"a\" exists already, at line 1"),
    (
      "// [a]\n  x\n  \(String(repeating: "y", count: 81))\n// [/a]\n",
      "Quoted.swift:3: the line has 81 columns; a page has room for 80"
    ),
  ])
  func `from a region that is wrong is refused`(text: String, complaint: String) throws {
    var context = try Example.context()
    context.quotedFile = { BookFile($0, bytes: Array(text.utf8)) }
    let error = #expect(throws: WeaveError.self) {
      try weave(
        source: Small.source("//: @listing(Quoted.swift, a)"), events: [], context: context)
    }
    #expect(error?.description == complaint)
  }
}
