import Numerics

/// What a run computed: its checks and remembered results, and a fingerprint of everything.
///
/// A run with a knob turned, or into a folder of its own, leaves it as `findings.json` beside its
/// page.
package struct Findings: Codable, Hashable, Sendable {
  /// A check of the chapter.
  package struct Check: Codable, Hashable, Sendable {
    /// Its place among the checks of the chapter's code, from 1.
    package var number: Int
    /// The claim of the lectures that it settles.
    package var claim: Int?
    /// Its sentence, with what was measured.
    package var sentence: String
    /// Whether it held, each time if it was said several times.
    package var holds: Bool
  }

  /// A remembered result.
  package struct Value: Codable, Hashable, Sendable {
    /// The name by which prose knows it.
    package var name: String
    /// What prose says for it.
    package var text: String
  }

  /// The file beside the page of an experiment that holds what it computed.
  package static let fileName = "findings.json"

  /// The name of the chapter's folder.
  package var chapter: String
  /// The fingerprint of the chapter's code.
  package var code: String
  /// The fingerprint of all that the run computed, and so of the library below the chapter.
  package var results: String
  /// The checks, in order.
  package var checks: [Check]
  /// The remembered results, in order.
  package var values: [Value]

  /// What the run that showed `events` computed.
  ///
  /// - Parameters:
  ///   - chapter: the name of the chapter's folder.
  ///   - code: the code that ran.
  ///   - events: what it showed, in order.
  ///   - drawings: the fingerprint of every drawing, by the name of its file.
  package init(
    of chapter: String, code: ChapterCode, events: [Event], drawings: [String: String]
  ) {
    self.chapter = chapter
    self.code = code.digest
    results = Findings.fingerprint(of: events, drawings)
    (checks, values) = ([], [])
    for event in events {
      switch event.content {
      case .check(let sentence, let claim, _):
        note(code.check(at: event.site.line), claim, sentence, holds: true)
      case .miss(let sentence):
        note(code.check(at: event.site.line), nil, sentence, holds: false)
      case .value(let name, let text): values.append(Value(name: name, text: text))
      default: break
      }
    }
  }

  private static func fingerprint(of events: [Event], _ drawings: [String: String]) -> String {
    var results = FowlerNollVo()
    for word in events.flatMap(\.content.results) { results.add(word) }
    for (name, digest) in drawings.sorted(by: { $0.key < $1.key }) {
      for word in [name, digest] { results.add(word) }
    }
    return results.hexadecimal
  }

  /// Takes in a check, or joins it with what it was before.
  private mutating func note(_ number: Int, _ claim: Int?, _ sentence: String, holds: Bool) {
    if let index = checks.firstIndex(where: { $0.number == number }) {
      if checks[index].holds { checks[index].sentence = sentence }
      checks[index].holds = checks[index].holds && holds
    } else {
      checks.append(Check(number: number, claim: claim, sentence: sentence, holds: holds))
    }
  }
}

extension Event.Content {
  /// What was computed of it, as texts in a fixed order; captions, alternative texts and cards are
  /// words around it.
  fileprivate var results: [String] {
    switch self {
    case .text(let text): ["text", text]
    case .value(let name, let text): ["value", name, text]
    case .figure(let label, _, _, _): ["figure", label]
    case .sweep(let label, _, _, _, let name, let values): ["sweep", label, name] + values
    case .table(let label, _, let header, let rows):
      ["table", label] + header + rows.flatMap(\.self)
    case .check(let sentence, let claim, let verdict):
      ["check", sentence, claim.map(String.init) ?? "", verdict.map { "\($0)" } ?? ""]
    case .miss(let sentence): ["miss", sentence]
    case .card: []
    }
  }
}

extension FowlerNollVo {
  /// Takes in a text and its end, so that two texts are not one long one.
  fileprivate mutating func add(_ text: String) {
    add(text.utf8)
    add(UInt8.max)
  }
}
