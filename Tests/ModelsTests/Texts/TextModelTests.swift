import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct `Models of texts` {
  @Test func `a bag of words is scikit-learn's`() throws {
    let example = try TextModelCase.load()
    let bag = try BagOfWords(
      Vocabulary(example.words), texts: example.tokens, labels: example.labels, penalty: 2)
    // both minimise the same convex function until its slope is rounding
    expectClose(bag.regression.coefficients, example.coefficients, within: 1e-9)
    #expect(abs(bag.regression.intercept - example.intercept) < 1e-9)
    expectClose(example.tokens.map(bag.probability), example.probabilities, within: 1e-9)
  }

  @Test func `the weights of a text's words and the intercept add up to its logit`() throws {
    let example = try TextModelCase.load()
    let bag = try BagOfWords(
      Vocabulary(example.words), texts: example.tokens, labels: example.labels)
    for text in example.tokens {
      let sum = text.keys.reduce(bag.regression.intercept) { $0 + bag.weight(of: $1) }
      #expect(abs(sum - bag.logit(of: text)) < 1e-12)
    }
    #expect(bag.weight(of: "unheard") == 0)
  }

  @Test func `the first layer of a network for texts gives the mean of the words' vectors`() {
    let vocabulary = Vocabulary(["free", "roses", "now"])
    var random = Random(seed: 4)
    let network = Network.wordVectors(words: 3, width: 5, classes: 2, using: &random)
    let weights = network.parameters[0]
    #expect(weights.shape == [5, 3])
    func vector(_ word: Int) -> [Float] { (0..<5).map { weights.elements[$0 * 3 + word] } }
    let found = network.activations(of: vocabulary.shares(of: Tokens("Free roses, free beer")))[0]
    for unit in 0..<5 {
      let mean = (2 * vector(0)[unit] + vector(1)[unit]) / 3
      #expect(abs(found.elements[unit] - mean) < 1e-6)
    }
  }

  @Test func `a network for texts learns what one word says, and comes back from its file`() throws
  {
    let texts = ["free roses", "roses now", "now free", "now now", "roses", "free"]
      .map { Tokens($0) }
    let vocabulary = Vocabulary(of: texts)
    var random = Random(seed: 7)
    var network = Network.wordVectors(words: vocabulary.count, classes: 2, using: &random)
    let examples = Examples(count: texts.count) { number in
      (vocabulary.shares(of: texts[number]), texts[number].keys.contains("free") ? 1 : 0)
    }
    _ = train(
      &network, on: examples, options: TrainingOptions(epochs: 60, batchSize: 3), using: &random)
    #expect(network.accuracy(on: examples) == 1)
    #expect(try Network(safetensors: network.safetensors, file: "it") == network)
  }
}
