import Images
import Tensors
import TestSupport
import Testing

@Suite struct RollingTests {
  private static let counted = Tensor(
    ContiguousArray((0..<24).map(Float.init)), shape: [2, 3, 4])

  @Test func `what leaves at one side enters at the other, in every plane`() {
    #expect(
      Tensor([0, 1, 2, 3, 4, 5], shape: [2, 3]).rolled(down: 1, right: 1)
        == Tensor([5, 3, 4, 2, 0, 1], shape: [2, 3]))
    let found = Self.counted.rolled(down: -1, right: 6)
    for (channel, row, column) in [(0, 0, 0), (1, 2, 3), (1, 0, 1)] {
      #expect(
        found[channel, row, column] == Self.counted[channel, (row + 1) % 3, (column + 2) % 4])
    }
  }

  @Test(arguments: [-13, -1, 0, 2, 3, 40], [-9, 0, 1, 4, 5])
  func `there and back is the picture, and a whole turn is nothing`(down: Int, right: Int) {
    let there = Self.counted.rolled(down: down, right: right)
    #expect(there.shape == [2, 3, 4])
    #expect(there.rolled(down: -down, right: -right) == Self.counted)
    #expect(Self.counted.rolled(down: down + 3, right: right - 8) == there)
    #expect(
      Self.counted.rolled(down: down, right: 0).rolled(down: 0, right: right) == there)
  }

  @Test func `nothing is rolled in a list`() async {
    #expect(Tensor([1, 2], shape: [2]).rolled(down: 0, right: 0) == Tensor([1, 2], shape: [2]))
    #expect(Tensor(shape: [2, 0, 4]).rolled(down: 1, right: 1) == Tensor(shape: [2, 0, 4]))
    await expectStop(
      saying: "Tensor: [4] has no rows and columns to roll",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [4]).rolled(down: 0, right: 1)
      })
  }
}
