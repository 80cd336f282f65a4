import Graphics
import Plotting
import TestSupport
import Testing

// The limit ends a chart that would never end; beside chapters that run, a short one takes long.
@Suite(.timeLimit(.minutes(5))) struct `Charts of extreme values` {
  /// Values that leave little room in the format of numbers.
  private static let lists: [[Double]] = [
    [1e-305, 3e-305], [0, 1e-305 / 1e5], [.leastNonzeroMagnitude, 2 * .leastNonzeroMagnitude],
    [1e-290, 2e-290], [3e-289, 3.1e-289],
    [-1e300, 1e300], [1e299, 1.1e299], [1e300, 1e300], [-1e-305, 1], [0, 0], [-1e300, 1e-300, 0],
  ]

  /// Whether all that is drawn lies somewhere.
  private func isOnPaper(_ figure: some Figure) -> Bool {
    let seen = Seen(figure)
    let points =
      seen.texts.map(\.point) + seen.strokes.flatMap { $0.path.points }
      + seen.fills.flatMap { $0.path.points }
    return points.allSatisfy { $0.x.isFinite && $0.y.isFinite } && !points.isEmpty
  }

  @Test(arguments: lists) func `are drawn as lines`(values: [Double]) {
    #expect(isOnPaper(LineChart([.init("a", y: values)])))
    #expect(isOnPaper(LineChart([.init("a", x: values.sorted(), y: values)])))
    #expect(isOnPaper(LineChart([.init("a", y: values)], y: Axis("y", range: 0...1))))
    #expect(isOnPaper(LineChart([.init("a", y: values)], y: Axis("y", range: 0...1e-300))))
  }

  @Test(arguments: lists) func `are drawn as points, bars and counts`(values: [Double]) {
    #expect(isOnPaper(ScatterChart([.init(x: values, y: values)])))
    #expect(isOnPaper(BarChart(values.map { .init("a", $0) })))
    #expect(isOnPaper(BarChart(values.map { .init("a", $0) }, direction: .vertical)))
    #expect(isOnPaper(Histogram(["a": values])))
  }

  @Test(arguments: [[1e-290, 1], [1, 1e300], [1e-150, 1e150]])
  func `are drawn over powers of ten`(values: [Double]) {
    #expect(isOnPaper(LineChart([.init("a", y: values)], y: Axis("y", kind: .logarithmic))))
  }

  @Test func `are refused in words where an axis ends`() async {
    await expectStop(
      saying: "Axis 'loss': from 0.0 to 1e+308; an axis reaches to ±1e302",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LineChart([.init("a", y: [0, 1e308])], y: "loss").drawing(width: 200)
      })
    await expectStop(
      saying: "from -1.7e+308 to 1.7e+308; an axis reaches",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LineChart([.init("a", y: [-1.7e308, 1.7e308])]).drawing(width: 200)
      })
    await expectStop(
      saying: "to inf; an axis reaches",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = BarChart([.init("a", 1.7e308, error: 1e308)]).drawing(width: 200)
      })
    await expectStop(
      saying: "a logarithmic axis cannot show 1e-305",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LineChart([.init("a", y: [1e-305, 1])], y: Axis("y", kind: .logarithmic))
          .drawing(width: 200)
      })
    await expectStop(
      saying: "from 1e-200 to 1e+200 are more than 300 decades",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LineChart([.init("a", y: [1e-200, 1e200])], y: Axis("y", kind: .logarithmic))
          .drawing(width: 200)
      })
    await expectStop(
      saying: "an axis reaches to ±1e302",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Histogram(["a": [0, 1e305]])
      })
  }
}
