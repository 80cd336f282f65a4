/// With which seeds every check of a chapter held, as `chapters/<name>/seeds.json` holds it.
///
/// It belongs to one code of the chapter, and to what that computes with the book's own seed; of
/// both it keeps the fingerprints.
package struct SeedRecord: Codable, Hashable, Sendable {
  /// A check of the chapter.
  package struct Check: Codable, Hashable, Sendable {
    /// Its place among the checks of the chapter's code, from 1.
    package var number: Int
    /// The claim of the lectures that it settles.
    package var claim: Int?
    /// Its sentence, with what was measured with the book's own seed.
    package var sentence: String
    /// The seeds with which it held.
    package var held: [Int]
  }

  /// The seeds of every record; thresholds are chosen on others, 1 to 5.
  package static let seeds = Array(11...20)

  /// The name of the chapter's folder.
  package var chapter: String
  /// The fingerprint of the code that ran.
  package var code: String
  /// The fingerprint of what it computes with the book's own seed.
  package var results: String
  /// The seeds that it ran with.
  package var seeds: [Int]
  /// Those with which it stopped before its end, so that no check held.
  package var stopped: [Int]
  /// The checks, in order.
  package var checks: [Check]
  /// How far the remembered numbers lay apart, in the order in which they are remembered.
  package var values: [Spread]

  /// Joins what the run with the book's own seed computed with what the others did.
  ///
  /// A seed of ``seeds`` without findings counts as one with which the chapter stopped.
  package init(of own: Findings, with findings: [Int: Findings]) {
    (chapter, code, results) = (own.chapter, own.code, own.results)
    seeds = SeedRecord.seeds
    stopped = seeds.filter { findings[$0] == nil }
    let runs = seeds.compactMap { seed in findings[seed].map { (seed, $0) } }
    checks = own.checks.map { check in
      let held = runs.filter { $0.1.checks.contains { $0.number == check.number && $0.holds } }
      return Check(
        number: check.number, claim: check.claim, sentence: check.sentence, held: held.map(\.0))
    }
    values = own.values.compactMap { value in
      let texts = runs.flatMap(\.1.values).filter { $0.name == value.name }.map(\.text)
      return texts.count == runs.count ? Spread(value.name, texts) : nil
    }
  }

  /// How often the checks among `events` held, by their lines in the chapter's `code`.
  func tallies(of events: [Event], in code: ChapterCode) -> [Int: SeedTally] {
    var tallies: [Int: SeedTally] = [:]
    for event in events {
      guard case .check = event.content else { continue }
      let number = code.check(at: event.site.line)
      tallies[event.site.line] = checks.first { $0.number == number }.map(tally)
    }
    return tallies
  }

  /// How often `check` held.
  package func tally(of check: Check) -> SeedTally {
    SeedTally(held: check.held.count, seeds: seeds.count)
  }

  /// Why the record does not belong to the code with this fingerprint, as the end of a sentence;
  /// nothing if it does.
  package func complaint(aboutCode digest: String) -> String? {
    if code != digest { return "was made from other code than the chapter's" }
    return isWhole ? nil : "does not tell of the seeds of every record, each once"
  }

  /// Why the record does not belong to what the book's own run computed; nothing if it does.
  package func complaint(about own: Findings) -> String? {
    let isSame =
      chapter == own.chapter && results == own.results && checks.count == own.checks.count
      && zip(checks, own.checks).allSatisfy { kept, now in
        (kept.number, kept.claim, kept.sentence) == (now.number, now.claim, now.sentence)
      } && Set(values.map(\.name)).isSubset(of: own.values.map(\.name))
    return complaint(aboutCode: own.code)
      ?? (isSame ? nil : "was made for other results than this run's")
  }

  /// Whether it is about the seeds of every record and no others.
  private var isWhole: Bool {
    seeds == SeedRecord.seeds
      && ([stopped] + checks.map(\.held)).allSatisfy { part in part == seeds.filter(part.contains) }
  }
}
