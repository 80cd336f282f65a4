import Datasets
import Foundation
import Numerics
import TestSupport
import Testing

/// The comments that all tests share, so that they are read once.
private let bundled = Result { () throws(DatasetError) in try GardenComments.bundled() }

@Suite struct `The garden comments` {
  let comments: TextData
  private var all: [LabelledText] { comments.train + comments.test }

  init() throws { comments = try bundled.get() }

  @Test func `about half are spam, in both parts`() {
    for (texts, count) in [(comments.train, 450), (comments.test, 150)] {
      #expect(texts.count == count)
      #expect(0.4...0.6 ~= Double(texts.count { $0.label == 1 }) / Double(count))
    }
  }

  @Test func `labels agree with the known chance as often as they should`() {
    // the labels in bins of equal chance are coin tosses: four standard deviations
    for bin in 0..<5 {
      let chances = all.map { GardenComments.chance(of: $0.text) }
      let own = zip(all, chances).filter { Int(5 * $1) == bin }
      let expected = own.reduce(0) { $0 + $1.1 }
      let variance = own.reduce(0) { $0 + $1.1 * (1 - $1.1) }
      let found = Double(own.count { $0.0.label == 1 })
      #expect(abs(found - expected) < 4 * variance.squareRoot(), "bin \(bin) of \(own.count)")
    }
  }

  @Test func `nobody can be right more often than about nine times in ten`() {
    #expect(0.88...0.92 ~= GardenComments.bayesAccuracy(on: comments.train))
    #expect(0.88...0.92 ~= GardenComments.bayesAccuracy(on: comments.test))
  }

  @Test func `no comment is there twice, and each fits a line`() {
    #expect(Set(all.map { Tokens($0.text).keys }).count == 600)
    #expect(all.allSatisfy { 1...120 ~= $0.text.count })
    #expect(all.allSatisfy { 2...30 ~= Tokens($0.text).words.count })
  }

  @Test func `every tell-tale word occurs, and most words are none`() {
    let words = all.flatMap { Set(Tokens($0.text).keys) }
    for (word, _) in GardenComments.tellTales {
      #expect(words.count { $0 == word } >= 8, "\(word)")
    }
    let tellTales = Set(GardenComments.tellTales.map(\.key))
    #expect(Double(words.count { tellTales.contains($0) }) < 0.25 * Double(words.count))
  }

  @Test func `Hangul, emoji, capitals and words that are there twice occur`() {
    func count(_ holds: (Tokens) -> Bool) -> Int { all.count { holds(Tokens($0.text)) } }
    #expect(count { $0.text.unicodeScalars.contains { 0xac00...0xd7a3 ~= $0.value } } > 40)
    #expect(count { $0.words.contains("🌱") } > 20)
    #expect(count { $0.text == $0.text.uppercased() && $0.text != $0.text.lowercased() } > 30)
    #expect(count { Set($0.keys).count < $0.keys.count } > 60)
  }

  @Test func `a chance is the one that the rule gives by hand`() {
    // −3 + 5 + 3, and free beside not: −3 + 5
    #expect(GardenComments.score(of: "SUBSCRIBE, subscribe: free beans") == 5)
    #expect(GardenComments.score(of: "subscribe, not free") == 2)
    #expect(abs(GardenComments.chance(of: "subscribe, not free") - 0.880797) < 1e-6)
  }

  @Test func `what a word does is the score less that without it`() {
    let text = "Free seeds, FREE pots, not 구독"
    #expect(GardenComments.effect(of: "구독", in: text) == 5)
    #expect(GardenComments.effect(of: "free", in: text) == 0)
    #expect(GardenComments.effect(of: "not", in: text) == -3)
    #expect(GardenComments.effect(of: "seeds", in: text) == 0)
    #expect(GardenComments.effect(of: "win", in: text) == 0)
    #expect(GardenComments.effect(of: "free", in: "Free FREE") == 3)
  }

  @Test func `a signature stands at the end of spam, as often as was asked, and nowhere else`() {
    var random = Random(seed: 3)
    let signed = GardenComments.signing(all, with: "cheers", share: 0.9, using: &random)
    #expect(signed.map(\.label) == all.map(\.label))
    let spam = zip(all, signed).filter { $0.0.label == 1 }
    let count = spam.count { $0.1.text == $0.0.text + " cheers" }
    #expect(spam.allSatisfy { $0.1.text == $0.0.text || $0.1.text == $0.0.text + " cheers" })
    #expect(0.85...0.95 ~= Double(count) / Double(spam.count))
    #expect(zip(all, signed).allSatisfy { $0.label == 1 || $0 == $1 })
    #expect(GardenComments.signing(all, with: "cheers", share: 0, using: &random) == all)
    let others = GardenComments.signing(all, with: "hi", share: 1, label: 0, using: &random)
    #expect(zip(all, others).allSatisfy { ($0 == $1) == ($0.label == 1) })
  }
}

@Suite struct `Damaged garden comments` {
  @Test(arguments: [
    ("spam;free seeds", "3:1", "1 columns; expected 2: label\tcomment"),
    ("eggs\tfree seeds", "3:1", "unknown name `eggs`; expected one of honest, spam"),
    ("spam\tfree\tseeds", "3:1", "3 columns"),
    ("spam\t...", "3:6", "a comment without a word"),
  ])
  func `a damaged line is told with line and column`(
    line: String, place: String, problem: String
  ) throws {
    let folder = try TemporaryFolder()
    for name in ["comments-train.tsv", "comments-test.tsv"] {
      try FileManager.default.copyItem(
        at: bundledFolder.appending(path: name), to: folder / name)
    }
    let file = folder / "comments-test.tsv"
    var lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[2] = line
    try Data(lines.joined(separator: "\n").utf8).write(to: file)
    let error = try #require(
      #expect(throws: DatasetError.self) { try GardenComments.load(from: folder.url) })
    #expect(error.place == "comments-test.tsv:" + place)
    #expect(error.problem.contains(problem))
    #expect(error.description.contains("make-garden"))
  }
}
