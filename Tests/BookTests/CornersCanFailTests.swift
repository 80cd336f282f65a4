import Foundation
import Synchronization
import Testing

/// The corner test itself: that it finds what is wrong, on programs of one line.
@Suite struct `The corner test can fail` {
  /// The faults of a shell script, which gets `--samples 50 --output FOLDER`.
  private func faults(
    of script: String, silence: Duration = .seconds(20), time: Duration = .seconds(60)
  ) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "toy-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(path: "toy")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    return Corners(time: time, silence: silence)
      .faults(at: [Corner(program: program, arguments: ["--samples", "50"])])
  }

  @Test(arguments: [
    "echo all is well", "echo page > $4/page.md", "[ -t 1 ] && [ -t 2 ] && ! [ -t 0 ]",
    "echo 'Error: --samples 50 is too few: take 60 or more' >&2; exit 64", "echo banana, infinite",
  ])
  func `a run that ends well has no faults`(script: String) throws {
    #expect(try faults(of: script) == [])
  }

  @Test(arguments: [
    ("echo before; kill -ILL $$", "it was ended by a signal, after: before"),
    ("echo gone; exit 1", "status 1, after: gone"), ("exit 64", "refused without a sentence"),
    ("echo 'Error: no.'; exit 64", "refused without a sentence"),
    ("echo 'R² nan'", "it shows “nan”"), ("echo '± inf' > $4/page.md", "page.md shows “inf”"),
    ("echo '<path d=\"nan\"/>' > $4/a.svg", "a.svg shows “nan”"), ("exit 3", "status 3"),
  ])
  func `a fault is found, and named with what was typed`(script: String, words: String) throws {
    let faults = try faults(of: script)
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("toy --samples 50: ") == true, "\(faults)")
    #expect(faults.first?.contains(words) == true, "\(faults)")
  }

  @Test func `a screen that stands still is a fault`() throws {
    let faults = try faults(of: "echo a; sleep 1; echo b", silence: .milliseconds(500))
    #expect(faults.count == 1)
    #expect(faults.first?.contains("the screen stood still for 1") == true, "\(faults)")
  }

  @Test func `a run that does not end is ended`() throws {
    let faults = try faults(of: "exec sleep 60", time: .milliseconds(300))
    #expect(faults.count == 1)
    #expect(faults.first?.contains("it ran longer than") == true, "\(faults)")
  }

  @Test func `a run that holds too much is a fault`() {
    let run = ScreenRun(
      text: "", status: 0, longestSilence: .zero, time: .zero, memory: 301, ranTooLong: false)
    #expect(Corners().faults(in: run) == ["it held 301 MB"])
  }

  @Test func `a program that is not there is a fault`() {
    let nowhere = Corner(program: URL(filePath: "/nowhere/at/all"), arguments: [])
    #expect(Corners().faults(at: [nowhere]).count == 1)
  }

  @Test func `every corner is run and told of`() throws {
    let corners = (0..<5).map {
      Corner(program: URL(filePath: "/bin/sh"), arguments: ["-c", "exit \($0)"])
    }
    let lines = Mutex([String]())
    let faults = Corners().faults(at: corners) { line in lines.withLock { $0.append(line) } }
    #expect(faults.map { $0.prefix(12) } == (1...4).map { "sh -c exit \($0)" })
    #expect(lines.withLock { $0.map { $0.prefix(5) } } == (1...5).map { "[\($0)/5]" })
  }
}

@Suite struct ProgramKnobsTests {
  private func help(_ arguments: String) -> Data {
    Data(#"{"command": {"arguments": [\#(arguments)]}}"#.utf8)
  }

  private func option(
    _ name: String, _ valueName: String, _ usual: String, section: String = "Knobs"
  ) -> String {
    """
    {"kind": "option", "valueName": "\(valueName)", "abstract": "A knob. (default: \(usual))",
     "sectionTitle": "\(section)", "preferredName": {"name": "\(name)"}}
    """
  }

  @Test func `the ends and the default are read, or the middle where the default is an end`() throws
  {
    let knobs = try ProgramKnobs.read(
      help(
        option("samples", "50...10000", "1000") + "," + option("seals", "1...5", "5") + ","
          + option("share", "0...0.5", "0") + ","
          + option("seed", "0...9", "1", section: "Options of every chapter")
          + #",{"kind": "flag", "sectionTitle": "Options of every chapter"}"#))
    #expect(
      knobs == [
        ProgramKnob(option: "--samples", values: ["50", "1000", "10000"], isOwn: true),
        ProgramKnob(option: "--seals", values: ["1", "3", "5"], isOwn: true),
        ProgramKnob(option: "--share", values: ["0", "0.25", "0.5"], isOwn: true),
        ProgramKnob(option: "--seed", values: ["0", "1", "9"], isOwn: false),
      ])
  }

  @Test func `a knob that does not say what it takes is a fault`() {
    let fault = ProgramKnobs.Fault(
      description: "--fill does not say what it takes: @Option(_:in:)")
    #expect(throws: fault) { try ProgramKnobs.read(help(option("fill", "fill", "mean"))) }
  }

  @Test(arguments: ["text", "file", "column", "columns", "row"])
  func `an option for something of the reader's own has no ends`(value: String) throws {
    #expect(try ProgramKnobs.read(help(option("own", value, "nothing"))).isEmpty)
  }

  @Test func `all values of all knobs meet, and the seed goes round`() {
    let knobs = ["a", "b", "seed"].map {
      ProgramKnob(option: $0, values: ["0", "1", "2"], isOwn: $0 != "seed")
    }
    let corners = ProgramKnobs.corners(of: URL(filePath: "/toy"), knobs).map { corner in
      [1, 3, 5].map { corner.arguments[$0] }
    }
    #expect(corners.count == 9)
    for pair in [[0, 1], [0, 2], [1, 2]] {
      #expect(Set(corners.map { corner in pair.map { corner[$0] } }).count == 9)
    }
  }

  @Test func `of many knobs the ends meet, and each end meets the inside of all others`() {
    let knobs = ["a", "b", "c", "d"].map {
      ProgramKnob(option: $0, values: ["0", "1", "2"], isOwn: true)
    }
    let corners = ProgramKnobs.corners(of: URL(filePath: "/toy"), knobs)
      .map { corner in [1, 3, 5, 7].map { corner.arguments[$0] }.joined() }
    #expect(corners.count == 16 + 8 + 1)
    #expect(Set(corners).count == corners.count)
    #expect(corners.count { !$0.contains("1") } == 16)
    for inside in ["1111", "0111", "1112"] { #expect(corners.contains(inside)) }
  }
}
