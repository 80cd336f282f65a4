import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// What scikit-learn's counts and logistic regression make of some texts.
struct TextModelCase: Decodable {
  let texts: [String]
  let labels: [Int]
  let words: [String]
  let frequencies: [Int]
  let coefficients: [Double]
  let intercept: Double
  let probabilities: [Double]

  static func load() throws -> TextModelCase {
    try Fixture.decode(TextModelCase.self, from: "texts/logistic.json")
  }

  var tokens: [Tokens] { texts.map { Tokens($0) } }
}

@Suite struct `A vocabulary` {
  @Test func `has scikit-learn's words, the most frequent first`() throws {
    let example = try TextModelCase.load()
    let vocabulary = Vocabulary(of: example.tokens, minimumCount: 2)
    #expect(Set(vocabulary.words) == Set(example.words))
    let frequency = Dictionary(uniqueKeysWithValues: zip(example.words, example.frequencies))
    let order = example.words.sorted { (frequency[$1]!, $0) < (frequency[$0]!, $1) }
    #expect(vocabulary.words == order)
    #expect(Vocabulary(of: example.tokens, limit: 3).words == Array(order.prefix(3)))
  }

  @Test func `counts every occurrence, in capitals or not, and skips unknown words`() {
    let vocabulary = Vocabulary(["free", "물", "🌱"])
    #expect(vocabulary.counts(of: Tokens("Free FREE beer 🌱🌱🌱 물")) == [2, 1, 3])
    #expect(vocabulary.shares(of: Tokens("Free FREE beer 🌱 물")).elements == [0.5, 0.25, 0.25])
    #expect(vocabulary.shares(of: Tokens("beer")).elements == [0, 0, 0])
    #expect(vocabulary.number(of: "물") == 1 && vocabulary.number(of: "beer") == nil)
  }

  @Test func `does not depend on the order of the texts`() {
    let texts = ["a b c", "b c d", "c d a"].map { Tokens($0) }
    #expect(Vocabulary(of: texts) == Vocabulary(of: texts.reversed()))
  }

  @Test func `needs words`() async {
    await expectStop(
      saying: "Vocabulary: no word occurs in 2 of 1 texts",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Vocabulary(of: [Tokens("one two")])
      })
    await expectStop(
      saying: "Vocabulary: 2 words, 1 of them different",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Vocabulary(["a", "a"])
      })
  }
}
