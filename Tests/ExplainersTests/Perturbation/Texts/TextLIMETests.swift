import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A text and its neighbourhood with what lime 0.2.0.1 makes of it.
private struct TextCase: Decodable {
  let text: String
  let unit: String
  let width: Double
  let words: [String]
  let inputs: [String]
  let rows: [[UInt8]]
  let targets: [Double]
  let distances: [Double]
  let weights: [Double]
  let coefficients: [Double]
  let intercept: Double
  let rSquared: Double
  let localPrediction: Double

  static func all() throws -> [TextCase] {
    try Fixture.decode([TextCase].self, from: "texts/lime.json")
  }

  func parts() throws -> TextParts {
    let unit = try #require(TextParts.Unit(rawValue: unit))
    return try TextParts(
      text, unit: unit, placeholder: unit == .word ? "" : "UNKWORDZ")
  }
}

@Suite struct `LIME for texts` {
  @Test func `the same removals give the texts that lime's model saw`() throws {
    for example in try TextCase.all() {
      let parts = try example.parts()
      #expect(parts.names == example.words)
      let inputs = Coalitions(rows: example.rows).map { InputInParts(parts).input(showing: $0) }
      #expect(inputs == example.inputs)
    }
  }

  @Test func `the same removals give lime's distances, weights and fit`() throws {
    // both solve well-conditioned normal equations in double precision
    for example in try TextCase.all() {
      let lime = LIME.text(width: example.width / 100)
      let rows = Coalitions(rows: example.rows).matrix
      let distances = lime.kernel.distances(of: rows)
      expectClose(distances.map { 100 * $0 }, example.distances, within: 1e-12)
      let weights = distances.map(lime.kernel.weight)
      expectClose(weights, example.weights, within: 1e-12)
      let fit = lime.surrogate.fit(rows: rows, targets: example.targets, weights: weights)
      expectClose(fit.coefficients, example.coefficients, within: 1e-12)
      #expect(abs(fit.intercept - example.intercept) < 1e-12)
      #expect(abs(fit.rSquared - example.rSquared) < 1e-12)
      #expect(
        abs(fit.prediction(of: fit.coefficients.map { _ in 1 }) - example.localPrediction) < 1e-12)
    }
  }

  @Test(arguments: [0.05, 0.25, 1])
  func `a hundred times the distance with a hundred times the width weighs the same`(
    _ width: Double
  ) {
    let (small, large) = (LIMEKernel(width: width), LIMEKernel(width: 100 * width))
    for distance in stride(from: 0, through: 1, by: 0.05) {
      #expect(abs(small.weight(at: distance) - large.weight(at: 100 * distance)) < 1e-15)
    }
  }

  @Test func `the logit of a bag of words is explained by its weights times their occurrences`()
    throws
  {
    let texts = ["free seeds", "my roses", "free free roses", "seeds for my roses", "free for you"]
    let bag = try BagOfWords(
      Vocabulary(of: texts.map { Tokens($0) }, minimumCount: 1),
      texts: texts.map { Tokens($0) }, labels: [1, 0, 1, 0, 1])
    let parts = try TextParts("Free roses: free seeds for unknown you")
    let lime = LIME.text(samples: 200, surrogate: LinearSurrogate(alpha: 0))
    var random = Random(seed: 5)
    let found = lime.explain(bag.blackBox(.logit), parts, class: 1, using: &random)
    let truth = parts.keys.map { bag.weight(of: $0) * ($0 == "free" ? 2 : 1) }
    // the answers are Floats
    expectClose(found.coefficients, truth, within: 1e-5)
    #expect(abs(found.intercept - bag.regression.intercept) < 1e-5)
    #expect(found.rSquared > 1 - 1e-9)
  }

  @Test func `how many words are hidden is uniform, none excluded but the first row`() throws {
    var random = Random(seed: 8)
    let parts = InputInParts(try TextParts("one two three four five"))
    let rows = LIME.text(samples: 5001).coalitions(of: parts, using: &random)
    let hidden = (1..<rows.count).map { 5 - rows.shown(in: $0) }
    for count in 1...5 {
      // 1,000 ± 28: four standard deviations
      #expect(abs(hidden.count { $0 == count } - 1000) < 114)
    }
  }

  @Test func `both black boxes answer with two chances that add up to one`() throws {
    let texts = ["free seeds", "my roses"].map { Tokens($0) }
    let vocabulary = Vocabulary(of: texts, minimumCount: 1)
    let bag = try BagOfWords(vocabulary, texts: texts, labels: [1, 0])
    var random = Random(seed: 2)
    let network = Network.wordVectors(words: vocabulary.count, classes: 2, using: &random)
    let asked = ["", "FREE!", "my seeds", "물"]
    for box in [bag.blackBox(), network.blackBox(reading: vocabulary)] {
      for (text, answer) in zip(asked, box(asked)) {
        #expect(answer.count == 2 && abs(answer[0] + answer[1] - 1) < 1e-6, "\(text)")
      }
    }
    #expect(
      abs(Double(bag.blackBox()(asked)[1][1]) - bag.probability(of: Tokens("free"))) < 1e-6)
  }
}
