import Explainers
import Numerics
import Tensors
import Testing

/// Where climbs begin.
@Suite struct GreyTests {
  @Test func `grey is half of full brightness, with as much noise as asked`() {
    var random = Random(seed: 9)
    let plain = ActivationMaximisation.grey(shape: [3, 8, 8], noise: 0, using: &random)
    #expect(plain == Tensor(repeating: 0.5, shape: [3, 8, 8]))
    let noisy = ActivationMaximisation.grey(shape: [3, 40, 40], noise: 0.05, using: &random)
    let gap = noisy - 0.5
    // Of 4,800 draws the deviation is right within 1 %; six times that is allowed.
    #expect(abs((gap * gap).mean().squareRoot() - 0.05) < 0.003)
  }
}
