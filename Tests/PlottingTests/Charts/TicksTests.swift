import Numerics
import Plotting
import Tensors
import TestSupport
import Testing

@Suite struct `Ticks along an axis` {
  /// Ranges of all sizes and signs, drawn from a seed.
  private static let ranges: [ClosedRange<Double>] = {
    var random = Random(seed: 11)
    return (0..<300).map { _ in
      let size = Elementary.exp(random.uniform(in: -20..<20))
      let low = random.uniform(in: -3..<3) * size
      return low...low + random.uniform(in: 0.001..<2) * size
    }
  }()

  @Test(arguments: [3, 5, 8, 12])
  func `cover the data with few, evenly spaced, round values`(limit: Int) {
    for range in Self.ranges {
      let values = Ticks.linear(covering: range, atMost: limit).values
      let step = values[1] - values[0]
      #expect(values.count >= 2 && values.count <= limit, "\(range)")
      #expect(values[0] <= range.lowerBound + 1e-8 * step, "\(range)")
      #expect(values[values.count - 1] >= range.upperBound - 1e-8 * step, "\(range)")
      // No tick to spare on either side.
      #expect(values[1] > range.lowerBound - 1e-8 * step, "\(range)")
      #expect(values[values.count - 2] < range.upperBound + 1e-8 * step, "\(range)")
      for (first, second) in zip(values, values.dropFirst()) {
        #expect(abs(second - first - step) <= 1e-9 * step, "\(range)")
      }
    }
  }

  @Test(arguments: [3, 5, 8])
  func `inside a range leave none out and reach over neither end`(limit: Int) {
    for range in Self.ranges {
      let values = Ticks.linear(inside: range, atMost: limit).values
      #expect(values.count <= limit, "\(range)")
      guard values.count > 1 else { continue }
      let step = values[1] - values[0]
      #expect(range.lowerBound - 1e-8 * step <= values[0], "\(range)")
      #expect(values[0] - step < range.lowerBound + 1e-8 * step, "\(range)")
      #expect(values[values.count - 1] <= range.upperBound + 1e-8 * step, "\(range)")
    }
  }

  @Test func `say different values in different words`() {
    for range in Self.ranges {
      let ticks = Ticks.linear(covering: range, atMost: 6)
      #expect(Set(ticks.labels).count == ticks.labels.count, "\(range): \(ticks.labels)")
    }
  }

  @Test(arguments: [
    (0.0...1.0, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (0...1, 3, ["0.0", "0.5", "1.0"]),
    (-0.3...0.45, 6, ["−0.4", "−0.2", "0.0", "0.2", "0.4", "0.6"]),
    (0...20_000, 3, ["0", "10,000", "20,000"]), (3...3, 4, ["0", "2", "4", "6"]),
    (0...0, 3, ["−1", "0", "1"]), (0...3e6, 4, ["0", "1×10⁶", "2×10⁶", "3×10⁶"]),
    (0...2e-5, 3, ["0", "1×10⁻⁵", "2×10⁻⁵"]),
  ])
  func `read like this`(range: ClosedRange<Double>, limit: Int, labels: [String]) {
    #expect(Ticks.linear(covering: range, atMost: limit).labels == labels)
  }

  @Test(arguments: [
    (0.1...10.0, 6, ["0.1", "0.3", "1", "3", "10"]),
    (0.1...10, 7, ["0.1", "0.2", "0.5", "1", "2", "5", "10"]),
    (1...1000, 4, ["1", "10", "100", "1000"]),
    (1e-8...1, 5, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01", "1"]),
  ])
  func `of a logarithmic axis read like this`(
    range: ClosedRange<Double>, limit: Int, labels: [String]
  ) {
    #expect(Ticks.logarithmic(inside: range, atMost: limit).labels == labels)
  }

  @Test func `of a logarithmic axis lie inside its range`() {
    var random = Random(seed: 5)
    for _ in 0..<200 {
      let low = Elementary.exp(random.uniform(in: -20..<20))
      let range = low...low * Elementary.exp(random.uniform(in: 0.1..<15))
      let ticks = Ticks.logarithmic(inside: range, atMost: 6)
      #expect(ticks.values.count <= 6)
      #expect(
        ticks.values.allSatisfy { range.lowerBound * 0.999 <= $0 && $0 <= range.upperBound * 1.001 }
      )
    }
  }

  @Test func `of a logarithmic axis refuse zero`() async {
    await expectStop(
      saying: "a logarithmic axis cannot show 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Ticks.logarithmic(inside: 0...1, atMost: 3)
      })
  }
}
