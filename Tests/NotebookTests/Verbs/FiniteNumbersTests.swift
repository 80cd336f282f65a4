import ArgumentParser
import Notebook
import Testing
import Weaver

@MainActor
struct FiniteNumbersTests {
  @Test(
    arguments: [
      .text("R² 0.50 ± nan\n"), .text("-inf to inf\n"), .value(name: "gap", text: "nan.00"),
      .figure(label: "a", path: "", caption: "Below inf.", alt: ""),
      .sweep(label: "a", path: "", caption: "", alt: "", name: "rate", values: ["1", "inf"]),
      .table(label: "a", caption: "", header: ["x"], rows: [["1"], ["−nan"]]),
      .check(sentence: "nan is below 1", claim: nil, verdict: nil), .miss(sentence: "it is nan"),
      .card(title: "", rows: [["R²", "nan, 0.1"]]),
    ] as [Event.Content])
  func `A number that is not finite is found wherever it is shown`(content: Event.Content) {
    #expect(content.wordOfNoNumber() != nil)
  }

  @Test(arguments: ["1e308", "an infinite sum, no banana", "info", "nan_count", "Inference", ""])
  func `Words and finite numbers may stand on a page`(text: String) {
    #expect(Event.Content.text(text).wordOfNoNumber() == nil)
  }

  @Test func `A reader's file may have the name of one, and beside it a number is found`() throws {
    let (toy, screen) = (try ToyPackage(), Screen())
    let session = try Session(
      chapter: toy.chapter, options: CommonOptions.parse([]),
      changes: [KnobChange(name: "picture", value: "a/nan.png", usual: "")], command: "",
      terminal: screen.terminal, readerFolder: toy.root)
    try session.begin(at: .line(2))
    try session.print("Your picture: nan.png\n", at: .line(5))
    _ = try #require(throws: Stop.self) { try session.print("nan.png: nan\n", at: .line(5)) }
    let change = { KnobChange(name: "width", value: $0, usual: "1").fileName }
    #expect(change("nan") == nil && change("-inf") == nil && change("7") == nil)
    // A name of one letter takes nothing out of a word.
    #expect(Event.Content.text("nan").wordOfNoNumber(besides: ["n", "a", "na"]) == "nan")
  }

  @Test func `A run that would show one ends with line, word and knobs, and writes nothing`() throws
  {
    let (toy, screen) = (try ToyPackage(), Screen())
    let before = toy.files
    let session = try toy.session("--samples=7", on: screen)
    try session.begin(at: .line(2))
    let stop = try #require(throws: Stop.self) {
      try session.print("± \(0.0 / 0.0 * 0)\n", at: .line(5))
    }
    #expect(stop.status == 1)
    #expect(
      stop.message == """
        chapters/toy/main.swift:5: “nan” is no number that a page can show, with --samples 7.
        Nothing was written.
        """)
    #expect(toy.files == before)
  }
}
