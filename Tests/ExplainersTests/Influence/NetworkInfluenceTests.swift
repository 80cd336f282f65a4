import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A small network of tanh units, with what PyTorch says of it in double precision.
private struct TanhFixture: Decodable {
  let inputs, hidden: Int
  let mixed: [Double]
  let numbers: InfluenceFixture

  init(from decoder: any Decoder) throws {
    let shape = try decoder.container(keyedBy: Key.self)
    inputs = try shape.decode(Int.self, forKey: .inputs)
    hidden = try shape.decode(Int.self, forKey: .hidden)
    mixed = try shape.decode([Double].self, forKey: .mixed)
    numbers = try InfluenceFixture(from: decoder)
  }

  private enum Key: CodingKey { case inputs, hidden, mixed }

  static func load() throws -> TanhFixture {
    try Fixture.decode(TanhFixture.self, from: "influence/network.json")
  }

  var images: [Tensor] { numbers.rows.map(tensor) }

  func tensor(_ row: [Double]) -> Tensor {
    Tensor(ContiguousArray(row.map { Float($0) }), shape: [row.count])
  }

  /// The loss, around a network that stands at the fixture's minimum.
  var loss: FullBatchLoss {
    var random = Random(seed: 1)
    var network = Network([
      .linear("first", from: inputs, to: hidden, using: &random), Layer("units", .tanh),
      .linear("second", from: hidden, to: numbers.classes, using: &random),
    ])
    var rest = numbers.parameters[...]
    network.parameters = network.parameters.map { old in
      defer { rest = rest.dropFirst(old.count) }
      return Tensor(
        ContiguousArray(rest.prefix(old.count).map { Float($0) }), shape: old.shape)
    }
    let (images, labels) = (images, numbers.labels)
    return FullBatchLoss(
      of: network, on: Examples(count: images.count) { (images[$0], labels[$0]) },
      penalty: numbers.penalty)
  }

  var fit: NetworkFit { NetworkFit(loss, at: numbers.parameters) }
}

@Suite struct NetworkInfluenceTests {
  private let fixture: TanhFixture
  private let fit: NetworkFit
  private var numbers: InfluenceFixture { fixture.numbers }

  init() throws {
    fixture = try TanhFixture.load()
    fit = fixture.fit
  }

  // MARK: Derivatives; Float adds up some hundred products of size 1

  @Test func `the gradients of the examples are PyTorch's`() {
    for (index, gradient) in numbers.gradients.enumerated() {
      expectClose(fit.gradient(ofExample: index), gradient, within: 2e-6)
    }
    let image = fixture.tensor(numbers.row)
    #expect(abs(fit.loss(of: image, label: numbers.label) - numbers.loss) < 1e-6)
    expectClose(
      fit.lossGradient(of: image, label: numbers.label), numbers.gradient, within: 2e-6)
    let slopes = numbers.gradients.map { gradient in
      zip(gradient, numbers.vector).reduce(0) { $0 + $1.0 * $1.1 }
    }
    expectClose(fit.slopes(along: numbers.vector), slopes, within: 1e-5)
  }

  @Test func `products with the Hessian, and all of it, are PyTorch's`() {
    expectClose(fit.curvature * numbers.vector, numbers.product, within: 1e-5)
    expectClose(
      fit.curvature.matrix.elements, numbers.hessian.flatMap(\.self), within: 2e-6)
    var random = Random(seed: 1)
    let found = Lanczos(
      SymmetricOperator(fit.curvature.matrix), steps: numbers.parameters.count, using: &random)
    #expect(abs(found.largest - numbers.eigenvalues[0]) < 1e-5)
    #expect(abs(found.smallest - numbers.eigenvalues[numbers.eigenvalues.count - 1]) < 1e-5)
  }

  @Test func `how a slope moves with the image is PyTorch's`() {
    let found = fit.network.mixedDerivative(
      of: fit.loss.images[3], label: numbers.labels[3], along: fit.loss.tensors(numbers.vector))
    expectClose(found.elements.map(Double.init), fixture.mixed, within: 1e-5)
  }

  // MARK: Influence

  @Test func `influence is PyTorch's`() throws {
    // the smallest eigenvalue is 0.008: errors of 1e-6 in gradients grow to some 1e-4
    let curvature = SymmetricOperator(fit.curvature.matrix)
    let image = fixture.tensor(numbers.row)
    for solver: any InverseCurvature in [
      try ExactInverse(of: curvature), ConjugateInverse(of: fit.curvature, tolerance: 1e-6),
      LiSSA(of: curvature, scale: numbers.eigenvalues[0], tolerance: 1e-5),
    ] {
      let influence = Influence(on: fit, through: solver)
      let keeps = try influence.scores(of: image, label: numbers.label)
      expectClose(keeps.values, numbers.keepsDivisor, within: 2e-4)
      let means = try influence.scores(of: image, label: numbers.label, removal: .meanOfRest)
      expectClose(means.values, numbers.meanOfRest, within: 2e-4)
    }
  }

