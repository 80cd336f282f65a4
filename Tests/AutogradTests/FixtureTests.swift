import Autograd
import Foundation
import Tensors
import TestSupport
import Testing

/// What PyTorch computed in double precision, in `Tests/Fixtures/engine`.
@Suite struct FixtureTests {
  /// A sum of a few hundred products of size one in `Float`: an error of some 1e-7 each.
  private func expectClose(
    _ tensor: Tensor, _ expected: StoredArray, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let complaint = expected.complaint(
      about: tensor.elements, shape: tensor.shape, absolute: 2e-5, relative: 1e-5)
    #expect(complaint == nil, sourceLocation: sourceLocation)
  }

  private struct ConvolutionCase: Decodable {
    let stride, padding: Int
    let input, weights, bias, output, seed: StoredArray
    let gradients: [StoredArray]
  }

  @Test func `a convolution and its gradients are those of PyTorch`() throws {
    let cases = try Fixture.decode([ConvolutionCase].self, from: "engine/convolutions.json")
    #expect(cases.count == 8)
    for example in cases {
      let inputs = [example.input, example.weights, example.bias].map { Variable(Tensor($0)) }
      let output = convolution(
        inputs[0], weights: inputs[1], bias: inputs[2], stride: example.stride,
        padding: example.padding)
      expectClose(output.value, example.output)
      let product = (output * Variable(constant: Tensor(example.seed))).sum()
      for (found, expected) in zip(
        gradients(of: product, withRespectTo: inputs), example.gradients)
      {
        expectClose(found.value, expected)
      }
    }
  }

  private struct PoolCase: Decodable {
    let size, stride: Int
    let input, output, seed: StoredArray
    let gradients: [StoredArray]
  }

  @Test func `a max-pool chooses among equals as PyTorch does`() throws {
    let cases = try Fixture.decode([PoolCase].self, from: "engine/pools.json")
    #expect(cases.count == 4)
    for example in cases {
      let input = Variable(Tensor(example.input))
      let output = maxPool(input, size: example.size, stride: example.stride)
      expectClose(output.value, example.output)
      let product = (output * Variable(constant: Tensor(example.seed))).sum()
      expectClose(
        gradients(of: product, withRespectTo: [input])[0].value, example.gradients[0])
    }
  }

  private struct Losses: Decodable {
    struct CrossEntropy: Decodable {
      let logits, value, gradient: StoredArray
      let labels: [Int]
    }
    struct Logistic: Decodable { let logits, targets, value, gradient: StoredArray }
    let crossEntropy: CrossEntropy
    let logistic: Logistic
  }

  @Test func `losses and their gradients are those of PyTorch, for huge logits too`() throws {
    let losses = try Fixture.decode(Losses.self, from: "engine/losses.json")
    let logits = Variable(Tensor(losses.crossEntropy.logits))
    let entropy = softmaxCrossEntropy(logits, labels: losses.crossEntropy.labels)
    expectClose(entropy.value, losses.crossEntropy.value)
    expectClose(
      gradients(of: entropy, withRespectTo: [logits])[0].value, losses.crossEntropy.gradient)

    let scores = Variable(Tensor(losses.logistic.logits))
    let logistic = logisticLoss(scores, targets: Tensor(losses.logistic.targets))
    expectClose(logistic.value, losses.logistic.value)
    expectClose(
      gradients(of: logistic, withRespectTo: [scores])[0].value, losses.logistic.gradient)
  }
}

extension Tensor {
  /// The tensor of a fixture.
  init(_ stored: StoredArray) { self.init(stored.floats, shape: stored.shape) }
}
