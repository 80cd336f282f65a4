import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct FullBatchTrainingTests {
  /// Rows of which a sum of products tells the class, and a small network of tanh units.
  static func loss(_ seed: UInt64, count: Int = 60) -> FullBatchLoss {
    var random = Random(seed: seed)
    let rows = (0..<count).map { _ in (0..<4).map { _ in Float(random.normal()) } }
    let labels = rows.map { $0[0] * $0[1] > 0 ? 1 : ($0[2] > 0 ? 2 : 0) }
    let network = Network([
      .linear("first", from: 4, to: 5, using: &random), Layer("units", .tanh),
      .linear("second", from: 5, to: 3, using: &random),
    ])
    return FullBatchLoss(
      of: network,
      on: Examples(count: count) { (Tensor(ContiguousArray(rows[$0]), shape: [4]), labels[$0]) },
      penalty: 0.01)
  }

  static func start(_ loss: FullBatchLoss) -> [Double] {
    loss.network.parameters.flatMap { $0.elements.map(Double.init) }
  }

  // MARK: The loss

  @Test func `it is the mean over the examples that are kept, divided by the count of all`() {
    let loss = Self.loss(1)
    let start = Self.start(loss)
    let single = (0..<60).map { loss.loss(of: loss.images[$0], label: loss.labels[$0], at: start) }
    let penalty = start.reduce(0) { $0 + 0.005 * $1 * $1 }
    let less = loss.removing([3, 7]).removing([59])
    #expect(less.kept.count == 57 && !less.kept.contains(59))
    for (some, kept) in [(loss, Array(0..<60)), (less, less.kept)] {
      let mean = kept.reduce(0) { $0 + single[$1] } / 60
      #expect(abs(some.slope(at: start).value - mean - penalty) < 1e-6)
    }
  }

  @Test func `slopes and products are differences`() {
    let loss = Self.loss(2).removing([5])
    var random = Random(seed: 2)
    let start = Self.start(loss)
    let direction = start.map { _ in random.normal() }
    func moved(_ step: Double) -> [Double] { zip(start, direction).map { $0 + step * $1 } }
    // rounding of values, 1e-7, divided by the step; errors of the step's square
    let step = 0x1p-7
    let (above, below) = (loss.slope(at: moved(step)), loss.slope(at: moved(-step)))
    let slope = zip(loss.slope(at: start).gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs((above.value - below.value) / (2 * step) - slope) < 2e-4)
    let product = loss.curvature(at: start) * direction
    for (index, value) in product.enumerated() {
      let difference = (above.gradient[index] - below.gradient[index]) / (2 * step)
      #expect(abs(difference - value) < 1e-3)
    }
  }

  @Test func `the dense Hessian has the products`() {
    let loss = Self.loss(3)
    let start = Self.start(loss)
    let curvature = loss.curvature(at: start)
    let vector = start.indices.map { Double($0 % 7) - 3 }
    let dense = curvature.matrix * vector
    #expect(zip(curvature * vector, dense).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  // MARK: The training

  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `it ends where the slope is nearly zero`(seed: UInt64) {
    let fit = FullBatchTraining(tolerance: 1e-5).fit(Self.loss(seed))
    #expect(fit.gradientNorm < 1e-5)
    #expect(fit.loss.slope(at: fit.parameters).value < 0.75)
    #expect(fit.network.parameters.count == 4)
  }

  @Test func `checkpoints stand on the way, with the rates between them`() {
    let fit = FullBatchTraining(steps: 25, learningRate: 0.02).fit(Self.loss(4))
    #expect(fit.checkpoints.count == 9)
    #expect(fit.checkpoints[0].parameters == Self.start(fit.loss))
    let values = fit.checkpoints.map { fit.loss.slope(at: $0.parameters).value }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    // half a cosine: the mean of the factors is a little above one half
    let sum = fit.checkpoints.reduce(0) { $0 + $1.rate }
    #expect(abs(sum - 0.02 * 13) < 1e-9)
    #expect(fit.at(fit.checkpoints[2]).parameters == fit.checkpoints[2].parameters)
  }

  @Test func `the same examples give the same bits on any number of threads`() {
    let fits = [1, 2, 5].map { threads in
      Parallel.$threads.withValue(threads) {
        FullBatchTraining(steps: 30, settlingSteps: 5).fit(Self.loss(5, count: 150)).parameters
      }
    }
    #expect(fits[0] == fits[1] && fits[0] == fits[2])
  }

  @Test func `removing nothing gives the same network, removing an example another`() {
    let loss = Self.loss(6)
    let training = FullBatchTraining()
    let fit = training.fit(loss)
    let fits = training.fits(removing: [[], [3], [3, 3]], from: loss)
    #expect(fits[0].parameters == fit.parameters)
    #expect(fits[1].parameters != fit.parameters && fits[1].parameters == fits[2].parameters)
  }

  // MARK: What is refused

  @Test func `examples that do not fit stop with words`() async {
    await expectStop(
      saying: "FullBatchLoss: there are no examples",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FullBatchLoss(
          of: FullBatchTrainingTests.loss(1).network,
          on: Examples(count: 0) { _ in (Tensor(0), 0) },
          penalty: 0)
      })
    await expectStop(
      saying: "FullBatchLoss: example 1 has the label 3 of 3 classes",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FullBatchLoss(
          of: FullBatchTrainingTests.loss(1).network,
          on: Examples(count: 2) { (Tensor(shape: [4]), 3 * $0) }, penalty: 0)
      })
    await expectStop(
      saying: "FullBatchLoss: image 0: the value at [1] of [4] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FullBatchLoss(
          of: FullBatchTrainingTests.loss(1).network,
          on: Examples(count: 1) { _ in (Tensor([0, .nan, 0, 0], shape: [4]), 0) }, penalty: 0)
      })
    await expectStop(
      saying: "FullBatchLoss: no example 60 among 60 to remove",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = FullBatchTrainingTests.loss(1).removing([60])
      })
  }
}
