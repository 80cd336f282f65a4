import Foundation
import TestSupport
import Testing

/// All chapters at all ends of their knobs; `make corners` asks for them.
@Suite(.serialized) struct CornersTests {
  /// The chapters that `make corners` runs at every corner: `all`, or one name.
  private static let wanted = ProcessInfo.processInfo.environment["CORNERS"]

  private static func chapters() throws -> [String] {
    try House.folders(in: "chapters")
  }

  private static func program(_ chapter: String) throws -> URL {
    try BuiltProgram("chapter-" + chapter).file
  }

  /// The knobs of a chapter, from its program.
  private static func knobs(of chapter: String) throws -> [ProgramKnob] {
    let process = Process()
    process.executableURL = try program(chapter)
    process.arguments = ["--experimental-dump-help"]
    let answer = Pipe()
    process.standardOutput = answer
    try process.run()
    let json = try answer.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try ProgramKnobs.read(json)
  }

  private static func corners(of chapter: String) throws -> [Corner] {
    ProgramKnobs.corners(of: try program(chapter), try knobs(of: chapter))
  }

  @Test func `every knob of every chapter says what it takes, and every chapter has a seed`() throws
  {
    let chapters = try Self.chapters()
    #expect(chapters.count > 3)
    for chapter in chapters {
      let knobs = try Self.knobs(of: chapter)
      #expect(knobs.contains { $0.isOwn }, "\(chapter)")
      #expect(knobs.contains { $0.option == "--seed" && !$0.isOwn }, "\(chapter)")
    }
  }

  @Test func `a sample of the corners ends well`() throws {
    let (questions, pictures) = (try Self.corners(of: "taxonomy"), try Self.corners(of: "lime"))
    let sample = [pictures.first, questions.first, questions.last].compactMap(\.self)
    #expect(sample.count == 3)
    let patient = Corners(time: .seconds(1800), silence: .seconds(20))
    #expect(patient.faults(at: sample) == [])
  }

  @Test(.enabled(if: wanted != nil)) func `all corners end well`() throws {
    let chapters = try Self.chapters().filter { ["all", $0].contains(Self.wanted) }
    #expect(!chapters.isEmpty, "no chapter is named \(Self.wanted ?? "")")
    let faults = Corners().faults(at: try chapters.flatMap(Self.corners)) { line in
      FileHandle.standardError.write(Data((line + "\n").utf8))
    }
    #expect(faults == [])
  }
}
