import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ResizingTests {
  private struct Case: Decodable { let input, output: StoredArray }

  @Test func `stretching by straight lines is PyTorch's interpolate`() throws {
    let cases = try Fixture.decode([Case].self, from: "cam/interpolations.json")
    #expect(cases.count == 7)
    for example in cases {
      let size = Array(example.output.shape.suffix(2))
      let found = Tensor(example.input.floats, shape: example.input.shape)
        .resized(height: size[0], width: size[1])
      // Three lines between values of size one in Float.
      let complaint = example.output.complaint(
        about: found.elements, shape: found.shape, absolute: 5e-7, relative: 0)
      #expect(complaint == nil)
    }
  }

  @Test func `equal values stay exactly equal, and an equal size changes nothing`() {
    let flat = Tensor(repeating: 0.1, shape: [2, 3]).resized(height: 7, width: 11)
    #expect(flat == Tensor(repeating: 0.1, shape: [7, 11]))
    var random = Random(seed: 3)
    let values = ContiguousArray((0..<24).map { _ in Float(random.normal()) })
    let map = Tensor(values, shape: [2, 3, 4])
    #expect(map.resized(height: 3, width: 4) == map)
  }

  @Test func `a corner is repeated up to the middle of its pixel`() {
    let row = Tensor([0, 1], shape: [1, 2]).resized(height: 1, width: 8)
    #expect(row.elements == [0, 0, 0.125, 0.375, 0.625, 0.875, 1, 1])
  }

  @Test func `or the picture is mirrored there`() {
    let row = Tensor([0, 1], shape: [1, 2]).resized(height: 1, width: 8, edge: .mirrored)
    #expect(row.elements == [0.375, 0.125, 0.125, 0.375, 0.625, 0.875, 0.875, 0.625])
    let one = Tensor([0.3], shape: [1, 1]).resized(height: 3, width: 2, edge: .mirrored)
    #expect(one == Tensor(repeating: 0.3, shape: [3, 2]))
    var random = Random(seed: 4)
    let map = Tensor(
      ContiguousArray((0..<12).map { _ in Float(random.normal()) }), shape: [3, 4])
    #expect(map.resized(height: 3, width: 4, edge: .mirrored) == map)
  }

  @Test func `a size of nothing traps`() async {
    await expectStop(
      saying: "the shape [2, 2] cannot be resized to 0 x 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [2, 2]).resized(height: 0, width: 2)
      })
    await expectStop(
      saying: "the shape [4] cannot be resized to 2 x 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [4]).resized(height: 2, width: 2)
      })
  }
}
