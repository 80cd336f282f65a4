import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct OcclusionTests {
  private static var sum: BlackBox<Tensor> {
    BlackBox { $0.map { [0, $0.sum()] } }
  }

  @Test func `maps are those of captum's sliding windows`() throws {
    let fixture = try Fixture.decode(RISEFixture.Windows.self, from: "rise/occlusion.json")
    #expect(fixture.cases.count == 6)
    for example in fixture.cases {
      let method = Occlusion(window: example.window, stride: example.stride)
      let found = method.explain(fixture.network, fixture.image.tensor, class: 1)
      // differences of two probabilities of a network in Float
      let complaint = example.map.complaint(
        about: found.values.elements, shape: found.values.shape, absolute: 2e-6, relative: 0)
      #expect(complaint == nil, "window \(example.window), stride \(example.stride)")
      #expect(found.unit == "probability")
    }
  }

  @Test func `every pixel lies in a window, and none in more than fit`() {
    for (height, width, window, stride) in [(9, 5, 3, 2), (4, 7, 5, 5), (1, 1, 3, 1), (6, 6, 4, 3)]
    {
      let windows = Occlusion(window: window, stride: stride)
        .windows(over: Tensor(shape: [2, height, width]))
      var counts = [Int](repeating: 0, count: height * width)
      for (rows, columns) in windows {
        #expect(rows.count <= window && columns.count <= window)
        for row in rows { for column in columns { counts[row * width + column] += 1 } }
      }
      let most = (window + stride - 1) / stride
      #expect(counts.allSatisfy { 1...(most * most) ~= $0 })
    }
  }

  @Test func `of a sum, a window of one pixel is worth what the background takes away`() {
    let image = Tensor([1, 2, 3, 4, 5, 6, 7, 8], shape: [2, 2, 2])
    let black = Occlusion(window: 1, stride: 1).explain(Self.sum, image, class: 1)
    #expect(black.values == Tensor([6, 8, 10, 12], shape: [2, 2]))
    #expect(black.unit == "score" && black.standardErrors == nil)
    let background = Tensor(repeating: 1, shape: [2, 2, 2])
    let grey = Occlusion(window: 1, stride: 1, background: background)
    #expect(grey.explain(Self.sum, image, class: 1).values.elements == [4, 6, 8, 10])
    #expect(grey.explain(Self.sum, image, class: 0).values == Tensor(shape: [2, 2]))
    let large = Occlusion(window: 5, stride: 1).explain(Self.sum, image, class: 1)
    #expect(large.values == Tensor(repeating: 36, shape: [2, 2]))
  }

  @Test func `what cannot be explained stops with words`() async {
    await expectStop(
      saying: "a window of 2 that moves by 3; it may not skip pixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Occlusion(window: 2, stride: 3)
      })
    await expectStop(
      saying: "Occlusion: [3] is not [channels, height, width], or is empty",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Occlusion().windows(over: Tensor(shape: [3]))
      })
    await expectStop(
      saying: "a background [1, 2, 2] for a picture [1, 2, 3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Occlusion(background: Tensor(shape: [1, 2, 2]))
          .explain(OcclusionTests.sum, Tensor(shape: [1, 2, 3]), class: 0)
      })
    await expectStop(
      saying: "Occlusion: the image: the value at [0, 0, 1] of [1, 1, 2] is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Occlusion().explain(OcclusionTests.sum, Tensor([0, .nan], shape: [1, 1, 2]), class: 0)
      })
  }
}
