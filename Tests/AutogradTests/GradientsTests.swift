import Autograd
import Tensors
import TestSupport
import Testing

@Suite struct GradientsTests {
  @Test func `a variable that is used twice receives both gradients`() {
    let x = Variable(Tensor(3))
    let y = x * x + x * 4
    #expect(gradients(of: y, withRespectTo: [x])[0].value == Tensor(10))
  }

  @Test func `an intermediate result can be asked for`() {
    let x = Variable(Tensor(3))
    let square = x * x
    let found = gradients(of: square * square, withRespectTo: [square, x])
    #expect(found.map(\.value) == [Tensor(18), Tensor(108)])
  }

  @Test func `what does not matter has the gradient zero`() {
    let (x, other) = (Variable(Tensor(3)), Variable(Tensor([1, 2], shape: [2])))
    let found = gradients(of: x * 2, withRespectTo: [other, x])
    #expect(found.map(\.value) == [Tensor([0, 0], shape: [2]), Tensor(2)])
  }

  @Test func `a derivative can be taken again and again`() {
    // x⁴: 4x³, 12x², 24x, 24, 0.
    let x = Variable(Tensor(2))
    var y = (x * x) * (x * x)
    for expected: Float in [32, 48, 48, 24, 0] {
      y = gradients(of: y, withRespectTo: [x], differentiable: true)[0]
      #expect(y.value == Tensor(expected))
    }
  }

  @Test func `without being asked a gradient remembers nothing`() {
    let x = Variable(Tensor(2))
    let slope = gradients(of: x * x * x, withRespectTo: [x])[0]
    #expect(slope.value == Tensor(12))
    #expect(gradients(of: slope, withRespectTo: [x])[0].value == Tensor(0))
  }

  @Test func `a long tape needs no deep stack`() {
    let x = Variable(Tensor(1))
    var y = x
    for _ in 0..<5_000 { y = y + 1 }
    #expect(gradients(of: y, withRespectTo: [x])[0].value == Tensor(1))
  }

  @Test func `only a single number has gradients`() async {
    await expectStop(
      saying: "the output [2] is not a single number",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Variable(Tensor(repeating: 1, shape: [2]))
        _ = gradients(of: x, withRespectTo: [x])
      })
  }

  @Test(arguments: RectifierRule.allCases)
  func `a rectifier lets back what its rule says`(_ rule: RectifierRule) {
    let x = Variable(Tensor([-1, -2, 3, 4], shape: [4]))
    let seed = Variable(constant: Tensor([5, -6, 7, -8], shape: [4]))
    let found = gradients(of: (relu(x, rule: rule) * seed).sum(), withRespectTo: [x])[0].value
    let expected: ContiguousArray<Float> =
      switch rule {
      case .gradient: [0, 0, 7, -8]
      case .deconvolution: [5, 0, 7, 0]
      case .guided: [0, 0, 7, 0]
      }
    #expect(found.elements == expected)
  }
}
