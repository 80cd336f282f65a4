import Models
import Tensors
import TestSupport
import Testing

@Suite struct ExamplesTests {
  private static let examples = Examples(count: 3) { (Tensor(Float($0)), 2 * $0) }

  @Test func `examples are made when they are asked for`() {
    let found = (0..<3).map { ExamplesTests.examples[$0] }
    #expect(found.map(\.image) == [Tensor(0), Tensor(1), Tensor(2)])
    #expect(found.map(\.label) == [0, 2, 4])
  }

  @Test func `an example that is not there traps`() async {
    await expectStop(
      saying: "no example 3 among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ExamplesTests.examples[3]
      })
    await expectStop(
      saying: "the count -1 is negative",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Examples(count: -1) { (Tensor(0), $0) }
      })
  }
}
