import Evaluation
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ScoreBoardTests {
  /// Four pictures of 6 × 6 with a square of 2 × 2 at another place each.
  private static func board(_ scores: [MapScore] = [.pointing, .overlap, .boxError]) -> ScoreBoard {
    ScoreBoard(scores, over: 4) { index in
      var mask = Tensor(shape: [6, 6])
      for row in 0..<2 {
        for column in 0..<2 { mask[index / 2 * 3 + row, index % 2 * 3 + column] = 1 }
      }
      let image = Tensor.stacked([mask, mask, mask])
      return MapScore.Case(index: index, image: image, mask: mask, label: 0)
    }
  }

  @Test func `is read by name`() {
    var board = Self.board()
    board.enter("truth") { $0.mask }
    board.enter("first place") { item in
      var map = Tensor(shape: item.mask.shape)
      map[0, 0] = 1
      return map
    }
    #expect(board.methods == ["truth", "first place"])
    #expect(board["truth", .pointing].mean == 1)
    #expect(board["truth", .boxError].mean == 0)
    // One of the four squares holds the first place, and the box is a quarter of it.
    #expect(board["first place", .pointing].mean == 0.25)
    #expect(board["first place", .overlap].mean == 0.0625)
    #expect(board["first place", .boxError].mean == 1)
    #expect(board.values(of: .pointing, "first place") == [1, 0, 0, 0])
  }

  @Test func `differences are paired`() {
    var board = Self.board([
      MapScore("number") { map, item in Double(map[0, 0]) + Double(item.index) }
    ])
    let number = board.scores[0]
    board.enter("two") { _ in Tensor(repeating: 2, shape: [6, 6]) }
    board.enter("one") { _ in Tensor(repeating: 1, shape: [6, 6]) }
    let difference = board.difference(number, of: "two", less: "one")
    #expect(difference.mean == 1)
    #expect(difference.standardError == 0)
    #expect(board["two", number].standardError > 0.5)
  }

  @Test func `controls stand in the right order`() {
    var board = Self.board()
    var random = Random(seed: 4)
    board.enterControls(using: &random)
    #expect(board.methods == ["oracle", "edges", "centre", "random"])
    #expect(board["oracle", .overlap].mean == 1)
    #expect(board["oracle", .overlap].mean > board["random", .overlap].mean)
  }

  @Test func `what is not there stops with words`() async {
    await expectStop(
      saying: "no method CAM among []",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ScoreBoardTests.board()["CAM", .overlap]
      })
    await expectStop(
      saying: "no score overlap among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var board = ScoreBoardTests.board([.pointing])
        board.enter("truth") { $0.mask }
        _ = board["truth", .overlap]
      })
    await expectStop(
      saying: "already a method truth",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var board = ScoreBoardTests.board()
        board.enter("truth") { $0.mask }
        board.enter("truth") { $0.mask }
      })
    await expectStop(
      saying: "MapScore: bad of picture",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var board = ScoreBoardTests.board([MapScore("bad") { _, _ in .nan }])
        board.enter("truth") { $0.mask }
      })
  }
}
