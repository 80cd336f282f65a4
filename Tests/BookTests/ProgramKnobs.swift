import Foundation

/// A knob of a chapter, as its program tells of it: its name, its ends, and where it stands.
struct ProgramKnob: Equatable {
  /// `--samples`.
  var option: String
  /// The lower end, a value inside, and the upper end, as they are typed.
  var values: [String]
  /// Whether it is the chapter's own, and not one of those that every chapter has.
  var isOwn: Bool
}

/// One way to turn all knobs of a program.
struct Corner: Hashable {
  /// The program.
  var program: URL
  /// What is typed behind its name.
  var arguments: [String]

  /// What a reader would type.
  var asTyped: String { ([program.lastPathComponent] + arguments).joined(separator: " ") }
}

/// Asks programs for their knobs, so that no second list of them can grow stale.
enum ProgramKnobs {
  /// What is wrong with a program's description of itself.
  struct Fault: Error, Equatable, CustomStringConvertible {
    var description: String
  }

  private struct Help: Decodable {
    struct Command: Decodable {
      var arguments: [Argument]
    }
    struct Name: Decodable {
      var name: String
    }
    struct Argument: Decodable {
      var kind: String
      var valueName: String?
      var abstract: String?
      var sectionTitle: String?
      var preferredName: Name?
    }
    var command: Command
  }

  /// What an option says that it takes if it is for something of the reader's own, which has no
  /// ends.
  static let readersOwn: Set = ["text", "file", "column", "columns", "row"]

  /// The knobs in what a program answers to `--experimental-dump-help`.
  ///
  /// - Throws: ``Fault`` if one of the chapter's own options does not name its ends.
  static func read(_ json: Data) throws -> [ProgramKnob] {
    let arguments = try JSONDecoder().decode(Help.self, from: json).command.arguments
    return try arguments.filter { $0.kind == "option" }.compactMap { argument in
      let option = "--" + (argument.preferredName?.name ?? "")
      let isOwn = argument.sectionTitle == "Knobs"
      let ends = (argument.valueName ?? "").components(separatedBy: "...")
      let usual = argument.abstract?.firstMatch(of: /\(default: (.+)\)$/)?.output.1
      guard ends.count == 2, let usual else {
        if isOwn, !readersOwn.contains(argument.valueName ?? "") {
          throw Fault(description: "\(option) does not say what it takes: @Option(_:in:)")
        }
        return nil
      }
      let inside = inside(ends[0], String(usual), ends[1])
      return ProgramKnob(option: option, values: [ends[0], inside, ends[1]], isOwn: isOwn)
    }
  }

  /// The default, or the middle if the default is an end.
  private static func inside(_ lowest: String, _ usual: String, _ highest: String) -> String {
    guard [lowest, highest].contains(usual) else { return usual }
    if let low = Int(lowest), let high = Int(highest) { return "\((low + high) / 2)" }
    return "\(((Double(lowest) ?? 0) + (Double(highest) ?? 0)) / 2)"
  }

  /// All combinations of the values of a program's own knobs.
  ///
  /// Of more than three knobs these would be too many to run: then all combinations of their ends,
  /// and each end of each knob with all others inside. What every chapter has (the seed) does not
  /// multiply them: it goes round.
  static func corners(of program: URL, _ knobs: [ProgramKnob]) -> [Corner] {
    var choices = [[Int]()]
    for knob in knobs where knob.isOwn {
      choices = choices.flatMap { choice in knob.values.indices.map { choice + [$0] } }
    }
    if knobs.count(where: \.isOwn) > 3 {
      choices.removeAll { choice in (2..<choice.count).contains(choice.count { $0 != 1 }) }
    }
    return choices.map { choice in
      var left = choice[...]
      let arguments = knobs.flatMap { knob in
        let value = knob.isOwn ? left.removeFirst() : choice.reduce(1, +) % knob.values.count
        return [knob.option, knob.values[value]]
      }
      return Corner(program: program, arguments: arguments)
    }
  }
}
