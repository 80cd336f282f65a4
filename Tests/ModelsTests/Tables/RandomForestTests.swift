import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A forest of scikit-learn's that asks about all features, and how often each tree saw each row.
private struct AveragedCase: Decodable {
  let rows: [[Double]]
  let labels: [Int]
  let maximumDepth: Int
  let copies: [[Int]]
  let probabilities: [[Double]]
  let importances: [Double]
}

/// What scikit-learn's forests of several seeds say of a table.
private struct Survey: Decodable {
  let rows: [[Double]]
  let labels: [Int]
  let accuracies: [Double]
  let importances: [[Double]]
}

@Suite struct RandomForestTests {
  /// A table of numbers in which two columns of five decide, with noise.
  static func table(_ seed: UInt64, count: Int = 150) -> (rows: [[Double]], labels: [Int]) {
    var random = Random(seed: seed)
    let rows = (0..<count).map { _ in (0..<5).map { _ in random.normal() } }
    let labels = rows.map { row in
      (row[0] + row[1] > 0.5 ? 2 : row[0] < 0 ? 1 : 0) * (random.uniform() < 0.9 ? 1 : 0)
    }
    return (rows, labels)
  }

  /// A forest on such a table.
  static func forest(
    _ seed: UInt64, trees: Int = 12, featuresAsked: Int? = nil, minimumLeaf: Int = 1
  ) -> RandomForest {
    let (rows, labels) = table(seed)
    var random = Random(seed: seed)
    return RandomForest(
      rows: Matrix(rows: rows), labels: labels, trees: trees, minimumLeaf: minimumLeaf,
      featuresAsked: featuresAsked, using: &random)
  }

  // MARK: Against scikit-learn

  @Test func `trees on the same drawn rows, averaged, are scikit-learn's forest`() throws {
    let cases = try Fixture.decode([AveragedCase].self, from: "classifiers/averaged.json")
    #expect(cases.count == 3)
    for expected in cases {
      let trees = expected.copies.map { copies in
        let bag = copies.indices.flatMap { [Int](repeating: $0, count: copies[$0]) }
        return DecisionTree(
          rows: Matrix(rows: bag.map { expected.rows[$0] }),
          labels: bag.map { expected.labels[$0] }, maximumDepth: expected.maximumDepth)
      }
      for (row, shares) in zip(expected.rows, expected.probabilities) {
        let own = trees.map { $0.probabilities(of: row) }
        let means = shares.indices.map { label in
          own.reduce(0) { $0 + $1[label] } / Double(trees.count)
        }
        expectClose(means, shares, within: 1e-14)
      }
      let sums = expected.importances.indices.map { feature in
        trees.reduce(0) { $0 + $1.importances[feature] } / Double(trees.count)
      }
      expectClose(sums, expected.importances, within: 1e-13)
    }
  }

