import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

private let cells = Superpixels.grid(height: 12, width: 12, rows: 3, columns: 4)

/// An image in which every pixel is white, so that black superpixels can be seen by their mean.
private let white = Tensor(repeating: 1, shape: [3, 12, 12])

/// The mean red of a grid cell, which is 1 where it is shown and 0 where it is blackened.
private func brightness(_ image: Tensor, _ cell: Int) -> Double {
  let pixels = cells.pixels(of: cell)
  return Double(pixels.reduce(Float(0)) { $0 + image.elements[$1] }) / Double(pixels.count)
}

/// A black box that scores an image by which cells it shows: class 1 by `score`, class 0 by the
/// rest to 1.
private func model(_ score: @escaping ([Double]) -> Double) -> BlackBox<Tensor> {
  BlackBox { images in
    images.map { image in
      let value = Float(score((0..<cells.count).map { brightness(image, $0) }))
      return [1 - value, value]
    }
  }
}

/// The white image with black over what is hidden.
private func parts() -> InputInParts<Tensor> { InputInParts(white, cells, fill: .black) }

private func lime(_ samples: Int, _ surrogate: LinearSurrogate = LinearSurrogate(alpha: 0)) -> LIME
{
  LIME(samples: samples, surrogate: surrogate, batch: 17)
}

@Test(arguments: Coalitions.Sampler.allCases)
func `a linear black box is explained exactly`(_ sampler: Coalitions.Sampler) {
  let truth = (0..<12).map { Double($0 - 5) / 32 }
  let linear = model { shown in 0.25 + zip(truth, shown).reduce(0) { $0 + $1.0 * $1.1 } }
  let lime = LIME(samples: 150, sampler: sampler, surrogate: LinearSurrogate(alpha: 0))
  var random = Random(seed: 1)
  let explanation = lime.explain(linear, parts(), class: 1, using: &random)
  // the scores are Floats, though all of them are multiples of 1/32
  for (found, expected) in zip(explanation.coefficients, truth) {
    #expect(abs(found - expected) < 1e-12)
  }
  #expect(abs(explanation.intercept - 0.25) < 1e-12)
  #expect(abs(explanation.rSquared - 1) < 1e-12)
  #expect(explanation.localGap < 1e-12)
  #expect(explanation.ranking == Array((0..<12).reversed()))
  #expect(explanation.rankingBySize.first == 11)
}

@Test func `the two classes of a probability have opposite coefficients`() {
  var random = Random(seed: 2)
  let lime = lime(200, LinearSurrogate())
  let sharp = model { $0[3] * $0[8] * 0.75 }
  let coalitions = lime.coalitions(of: parts(), using: &random)
  let outputs = lime.outputs(of: sharp, parts(), coalitions)
  let first = lime.explanation(of: 0, coalitions, outputs)
  let second = lime.explanation(of: 1, coalitions, outputs)
  for cell in 0..<12 {
    #expect(abs(first.coefficients[cell] + second.coefficients[cell]) < 1e-6)
  }
  #expect(second.ranking.prefix(2).sorted() == [3, 8])
}

@Test func `a part that the model ignores gets nothing and equal parts get the same`() {
  // parts 0 and 1 matter only together; the model never looks at the others
  let pair = model { $0[0] * $0[1] }
  var random = Random(seed: 3)
  let explanation = lime(4000).explain(pair, parts(), class: 1, using: &random)
  for cell in 2..<12 {
    #expect(abs(explanation.coefficients[cell]) < 4 * explanation.standardErrors[cell])
  }
  let difference = explanation.coefficients[0] - explanation.coefficients[1]
  let error = explanation.standardErrors[0] + explanation.standardErrors[1]
  #expect(abs(difference) < 4 * error)
  #expect(explanation.coefficients[0] > 0.4)
}

@Test func `standard errors say how much another seed changes`() {
  let pair = model { $0[0] * $0[1] + 0.5 * $0[4] }
  var coefficients: [Double] = []
  var errors: [Double] = []
  for seed in 0..<60 {
    var random = Random(seed: UInt64(seed))
    let explanation = lime(200).explain(pair, parts(), class: 1, using: &random)
    coefficients.append(explanation.coefficients[0])
    errors.append(explanation.standardErrors[0])
  }
  let mean = coefficients.reduce(0, +) / 60
  let spread = (coefficients.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59).squareRoot()
  // three standard errors of a spread of 60, 3/√120
  #expect(abs(errors.reduce(0, +) / 60 / spread - 1) < 0.28)
}

