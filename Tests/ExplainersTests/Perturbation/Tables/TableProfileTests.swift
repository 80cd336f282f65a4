import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

/// A column of numbers and one of three levels.
private func profile(_ sampling: TableSampling, rows: [[Double]]) -> TableProfile {
  TableProfile(
    of: Matrix(rows: rows), names: ["water", "soil"],
    kinds: [.numeric, .categorical(["sand", "loam", "clay"])], sampling: sampling)
}

private let rows: [[Double]] = (0..<60).map { [Double($0), $0 < 30 ? 0 : $0 < 50 ? 1 : 2] }

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

@Suite struct TableProfileTests {
  @Test(arguments: Discretiser.allCases)
  func `edges, bins and what lies in them are lime's`(_ discretiser: Discretiser) throws {
    let fixture = try LIMETableFixture.read()
    let expected = try #require(fixture.cases.first { $0.name == discretiser.rawValue })
    let profile = fixture.profile(.binned(discretiser))
    #expect(expected.bins.count == 4)
    for truth in expected.bins {
      let column = profile.columns[truth.column]
      let bins = try #require(column.bins)
      // scikit-learn's trees keep values in single precision, so thresholds agree to 7 digits
      let digits = discretiser == .entropy ? 1e-6 : 0
      #expect(bins.edges.count == truth.edges.count)
      #expect(zip(bins.edges, truth.edges).allSatisfy { isClose($0, $1, digits) })
      #expect(fixture.rows.map { bins.bin(of: $0[truth.column]) } == truth.bins)
      #expect(bins.counts == (0..<bins.count).map { bin in truth.bins.count { $0 == bin } })
      #expect(column.counts == bins.counts)
      #expect(zip(bins.means, truth.means).allSatisfy { isClose($0, $1) })
      // lime adds 1e-11 to each deviation
      #expect(zip(bins.deviations, truth.deviations).allSatisfy { isClose($0 + 1e-11, $1) })
      #expect(zip(bins.lows, truth.lows).allSatisfy { isClose($0, $1, digits) })
      #expect(zip(bins.highs, truth.highs).allSatisfy { isClose($0, $1, digits) })
    }
    for truth in expected.frequencies {
      #expect(zip(profile.columns[truth.column].frequencies, truth.shares).allSatisfy { $0 == $1 })
    }
  }

  @Test func `a condition is said in words`() throws {
    let some = profile(.binned(.quartile), rows: rows)
    #expect(some.conditions(for: [14.75, 2]) == ["water ≤ 14.75", "soil = clay"])
    #expect(some.conditions(for: [14.76, 0]) == ["14.75 < water ≤ 29.5", "soil = sand"])
    #expect(some.conditions(for: [1e9, 1]) == ["water > 44.25", "soil = loam"])
    #expect(profile(.aroundData, rows: rows).conditions(for: [3, 1]) == ["water", "soil = loam"])
    // as many decimals as tell the edges apart, and a true minus
    let fine = ColumnBins([-1, 0, 1], edges: [-0.501, -0.5004, 0])
    #expect(fine.condition(1, of: "x") == "−0.501 < x ≤ −0.5")
  }

  @Test func `edges that coincide are one, and a constant column has two bins`() {
    let values = [Double](repeating: 2, count: 9) + [1]
    #expect(Discretiser.quartile.edges(of: values, labels: []) == [2])
    let bins = ColumnBins([5, 5, 5], edges: Discretiser.decile.edges(of: [5, 5, 5], labels: []))
    #expect(bins.edges == [5] && bins.counts == [3, 0])
    var random = Random(seed: 1)
    #expect(bins.value(in: 0, using: &random) == 5)
    // nothing to ask about: the median
    #expect(Discretiser.entropy.edges(of: [4, 1, 3], labels: [1, 1, 1]) == [3])
  }

  @Test func `levels and bins are drawn as often as training rows have them`() {
    let some = profile(.binned(.quartile), rows: rows)
    var random = Random(seed: 3)
    let count = 8000
    let drawn = some.rows(count + 1, for: [7, 0], using: &random).dropFirst()
    let places = [("soil", 1), ("water", 0)]
    for (name, place) in places {
      let column = some.columns[place]
      for (group, share) in column.frequencies.enumerated() {
        let found = Double(drawn.count { column.group(of: $0[place]) == group }) / Double(count)
        // four standard errors
        let error = (share * (1 - share) / Double(count)).squareRoot()
        #expect(abs(found - share) < 4 * error, "\(name), group \(group)")
      }
    }
  }