  @Test func `accuracy out of bag and importances are those of scikit-learn, but for chance`()
    throws
  {
    let survey = try Fixture.decode(Survey.self, from: "classifiers/forest.json")
    let forests = (1...10 as ClosedRange<UInt64>).map { seed in
      var random = Random(seed: seed)
      return RandomForest(
        rows: Matrix(rows: survey.rows), labels: survey.labels, using: &random)
    }
    // ten seeds each: means that differ by chance alone lie within four of their standard errors
    func expectAlike(_ found: [Double], _ expected: [Double]) {
      func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / Double(values.count - 1) / Double(values.count))
      }
      let (own, other) = (moments(found), moments(expected))
      let error = (own.variance + other.variance).squareRoot()
      #expect(abs(own.mean - other.mean) < 4 * error && error < 0.02)
    }
    expectAlike(forests.compactMap(\.outOfBagAccuracy), survey.accuracies)
    for feature in survey.rows[0].indices {
      expectAlike(
        forests.map { $0.importances[feature] }, survey.importances.map { $0[feature] })
    }
  }

  // MARK: Laws

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a tree that may ask about all features is the tree of its bag`(seed: UInt64) {
    let (rows, labels) = RandomForestTests.table(seed)
    let forest = RandomForestTests.forest(seed, featuresAsked: 5, minimumLeaf: 3)
    for (number, tree) in forest.trees.enumerated() {
      let bag = forest.bag(of: number)
      #expect(bag.count == rows.count && Set(bag).count < rows.count)
      let alone = DecisionTree(
        rows: Matrix(rows: bag.map { rows[$0] }), labels: bag.map { labels[$0] }, minimumLeaf: 3)
      #expect(tree == alone)
    }
  }

  @Test func `answers are the mean of the shares in the trees' leaves`() {
    let forest = RandomForestTests.forest(1)
    let questions = RandomForestTests.table(9, count: 600).rows
    for (row, answer) in zip(questions, forest.probabilities(of: questions)) {
      let own = forest.trees.map { $0.probabilities(of: row) }
      for label in 0..<3 {
        #expect(answer[label] == own.reduce(0) { $0 + $1[label] } / 12)
      }
      #expect(abs(answer.reduce(0, +) - 1) < 1e-12)
      #expect(forest.probabilities(of: row) == answer)
    }
    #expect(forest.probabilities(of: [[Double]]()) == [])
  }

  @Test func `each row is labelled out of bag by the trees that did not see it`() throws {
    let (rows, labels) = RandomForestTests.table(2)
    // with three trees some rows were seen by all
    let forest = RandomForestTests.forest(2, trees: 3)
    let bags = (0..<3).map { Set(forest.bag(of: $0)) }
    var (hits, asked) = (0, 0)
    for (number, row) in rows.enumerated() {
      let own = (0..<3).filter { !bags[$0].contains(number) }
      guard !own.isEmpty else { continue }
      let sums = (0..<3).map { label in
        own.reduce(0) { $0 + forest.trees[$1].probabilities(of: row)[label] }
      }
      asked += 1
      hits += sums.firstIndex(of: sums.max() ?? 0) == labels[number] ? 1 : 0
    }
    #expect(asked > 0 && asked < rows.count)
    #expect(forest.outOfBagAccuracy == Double(hits) / Double(asked))
  }

  @Test func `trees differ, and those of a smaller forest are the first of a larger one`() {
    let forest = RandomForestTests.forest(3)
    #expect(Set(forest.trees).count == 12)
    #expect(Array(forest.trees.prefix(5)) == RandomForestTests.forest(3, trees: 5).trees)
    #expect(forest != RandomForestTests.forest(4))
  }

  @Test func `columns that decide are important, and the shares add up to 1`() {
    let importances = RandomForestTests.forest(5, trees: 60).importances
    #expect(abs(importances.reduce(0, +) - 1) < 1e-12)
    #expect(min(importances[0], importances[1]) > 1.5 * (importances[2...].max() ?? 1))
  }

  @Test func `labels that tell nothing are guessed no better than by chance`() {
    let (rows, _) = RandomForestTests.table(6, count: 400)
    var random = Random(seed: 6)
    let labels = rows.map { _ in random.integer(below: 2) }
    let forest = RandomForest(rows: Matrix(rows: rows), labels: labels, using: &random)
    // four standard errors of a share of 400 rows
    #expect(abs((forest.outOfBagAccuracy ?? 0) - 0.5) < 0.1)
    #expect(forest.accuracy(on: rows, labels: labels) > 0.95)
  }

  @Test func `a column that varies is found among those that do not`() {
    var random = Random(seed: 1)
    let rows = (0..<40).map { row in [1, 2, 3, 4, 5, 6, 7, 8, Double(row)] }
    let labels = (0..<40).map { $0 < 20 ? 0 : 1 }
    let forest = RandomForest(
      rows: Matrix(rows: rows), labels: labels, trees: 20, featuresAsked: 1, using: &random)
    #expect(forest.trees.allSatisfy { $0.nodes.count == 3 && $0.nodes[0].question?.feature == 8 })
    #expect(forest.importances == [0, 0, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test func `fewer rows a tree make smaller trees`() {
    let (rows, labels) = RandomForestTests.table(7)
    var random = Random(seed: 7)
    let forest = RandomForest(
      rows: Matrix(rows: rows), labels: labels, trees: 8, maximumDepth: 4, minimumLeaf: 2,
      rowsPerTree: 20, using: &random)
    for (number, tree) in forest.trees.enumerated() {
      #expect(tree.nodes[0].count == 20 && forest.bag(of: number).count == 20 && tree.depth <= 4)
      #expect(tree.nodes.allSatisfy { $0.count >= 2 })
    }
  }

  // MARK: Degenerate rows

  @Test func `one class, one row and constant columns give single leaves`() {
    let same = Matrix(repeating: 3, rows: 5, columns: 2)
    for (rows, labels) in [
      (same, [0, 1, 1, 0, 1]), (Matrix(rows: [[1], [2]]), [1, 1]), (Matrix(rows: [[1]]), [2]),
    ] {
      var random = Random(seed: 1)
      let forest = RandomForest(rows: rows, labels: labels, trees: 5, using: &random)
      #expect(forest.trees.allSatisfy { $0.nodes.count == 1 })
      #expect(forest.importances.allSatisfy { $0 == 0 })
      #expect(forest.classes == 1 + (labels.max() ?? 0))
      if rows.rows == 1 { #expect(forest.outOfBagAccuracy == nil) }
    }
  }

  @Test func `a class that a tree never saw has a share of 0 in it`() {
    var random = Random(seed: 3)
    let rows = Matrix(rows: (0..<20).map { [Double($0)] })
    let labels = (0..<20).map { $0 == 19 ? 4 : 0 }
    let forest = RandomForest(rows: rows, labels: labels, trees: 10, using: &random)
    let seen = (0..<10).map { forest.bag(of: $0).contains(19) }
    #expect(seen.contains(true) && seen.contains(false))
    for (tree, seen) in zip(forest.trees, seen) {
      #expect(tree.probabilities(of: [19]) == [seen ? 0 : 1, 0, 0, 0, seen ? 1 : 0])
    }
  }

  @Test func `what does not fit traps`() async {
    await expectStop(
      saying: "RandomForest: 1 rows, 2 labels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = RandomForest(rows: Matrix(rows: [[1]]), labels: [0, 1], using: &random)
      })
    await expectStop(
      saying: "3 features asked about of 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = RandomForest(
          rows: Matrix(rows: [[1, 2]]), labels: [0], featuresAsked: 3, using: &random)
      })
    await expectStop(
      saying: "RandomForest: 0 trees",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = Random(seed: 1)
        _ = RandomForest(rows: Matrix(rows: [[1, 2]]), labels: [0], trees: 0, using: &random)
      })
    await expectStop(
      saying: "a row of 1 values, 5 features",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RandomForestTests.forest(1).probabilities(of: [1])
      })
    await expectStop(
      saying: "RandomForest: value 4 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RandomForestTests.forest(1).probabilities(of: [1, 2, 3, 4, .nan])
      })
    await expectStop(
      saying: "no tree 12 among 12",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RandomForestTests.forest(1).bag(of: 12)
      })
  }

  // MARK: The same bits

  @Test(arguments: [1, 2, 5])
  func `a forest is the same everywhere`(threads: Int) {
    let forest = Parallel.$threads.withValue(threads) { RandomForestTests.forest(1) }
    let bits = forest.trees.flatMap(\.nodes).flatMap { node in
      [UInt64(node.question?.feature ?? 9), (node.question?.threshold ?? 0).bitPattern]
    }
    #expect(bits.reduce(0) { $0 &* 31 &+ $1 } == 11_266_653_081_387_355_656)
  }
}
