import Datasets
import Images
import Tensors
import Testing

@Suite struct `How many pieces a picture falls into` {
  /// The fewest, the most and the middle number of pieces over the garden's test pictures.
  private func counts(
    _ cut: @Sendable (_ image: Tensor) -> Superpixels
  ) throws -> (least: Int, middle: Int, most: Int) {
    let exam = try ToyGarden.bundled().test
    let counts = Parallel.map(exam.count) { cut(exam.image(at: $0)).count }.sorted()
    return (counts[0], counts[counts.count / 2], counts[counts.count - 1])
  }

  @Test func `with SLIC as it stands is what its documentation says`() throws {
    let counts = try counts { Superpixels.slic($0) }
    #expect(counts.least == 33 && counts.most == 45, "\(counts)")
  }

  @Test func `with quick shift as it stands is what its documentation says`() throws {
    let counts = try counts { Superpixels.quickshift($0) }
    #expect(counts.least == 14 && counts.most == 69 && 39...43 ~= counts.middle, "\(counts)")
  }
}