  @Test(arguments: [0, 1, 2, 3])
  func `a number in a bin comes from a normal cut off at its ends`(_ bin: Int) {
    var values = Random(seed: 8)
    let bins = ColumnBins(
      (0..<400).map { _ in values.normal() }, edges: [-0.9, -0.2, 1.1])
    var random = Random(seed: UInt64(bin))
    let drawn = (0..<4000).map { _ in bins.value(in: bin, using: &random) }
    #expect(drawn.allSatisfy { bins.bin(of: $0) == bin })
    #expect(drawn.allSatisfy { $0 >= bins.lows[bin] && $0 <= bins.highs[bin] })
    // the share of that normal below a draw, within the bin, is uniform: mean ½, variance 1/12
    let share = { (x: Double) in
      SpecialFunctions.normalShare(below: (x - bins.means[bin]) / bins.deviations[bin])
    }
    let (low, high) = (share(bins.lows[bin]), share(bins.highs[bin]))
    let uniform = drawn.map { (share($0) - low) / (high - low) }
    #expect(abs(mean(uniform) - 0.5) < 4 / (12.0 * 4000).squareRoot())
    let squares = mean(uniform.map { ($0 - 0.5) * ($0 - 0.5) })
    #expect(abs(squares - 1 / 12.0) < 4 * (1 / 180.0 / 4000).squareRoot())
  }

  @Test func `a bin whose ends coincide gives its value, where lime gives zero`() throws {
    let truth = try LIMETableFixture.read().degenerate
    let bins = ColumnBins(
      truth.values, edges: Discretiser.quartile.edges(of: truth.values, labels: []))
    #expect(bins.lows[0] == bins.highs[0])
    var random = Random(seed: 5)
    #expect((0..<20).allSatisfy { _ in bins.value(in: 0, using: &random) == 3 })
    // lime 0.2.0.1 returns the end in standard deviations from the mean, which no row has
    #expect(truth.drawn == [0])
  }

  @Test func `around the instance and around the data differ by where the row lies`() {
    let here = profile(.aroundInstance, rows: rows)
    let there = profile(.aroundData, rows: rows)
    var (one, other) = (Random(seed: 4), Random(seed: 4))
    let near = here.rows(50, for: [50, 1], using: &one)
    let far = there.rows(50, for: [50, 1], using: &other)
    #expect(near[0] == [50, 1] && far[0] == [50, 1])
    for (near, far) in zip(near, far).dropFirst() {
      #expect(abs(near[0] - far[0] - (50 - 29.5)) < 1e-9)
      #expect(near[1] == far[1])
    }
    let many = there.rows(6000, for: [50, 1], using: &other).dropFirst().map { $0[0] }
    let deviation = there.columns[0].deviation
    #expect(isClose(deviation, (3599 / 12.0).squareRoot()))
    #expect(abs(mean(many) - 29.5) < 4 * deviation / 6000.0.squareRoot())
  }

  @Test func `more rows begin with the same ones`() {
    for sampling in [TableSampling.binned(.decile), .aroundData, .aroundInstance] {
      let some = profile(sampling, rows: rows)
      var (one, other) = (Random(seed: 6), Random(seed: 6))
      let few = some.rows(10, for: [3, 2], using: &one)
      #expect(Array(some.rows(40, for: [3, 2], using: &other).prefix(10)) == few)
    }
  }

  @Test func `what does not fit is refused in words`() async {
    expectStop(
      saying: "3.0 is no level of soil, which has 3",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = profile(.aroundData, rows: rows).conditions(for: [3, 3])
      })
    expectStop(
      saying: "a row of 1 values, 2 columns",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = profile(.aroundData, rows: rows).variables(of: [[3]])
      })
    expectStop(
      saying: "0 labels for 3 values; entropy needs one each",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Discretiser.entropy.edges(of: [1, 2, 3], labels: [])
      })
    expectStop(
      saying: "nothing to draw from bin 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = ColumnBins([1, 1], edges: [1]).value(in: 1, using: &random)
      })
    expectStop(
      saying: "1 names and 2 kinds for 2 columns",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableProfile(
          of: Matrix([1, 2], rows: 1, columns: 2), names: ["one"], kinds: [.numeric, .numeric])
      })
  }
}
