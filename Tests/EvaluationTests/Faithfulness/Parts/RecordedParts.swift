import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import TestSupport

/// A picture in parts with its scores by NumPy, SciPy and PyTorch, from
/// Tests/Fixtures/faithfulness.py: seeded cases, then one with a part for each pixel, one of one
/// pixel, a constant map, a map with equal parts, and a model that always says the same.
struct RecordedParts: Decodable, Sendable {
  /// The scores of the first order, and what it says.
  struct Path: Decodable, Sendable {
    let scores: [Double]
    let monotone: Bool
    let rate: Double
  }

  let height, width, rows, columns, label, orders: Int
  let model: RecordedModel
  let importances, drops, gains: [Double]
  let faithfulness, subsetFaithfulness, jackknife, gainCorrelation, rate: Double
  let subsets: [[Int]]
  let path: Path
  private let image, map, values: [Float]
  private let substrate: String

  static func all() throws -> [RecordedParts] {
    try Fixture.decode([RecordedParts].self, from: "faithfulness/parts.json")
  }

  var picture: Tensor { Tensor(ContiguousArray(image), shape: [3, height, width]) }

  var attribution: Tensor { Tensor(ContiguousArray(map), shape: [height, width]) }

  /// Eight rows and columns are asked for where there is one pixel.
  var blocks: PictureBlocks {
    let side = height * width == 1 ? 8 : 0
    return PictureBlocks(
      rows: max(rows, side), columns: max(columns, side),
      hiddenBy: Substrate(recorded: substrate, values, shape: picture.shape))
  }
}

/// Four parts of which a model adds up what it sees, so that a part's worth is known.
enum Sum {
  static let worths: [Double] = [3, -1, 0.5, 2]

  /// The numbers themselves, 0 where they are hidden.
  static var parts: InputInParts<[Double]> {
    InputInParts(worths, background: [0, 0, 0, 0])
  }

  static var model: BlackBox<[Double]> { BlackBox { $0.map { [Float($0.reduce(0, +))] } } }
}
