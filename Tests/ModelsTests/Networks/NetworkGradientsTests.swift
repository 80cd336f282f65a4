import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// What PyTorch computed in `Fixtures/engine.py` for all images of ``SmallGarden`` at once.
private struct ManyFixture: Decodable {
  let classes: [Int]
  let logit, probability: StoredArray
  let vector, product: [StoredArray]

  static func load() throws -> ManyFixture {
    try Fixture.decode(ManyFixture.self, from: "engine/many.json")
  }
}

/// Gradients for many inputs at once.
@Suite struct NetworkGradientsTests {
  private static func images(_ count: Int, side: Int = 12) -> [Tensor] {
    var random = Random(seed: 11)
    return (0..<count).map { _ in
      let values = (0..<(3 * side * side)).map { _ in Float(random.uniform()) }
      return Tensor(ContiguousArray(values), shape: [3, side, side])
    }
  }

  private static func network() -> Network {
    var random = Random(seed: 12)
    return .garden(classes: 5, using: &random)
  }

  @Test(arguments: ClassScore.allCases, [1, 2, 5])
  func `many gradients are the single ones, bit by bit`(_ score: ClassScore, threads: Int) {
    let (network, images) = (Self.network(), Self.images(7))
    let labels = [0, 4, 2, 1, 3, 0, 2]
    Parallel.$threads.withValue(threads) {
      let many = network.gradients(of: score, classes: labels, at: images)
      for (index, image) in images.enumerated() {
        #expect(
          many[index]
            == network.gradients(of: score, classes: [labels[index]], at: [image])[0])
      }
      let maps = network.outputs(of: "relu2", for: images)
      let above = network.gradients(of: score, classes: labels, above: "relu2", at: maps)
      for (index, image) in images.enumerated() {
        #expect(maps[index] == network.output(of: "relu2", for: image))
        #expect(
          above[index]
            == network.gradient(
              of: score, class: labels[index], above: "relu2", at: maps[index]))
      }
    }
  }

  @Test func `they are PyTorch's`() throws {
    let (garden, many) = (try SmallGarden.fixture(), try ManyFixture.load())
    let images = (0..<6).map { garden.examples[$0].image }
    for (score, expected) in [(ClassScore.logit, many.logit), (.probability, many.probability)] {
      expectClose(
        Tensor.stacked(garden.network.gradients(of: score, classes: many.classes, at: images)),
        expected)
    }
  }

  @Test func `no inputs have no gradients`() {
    #expect(Self.network().gradients(classes: [], at: []) == [])
  }

  @Test func `what does not fit stops with words`() async {
    await expectStop(
      saying: "1 classes for 2 inputs",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkGradientsTests.network().gradients(
          classes: [1], at: NetworkGradientsTests.images(2))
      })
    await expectStop(
      saying: "no class 5 among 5",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NetworkGradientsTests.network().gradients(
          classes: [1, 5], at: NetworkGradientsTests.images(2))
      })
  }
}

/// The Hessian of a mean loss, without the matrix.
@Suite struct NetworkHessianTests {
  /// A smooth network, so that differences are to be trusted, and rows to train it on.
  private static func problem() -> (network: Network, examples: Examples) {
    var random = Random(seed: 3)
    let network = Network([
      .linear("a", from: 4, to: 6, using: &random), Layer("b", .tanh),
      .linear("c", from: 6, to: 3, using: &random),
    ])
    let rows = (0..<70).map { _ in
      Tensor(ContiguousArray((0..<4).map { _ in Float(random.normal()) }), shape: [4])
    }
    return (network, Examples(count: 70) { (rows[$0], $0 % 3) })
  }

  private static func vector(like network: Network, seed: UInt64) -> [Tensor] {
    var random = Random(seed: seed)
    return network.parameters.map { $0.map { _ in Float(random.normal()) } }
  }

  private static func dot(_ left: [Tensor], _ right: [Tensor]) -> Double {
    zip(left, right).reduce(0) { sum, pair in
      zip(pair.0.elements, pair.1.elements).reduce(sum) { $0 + Double($1.0) * Double($1.1) }
    }
  }

  @Test func `is PyTorch's`() throws {
    let (garden, many) = (try SmallGarden.fixture(), try ManyFixture.load())
    let product = garden.network.hessianVectorProduct(
      on: garden.examples, weightDecay: 0.1,
      vector: many.vector.map { Tensor($0.floats, shape: $0.shape) })
    for (found, expected) in zip(product, many.product) {
      expectClose(found, expected, absolute: 1e-5)
    }
  }

  @Test func `is the difference of two gradients`() {
    let (network, examples) = Self.problem()
    let vector = Self.vector(like: network, seed: 5)
    let found = network.hessianVectorProduct(on: examples, weightDecay: 0.1, vector: vector)
    // A step of 2⁻⁸ along the vector: errors of its square, and of Float divided by it.
    let step: Float = 0x1p-8
    let sides = [step, -step].map { step in
      let moved = zip(network.parameters, vector).map { $0 + $1 * step }
      return BatchResult(of: network, on: examples, Array(0..<70), moved, .crossEntropy).gradients
    }
    for index in vector.indices {
      let slope =
        (sides[0][index] - sides[1][index]) * (0.5 / step) + vector[index] * 0.1
      for (one, other) in zip(found[index].elements, slope.elements) {
        #expect(abs(one - other) < 3e-3 * max(1, abs(other)))
      }
    }
  }

  @Test func `is symmetric and linear`() {
    let (network, examples) = Self.problem()
    let (first, second) = (
      Self.vector(like: network, seed: 5), Self.vector(like: network, seed: 6)
    )
    let curved = [first, second].map { network.hessianVectorProduct(on: examples, vector: $0) }
    let (left, right) = (Self.dot(curved[0], second), Self.dot(curved[1], first))
    #expect(abs(left - right) < 1e-5 * max(1, abs(left)))
    let sum = network.hessianVectorProduct(
      on: examples, vector: zip(first, second).map { $0 + $1 * 2 })
    for index in sum.indices {
      let expected = curved[0][index] + curved[1][index] * 2
      for (one, other) in zip(sum[index].elements, expected.elements) {
        #expect(abs(one - other) < 1e-5 * max(1, abs(other)))
      }
    }
  }

  @Test(arguments: [1, 2, 5])
  func `has the same bits on any number of threads`(_ threads: Int) {
    let (network, examples) = Self.problem()
    let vector = Self.vector(like: network, seed: 5)
    let alone = Parallel.$threads.withValue(1) {
      network.hessianVectorProduct(on: examples, vector: vector)
    }
    let found = Parallel.$threads.withValue(threads) {
      network.hessianVectorProduct(on: examples, vector: vector)
    }
    #expect(found == alone)
  }

  @Test func `what does not fit stops with words`() async {
    await expectStop(
      saying: "Hessian: a vector []",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (network, examples) = NetworkHessianTests.problem()
        _ = network.hessianVectorProduct(on: examples, vector: [])
      })
    await expectStop(
      saying: "Hessian: no examples",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let network = NetworkHessianTests.problem().network
        _ = network.hessianVectorProduct(
          on: Examples(count: 0) { _ in (Tensor(0), 0) }, vector: network.parameters)
      })
  }
}
