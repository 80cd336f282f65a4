import Foundation
import Testing
import Weaver

@Suite struct `The records of seeds` {
  @Test func `belong to their chapters, which say no more than they bear out`() throws {
    var faults: [String] = []
    for (chapter, facts) in zip(try House.book().written, try House.facts())
    where chapter.isSecondEdition {
      let path = "chapters/\(chapter.name)/main.swift"
      let source = try ChapterSource(try House.file(path).text(), file: path)
      let record = try House.record(of: chapter.name)
      faults += seedFaults(of: record, code: ChapterCode(source).digest, facts: facts)
    }
    #expect(faults == [])
  }

  /// What is wrong with a chapter whose claim 5 came out so, and held with the first `count` seeds.
  private func faults(
    _ outcome: String, held count: Int, told: String? = nil, code: String = "c"
  ) throws -> [String] {
    func decoded<Value: Decodable>(_ json: String) throws -> Value {
      try JSONDecoder().decode(Value.self, from: Data(json.utf8))
    }
    let held = SeedRecord.seeds.prefix(count).map(String.init).joined(separator: ",")
    return seedFaults(
      of: try decoded(
        """
        {"chapter": "a", "code": "c", "results": "r", "seeds": \(SeedRecord.seeds), "stopped": [],
          "values": [], "checks": [{"number": 1, "claim": 5, "sentence": "s", "held": [\(held)]}]}
        """), code: code,
      facts: try decoded(
        """
        {"chapter": "a", "cards": [], "claims": [{"number": 5, "outcome": "\(outcome)",
          "seeds": \(told ?? "{\"held\": \(count), \"seeds\": 10}")}]}
        """))
  }

  @Test(arguments: [
    ("holds", 10), ("holds", 8), ("refuted", 8), ("reenacted", 9), ("byConstruction", 10),
    ("holdsWhen", 3),
  ])
  func `bear out what is said with care`(outcome: String, held: Int) throws {
    #expect(try faults(outcome, held: held) == [])
  }

  @Test(arguments: [("holds", 7), ("refuted", 0), ("reenacted", 7), ("byConstruction", 9)])
  func `do not bear out what is said too boldly`(outcome: String, held: Int) throws {
    let found = try faults(outcome, held: held)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("chapters/a: claim 5 held with \(held) of 10 seeds") == true)
  }

  @Test func `are found where page or code have gone on`() throws {
    #expect(try faults("holds", held: 9, told: "{\"held\": 10, \"seeds\": 10}").count == 1)
    #expect(try faults("holds", held: 9, told: "null").count == 1)
    #expect(try faults("holds", held: 9, code: "d").count == 1)
  }
}

/// What is wrong with the record of seeds of a chapter with the given code and facts, each as a
/// sentence.
private func seedFaults(of record: SeedRecord, code: String, facts: ChapterFacts) -> [String] {
  var faults: [String] = []
  if let words = record.complaint(aboutCode: code) {
    faults.append("seeds.json \(words): run `make seeds CHAPTER=\(facts.chapter)`")
  }
  for claim in facts.claims {
    let tally = record.checks.first { $0.claim == claim.number }.map(record.tally)
    guard let tally, tally == claim.seeds else {
      faults.append(
        "claim \(claim.number) is not told as in seeds.json: run `make \(facts.chapter)`")
      continue
    }
    let words = "claim \(claim.number) held with \(tally.words) seeds"
    switch claim.outcome {
    case .holdsWhen: break
    case .byConstruction where tally.held < tally.seeds:
      faults.append("\(words): what is true by construction holds with all")
    case _ where tally.isRare:
      faults.append("\(words): say when it holds, with .holdsWhen(…), or say less")
    default: break
    }
  }
  return faults.map { "chapters/\(facts.chapter): \($0)" }
}
