import Evaluation
import Explainers
import Images
import Numerics
import Tensors
import Testing

/// Every score puts the truth before a method that half knows it, and that before chance.
///
/// The truth is known: the rule reads red and blue, red is the object, and blue tells against it
/// where there is red. Edges, which never saw the rule, stand beside.
@Suite struct ControlsInOrderTests {
  /// Pictures of 12 × 12 with a red square of 4 × 4 at another place each, on uneven blue.
  private enum Squares {
    static let count = 40

    static func mask(_ index: Int) -> Tensor { mask(corner(index)) }

    static func picture(_ index: Int) -> Tensor {
      let mask = mask(index)
      let blue = Rules.noise(UInt64(100 + index)) * 0.5 * mask.map { 1 - $0 }
      return Tensor.stacked([mask, Tensor(shape: mask.shape), blue])
    }

    /// The truth, up to two pixels off and a little blurred.
    static func method(_ index: Int) -> Tensor {
      var random = Random(seed: UInt64(500 + index))
      let corner = corner(index)
      let moved = mask(
        (corner.row - 2 + random.integer(below: 5), corner.column - 2 + random.integer(below: 5)))
      return Gaussian.blurred(Tensor.stacked([moved]), sigma: 0.5).slice(0)
    }

    /// Red over all that is seen, 0 where there is no red.
    static let rule: @Sendable ([Tensor]) -> [[Float]] = { pictures in
      pictures.map { picture in
        let (red, blue) = (picture.slice(0).sum(), picture.slice(2).sum())
        return [red / (red + blue + 1), (blue + 1) / (red + blue + 1)]
      }
    }

    private static func corner(_ index: Int) -> (row: Int, column: Int) {
      (2 + index % 3 * 2, 2 + index / 3 % 3 * 2)
    }

    private static func mask(_ corner: (row: Int, column: Int)) -> Tensor {
      PixelBox(
        rows: corner.row..<(corner.row + 4), columns: corner.column..<(corner.column + 4)
      ).mask(height: Rules.side, width: Rules.side)
    }
  }

  private static let random = Random(seed: 3)

  private static let columns: [MapScore] = {
    let blocks = PictureBlocks(rows: 6, columns: 6, hiddenBy: .black)
    let metrics: [any MapMetric] = [
      PixelCurve(.insertion, .black), PixelCurve(.deletion, .black),
      FaithfulnessCorrelation(over: blocks), SubsetFaithfulness(over: blocks, subsets: 50),
      Monotonicity(over: blocks), GainCorrelation(over: blocks),
    ]
    return [.pointing, .iou, .boxError, .energy]
      + metrics.map { MapScore($0, using: random, of: Squares.rule) }
  }()

  private static let board: ScoreBoard = {
    var board = ScoreBoard(columns, over: Squares.count) { index in
      MapScore.Case(
        index: index, image: Squares.picture(index), mask: Squares.mask(index), label: 0)
    }
    board.enter("method") { Squares.method($0.index) }
    var chance = random
    board.enterControls(using: &chance)
    return board
  }()

  @Test(arguments: columns) func `the truth, then a method, then chance`(score: MapScore) {
    let board = Self.board
    let sign: Double = score.isBetterHigher ? 1 : -1
    for (better, worse) in [("oracle", "method"), ("method", "random"), ("oracle", "edges")] {
      let gap = board.difference(score, of: better, less: worse)
      #expect(
        sign * gap.mean > 2 * gap.standardError,
        "\(score.name) of \(better), \(board[better, score]), and \(worse), \(board[worse, score])")
    }
  }

  @Test func `the truth is perfect where perfection is possible, and chance knows nothing`() {
    func mean(_ method: String, _ name: String) -> Estimate {
      Self.board[method, Self.columns.first { $0.name == name } ?? .pointing]
    }
    #expect(mean("oracle", "violation rate") == Estimate([0, 0]))
    for name in ["faithfulness", "subset faithfulness", "gains"] {
      let chance = mean("random", name)
      #expect(abs(chance.mean) < 4 * chance.standardError)
    }
  }

  @Test func `edges, which never saw the rule, beat a method that is off on all scores of parts`() {
    let won = Self.columns.filter { score in
      let gap = Self.board.difference(score, of: "edges", less: "method")
      return (score.isBetterHigher ? gap.mean : -gap.mean) > 2 * gap.standardError
    }
    // A part is wide enough to forgive that they lie beside the object, too; pixels are not.
    #expect(
      won.map(\.name) == ["faithfulness", "subset faithfulness", "violation rate", "gains"])
  }

  @Test func `the calm of the truth, of a method, and of chance`() {
    let blocks = PictureBlocks(rows: 6, columns: 6, hiddenBy: .black)
    for index in 0..<8 {
      let (picture, mask) = (Squares.picture(index), Squares.mask(index))
      func changes(_ explain: @Sendable (Tensor) -> Tensor) -> SensitivityChanges {
        Sensitivity.changes(
          of: picture,
          with: Sensitivity().noise(shape: picture.shape, using: Self.random), explain)
      }
      let truth = changes { _ in mask }
      let method = changes { picture in
        blocks.cut(height: Rules.side, width: Rules.side).painted(
          FaithfulnessCorrelation.drops(
            of: blocks.parts(of: picture), BlackBox(Squares.rule), class: 0))
      }
      let chance = changes { picture in
        Rules.noise(picture.elements.reduce(0) { $0 &* 31 &+ UInt64($1.bitPattern) })
      }
      let edges = changes { Controls.edges(of: $0) }
      for reading in [\SensitivityChanges.largest.value, \.mean.value] {
        #expect(truth[keyPath: reading] == 0)
        #expect(method[keyPath: reading] > 0)
        #expect(method[keyPath: reading] < chance[keyPath: reading])
        // The edges are calm, too, and know nothing: calm is no proof.
        #expect(edges[keyPath: reading] < chance[keyPath: reading])
      }
    }
  }
}
