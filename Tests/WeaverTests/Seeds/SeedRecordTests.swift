import Testing
import Weaver

@Suite struct `A record of seeds` {
  private let source = Small.source("check(a)\n\n//: Prose.\n\ncheck(b)\n\ncheck(c)")

  /// What the small chapter shows; `missing` of its three checks does not hold.
  private func events(missing: Set<Int> = []) -> [Event] {
    Small.events(
      [(3, Int?(1)), (7, nil), (9, nil)].enumerated().map { index, place in
        let sentence = "sentence \(index + 1)"
        return missing.contains(index + 1)
          ? (place.0, .miss(sentence: sentence))
          : (
            place.0,
            .check(sentence: sentence, claim: place.1, verdict: place.1.map { _ in .holds })
          )
      })
  }

  private func findings(missing: Set<Int> = []) throws -> Findings {
    Findings(
      of: "shadows", code: ChapterCode(try ChapterSource(source, file: "f")),
      events: events(missing: missing), drawings: [:])
  }

  /// The first check holds always, the second not with 12 to 14, the third never.
  private func record() throws -> SeedRecord {
    let runs = try SeedRecord.seeds.map { seed in
      (seed, try findings(missing: (12...14).contains(seed) ? [2, 3] : [3]))
    }
    return SeedRecord(of: try findings(), with: Dictionary(uniqueKeysWithValues: runs))
  }

  @Test func `stands behind the sentences of checks and claims`() throws {
    var context = try Example.context()
    context.record = try record()
    let page = try weave(source: source, events: events(), context: context)
    #expect(
      page.markdown.contains(
        "\n> **Claim 1: holds.** *A box needs a rule.* Sentence 1. *With 10 of 10 seeds.*"))
    #expect(page.markdown.contains("Sentence 2. **Only with 7 of 10 seeds.**"))
    #expect(page.markdown.contains("Sentence 3. **Only with 0 of 10 seeds.**"))
    #expect(page.facts.claims.map(\.seeds) == [SeedTally(held: 10, seeds: 10)])
    context.record = nil
    let silent = try weave(source: source, events: events(), context: context)
    #expect(!silent.markdown.contains("seeds"))
    #expect(silent.facts.claims.map(\.seeds) == [nil])
  }

  @Test(arguments: [(7, true), (8, false), (10, false)])
  func `says so where a check held with fewer than 8 of 10`(held: Int, isRare: Bool) {
    #expect(SeedTally(held: held, seeds: 10).isRare == isRare)
  }

  @Test func `counts a seed that is not told of as one with which the chapter stopped`() throws {
    let record = SeedRecord(of: try findings(), with: [11: try findings()])
    #expect(record.stopped == Array(12...20))
    #expect(record.checks.map(\.held) == [[11], [11], [11]])
  }

  @Test func `keeps the spread of numbers that every run remembered`() throws {
    func remembering(_ values: [(String, String)]) throws -> Findings {
      Findings(
        of: "shadows", code: ChapterCode(try ChapterSource(source, file: "f")),
        events: Small.events(values.map { (3, .value(name: $0.0, text: $0.1)) }), drawings: [:])
    }
    let own = try remembering([("gap", "3"), ("rare", "1"), ("who", "bee")])
    let record = SeedRecord(
      of: own,
      with: [
        11: try remembering([("gap", "5"), ("rare", "2"), ("who", "fish")]),
        12: try remembering([("gap", "4"), ("who", "bee")]),
      ])
    #expect(record.values == [Spread("gap", ["4", "5"])])
  }

  @Test func `belongs to one code, one outcome and all its seeds`() throws {
    let (record, own) = (try record(), try findings())
    #expect(record.complaint(about: own) == nil)
    #expect(record.complaint(aboutCode: own.code) == nil)
    var other = own
    other.results = "0"
    #expect(record.complaint(about: other) == "was made for other results than this run's")
    other.code = "0"
    #expect(record.complaint(about: other) == "was made from other code than the chapter's")
    for slip in [
      { (record: inout SeedRecord) in record.seeds = [11] },
      { record in record.checks[0].held = [1] },
      { record in record.checks[0].held = [11, 11] },
      { record in record.stopped = [21] },
    ] {
      var record = record
      slip(&record)
      #expect(
        record.complaint(about: own) == "does not tell of the seeds of every record, each once")
    }
    var short = record
    short.checks.removeLast()
    #expect(short.complaint(about: own) == "was made for other results than this run's")
  }
}
