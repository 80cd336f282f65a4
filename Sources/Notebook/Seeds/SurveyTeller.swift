import Weaver

/// Tells a survey of seeds in the terminal.
struct SurveyTeller {
  let terminal: Terminal
  let chapter: Chapter
  let isQuiet: Bool

  /// Shows which seed runs now, on a screen; the pulse counts the seconds behind it.
  func begin(_ seed: Int?) {
    if terminal.showsProgress { terminal.writeError("\r\(name(of: seed))\u{1b}[K") }
  }

  /// Takes off the screen what ``begin(_:)`` shows.
  func rest() {
    if terminal.showsProgress { terminal.writeError("\r\u{1b}[K") }
  }

  /// Tells that the chapter ran with its own seed.
  func tell(_ own: Findings) throws(Stop) {
    try say("\(name(of: nil)): \(own.checks.count) of \(own.checks.count) checks hold")
  }

  /// Tells what came out with `seed`; `isKept` if that is known from an earlier survey.
  func tell(_ findings: Findings, beside own: Findings, seed: Int, isKept: Bool) throws(Stop) {
    let missed = own.checks.filter { check in
      !findings.checks.contains { $0.number == check.number && $0.holds }
    }
    let count = "\(own.checks.count - missed.count) of \(own.checks.count) checks hold"
    try say("\(name(of: seed)): \(count)\(isKept ? ", as found before" : "")")
    for check in missed {
      let found = findings.checks.first { $0.number == check.number } ?? check
      let words = "✗ \(name(of: check.claim, check.number)): \(plain(found.sentence))"
      try say("  " + words.wrapped(to: ChapterSource.columns - 2, indentation: "    "))
    }
  }

  /// Tells that the chapter stopped with `seed`, so that none of its checks counts as held.
  func tell(_ reason: String, seed: Int) throws(Stop) {
    try say("\(name(of: seed)): stopped before its end: \(reason)")
  }

  /// Tells that what an earlier survey kept is of no use, and why.
  func tellBeginning(because reason: String) throws(Stop) {
    try say("what an earlier survey kept \(reason), so all seeds run anew")
  }

  /// How often every check held and how far the numbers lay apart, and then `last`.
  func report(of record: SeedRecord, _ last: String) -> String {
    guard !isQuiet else { return last }
    let checks = record.checks.map { check in
      [
        name(of: check.claim, check.number), shortened(plain(check.sentence)),
        record.tally(of: check).words,
      ]
    }
    let values = record.values.map { [$0.name, $0.lowest, $0.median, $0.highest] }
    var parts = ["\n" + Table(columns: ["check", "sentence", "held"], rows: checks).text]
    if !values.isEmpty {
      parts.append(Table(columns: ["value", "lowest", "median", "highest"], rows: values).text)
    }
    if record.checks.contains(where: { record.tally(of: $0).isRare }) {
      parts.append("What holds with fewer than 8 of 10 seeds: say when it does, or say less.\n")
    }
    return (parts + [last]).joined(separator: "\n")
  }

  private func say(_ text: String) throws(Stop) {
    guard !isQuiet else { return }
    do {
      try terminal.write(text + "\n")
    } catch {
      throw Stop("Standard output cannot be written: \(reason(error)).")
    }
  }

  private func name(of seed: Int?) -> String {
    guard let seed else { return "its own seed" }
    let place = (SeedRecord.seeds.firstIndex(of: seed) ?? 0) + 1
    return "seed \(seed) (\(place) of \(SeedRecord.seeds.count))"
  }

  private func name(of claim: Int?, _ number: Int) -> String {
    claim.map { "claim \($0)" } ?? "check \(number)"
  }

  private func plain(_ sentence: String) -> String {
    (try? plainText(sentence, file: chapter.path, line: 1) { _ in nil }) ?? sentence
  }

  /// The beginning of a sentence, as a row of a table has room for it.
  private func shortened(_ sentence: String) -> String {
    let room = ChapterSource.columns - 22
    return sentence.displayWidth <= room ? sentence : sentence.cut(to: room - 1) + "…"
  }
}
