import Evaluation
import Images
import Tensors
import TestSupport
import Testing

@Suite struct LocalizationTests {
  /// A map, its box and overlaps by SciPy and scikit-image, made by Tests/Fixtures/localization.py.
  private struct Case: Decodable {
    let height, width: Int
    let share, boxOverlap, maskOverlap: Double
    let values: [Double]
    let box, object: [Int]

    var map: Tensor {
      Tensor(ContiguousArray(values.map { Float($0) }), shape: [height, width])
    }

    /// A half-open box of the fixture: top, left, bottom, right.
    static func box(_ edges: [Int]) -> PixelBox {
      PixelBox(rows: edges[0]..<edges[2], columns: edges[1]..<edges[3])
    }
  }

  @Test func `boxes and overlaps are those of SciPy and scikit-image`() throws {
    let cases = try Fixture.decode([Case].self, from: "localization/boxes.json")
    #expect(cases.count == 12)
    for example in cases {
      let method = Localization(share: example.share)
      let region = method.region(of: example.map)
      #expect(method.box(of: example.map) == Case.box(example.box))
      let object = Case.box(example.object)
      let mask = object.mask(height: example.height, width: example.width)
      #expect(abs(method.score(of: example.map, mask: mask) - example.boxOverlap) < 1e-12)
      #expect(abs(IntersectionOverUnion.of(region, mask) - example.maskOverlap) < 1e-12)
    }
  }

  @Test(arguments: [Float(0), -1, -0.5])
  func `a map without a positive value points nowhere`(value: Float) {
    var map = Tensor(repeating: value, shape: [4, 4])
    map.elements[3] = value - 1
    let method = Localization()
    #expect(method.box(of: map) == nil)
    #expect(method.region(of: map) == Tensor(shape: [4, 4]))
    let mask = PixelBox(rows: 1..<3, columns: 1..<3).mask(height: 4, width: 4)
    #expect(method.score(of: map, mask: mask) == 0)
  }

  @Test func `a flat positive map is the whole image`() {
    let box = Localization().box(of: Tensor(repeating: 1e-9, shape: [3, 5]))
    #expect(box == PixelBox(rows: 0..<3, columns: 0..<5))
  }

  @Test func `negative values never belong to a region, however low the share`() {
    let map = Tensor([5, -1, 0, 1e-6], shape: [1, 4])
    #expect(Localization(share: 0).region(of: map).elements == [1, 0, 0, 1])
  }

  @Test func `the error counts boxes that overlap too little`() {
    let error = Localization().error(of: [0.9, 0.5, 0.49, 0])
    #expect(error.mean == 0.5 && abs(error.standardError - 0.288675) < 1e-5)
    #expect(Localization(overlap: 0.4).error(of: [0.9, 0.5, 0.49, 0]).mean == 0.25)
  }

  @Test func `what makes no sense traps`() async {
    await expectStop(
      saying: "a share of 1.0 and an overlap of 0.5",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Localization(share: 1)
      })
    await expectStop(
      saying: "Localization: the value at [0, 0] of [2, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Localization().box(of: Tensor(repeating: .nan, shape: [2, 2]))
      })
    await expectStop(
      saying: "an empty mask",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Localization().score(of: Tensor(shape: [2, 2]), mask: Tensor(shape: [2, 2]))
      })
  }
}
