import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Test(arguments: LIMENeighbourhood.Sampler.allCases)
func `the first row is the instance and more samples extend fewer`(
  _ sampler: LIMENeighbourhood.Sampler
) {
  var (first, second) = (Random(seed: 1), Random(seed: 1))
  let few = LIMENeighbourhood(count: 10, parts: 70, sampler: sampler, using: &first)
  let many = LIMENeighbourhood(count: 100, parts: 70, sampler: sampler, using: &second)
  #expect(few.shown(in: 0) == 70)
  for row in 0..<10 { #expect(Array(few[row]) == Array(many[row])) }
}

@Test func `the Bernoulli sampler hides each part half of the time`() {
  var random = Random(seed: 2)
  let neighbourhood = LIMENeighbourhood(count: 4001, parts: 5, using: &random)
  for part in 0..<5 {
    let shown = (1...4000).reduce(0) { $0 + Int(neighbourhood[$1].dropFirst(part).first ?? 0) }
    // four standard deviations of a binomial count
    #expect(abs(shown - 2000) < 4 * 32)
  }
}

@Test func `the uniform sampler hides every number of parts equally often`() {
  var random = Random(seed: 3)
  let neighbourhood = LIMENeighbourhood(
    count: 6001, parts: 6, sampler: .uniformCount, using: &random)
  var counts = [Int](repeating: 0, count: 7)
  for row in 1...6000 { counts[6 - neighbourhood.shown(in: row)] += 1 }
  #expect(counts[0] == 0)
  // four standard deviations of a binomial count
  for hidden in 1...6 { #expect(abs(counts[hidden] - 1000) < 4 * 29) }
}

@Test func `the matrix holds the rows`() {
  let neighbourhood = LIMENeighbourhood(rows: [[1, 1], [0, 1]])
  #expect(neighbourhood.matrix == Matrix(rows: [[1, 1], [0, 1]]))
  #expect(neighbourhood.count == 2)
  #expect(neighbourhood.parts == 2)
}

@Test func `impossible neighbourhoods trap`() async {
  await expectStop(
    saying: "0 samples; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = LIMENeighbourhood(count: 0, parts: 3, using: &random)
    })
  await expectStop(
    saying: "0 parts; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = LIMENeighbourhood(count: 3, parts: 0, using: &random)
    })
  await expectStop(
    saying: "row 0 is the instance, so it consists of ones",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMENeighbourhood(rows: [[1, 0], [1, 1]])
    })
  await expectStop(
    saying: "row 1 does not consist of 2 zeros and ones",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMENeighbourhood(rows: [[1, 1], [1, 2]])
    })
  await expectStop(
    saying: "row 1 does not consist of 2 zeros and ones",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMENeighbourhood(rows: [[1, 1], [1]])
    })
}

@Test func `rows that show given parts follow the instance`() {
  let neighbourhood = LIMENeighbourhood(showing: [[], [2], [0, 1]], of: 3)
  #expect(
    neighbourhood == LIMENeighbourhood(rows: [[1, 1, 1], [0, 0, 0], [0, 0, 1], [1, 1, 0]]))
}

@Test func `a run is the instance and the rows asked for`() {
  let neighbourhood = LIMENeighbourhood(rows: [[1, 1], [0, 1], [1, 0], [0, 0]])
  #expect(neighbourhood.run(2..<4) == LIMENeighbourhood(rows: [[1, 1], [1, 0], [0, 0]]))
}

@Test func `a run beyond the end is refused`() async {
  await expectStop(
    saying: "the run 1..<3 is not within 1..<2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMENeighbourhood(rows: [[1, 1], [0, 1]]).run(1..<3)
    })
}

@Test func `a part that does not exist cannot be shown`() async {
  await expectStop(
    saying: "[3] names a part beyond 3",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMENeighbourhood(showing: [[3]], of: 3)
    })
}
