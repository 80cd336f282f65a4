import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// What scikit-learn's nearest neighbours say; no two of them are equally near.
private struct NeighboursCase: Decodable {
  let rows: [[Double]]
  let labels: [Int]
  let count: Int
  let questions: [[Double]]
  let distances: [[Double]]
  let neighbours: [[Int]]
  let probabilities: [[Double]]
}

@Suite struct NearestNeighboursTests {
  @Test func `neighbours, distances and shares are scikit-learn's`() throws {
    let cases = try Fixture.decode([NeighboursCase].self, from: "classifiers/neighbours.json")
    #expect(cases.map(\.count) == [1, 7, 15, 25])
    for expected in cases {
      let model = NearestNeighbours(
        rows: Matrix(rows: expected.rows), labels: expected.labels, count: expected.count)
      for (index, question) in expected.questions.enumerated() {
        let found = model.neighbours(of: question)
        #expect(found.map(\.row) == expected.neighbours[index])
        expectClose(found.map(\.distance), expected.distances[index], within: 1e-13)
      }
      let answers = model.probabilities(of: expected.questions)
      #expect(answers.count == expected.probabilities.count)
      for (found, shares) in zip(answers, expected.probabilities) {
        expectClose(found, shares, within: 1e-15)
      }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `they are the first of all rows, sorted by distance and number`(seed: UInt64) {
    // whole numbers, so that many rows are equally near
    let (rows, labels) = DecisionTreeTests.table(seed)
    for count in [1, 2, 9, 80] {
      let model = NearestNeighbours(rows: rows, labels: labels, count: count)
      for number in [0, 17, 79] {
        let question = Array(rows.row(number))
        let squares = labels.indices.map { row in
          zip(rows.row(row), question).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        }
        let order = labels.indices.sorted { (squares[$0], $0) < (squares[$1], $1) }
        #expect(model.neighbours(of: question).map(\.row) == Array(order.prefix(count)))
      }
    }
  }

  @Test func `one neighbour of a training row is the row, all of them are the whole table`() {
    let (rows, labels) = RandomForestTests.table(1, count: 300)
    let table = Matrix(rows: rows)
    #expect(
      NearestNeighbours(rows: table, labels: labels, count: 1).accuracy(on: rows, labels: labels)
        == 1)
    let all = NearestNeighbours(rows: table, labels: labels, count: 300)
    let shares = (0..<3).map { label in Double(labels.count { $0 == label }) / 300 }
    #expect(all.probabilities(of: rows).allSatisfy { $0 == shares })
    #expect(all.probabilities(of: [[Double]]()) == [])
  }

  @Test(arguments: [1, 2, 5])
  func `the number of threads is of no account`(threads: Int) {
    let (rows, labels) = RandomForestTests.table(2)
    let model = NearestNeighbours(rows: Matrix(rows: rows), labels: labels, count: 7)
    let answers = Parallel.$threads.withValue(threads) { model.probabilities(of: rows) }
    #expect(answers == rows.map { model.probabilities(of: $0) })
  }

  @Test func `what does not fit traps`() async {
    await expectStop(
      saying: "2 neighbours among 1 rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NearestNeighbours(rows: Matrix(rows: [[1]]), labels: [0], count: 2)
      })
    await expectStop(
      saying: "NearestNeighbours: 1 rows, 2 labels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NearestNeighbours(rows: Matrix(rows: [[1]]), labels: [0, 1], count: 1)
      })
    await expectStop(
      saying: "a row of 2 values, 1 features",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NearestNeighbours(rows: Matrix(rows: [[1]]), labels: [0], count: 1).neighbours(of: [
          1, 2,
        ])
      })
    await expectStop(
      saying: "NearestNeighbours: value 0 is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NearestNeighbours(rows: Matrix(rows: [[1]]), labels: [0], count: 1)
          .neighbours(of: [.infinity])
      })
  }
}
