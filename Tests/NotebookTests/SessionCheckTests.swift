import Foundation
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
    #expect(page.contains("> **Not with these knobs.** It is big."))
    #expect(!toy.files.contains("chapters/toy/README.md"))
  }

  @Test func `Claims are told with their verdicts`() throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.check(true, "so it is", claim: 3, verdict: .holds, at: .line(7))
    try session.check(true, "so it is", claim: 4, verdict: .holdsWhen("dry"), at: .line(7))
    try session.check(true, "so it is", claim: 5, verdict: .refuted, at: .line(7))
    #expect(screen.text.contains("✓ Claim 3 holds: so it is\n"))
    #expect(screen.text.contains("✓ Claim 4 holds when dry: so it is\n"))
    #expect(screen.text.contains("✓ Claim 5 is refuted: so it is\n"))
  }
}
