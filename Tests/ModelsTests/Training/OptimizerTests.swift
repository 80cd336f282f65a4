import Models
import Tensors
import TestSupport
import Testing

@Suite struct OptimizerTests {
  @Test func `loss and gradients of a batch are PyTorch's`() throws {
    let fixture = try SmallGarden.fixture()
    let network = fixture.network
    let result = BatchResult(
      of: network, on: fixture.examples, Array(0..<6), network.parameters, .crossEntropy)
    #expect(abs(result.loss - fixture.loss.elements[0]) < 1e-6)
    for (found, expected) in zip(result.gradients, fixture.gradients) {
      expectClose(found, expected)
    }
  }

  @Test(arguments: ["adam", "adamWithDecay", "sgd"])
  func `three steps lead where PyTorch's lead`(_ name: String) throws {
    let fixture = try SmallGarden.fixture()
    let (optimizer, decay, expected): (Optimizer, Double, [[StoredArray]]) =
      switch name {
      case "adam": (.adam(learningRate: 0.01), 0, fixture.adam)
      case "adamWithDecay": (.adam(learningRate: 0.01), 0.1, fixture.adamWithDecay)
      default: (.sgd(learningRate: 0.1, momentum: 0.9), 0.01, fixture.sgd)
      }
    let network = fixture.network
    var parameters = network.parameters
    var state = OptimizerState(optimizer, weightDecay: decay, for: parameters)
    for step in expected {
      let batch = BatchResult(
        of: network, on: fixture.examples, Array(0..<6), parameters, .crossEntropy)
      state.step(&parameters, gradients: batch.gradients)
      // Adam divides by the size of the gradient: an error of 1e-7 in a gradient of 1e-4 becomes
      // one of 1e-3 of the step of 0.01.
      for (found, expected) in zip(parameters, step) {
        expectClose(found, expected, absolute: name == "sgd" ? 2e-6 : 1e-5)
      }
    }
  }

  @Test func `a cosine ends at nothing`() {
    let factors = (0..<4).map { TrainingOptions.Schedule.cosine.factor(at: $0, of: 4) }
    #expect(factors[0] == 1)
    #expect(abs(factors[1] - 0.853_553_390_593_273_8) < 1e-15)
    #expect(abs(factors[2] - 0.5) < 1e-15)
    #expect(TrainingOptions.Schedule.constant.factor(at: 3, of: 4) == 1)
  }
}
