import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SplitCriterionTests {
  @Test func `impurities are those of the textbook`() {
    #expect(DecisionTree.Criterion.gini.impurity(of: [5, 5]) == 0.5)
    #expect(DecisionTree.Criterion.entropy.impurity(of: [5, 5]) == 1)
    expectClose(
      [DecisionTree.Criterion.entropy.impurity(of: [1, 1, 1, 1])], [2], within: 1e-15)
    // Quinlan (1986): 9 days to play and 5 not to
    expectClose(
      [DecisionTree.Criterion.entropy.impurity(of: [9, 5])], [0.940_285_958_670_631], within: 1e-14)
    for criterion in DecisionTree.Criterion.allCases {
      #expect(criterion.impurity(of: [0, 7, 0]) == 0)
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `no first question takes more entropy away than the chosen one`(seed: UInt64) throws {
    let (rows, labels) = DecisionTreeTests.table(seed)
    let tree = DecisionTree(rows: rows, labels: labels, maximumDepth: 1, criterion: .entropy)
    func impurity(_ feature: Int, _ threshold: Double) -> Double {
      [true, false].reduce(0) { sum, isBelow in
        let own = labels.indices.filter { (rows[$0, feature] <= threshold) == isBelow }
          .map { labels[$0] }
        let counts = (0..<3).map { label in own.count { $0 == label } }
        return sum + Double(own.count) * DecisionTree.Criterion.entropy.impurity(of: counts)
      }
    }
    let question = try #require(tree.nodes[0].question)
    let chosen = impurity(question.feature, question.threshold)
    for feature in 0..<5 {
      for threshold in stride(from: 0.5, to: 5, by: 1) {
        #expect(impurity(feature, threshold) >= chosen - 1e-9)
      }
    }
  }

  @Test func `questions that are equally good by entropy are equal, and the first is asked`() throws
  {
    // the second column is the first one, mirrored, and classes trade places
    let rows = Matrix(rows: [[1, 5], [2, 4], [3, 3], [4, 2], [5, 1], [6, 0]])
    let tree = DecisionTree(
      rows: rows, labels: [2, 1, 0, 0, 1, 2], maximumDepth: 1, criterion: .entropy)
    let question = try #require(tree.nodes[0].question)
    #expect(question.feature == 0 && question.threshold == 1.5)
  }

  @Test func `where the criteria differ each takes its own`() {
    // Σ n I: Gini 1.71 at the last row and 2 in the middle, entropy 4.14 and 4
    let rows = Matrix(rows: (0..<8).map { [Double($0)] })
    let thresholds = DecisionTree.Criterion.allCases.map {
      DecisionTree(
        rows: rows, labels: [0, 0, 0, 0, 1, 0, 0, 1], maximumDepth: 1, criterion: $0
      ).thresholds()
    }
    #expect(thresholds == [[6.5], [3.5]])
  }

  @Test func `thresholds rise, and each is told once`() {
    let (rows, labels) = DecisionTreeTests.table(2)
    let tree = DecisionTree(rows: rows, labels: labels, maximumDepth: 5)
    for feature in 0..<5 {
      let asked = tree.nodes.compactMap { $0.question }.filter { $0.feature == feature }
      #expect(tree.thresholds(of: feature) == Set(asked.map(\.threshold)).sorted())
    }
    #expect((0..<5).contains { !tree.thresholds(of: $0).isEmpty })
    #expect(DecisionTree(rows: Matrix(rows: [[1], [2]]), labels: [1, 1]).thresholds() == [])
  }

  @Test func `a tree by entropy is the same everywhere`() {
    var (rows, labels) = DecisionTreeTests.table(1)
    rows.elements = rows.elements.map { Elementary.exp($0) / 3 }
    let bits = DecisionTree(rows: rows, labels: labels, criterion: .entropy).nodes.flatMap { node in
      [UInt64(node.question?.feature ?? 9), (node.question?.threshold ?? 0).bitPattern]
    }
    #expect(bits.reduce(0) { $0 &* 31 &+ $1 } == 15_650_353_547_226_983_572)
  }

  @Test func `importances of a tree that asks nothing are 0, and add up to 1 otherwise`() {
    let (rows, labels) = DecisionTreeTests.table(4)
    let tree = DecisionTree(rows: rows, labels: labels, maximumDepth: 3)
    #expect(abs(tree.importances.reduce(0, +) - 1) < 1e-12)
    #expect(
      DecisionTree(rows: rows, labels: labels, maximumDepth: 0).importances == [0, 0, 0, 0, 0])
  }

  @Test func `what does not exist traps`() async {
    await expectStop(
      saying: "no feature 1 among 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree(rows: Matrix(rows: [[1]]), labels: [0]).thresholds(of: 1)
      })
    await expectStop(
      saying: "DecisionTree.Criterion: no rows",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = DecisionTree.Criterion.gini.impurity(of: [0, 0])
      })
  }
}
