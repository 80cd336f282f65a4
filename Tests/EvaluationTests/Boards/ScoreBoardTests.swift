import Datasets
import Evaluation
import Explainers
import Images
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ScoreBoardTests {
  /// Four pictures of 6 × 6 with a square of 2 × 2 at another place each.
  private static func board(_ scores: [MapScore] = [.pointing, .iou, .boxError]) -> ScoreBoard {
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
    #expect(board["first place", .iou].mean == 0.0625)
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

  @Test func `the best method of a column leads, with those that cannot be parted from it`() {
    let number = MapScore("number") { map, item in Double(map[item.index, 0]) }
    let cost = MapScore("cost", isBetterHigher: false) { map, item in Double(map[item.index, 0]) }
    var board = Self.board([number, cost])
    #expect(board.leaders(in: number) == [])
    for (name, values) in [
      ("a", [1, 2, 3, 4]), ("b", [2, 3, 4, 5]), ("c", [4, 2, 3, 4]), ("b again", [2, 3, 4, 5]),
    ] as [(String, [Float])] {
      board.enter(name) { item in
        var map = Tensor(shape: [6, 6])
        map[item.index, 0] = values[item.index]
        return map
      }
    }
    var random = Random(seed: 4)
    board.enterControls(using: &random)
    // b leads c by −2, 1, 1, 1: 0.25 ± 0.75. It leads a by 1 ± 0; that a is no leader needs pairs,
    // for the means alone have errors of 0.65.
    #expect(board.leaders(in: number) == ["b", "c", "b again"])
    #expect(board.leaders(in: cost) == ["a", "c"])
  }

  @Test func `a method and a network are an entry too`() throws {
    let set = try ToyGarden.bundled().test
    var random = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &random)
    var board = ScoreBoard([.pointing, .energy], over: set, first: 3)
    board.enter("by name", CAM(), of: network)
    board.enter("by hand") { item in
      CAM().explain(network, set.image(at: item.index), class: set.label(at: item.index)).positive
    }
    #expect(board.values(of: .energy, "by name") == board.values(of: .energy, "by hand"))
    #expect(board.values(of: .energy, "by name").count == 3)
  }

  @Test func `controls are those of every picture, and only chance follows the seed`() throws {
    let set = try ToyGarden.bundled().test
    let pixel = MapScore("pixel") { map, _ in Double(map[9, 7]) }
    var (one, two) = (Random(seed: 1), Random(seed: 2))
    var boards = (0..<2).map { _ in ScoreBoard([pixel], over: set, first: 3) }
    boards[0].enterControls(using: &one)
    boards[1].enterControls(using: &two)
    let values = boards.map { board in board.methods.map { board.values(of: pixel, $0) } }
    let truth = [
      { (index: Int) in set.mask(at: index) }, { Controls.edges(of: set.image(at: $0)) },
      { _ in Controls.center(height: 48, width: 48) },
    ]
    for (control, map) in truth.enumerated() {
      #expect(values[0][control] == (0..<3).map { Double(map($0)[9, 7]) })
      #expect(values[1][control] == values[0][control])
    }
    #expect(Set(values[0][3] + values[1][3]).count == 6)
    boards[0].enterControl("upside down") { item in item.mask * -1 }
    #expect(boards[0].values(of: pixel, "upside down") == values[0][0].map { -$0 })
    #expect(boards[0].controls.contains("upside down") && boards[0].leaders(in: pixel).isEmpty)
  }

  @Test func `controls in pieces are the sums of the controls, and chance draws whole pieces`() {
    // Pieces of 3 × 3, each with a square of four pixels in one of the pictures, and one of 1.
    var labels = (0..<36).map { $0 / 18 * 2 + $0 % 6 / 3 }
    labels[35] = 4
    let pieces = Superpixels(labels: labels, height: 6, width: 6)
    let first = MapScore("first pixel") { map, _ in Double(map[0, 0]) }
    let alone = MapScore("alone") { map, _ in map[5, 5] == map.maximum() ? 1 : 0 }
    let flat = MapScore("flat") { map, _ in
      pieces.painted((0..<5).map { Double(map.elements[pieces.pixels(of: $0)[0]]) }) == map ? 1 : 0
    }
    var board = Self.board([first, alone, flat])
    var random = Random(seed: 3)
    board.enterControls(in: { _ in pieces }, using: &random)
    #expect(board.controls == ["oracle", "edges", "centre", "random"])
    #expect(board.methods.allSatisfy { board[$0, flat].mean == 1 })
    #expect(board.values(of: first, "oracle") == [4, 0, 0, 0])
    let centre = Controls.center(height: 6, width: 6)
    let sum = pieces.pixels(of: 0).reduce(0.0) { $0 + Double(centre.elements[$1]) }
    #expect(
      board.values(of: first, "centre") == [Double](repeating: Double(Float(sum)), count: 4))
    #expect(Set(board.values(of: first, "random")).count == 4)
    // A small piece is first as often as any other.
    var wins = 0.0
    for seed in 0..<100 {
      var board = Self.board([alone])
      var random = Random(seed: UInt64(seed))
      board.enterControls(in: { _ in pieces }, using: &random)
      wins += board["random", alone].mean / 100
    }
    #expect(abs(wins - 0.2) < 0.08)
  }

  @Test func `controls stand in the right order`() {
    var board = Self.board()
    var random = Random(seed: 4)
    board.enter("method") { $0.mask }
    board.enterControls(using: &random)
    #expect(board.methods == ["method", "oracle", "edges", "centre", "random"])
    #expect(board.controls == ["oracle", "edges", "centre", "random"])
    #expect(board["oracle", .iou].mean == 1)
    #expect(board["oracle", .iou].mean > board["random", .iou].mean)
  }

  @Test func `what is not there stops with words`() async {
    await expectStop(
      saying: "no method CAM among []",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ScoreBoardTests.board()["CAM", .iou]
      })
    await expectStop(
      saying: "no score IoU among",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var board = ScoreBoardTests.board([.pointing])
        board.enter("truth") { $0.mask }
        _ = board["truth", .iou]
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
