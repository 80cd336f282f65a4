import Explainers
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
private func model(_ score: @escaping ([Double]) -> Double) -> BlackBox {
  { images in
    images.map { image in
      let value = Float(score((0..<cells.count).map { brightness(image, $0) }))
      return [1 - value, value]
    }
  }
}

private func lime(_ samples: Int, _ surrogate: LinearSurrogate = LinearSurrogate(alpha: 0)) -> LIME
{
  LIME(samples: samples, surrogate: surrogate, fill: .black, batch: 17)
}

@Test(arguments: LIMENeighbourhood.Sampler.allCases)
func `a linear black box is explained exactly`(_ sampler: LIMENeighbourhood.Sampler) {
  let truth = (0..<12).map { Double($0 - 5) / 32 }
  let linear = model { shown in 0.25 + zip(truth, shown).reduce(0) { $0 + $1.0 * $1.1 } }
  let lime = LIME(
    samples: 150, sampler: sampler, surrogate: LinearSurrogate(alpha: 0), fill: .black)
  var random = Random(seed: 1)
  let explanation = lime.explain(linear, white, class: 1, superpixels: cells, using: &random)
  // the scores are Floats, though all of them are multiples of 1/32
  for (found, expected) in zip(explanation.coefficients, truth) {
    #expect(abs(found - expected) < 1e-12)
  }
  #expect(abs(explanation.intercept - 0.25) < 1e-12)
  #expect(abs(explanation.rSquared - 1) < 1e-12)
  #expect(explanation.localGap < 1e-12)
  #expect(explanation.ranking == Array((0..<12).reversed()))
  #expect(explanation.rankingBySize.first == 11)
  #expect(explanation.map == cells.painted(explanation.coefficients))
}

@Test func `the two classes of a probability have opposite coefficients`() {
  var random = Random(seed: 2)
  let lime = lime(200, LinearSurrogate())
  let sharp = model { $0[3] * $0[8] * 0.75 }
  let neighbourhood = lime.neighbourhood(of: cells, using: &random)
  let outputs = lime.outputs(of: sharp, white, cells, neighbourhood)
  let first = lime.explanation(of: 0, cells, neighbourhood, outputs)
  let second = lime.explanation(of: 1, cells, neighbourhood, outputs)
  for cell in 0..<12 {
    #expect(abs(first.coefficients[cell] + second.coefficients[cell]) < 1e-6)
  }
  #expect(second.ranking.prefix(2).sorted() == [3, 8])
}

@Test func `a part that the model ignores gets nothing and equal parts get the same`() {
  // parts 0 and 1 matter only together; the model never looks at the others
  let pair = model { $0[0] * $0[1] }
  var random = Random(seed: 3)
  let explanation = lime(4000).explain(pair, white, class: 1, superpixels: cells, using: &random)
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
    let explanation = lime(200).explain(pair, white, class: 1, superpixels: cells, using: &random)
    coefficients.append(explanation.coefficients[0])
    errors.append(explanation.standardErrors[0])
  }
  let mean = coefficients.reduce(0, +) / 60
  let spread = (coefficients.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59).squareRoot()
  // three standard errors of a spread of 60, 3/√120
  #expect(abs(errors.reduce(0, +) / 60 / spread - 1) < 0.28)
}

@Test func `the model is asked once a sample, in batches, and first about the image itself`() {
  var sizes: [Int] = []
  var first: Tensor?
  let counting: BlackBox = { images in
    sizes.append(images.count)
    first = first ?? images.first
    return images.map { _ in [0.5] }
  }
  var random = Random(seed: 4)
  let explanation = lime(50).explain(counting, white, class: 0, superpixels: cells, using: &random)
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
      .explain(curved, white, class: 1, superpixels: cells, using: &random)
  }
  #expect(explanations[0] == explanations[1])
  #expect(explanations[0] == explanations[2])
}

@Test func `a perturbed image shows what its row shows`() {
  var random = Random(seed: 6)
  let lime = lime(5)
  let neighbourhood = lime.neighbourhood(of: cells, using: &random)
  for row in 0..<5 {
    let picture = lime.perturbedImage(row, of: white, cells, neighbourhood)
    let shown = (0..<12).map { UInt8(brightness(picture, $0)) }
    #expect(shown == Array(neighbourhood[row]))
  }
}

@Test func `one superpixel and one sample are enough to answer`() {
  let whole = Superpixels.grid(height: 12, width: 12, rows: 1, columns: 1)
  var random = Random(seed: 7)
  let explanation = LIME(samples: 1)
    .explain(model { $0[0] }, white, class: 1, superpixels: whole, using: &random)
  #expect(explanation.coefficients == [0])
  #expect(explanation.effectiveSampleSize == 1)
}

private func explain(_ model: BlackBox, class label: Int = 0) {
  var random = Random(seed: 1)
  _ = LIME(samples: 4).explain(model, white, class: label, superpixels: cells, using: &random)
}

@Test func `a model that answers wrongly traps`() async {
  await expectStop(
    saying: "the model gave 1 answers for",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      explain { _ in [[1]] }
    })
  await expectStop(
    saying: "the model gave 0 scores",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      explain { $0.map { _ in [] } }
    })
  await expectStop(
    saying: "a score of the model is not a finite number",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      explain { $0.map { _ in [.nan] } }
    })
  await expectStop(
    saying: "no score for class 1 among 1",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      explain({ $0.map { _ in [1] } }, class: 1)
    })
  await expectStop(
    saying: "scores for one image and 1 for another",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      explain { images in images.indices.map { [Float](repeating: 1, count: 1 + $0) } }
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
  await expectStop(
    saying: "image [3, 4, 4], superpixels over",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      let small = Tensor(shape: [3, 4, 4])
      _ = LIME(samples: 2).explain(
        { $0.map { _ in [1] } }, small, class: 0, superpixels: cells, using: &random)
    })
}

@Test func `runs of one neighbourhood are the explanations of their rows alone`() {
  let superpixels = Superpixels.grid(height: 4, width: 4, rows: 2, columns: 2)
  let image = Tensor(repeating: 1, shape: [3, 4, 4])
  let model: BlackBox = { $0.map { [$0.sum(), $0.elements[0]] } }
  var random = Random(seed: 8)
  let lime = LIME(samples: 25, fill: .black)
  let rows = lime.neighbourhood(of: superpixels, using: &random)
  let outputs = lime.outputs(of: model, image, superpixels, rows)
  let runs = lime.runs(of: 10, class: 1, superpixels, rows, outputs)
  #expect(runs.count == 2)
  for (run, explanation) in runs.enumerated() {
    let alone = rows.run((1 + 10 * run)..<(11 + 10 * run))
    let answers = lime.outputs(of: model, image, superpixels, alone)
    #expect(explanation == lime.explanation(of: 1, superpixels, alone, answers))
  }
}
