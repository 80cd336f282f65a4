import Autograd
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct HessianVectorProductTests {
  private struct Example: Decodable {
    let parameters: [StoredArray]
    let images, loss, hessian: StoredArray
    let labels: [Int]
  }

  private let example: Example
  private let start: [Tensor]

  init() throws {
    example = try Fixture.decode(Example.self, from: "engine/hessian.json")
    start = example.parameters.map { Tensor($0) }
  }

  /// The smooth network of the fixture: convolutions with tanh, a max-pool, a linear layer.
  private func loss(_ parameters: [Variable]) -> Variable {
    let images = Variable(constant: Tensor(example.images))
    let first = maxPool(
      tanh(
        convolution(images, weights: parameters[0], bias: parameters[1], stride: 2, padding: 1)),
      size: 2, stride: 2)
    let second = tanh(convolution(first, weights: parameters[2], bias: parameters[3]))
    let logits = linear(second.flattened(), weights: parameters[4], bias: parameters[5])
    return softmaxCrossEntropy(logits, labels: example.labels)
  }

  private func product(_ vector: [Tensor]) -> [Tensor] {
    hessianVectorProduct(at: start, vector: vector, of: loss)
  }

  private var size: Int { example.hessian.shape[0] }

  /// `values` in the shapes of the parameters.
  private func split(_ values: [Float]) -> [Tensor] {
    var next = 0
    return start.map { parameter in
      defer { next += parameter.count }
      return Tensor(
        ContiguousArray(values[next..<(next + parameter.count)]), shape: parameter.shape)
    }
  }

  @Test func `the products with all unit vectors are PyTorch's dense Hessian`() {
    #expect(size == 44)
    var columns: [Float] = []
    for index in 0..<size {
      var unit = [Float](repeating: 0, count: size)
      unit[index] = 1
      columns += product(split(unit)).flatMap(\.elements)
    }
    // Entries are of size 0.1; Float adds up some hundred products.
    let complaint = example.hessian.complaint(
      about: columns, shape: [size, size], absolute: 2e-6, relative: 1e-5)
    #expect(complaint == nil)
  }

  @Test func `a product is a central difference of gradients`() {
    var random = Random(seed: 8)
    let vector = split((0..<size).map { _ in Float(random.uniform(in: -1..<1)) })
    func slopes(_ step: Float) -> [Float] {
      let moved = zip(start, vector).map { Variable($0 + $1 * step) }
      return gradients(of: loss(moved), withRespectTo: moved).flatMap { Array($0.value.elements) }
    }
    // The step is small, so that no maximum of a window changes its place. Its own error is of
    // order 2^-20; the rounding of slopes of size 0.1 leaves about 1e-8 · 2^10.
    let differences = zip(slopes(1 / 1024), slopes(-1 / 1024)).map { ($0 - $1) * 512 }
    for (found, expected) in zip(product(vector).flatMap(\.elements), differences) {
      #expect(abs(found - expected) < 1e-4)
    }
  }

  @Test func `a parameter that does not matter has a product of zeros`() {
    let found = hessianVectorProduct(
      at: [Tensor(3), Tensor([1, 2], shape: [2])],
      vector: [Tensor(2), Tensor([5, 6], shape: [2])]
    ) { $0[0] * $0[0] * $0[0] }
    // x³ has the second derivative 6x.
    #expect(found == [Tensor(36), Tensor(shape: [2])])
  }

  @Test func `a vector that does not fit stops with words`() async {
    await expectStop(
      saying: "a vector [[2]] for parameters [[]]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = hessianVectorProduct(at: [Tensor(3)], vector: [Tensor(shape: [2])]) { $0[0] }
      })
  }

  @Test func `a Hessian is symmetric`() {
    var random = Random(seed: 9)
    let vectors = (0..<2).map { _ in
      split((0..<size).map { _ in Float(random.uniform(in: -1..<1)) })
    }
    func dot(_ a: [Tensor], _ b: [Tensor]) -> Float {
      zip(a, b).reduce(0) { $0 + ($1.0 * $1.1).sum() }
    }
    let (left, right) = (
      dot(product(vectors[0]), vectors[1]), dot(vectors[0], product(vectors[1]))
    )
    #expect(abs(left - right) < 1e-5)
  }
}
