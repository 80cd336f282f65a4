import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct CroppingTests {
  @Test func `rows and columns are cut out of every plane`() {
    let numbers = Tensor(ContiguousArray((0..<24).map(Float.init)), shape: [2, 3, 4])
    #expect(
      numbers.cropped(rows: 1..<3, columns: 1..<3)
        == Tensor([5, 6, 9, 10, 17, 18, 21, 22], shape: [2, 2, 2]))
    #expect(numbers.cropped(rows: 0..<3, columns: 0..<4) == numbers)
    #expect(numbers.cropped(rows: 2..<2, columns: 0..<4) == Tensor(shape: [2, 0, 4]))
    #expect(numbers.slice(0).cropped(rows: 2..<3, columns: 3..<4).elements == [11])
  }

  @Test func `what lies outside traps`() async {
    await expectStop(
      saying: "no rows 0..<3 and columns 0..<2 in the shape [2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [2, 2]).cropped(rows: 0..<3, columns: 0..<2)
      })
    await expectStop(
      saying: "no rows 0..<1 and columns -1..<1 in the shape [2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [2, 2]).cropped(rows: 0..<1, columns: -1..<1)
      })
    await expectStop(
      saying: "in the shape [4]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [4]).cropped(rows: 0..<1, columns: 0..<1)
      })
  }
}
