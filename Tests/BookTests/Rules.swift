import Foundation

/// A pattern that must not occur, and where.
struct Rule: Sendable {
  /// What the reader of a failing test has to know.
  var reason: String
  /// The pattern; a fresh regular expression each time, because those cannot be shared.
  var pattern: @Sendable () throws -> Regex<AnyRegexOutput>
  /// The folders or files, by the start of their paths, in which it may occur all the same.
  var allowed: [String] = []
  /// Whether comments and texts are searched as well.
  var readsComments = false

  init(
    _ pattern: String, _ reason: String, allowed: [String] = [], readsComments: Bool = false
  ) {
    self.reason = reason
    self.pattern = { try Regex(pattern) }
    self.allowed = allowed
    self.readsComments = readsComments
  }

  /// The lines of `file` that break the rule, each as a sentence.
  func faults(in file: House.SourceFile) throws -> [String] {
    if allowed.contains(where: { file.path.hasPrefix($0) }) { return [] }
    let pattern = try pattern()
    let text = readsComments ? file.text : file.code
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains(pattern) }
      .map { "\(file.path):\($0.offset + 1): \(reason): \($0.element)" }
  }
}

/// What no source of the library may hold (DESIGN.md, section 9).
enum Rules {
  /// The rules for `Sources/`.
  static let sources = [
    Rule(#"[\w)\]}>"]!(?!=)"#, "a forced unwrap, try or cast"),
    Rule(#"@unchecked\b"#, "an unchecked promise"),
    Rule(#"nonisolated\(unsafe\)"#, "an unchecked promise"),
    Rule(
      #"\.random\((?!.*using:|")|\.shuffled?\(\)|\.randomElement\(\)|SystemRandomNumberGenerator"#,
      "chance without a seed"),
    Rule(
      #"\bDate\(|\bContinuousClock\b|\bSuspendingClock\b|\bDispatchTime\b|systemUptime"#,
      "a clock", allowed: ["Sources/Notebook/", "Sources/bench/"]),
    Rule(#"\.hashValue\b|\bHasher\("#, "a hash that differs from run to run"),
    Rule(
      #"(^|[^.\w])(print|exit|fputs|debugPrint|dump)\("#, "only the notebook prints and exits",
      allowed: [
        "Sources/Notebook/", "Sources/bench/", "Sources/make-",
      ]),
    Rule(
      #"\b(fatalError|assert|assertionFailure)\("#,
      "a stop whose words are lost in optimised builds; there is `precondition` of Numerics",
      allowed: ["Sources/Numerics/Precondition.swift"]),
    Rule(
      #"\bSIMD\d+\b"#, "SIMD outside the kernels", allowed: ["Sources/Tensors/Kernels/"]),
    Rule(
      #"\b(Unsafe\w*|OpaquePointer|withUnsafe\w*)\b"#,
      "pointers outside the kernels and the C wrappers",
      allowed: [
        "Sources/Tensors/Kernels/", "Sources/Graphics/Cairo/",
        "Sources/Notebook/Terminal/Terminal",
      ]),
    Rule(
      #"\bTODO\b|\bFIXME\b|\bXXX\b|\bHACK\b"#, "something unfinished", readsComments: true),
  ]

  /// The rules for `chapters/`, whose numbers have to be the same on every machine.
  static let chapters = sources.filter { rule in
    [
      "chance without a seed", "a clock", "a hash that differs from run to run",
      "an unchecked promise", "something unfinished",
    ].contains(rule.reason)
  }

  /// The rules for `Tests/`.
  static let tests = [
    Rule(#"@testable\b"#, "tests see `package` declarations without it"),
    Rule(#"\bdisabled\("#, "a test that does not run"),
  ]

  /// The stops of `file` whose words would be lost: without the import, `precondition` is Swift's.
  static func lostWords(in file: House.SourceFile) -> [String] {
    let stops = ["precondition(", "preconditionFailure("]
    guard stops.contains(where: file.code.contains), file.module != "Numerics",
      !Floors.imports(in: file.code).contains("Numerics")
    else { return [] }
    return ["\(file.path): its preconditions lose their words; import Numerics"]
  }

  /// The exit tests of `file` that expect a failure and do not look at what was said: any other
  /// fault would pass them.
  static func deafTests(in file: House.SourceFile) throws -> [String] {
    let announced = try Regex(#"expectStop\(\s*saying:[^#]*#expect\(\s*$"#)
    let heard = try Regex(#"[\w?]\.standard(Error|Output)Content"#)
    let parts = file.code.components(separatedBy: "processExitsWith: .failure")
    let deaf = zip(parts, parts.dropFirst()).count { before, after in
      !before.contains(announced) && !after.contains(heard)
    }
    return deaf == 0
      ? [] : ["\(file.path): \(deaf) exit tests do not look at the words; see `expectStop`"]
  }

  /// About how many lines a file may have.
  static let lines = 300

  /// Longer files, and why each is better in one piece.
  static let longFiles: [String: String] = [:]

  /// The files that are too long, and the exceptions that are none any more.
  static func lengthFaults(
    in files: [House.SourceFile], exceptions: [String: String] = longFiles
  ) -> [String] {
    let long = files.filter {
      $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > lines + 1
    }
    .map(\.path)
    return long.filter { exceptions[$0] == nil }.map { "\($0) is longer than \(lines) lines" }
      + exceptions.keys.sorted().filter { !long.contains($0) }
      .map { "\($0) needs no exception for its length" }
  }
}
