import Foundation
import Graphics
import Notebook
import TestSupport
import Testing
import Weaver

/// A toy chapter of the second edition whose first check holds with some seeds only.
@MainActor
final class SurveyedToy {
  static let source = """
    //: # Toy: a chapter
    import Notebook
    let knobs = open()
    //: ## Numbers
    //: The gap is \\(gap) in @fig-cover.
    print("the gap is", gap)
    remember("gap", "\\(gap) mm")
    check(gap < 5, "the gap is \\(gap) mm", claim: 1, verdict: .holds)
    check(true, "it holds")
    figure("cover", caption: "A square.", alt: "A square.") { $0.draw(Square()) }
    finish()

    """

  let package: ToyPackage
  let screen = Screen()
  /// The seeds with which the chapter ran, its own as nothing.
  private(set) var ran: [Int?] = []
  /// The seeds with which the chapter stops.
  var stopping: [Int] = []
  /// The seed at which the survey is ended from outside.
  var interrupted: Int?
  /// What is added to all that is measured, as another library would.
  var drift = 0

  init(edition: Int = 2) throws {
    package = try ToyPackage(source: SurveyedToy.source, edition: edition)
    try package.write("[{\"number\": 1, \"sentence\": \"Gaps are small.\"}]\n", to: claims)
  }

  private let claims = "chapters/claims.json"

  /// Surveys the chapter and returns the last words.
  @discardableResult
  func survey(_ changes: [KnobChange] = [], isQuiet: Bool = false) throws -> String {
    let survey = SeedSurvey(chapter: package.chapter, terminal: screen.terminal) {
      [self] seed, folder throws(Stop) in
      ran.append(seed)
      if let seed, seed == interrupted { throw Stop("the run was interrupted", status: 130) }
      if let seed, stopping.contains(seed) { return .stopped("Fatal error: dry") }
      do {
        try run(["--output=" + folder.path] + (seed.map { ["--seed=\($0)"] } ?? []))
        let file = folder.appending(path: "chapters/toy/findings.json")
        return .finished(try JSONDecoder().decode(Findings.self, from: Data(contentsOf: file)))
      } catch let stop as Stop {
        return .stopped(stop.message)
      } catch {
        throw Stop("\(error)")
      }
    }
    return try survey.conduct(with: changes, isQuiet: isQuiet)
  }

  /// Runs the chapter, and returns what it told.
  @discardableResult
  func run(_ arguments: [String] = []) throws -> String {
    let reading = try CommandLineReading<ToyKnobs>(
      arguments, command: "chapter-toy", title: "Toy: a chapter")
    let screen = Screen()
    let session = try Session(
      chapter: package.chapter, options: reading.common, changes: reading.changes,
      command: reading.typed, terminal: screen.terminal, readerFolder: package.root)
    // As a compiler would, take the lines as they are now.
    let lines = try package.text("chapters/toy/main.swift").split(
      separator: "\n", omittingEmptySubsequences: false)
    let at = { (call: String) in Site.line((lines.firstIndex { $0.hasPrefix(call) } ?? -1) + 1) }
    let gap = Int(reading.common.seed % 10) + drift
    try session.begin(at: at("let knobs"))
    try session.print("the gap is \(gap)\n", at: at("print("))
    try session.remember("gap", "\(gap) mm", at: at("remember("))
    try session.check(
      gap < 5, "the gap is \(gap) mm", claim: 1, verdict: .holds, at: at("check(gap"))
    try session.check(true, "it holds", claim: nil, verdict: nil, at: at("check(true"))
    try session.figure(
      "cover", caption: "A square.", alt: "A square.", width: .text, format: .svg,
      at: at("figure(")
    ) { $0.draw(Square()) }
    try session.finish(at: at("finish("))
    return screen.text
  }

  /// The record as it lies beside the page.
  func record() throws -> SeedRecord {
    try JSONDecoder().decode(SeedRecord.self, from: Data(package.text(path).utf8))
  }

  /// Changes the chapter's source.
  func edit(_ old: String, to new: String) throws {
    let source = try package.text("chapters/toy/main.swift")
    #expect(source.contains(old))
    try package.write(source.replacing(old, with: new), to: "chapters/toy/main.swift")
  }

  /// Where the record lies.
  let path = "chapters/toy/seeds.json"
}
