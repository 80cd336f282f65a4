import Evaluation
import Images
import Numerics
import Tensors
import Testing

@Suite struct MapScoreTests {
  /// An object of 2 x 2 pixels in the upper left corner of 4 x 4.
  private static let mask = PixelBox(rows: 0..<2, columns: 0..<2).mask(height: 4, width: 4)

  private static func box(_ rows: Range<Int>, _ columns: Range<Int>) -> Tensor {
    PixelBox(rows: rows, columns: columns).mask(height: 4, width: 4)
  }

  /// Maps that find it, half of it, twice of it, another place, and nothing.
  private static let maps = [
    box(0..<2, 0..<2), box(0..<1, 0..<2), box(0..<4, 0..<2), box(2..<4, 2..<4),
    Tensor(repeating: -1, shape: [4, 4]),
  ]

  private static func board(
    _ scores: [MapScore], over count: Int = 5, mask: Tensor = MapScoreTests.mask,
    _ map: @escaping @Sendable (Int) -> Tensor = { maps[$0] }
  ) -> ScoreBoard {
    var board = ScoreBoard(scores, over: count) { index in
      MapScore.Case(index: index, image: Tensor(shape: [3] + mask.shape), mask: mask, label: 0)
    }
    board.enter("map") { map($0.index) }
    return board
  }

  private static let strict = MapScore.boxError(by: Localization(overlap: 0.75))

  @Test func `scores of maps that can be counted by hand`() {
    let board = Self.board([.pointing, .iou, .boxError, Self.strict, .energy])
    // The third map has 8 places of equal height, 4 of them on the object; the last has 16 and 4.
    #expect(board.values(of: .pointing, "map") == [1, 1, 0.5, 0, 0.25])
    #expect(board.values(of: .iou, "map") == [1, 0.5, 0.5, 0, 0])
    #expect(board.values(of: .boxError, "map") == [0, 0, 0, 1, 1])
    #expect(board.values(of: Self.strict, "map") == [0, 1, 1, 1, 1])
    #expect(board.values(of: .energy, "map") == [1, 1, 0.5, 0, 0])
  }

  @Test func `energy counts heights, and only what is positive`() {
    var map = Tensor(repeating: -3, shape: [4, 4])
    (map[0, 0], map[3, 3]) = (3, 1)
    let board = Self.board([.energy], over: 1) { [map] _ in map }
    #expect(board["map", .energy].mean == 0.75)
  }

  @Test func `a share of the maximum is no other score, an overlap is`() {
    let finder = Localization(share: 0.5, overlap: 0.75)
    #expect(MapScore.iou(by: finder) == .iou)
    #expect(MapScore.boxError(by: Localization(share: 0.5)) == .boxError)
    #expect(
      MapScore.boxError(by: finder) != .boxError && MapScore.boxError(by: finder) == Self.strict)
    #expect(Self.strict.name == "box error below 0.75")
  }

  @Test func `a small map is stretched to the mask`() {
    let small = Tensor([1, 0, 0, 0], shape: [2, 2])
    let large = small.resized(height: 4, width: 4)
    let half = Localization(share: 0.5)
    let board = Self.board([.pointing, .iou(by: half), .boxError(by: half), .energy], over: 2) {
      [small, large][$0]
    }
    for score in board.scores {
      let values = board.values(of: score, "map")
      #expect(values[0] == values[1])
    }
    #expect(board["map", .iou].mean > 0)
  }

  @Test func `the peak of stretched noise leans to the border`() {
    var random = Random(seed: 3)
    let middle = PixelBox(rows: 12..<36, columns: 12..<36).mask(height: 48, width: 48)
    let pointing = [48, 12].map { places in
      let noise = (0..<400).map { _ in
        Controls.random(height: places, width: places, using: &random)
      }
      return Self.board([.pointing], over: 400, mask: middle) { noise[$0] }["map", .pointing]
    }
    // The middle is a quarter of the picture. 400 draws have a standard error of about 0.02.
    #expect(abs(pointing[0].mean - 0.25) < 0.07)
    #expect(pointing[1].mean < 0.15)
  }

  @Test(arguments: [1, 2, 5]) func `threads leave no trace`(threads: Int) {
    let scores: [MapScore] = [.pointing, .iou, .boxError, .energy]
    func values() -> [[Double]] {
      let board = Self.board(scores)
      return scores.map { board.values(of: $0, "map") }
    }
    #expect(Parallel.$threads.withValue(threads) { values() } == values())
  }
}
