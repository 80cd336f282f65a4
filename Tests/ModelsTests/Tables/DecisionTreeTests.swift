import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// A table with the tree that scikit-learn grows on it; −2 marks a leaf.
private struct TreeCase: Decodable {
  let rows: [[Double]]
  let labels: [Int]
  let maximumDepth: Int?
  let minimumLeaf: Int
  let features: [Int]
  let thresholds: [Double]
  let below: [Int]
  let above: [Int]
  let counts: [[Int]]
  let impurities: [Double]
  let probabilities: [[Double]]
  let importances: [Double]
}

@Suite struct DecisionTreeTests {
  /// A random table of small whole numbers, so that many questions are equally good.
  static func table(_ seed: UInt64, classes: Int = 3) -> (rows: Matrix, labels: [Int]) {
    var random = Random(seed: seed)
    let rows = (0..<80).map { _ in (0..<5).map { _ in Double(random.integer(below: 6)) } }
    return (Matrix(rows: rows), rows.map { _ in random.integer(below: classes) })
  }

  // MARK: Against scikit-learn

  @Test(arguments: zip(DecisionTree.Criterion.allCases, ["tree", "entropy-tree"]))
  func `the tree is scikit-learn's, node by node`(
    criterion: DecisionTree.Criterion, name: String
  ) throws {
    let cases = try Fixture.decode([TreeCase].self, from: "glass_boxes/\(name).json")
    #expect(cases.count == 4)
    for (index, expected) in cases.enumerated() {
      let tree = DecisionTree(
        rows: Matrix(rows: expected.rows), labels: expected.labels,
        maximumDepth: expected.maximumDepth, minimumLeaf: expected.minimumLeaf,
        criterion: criterion)
      let what: Comment = "case \(index)"
      #expect(tree.nodes.map { $0.question?.feature ?? -2 } == expected.features, what)
      // values on a grid of 1/64: their middle is exact
      #expect(tree.nodes.map { $0.question?.threshold ?? -2 } == expected.thresholds, what)
      #expect(tree.nodes.map { $0.question?.below ?? -1 } == expected.below, what)
      #expect(tree.nodes.map { $0.question?.above ?? -1 } == expected.above, what)
      #expect(tree.nodes.map(\.counts) == expected.counts, what)
      let impurities = tree.nodes.map { criterion.impurity(of: $0.counts) }
      expectClose(impurities, expected.impurities, within: 1e-15 * 8)
      expectClose(tree.importances, expected.importances, within: 1e-13)
      for (row, shares) in zip(expected.rows, expected.probabilities) {
        let found = tree.probabilities(of: row)
        #expect(zip(found, shares).allSatisfy { abs($0 - $1) < 1e-15 }, what)
      }
    }
  }

