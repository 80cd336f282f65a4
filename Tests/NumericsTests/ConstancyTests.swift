import Numerics
import Testing

@Suite struct `Values are constant` {
  @Test func `if they are one number, or none`() {
    #expect(isConstant([Double]()))
    #expect(isConstant([7]))
    #expect(isConstant([0, 0, -0.0]))
    #expect(isConstant([Double](repeating: 0.1, count: 1000)))
  }

  @Test(arguments: [3, 100, 10_000])
  func `up to a rounding that grows with their number`(count: Int) {
    var values = [Double](repeating: 1, count: count)
    values[1] = 1 + Double(count) * 0x1p-52
    #expect(isConstant(values))
    values[1] = 1 + Double(count + 1) * 0x1p-52
    #expect(!isConstant(values))
  }

  @Test func `not if they are small, nor if one alone differs`() {
    #expect(!isConstant([1e-300, 2e-300]))
    #expect(!isConstant([0, .leastNonzeroMagnitude]))
    #expect(!isConstant([-1, 1]))
  }
}
