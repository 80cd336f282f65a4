import Evaluation
import Numerics
import TestSupport
import Testing

@Suite struct HypergeometricTests {
  /// The probabilities by counting all draws.
  private func counted(_ population: Int, _ marked: Int, _ drawn: Int) -> [Double] {
    let sets = (0..<(1 << population)).filter { $0.nonzeroBitCount == drawn }
    let hits = sets.map { ($0 & ((1 << marked) - 1)).nonzeroBitCount }
    return (0...marked).map { hit in
      Double(hits.count { $0 == hit }) / Double(sets.count)
    }
  }

  @Test func `probabilities are those of counting every draw`() {
    for population in 0...8 {
      for marked in 0...population {
        for drawn in 0...population {
          let found = Hypergeometric(population: population, marked: marked, drawn: drawn)
          expectClose(
            found.probabilities, counted(population, marked, drawn), within: 1e-14)
        }
      }
    }
  }

  @Test(arguments: [(20, 5, 10), (400, 10, 10), (5000, 300, 100), (3, 3, 2), (0, 0, 0), (7, 0, 7)])
  func `mean and deviation are those of the formulas`(
    _ numbers: (population: Int, marked: Int, drawn: Int)
  ) {
    let draw = Hypergeometric(
      population: numbers.population, marked: numbers.marked, drawn: numbers.drawn)
    expectClose([draw.probabilities.reduce(0, +)], [1], within: 1e-12)
    let mean = draw.probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    expectClose([draw.mean], [mean], within: 1e-12 * (1 + mean))
    let (n, k, d) = (
      Double(numbers.population), Double(numbers.marked), Double(numbers.drawn)
    )
    let variance = n > 1 ? d * k / n * (1 - k / n) * (n - d) / (n - 1) : 0
    expectClose([draw.standardDeviation], [variance.squareRoot()], within: 1e-10)
  }

  @Test func `as many or more are summed`() {
    let draw = Hypergeometric(population: 10, marked: 4, drawn: 5)
    #expect(draw.probability(ofAtLeast: 0) == 1 && draw.probability(ofAtLeast: 5) == 0)
    expectClose([draw.probability(ofAtLeast: 4)], [6.0 / 252], within: 1e-15)
  }

  @Test func `what cannot be drawn traps`() async {
    await expectStop(
      saying: "Hypergeometric: 4 drawn of 3, 1 of them marked",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Hypergeometric(population: 3, marked: 1, drawn: 4)
      })
  }
}
