import Evaluation
import Explainers
import Images
import Models
import Numerics
import Tensors
import Testing

/// Scores that ask a model, as columns of a board.
@Suite struct AskingScoresTests {
  private static let random = Random(seed: 3)

  private static let columns = [
    MapScore(
      PixelCurve(.insertion, .color([0, 0.2, 0]), steps: 16, draws: 2), using: random,
      of: Rules.share),
    MapScore(PixelCurve(.deletion, .black, steps: 16), using: random, of: Rules.share),
  ]

  private static func board() -> ScoreBoard {
    var board = ScoreBoard([.pointing] + columns, over: 3) { index in
      MapScore.Case(
        index: index, image: Rules.picture, mask: Rules.mask, label: index == 2 ? 1 : 0)
    }
    board.enter("method") { _ in Rules.method }
    var chance = random
    board.enterControls(using: &chance)
    return board
  }

  @Test func `stand beside the others, with errors and passes`() {
    let board = Self.board()
    #expect(board.scores.map(\.name) == ["pointing", "insertion", "deletion"])
    #expect(board.scores.map(\.isBetterHigher) == [true, true, false])
    let results = board.results(of: Self.columns[0], "oracle")
    #expect(results.allSatisfy { $0.passes == 17 + 15 && ($0.standardError ?? 0) > 0 })
    #expect(board.results(of: .pointing, "oracle")[0] == MetricResult(value: 1))
    #expect(board.values(of: Self.columns[1], "method").count == 3)
  }

  @Test func `ask for each picture's own class`() {
    let values = Self.board().values(of: Self.columns[1], "method")
    // The two classes share 1 at each point of the curve, so their areas do; pictures 0 and 2 have
    // another luck, which a map without equal values does not meet.
    #expect(abs(values[0] + values[2] - 1) < 1e-6 && values[0] == values[1])
  }

  @Test func `each picture has a luck of its own, the same for all methods`() {
    let flat = ScoreBoard([Self.columns[1]], over: 2) { index in
      MapScore.Case(index: index, image: Rules.picture, mask: Rules.mask, label: 0)
    }
    var board = flat
    board.enter("zeros") { _ in Tensor(shape: Rules.mask.shape) }
    board.enter("ones") { _ in Tensor(repeating: 1, shape: Rules.mask.shape) }
    let zeros = board.values(of: Self.columns[1], "zeros")
    #expect(zeros == board.values(of: Self.columns[1], "ones") && zeros[0] != zeros[1])
  }

  @Test(arguments: [1, 2, 5]) func `threads leave no trace`(threads: Int) {
    var weights = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &weights)
    let columns: [MapScore] = [
      .insertion(of: network, into: .blurred(2), steps: 5, draws: 2, using: Self.random),
      .deletion(of: network, to: .black, steps: 5, using: Self.random),
    ]
    func values() -> [[MetricResult]] {
      var board = ScoreBoard(columns, over: 4) { index in
        MapScore.Case(
          index: index, image: Rules.noise(UInt64(index), shape: [3, 12, 12]), mask: Rules.mask,
          label: index)
      }
      board.enter("CAM", CAM(), of: network)
      return columns.map { board.results(of: $0, "CAM") }
    }
    #expect(Parallel.$threads.withValue(threads) { values() } == values())
  }
}
