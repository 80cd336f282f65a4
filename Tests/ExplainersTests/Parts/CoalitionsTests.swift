import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Test(arguments: Coalitions.Sampler.allCases)
func `the first row is the instance and more rows extend fewer`(
  _ sampler: Coalitions.Sampler
) {
  var (first, second) = (Random(seed: 1), Random(seed: 1))
  let few = Coalitions(count: 10, parts: 70, sampler: sampler, using: &first)
  let many = Coalitions(count: 100, parts: 70, sampler: sampler, using: &second)
  #expect(few.shown(in: 0) == 70)
  for row in 0..<10 { #expect(Array(few[row]) == Array(many[row])) }
}

@Test func `the Bernoulli sampler hides each part half of the time`() {
  var random = Random(seed: 2)
  let coalitions = Coalitions(count: 4001, parts: 5, using: &random)
  for part in 0..<5 {
    let shown = (1...4000).reduce(0) { $0 + Int(coalitions[$1].dropFirst(part).first ?? 0) }
    // four standard deviations of a binomial count
    #expect(abs(shown - 2000) < 4 * 32)
  }
}

@Test func `the uniform sampler hides every number of parts equally often`() {
  var random = Random(seed: 3)
  let coalitions = Coalitions(
    count: 6001, parts: 6, sampler: .uniformCount, using: &random)
  var counts = [Int](repeating: 0, count: 7)
  for row in 1...6000 { counts[6 - coalitions.shown(in: row)] += 1 }
  #expect(counts[0] == 0)
  // four standard deviations of a binomial count
  for hidden in 1...6 { #expect(abs(counts[hidden] - 1000) < 4 * 29) }
}

@Test func `the matrix holds the rows`() {
  let coalitions = Coalitions(rows: [[1, 1], [0, 1]])
  #expect(coalitions.matrix == Matrix(rows: [[1, 1], [0, 1]]))
  #expect(coalitions.count == 2)
  #expect(coalitions.parts == 2)
  #expect(coalitions.map { $0.map(\.self) } == [[1, 1], [0, 1]])
}

@Test func `impossible coalitions trap`() async {
  await expectStop(
    saying: "0 rows; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = Coalitions(count: 0, parts: 3, using: &random)
    })
  await expectStop(
    saying: "0 parts; at least 1 is needed",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = Coalitions(count: 3, parts: 0, using: &random)
    })
  await expectStop(
    saying: "row 0 is the instance, so it consists of ones",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Coalitions(rows: [[1, 0], [1, 1]])
    })
  await expectStop(
    saying: "row 1 does not consist of 2 zeros and ones",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Coalitions(rows: [[1, 1], [1, 2]])
    })
  await expectStop(
    saying: "row 1 does not consist of 2 zeros and ones",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Coalitions(rows: [[1, 1], [1]])
    })
  await expectStop(
    saying: "no row 2 among 2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Coalitions(rows: [[1, 1], [0, 1]])[2]
    })
}

@Test func `rows that show given parts follow the instance`() {
  let coalitions = Coalitions(showing: [[], [2], [0, 1]], of: 3)
  #expect(
    coalitions == Coalitions(rows: [[1, 1, 1], [0, 0, 0], [0, 0, 1], [1, 1, 0]]))
}

@Test func `a run is the instance and the rows asked for`() {
  let coalitions = Coalitions(rows: [[1, 1], [0, 1], [1, 0], [0, 0]])
  #expect(coalitions.run(2..<4) == Coalitions(rows: [[1, 1], [1, 0], [0, 0]]))
}

@Test func `a run beyond the end is refused`() async {
  await expectStop(
    saying: "the run 1..<3 is not within 1..<2",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Coalitions(rows: [[1, 1], [0, 1]]).run(1..<3)
    })
}

@Test func `a part that does not exist cannot be shown`() async {
  await expectStop(
    saying: "[3] names a part beyond 3",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Coalitions(showing: [[3]], of: 3)
    })
}
