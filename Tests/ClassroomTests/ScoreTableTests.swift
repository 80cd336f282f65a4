import Classroom
import Evaluation
import Notebook
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct ScoreTableTests {
  /// Four pictures; a map's one number, plus the picture's, is its score.
  private static func board(_ maps: [(name: String, values: [Float])]) -> ScoreBoard {
    let number = MapScore("number") { map, _ in Double(map.elements[0]) }
    let cost = MapScore("cost", isBetterHigher: false) { map, _ in Double(map.elements[0]) }
    var board = ScoreBoard([number, cost], over: 4) { index in
      MapScore.Case(
        index: index, image: Tensor(shape: [3, 1, 1]), mask: Tensor([1], shape: [1, 1]), label: 0)
    }
    for (name, values) in maps {
      board.enter(name) { Tensor([values[$0.index]], shape: [1, 1]) }
    }
    return board
  }

  @Test func `methods are rows, controls come last and say so, leaders have a mark`() {
    var random = Random(seed: 1)
    var board = Self.board([("late", [1, 2, 3, 4]), ("high", [2, 3, 4, 5])])
    board.enterControls(using: &random)
    board.enter("low") { _ in Tensor([0], shape: [1, 1]) }
    let table = Table(board, places: 1)
    #expect(table.columns == ["map", "number", "cost"])
    #expect(
      table.rows.map { $0[0] } == [
        "late", "high", "low", "oracle (control)", "edges (control)", "centre (control)",
        "random (control)",
      ])
    // Four numbers in a row have the error √(5/3/4) = 0.65.
    #expect(table.rows[0] == ["late", "2.5 ± 0.6", "2.5 ± 0.6"])
    #expect(table.rows[1] == ["high", "• 3.5 ± 0.6", "3.5 ± 0.6"])
    #expect(table.rows[2] == ["low", "0.0 ± 0.0", "• 0.0 ± 0.0"])
  }

  @Test func `a method alone has no mark`() {
    let table = Table(Self.board([("only", [1, 1, 1, 1])]), heading: "method")
    #expect(table.columns[0] == "method")
    #expect(table.rows == [["only", "1.00 ± 0.00", "1.00 ± 0.00"]])
  }

  @Test func `differences are paired, and the rival has no row`() {
    let board = Self.board([
      ("late", [1, 2, 3, 4]), ("high", [2, 3, 4, 5]), ("flat", [3, 3, 3, 3]),
    ])
    let table = Table(board, less: "late")
    #expect(table.columns == ["less late", "number", "cost"])
    #expect(
      table.rows == [
        ["high", "+1.00 ± 0.00", "+1.00 ± 0.00"], ["flat", "+0.50 ± 0.65", "+0.50 ± 0.65"],
      ])
  }

  @Test func `a rival that is not there stops with words`() async {
    await expectStop(
      saying: "no method CAM among [\"late\"]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Table(ScoreTableTests.board([("late", [1, 2, 3, 4])]), less: "CAM")
      })
  }
}