@Test func `the model is asked once a sample, in batches, and first about the input itself`() {
  var sizes: [Int] = []
  var first: Tensor?
  let counting = BlackBox<Tensor> { images in
    sizes.append(images.count)
    first = first ?? images.first
    return images.map { _ in [0.5] }
  }
  var random = Random(seed: 4)
  let explanation = lime(50).explain(counting, parts(), class: 0, using: &random)
  #expect(sizes == [17, 17, 16])
  #expect(explanation.forwardPasses == 50)
  #expect(first == white)
  #expect(explanation.score == 0.5)
  #expect(explanation.rSquared == 1)
}

@Test func `the batch changes nothing`() {
  let curved = model { $0[2] * $0[5] + 0.3 * $0[9] * (1 - $0[1]) }
  let explanations = [1, 7, 1000].map { batch in
    var random = Random(seed: 5)
    return LIME(samples: 64, batch: batch)
      .explain(curved, parts(), class: 1, using: &random)
  }
  #expect(explanations[0] == explanations[1])
  #expect(explanations[0] == explanations[2])
}

@Test func `one part and one sample are enough to answer`() {
  let whole = Superpixels.grid(height: 12, width: 12, rows: 1, columns: 1)
  var random = Random(seed: 7)
  let explanation = LIME(samples: 1)
    .explain(model { $0[0] }, InputInParts(white, whole), class: 1, using: &random)
  #expect(explanation.coefficients == [0])
  #expect(explanation.effectiveSampleSize == 1)
}

@Test func `a text is explained by its words and a row by its features, by the same code`() {
  let pieces = ["free", " ", "money", ", ", "free", " ", "call", " ", "home"]
  let text = InputInParts(joining: pieces, parts: [0, nil, 1, nil, 0, nil, 2, nil, 3])
  // it counts: each "free" speaks for spam, "home" against it, other words say nothing
  let spam = BlackBox<String> { texts in
    texts.map { text in
      let free = text.matches(of: /free/).count
      return [Float(free) * 0.25 - (text.contains("home") ? 0.125 : 0)]
    }
  }
  var random = Random(seed: 8)
  let words = lime(60).explain(spam, text, class: 0, using: &random)
  for (found, expected) in zip(words.coefficients, [0.5, 0, 0, -0.125]) {
    #expect(abs(found - expected) < 1e-12)
  }

  let row = InputInParts([3, 1, 0, 2.0], background: [1, 0, 1, 2], parts: [0, 1, 1, 2])
  let sum = BlackBox<[Double]> { $0.map { [Float($0[0] + 4 * $0[1] - $0[2] + $0[3])] } }
  let features = lime(60).explain(sum, row, class: 0, using: &random)
  for (found, expected) in zip(features.coefficients, [2.0, 5, 0]) {
    #expect(abs(found - expected) < 1e-12)
  }
}

@Test func `answers that do not fit the rows or the class trap`() async {
  await expectStop(
    saying: "LIME: no class 1 among 1",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIME().explanation(of: 1, Coalitions(showing: [[0]], of: 2), [[1], [0]])
    })
  await expectStop(
    saying: "LIME: 1 answers for 2 rows",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIME().explanation(of: 0, Coalitions(showing: [[0]], of: 2), [[1]])
    })
  await expectStop(
    saying: "LIME: no class 1 among 1",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIME().runs(of: 1, class: 1, Coalitions(showing: [[0]], of: 2), [[1], [0]])
    })
}

@Test func `impossible LIME knobs trap`() async {
  await expectStop(
    saying: "0 samples; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIME(samples: 0)
    })
  await expectStop(
    saying: "a batch of 0; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = LIME(batch: 0) })
}

@Test func `runs of many coalitions are the explanations of their rows alone`() {
  let superpixels = Superpixels.grid(height: 4, width: 4, rows: 2, columns: 2)
  let parts = InputInParts(Tensor(repeating: 1, shape: [3, 4, 4]), superpixels, fill: .black)
  let model = BlackBox<Tensor> { $0.map { [$0.sum(), $0.elements[0]] } }
  var random = Random(seed: 8)
  let lime = LIME(samples: 25)
  let rows = lime.coalitions(of: parts, using: &random)
  let outputs = lime.outputs(of: model, parts, rows)
  let runs = lime.runs(of: 10, class: 1, rows, outputs)
  #expect(runs.count == 2)
  for (run, explanation) in runs.enumerated() {
    let alone = rows.run((1 + 10 * run)..<(11 + 10 * run))
    let answers = lime.outputs(of: model, parts, alone)
    #expect(explanation == lime.explanation(of: 1, alone, answers))
  }
}
