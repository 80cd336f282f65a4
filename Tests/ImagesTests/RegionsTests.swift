import Images
import Tensors
import TestSupport
import Testing

@Suite struct RegionsTests {
  /// A map, and the pieces of it that SciPy finds; made by Tests/Fixtures/localization.py.
  private struct Case: Decodable {
    let height, width, pieces: Int
    let share: Double
    let values: [Float]
    let sizes, largest: [Int]

    /// 1 where the map is above the share of its highest value.
    var region: Tensor {
      let threshold = Float(share) * (values.max() ?? 0)
      return Tensor(ContiguousArray(values.map { $0 > threshold ? 1 : 0 }), shape: [height, width])
    }
  }

  @Test func `pieces are those of SciPy`() throws {
    let cases = try Fixture.decode([Case].self, from: "localization/boxes.json")
    #expect(cases.count == 12 && cases.contains { $0.pieces > 5 })
    for example in cases {
      let region = example.region
      #expect(Regions.pieces(of: region).map(\.count) == example.sizes)
      let largest = Regions.largest(of: region)
      #expect(largest.shape == region.shape)
      #expect(largest.elements.map { Int($0) } == example.largest)
    }
  }

  @Test func `pieces that touch at a corner are two`() {
    let region = Tensor([1, 0, 0, 1, 0, 0, 0, 1, 1], shape: [3, 3])
    #expect(Regions.pieces(of: region) == [[0, 3], [7, 8]])
    #expect(Regions.largest(of: region).elements == [1, 0, 0, 1, 0, 0, 0, 0, 0])
  }

  @Test func `no pixel, no piece`() {
    let empty = Tensor(repeating: 0.5, shape: [2, 3])
    #expect(Regions.pieces(of: empty).isEmpty)
    #expect(Regions.largest(of: empty) == Tensor(shape: [2, 3]))
  }

  @Test func `what is no plane has no pieces`() async {
    await expectStop(
      saying: "Regions: [1, 2, 2] is not [height, width]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Regions.largest(of: Tensor(shape: [1, 2, 2]))
      })
  }
}
