import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct ParzenWindowTests {
  private static func window(_ seed: UInt64, width: Double = 0.7) -> ParzenWindow {
    var random = Random(seed: seed)
    let rows = (0..<40).map { _ in (0..<3).map { _ in random.normal() } }
    return ParzenWindow(
      rows, answers: rows.map { $0[0] - 2 * $0[1] > 0 ? 1 : 0 }, width: width)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `its slopes are those that differences find`(seed: UInt64) {
    let window = ParzenWindowTests.window(seed)
    let row = [0.3, -0.2, 0.5]
    let differences = row.indices.map { feature in
      let answers = [1e-5, -1e-5].map { step in
        var moved = row
        moved[feature] += step
        return window.answer(for: moved)
      }
      return (answers[0] - answers[1]) / 2e-5
    }
    expectClose(window.slopes(at: row), differences, within: 1e-8)
  }

  @Test func `two rows are told apart by hand`() {
    let window = ParzenWindow([[0, 0], [1, 0]], answers: [0, 1], width: 1)
    // half-way both count the same, and the slope is ¼ of the distance
    #expect(window.answer(for: [0.5, 7]) == 0.5)
    expectClose(window.slopes(at: [0.5, 7]), [0.25, 0], within: 1e-15)
  }

  @Test func `a narrow window says what the nearest row says, a wide one the mean`() {
    let narrow = ParzenWindowTests.window(1, width: 1e-3)
    for (row, answer) in zip(narrow.rows, narrow.answers) {
      #expect(narrow.answer(for: row) == answer)
    }
    #expect(narrow.answer(for: [1e6, 1e6, 1e6]).isFinite)
    let wide = ParzenWindowTests.window(1, width: 1e6)
    let mean = wide.answers.reduce(0, +) / 40
    expectClose([wide.answer(for: [0, 0, 0])], [mean], within: 1e-9)
  }

  @Test func `it finds which features decide, and how`() {
    let slopes = ParzenWindowTests.window(2).slopes(at: [0, 0, 0])
    #expect(slopes[0] > 0 && slopes[1] < 0 && abs(slopes[2]) < abs(slopes[1]) / 2)
  }

  @Test func `what does not fit traps`() async {
    await expectStop(
      saying: "ParzenWindow: 1 rows, 0 answers",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ParzenWindow([[1]], answers: [], width: 1)
      })
    await expectStop(
      saying: "ParzenWindow: a width of 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ParzenWindow([[1]], answers: [1], width: 0)
      })
    await expectStop(
      saying: "ParzenWindow: a row of 2 values, 1 features",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ParzenWindow([[1]], answers: [1], width: 1).answer(for: [1, 2])
      })
  }
}
