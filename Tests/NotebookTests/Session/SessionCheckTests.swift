import Foundation
import Graphics
import Notebook
import Testing
import Weaver

@MainActor
struct SessionCheckTests {
  let screen = Screen()
  let toy: ToyPackage

  init() throws { toy = try ToyPackage() }

  @Test func `A false check ends the run with file, line and sentence`() throws {
    let before = toy.files
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    let stop = try #require(throws: Stop.self) {
      try session.check(false, "it holds", claim: nil, verdict: nil, at: .line(7))
    }
    #expect(stop.status == 1)
    #expect(
      stop.message
        == "chapters/toy/main.swift:7: check failed: it holds\nNothing was written.")
    #expect(toy.files == before)
  }

  @Test func `A false check goes on when a knob was turned, and the page says so`() throws {
    let session = try toy.session("--samples=7", on: screen)
    try session.playToy()
    try session.check(false, "it is big", claim: nil, verdict: nil, at: .line(7))
    try session.finish(at: .line(12))
    #expect(screen.text.contains("✗ Not with --samples 7: it is big"))
    #expect(screen.text.contains("1 of the book's checks did not hold with --samples 7"))
    let page = try String(
      contentsOf: toy.root.appending(path: "my-runs/toy/README.md"), encoding: .utf8)
    #expect(page.contains("> **Not in this run.** It is big."))
    #expect(!toy.files.contains("chapters/toy/README.md"))
  }

  @Test func `What is said with Markdown is told in words, in lines that end between words`()
    throws
  {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.check(
      true,
      "the sum of $w_i^2$ is *nearly* `1`, and so on and on, and 한국어 설명 too, so that "
        + "the line has no room for all that it says",
      claim: nil, verdict: nil, at: .line(7))
    try session.figure(
      "cover", caption: "Bars of $\\frac{a+b}{2}$ for *bee*, after @fig-bars [@ribeiro2016].",
      alt: "A.", width: .text, format: .svg, at: .line(10)
    ) { $0.draw(Square()) }
    try session.show(
      Table(columns: ["$R^2$"], rows: [["*"]]), label: "fit", caption: "The *fit*.", at: .line(10))
    try session.card("A *card*", rows: [["scope", "local: $x \\in X$"]], at: .line(10))
    let told = """
      ✓ the sum of wᵢ² is nearly 1, and so on and on, and 한국어 설명 too, so that the
        line has no room for all that it says

      """
    #expect(screen.text.contains(told))
    #expect(
      screen.text.contains(
        "\nFigure: Bars of (a+b)/2 for bee, after figure “bars” (ribeiro2016).\n"))
    #expect(screen.text.contains("\nTable: The fit.\nR²\n──\n*\n"))
    #expect(screen.text.contains("\nscope  local: x ∈ X\n"))
    for line in screen.text.split(separator: "\n") { #expect(line.displayWidth <= 80) }
  }

  @Test func `On a narrow screen lines are as narrow`() throws {
    screen.terminal.isScreen = true
    screen.terminal.columns = 24
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.check(
      true, "a sentence of several words", claim: nil, verdict: nil, at: .line(7))
    #expect(screen.text.contains("✓ a sentence of several\n  words\n"))
  }

  @Test(arguments: [
    ("a\rb", "U+000D"), ("\u{1b}[31mred", "U+001B"), ("a\tb", "U+0009"), ("a\u{2028}b", "U+2028"),
    ("a\u{202e}b", "U+202E"), ("\u{0}", "U+0000"), ("\u{e000}", "U+E000"),
  ])
  func `A sign that no page can show is refused where it is said`(
    text: String, code: String
  ) throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    let complaint = "chapters/toy/main.swift:5: "
    var stop = try #require(throws: Stop.self) { try session.print(text, at: .line(5)) }
    #expect(stop.message.hasPrefix(complaint + "the printed text has the character \(code)"))
    stop = try #require(throws: Stop.self) { try session.remember("x", text, at: .line(5)) }
    #expect(stop.message.hasPrefix(complaint + "value \"x\" has the character \(code)"))
    stop = try #require(throws: Stop.self) {
      try session.show(
        Table(columns: ["a"], rows: [[text]]), label: "t", caption: "C.", at: .line(5))
    }
    #expect(stop.message.hasPrefix(complaint + "table \"t\" has the character \(code)"))
    try session.print("a\r\nb\n", at: .line(5))
  }

  @Test func `Claims are told with their verdicts`() throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.check(true, "so it is", claim: 3, verdict: .holds, at: .line(7))
    try session.check(true, "so it is", claim: 4, verdict: .holdsWhen("dry"), at: .line(7))
    try session.check(true, "so it is", claim: 5, verdict: .refuted, at: .line(7))
    #expect(screen.text.contains("✓ Claim 3 holds: so it is\n"))
    #expect(screen.text.contains("✓ Claim 4 holds when dry: so it is\n"))
    try session.check(true, "so it is", claim: 6, verdict: .byConstruction, at: .line(7))
    try session.check(true, "so it is", claim: 7, verdict: .reenacted, at: .line(7))
    #expect(screen.text.contains("✓ Claim 5 is refuted: so it is\n"))
    #expect(screen.text.contains("✓ Claim 6 is true by construction: so it is\n"))
    #expect(screen.text.contains("✓ Claim 7 is re-enacted: so it is\n"))
  }
}