  // MARK: Laws

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `at full depth every leaf is pure if rows are distinct`(seed: UInt64) {
    var (rows, labels) = DecisionTreeTests.table(seed)
    for row in 0..<rows.rows { rows[row, 4] += Double(row) / 1000 }
    let tree = DecisionTree(rows: rows, labels: labels)
    for node in tree.nodes where node.question == nil { #expect(node.impurity == 0) }
    for (index, label) in labels.enumerated() {
      #expect(tree.leaf(of: Array(rows.row(index))).majority == label)
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>, [(2, 1), (4, 7), (9, 3)])
  func `the order of rows is of no account, limits are kept and counts add up`(
    seed: UInt64, limits: (depth: Int, leaf: Int)
  ) {
    let (rows, labels) = DecisionTreeTests.table(seed)
    var random = Random(seed: seed)
    let order = random.permutation(of: rows.rows)
    let shuffled = Matrix(rows: order.map { Array(rows.row($0)) })
    let tree = DecisionTree(
      rows: rows, labels: labels, maximumDepth: limits.depth, minimumLeaf: limits.leaf)
    let other = DecisionTree(
      rows: shuffled, labels: order.map { labels[$0] }, maximumDepth: limits.depth,
      minimumLeaf: limits.leaf)
    #expect(tree == other)
    #expect(tree.depth <= limits.depth)
    #expect(tree.leafCount * 2 - 1 == tree.nodes.count)
    for node in tree.nodes {
      #expect(node.count >= limits.leaf)
      guard let question = node.question else { continue }
      let children = [tree.nodes[question.below], tree.nodes[question.above]]
      #expect(zip(children[0].counts, children[1].counts).map { $0 + $1 } == node.counts)
      #expect(children.allSatisfy { $0.depth == node.depth + 1 })
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `no question is better than the first one`(seed: UInt64) throws {
    let (rows, labels) = DecisionTreeTests.table(seed)
    let tree = DecisionTree(rows: rows, labels: labels, maximumDepth: 1)
    func impurity(_ feature: Int, _ threshold: Double) -> Double {
      let parts = [true, false].map { isBelow in
        labels.indices.filter { (rows[$0, feature] <= threshold) == isBelow }.map { labels[$0] }
      }
      return parts.reduce(0) { sum, own in
        let shares = (0..<3).map { label in
          Double(own.count { $0 == label }) / Double(max(1, own.count))
        }
        return sum + Double(own.count) * (1 - shares.reduce(0) { $0 + $1 * $1 })
      }
    }
    let question = try #require(tree.nodes[0].question)
    let chosen = impurity(question.feature, question.threshold)
    for feature in 0..<5 {
      for threshold in stride(from: 0.5, to: 5, by: 1) {
        let other = impurity(feature, threshold)
        #expect(other >= chosen - 1e-12)
        let isEarlier = (feature, threshold) < (question.feature, question.threshold)
        #expect(!isEarlier || other > chosen + 1e-12, "a tie goes to the first")
      }
    }
  }

  @Test func `exclusive or is learned though its first question gains nothing`() {
    let rows = Matrix(rows: [[0, 0], [0, 1], [1, 0], [1, 1]])
    let tree = DecisionTree(rows: rows, labels: [0, 1, 1, 0])
    #expect(tree.nodes.count == 7 && tree.nodes[0].question?.feature == 0)
    #expect((0..<4).map { tree.leaf(of: Array(rows.row($0))).majority } == [0, 1, 1, 0])
  }

  @Test func `the path leads from the root to the leaf that answers`() {
    let (rows, labels) = DecisionTreeTests.table(3)
    let tree = DecisionTree(rows: rows, labels: labels, maximumDepth: 4)
    let passed = labels.indices.map { tree.path(of: Array(rows.row($0))) }
    for place in tree.nodes.indices {
      let counts = (0..<3).map { label in
        labels.indices.count { passed[$0].contains(place) && labels[$0] == label }
      }
      #expect(tree.nodes[place].counts == counts)
    }
    #expect(passed.allSatisfy { tree.nodes[$0[$0.count - 1]].question == nil && $0[0] == 0 })
  }

  // MARK: Degenerate rows

  @Test func `one class, one row and constant columns give a single leaf`() {
    let same = Matrix(repeating: 3, rows: 5, columns: 2)
    for (rows, labels) in [
      (same, [0, 1, 1, 0, 1]), (Matrix(rows: [[1], [2]]), [1, 1]), (Matrix(rows: [[1]]), [2]),
    ] {
      let tree = DecisionTree(rows: rows, labels: labels)
      #expect(tree.nodes.count == 1 && tree.depth == 0)
      #expect(tree.nodes[0].majority == labels[labels.count - 1])
    }
    #expect(
      DecisionTree(rows: Matrix(rows: [[1], [2]]), labels: [0, 1], maximumDepth: 0).depth == 0)
  }

  @Test func `a tree may be about as deep as it has rows`() {
    // of alternating classes each question takes one row off the end
    let rows = Matrix(rows: (0..<2000).map { [Double($0)] })
    let tree = DecisionTree(rows: rows, labels: (0..<2000).map { $0 % 2 })
    #expect(tree.depth > 1900)
  }

  @Test func `neighbouring numbers are told apart`() {
    let (low, high) = (1.0, 1.0.nextUp)
    let tree = DecisionTree(rows: Matrix(rows: [[low], [high]]), labels: [0, 1])
    #expect(tree.leaf(of: [low]).majority == 0 && tree.leaf(of: [high]).majority == 1)
  }

  @Test func `rows and labels that do not fit trap`() async {
    await expectStop(
      saying: "1 rows, 2 labels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree(rows: Matrix(rows: [[1]]), labels: [0, 1])
      })
    await expectStop(
      saying: "a label is negative",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree(rows: Matrix(rows: [[1]]), labels: [-1])
      })
    await expectStop(
      saying: "DecisionTree: nan in row 0, column 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree(rows: Matrix(rows: [[.nan]]), labels: [0])
      })
    await expectStop(
      saying: "0 rows a leaf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree(rows: Matrix(rows: [[1]]), labels: [0], minimumLeaf: 0)
      })
    await expectStop(
      saying: "a row of 2 values, 1 features",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree(rows: Matrix(rows: [[1]]), labels: [0]).path(of: [1, 2])
      })
  }

  // MARK: Words

  @Test func `a tree reads as indented text`() {
    let rows = Matrix(rows: [[10, 0], [20, 0], [30, 0], [10, 1], [20, 1], [30, 1]])
    let tree = DecisionTree(rows: rows, labels: [0, 1, 1, 0, 0, 0])
    #expect(
      tree.text(features: ["water", "soil = clay"], classes: ["fails", "sprouts"]) == """
        soil ≠ clay
          water ≤ 15 → fails (1 of 1)
          water > 15 → sprouts (2 of 2)
        soil = clay → fails (3 of 3)
        """)
    #expect(tree.description.hasPrefix("x1 ≤ 0.5\n  x0 ≤ 15 → class 0 (1 of 1)\n  x0 > 15 → "))
    #expect(
      tree.conditions(of: [22, 0], features: ["water", "soil = clay"])
        == ["soil ≠ clay", "water > 15"])
    #expect(DecisionTree(rows: rows, labels: [1, 1, 1, 1, 1, 1]).description == "class 1 (6 of 6)")
  }

  // MARK: The same bits

  @Test func `a tree is the same everywhere`() {
    var (rows, labels) = DecisionTreeTests.table(1)
    rows.elements = rows.elements.map { Elementary.exp($0) / 3 }
    let bits = DecisionTree(rows: rows, labels: labels).nodes.flatMap { node in
      [UInt64(node.question?.feature ?? 9), (node.question?.threshold ?? 0).bitPattern]
    }
    #expect(bits.reduce(0) { $0 &* 31 &+ $1 } == 18_381_771_759_041_650_736)
  }

  @Test func `a row that is no number is not led anywhere`() async {
    await expectStop(
      saying: "DecisionTree: value 0 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let rows = Matrix(rows: [[1], [2]])
        _ = DecisionTree(rows: rows, labels: [0, 1]).probabilities(of: [.nan])
      })
  }
}