  @Test func `retrained losses are PyTorch's`() {
    // From the minimum with all examples the next one without one of 24 may lie far away, and a
    // different method may find another; most ends are the same.
    let training = FullBatchTraining(steps: 0, settlingSteps: 200, tolerance: 1e-6)
    let fits = training.fits(removing: numbers.rows.indices.map { [$0] }, from: fixture.loss)
    let image = fixture.tensor(numbers.row)
    let misses = zip(fits, numbers.retrainedKeepsDivisor).map {
      abs($0.loss(of: image, label: numbers.label) - $1)
    }
    #expect(misses.count { $0 < 1e-3 } >= 20, "\(misses)")
  }

  @Test func `a network of one layer is a softmax regression`() throws {
    var random = Random(seed: 2)
    let network = Network([.linear("linear", from: 5, to: 3, using: &random)])
    let images = fixture.images
    let labels = numbers.labels
    let loss = FullBatchLoss(
      of: network, on: Examples(count: images.count) { (images[$0], labels[$0]) }, penalty: 0.05)
    let fit = FullBatchTraining(steps: 50, tolerance: 1e-6).fit(loss)
    #expect(fit.gradientNorm < 1e-6)
    let regression = try SoftmaxRegression(
      minimising: SoftmaxLoss(
        rows: Matrix(rows: numbers.rows), labels: labels, classes: 3, penalty: 0.05))
    let found = try Influence(
      on: fit, through: ExactInverse(of: SymmetricOperator(fit.curvature.matrix))
    ).scores(of: fixture.tensor(numbers.row), label: 1)
    let expected = try Influence(on: regression, through: ExactInverse(of: regression.curvature))
      .scores(of: numbers.row, label: 1)
    // a slope of 1e-6 moves the minimum by 2e-5
    expectClose(found.values, expected.values, within: 1e-5)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `networks trained anew from the same start follow influence`(seed: UInt64) throws {
    var random = Random(seed: seed)
    let rows = (0...200).map { _ in (0..<3).map { _ in random.normal() } }
    let labels = rows.map { row in row[0] + row[1] * row[1] + 0.5 * random.normal() > 1 ? 1 : 0 }
    let network = Network([
      .linear("first", from: 3, to: 4, using: &random), Layer("units", .tanh),
      .linear("second", from: 4, to: 2, using: &random),
    ])
    let loss = FullBatchLoss(
      of: network, on: Examples(count: 200) { (fixture.tensor(rows[$0]), labels[$0]) },
      penalty: 0.03)
    let training = FullBatchTraining(steps: 100, tolerance: 3e-6)
    let fit = training.fit(loss)
    let exact = try ExactInverse(of: fit.curvature)
    let image = fixture.tensor(rows[200])
    let scores = try Influence(on: fit, through: exact).scores(of: image, label: labels[200])
    let some = (0..<40).map { 5 * $0 }
    let values = some.map { scores.values[$0] }
    let fits = training.fits(removing: some.map { [$0] }, from: loss, curvature: exact.factor)
    let rises = fits.map {
      $0.loss(of: image, label: labels[200]) - fit.loss(of: image, label: labels[200])
    }
    // Pearson's coefficient; the bar of the non-convex case
    let means = (rises.reduce(0, +) / 40, values.reduce(0, +) / 40)
    var (product, squares) = (0.0, (0.0, 0.0))
    for (rise, value) in zip(rises, values) {
      product += (rise - means.0) * (value - means.1)
      squares.0 += (rise - means.0) * (rise - means.0)
      squares.1 += (value - means.1) * (value - means.1)
    }
    #expect(product / (squares.0 * squares.1).squareRoot() > 0.8)
  }

  @Test func `away from a minimum the Hessian is not positive definite, and that is said`() {
    var random = Random(seed: 3)
    let start = numbers.parameters.map { _ in 2 * random.normal() }
    let away = NetworkFit(fixture.loss, at: start)
    let error = #expect(throws: InfluenceError.self) {
      try ExactInverse(of: away.curvature)
    }
    #expect(error?.description.contains("the second derivatives are not positive definite") == true)
  }
}
