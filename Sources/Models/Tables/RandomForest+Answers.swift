import Numerics
import Tensors

extension RandomForest: RowClassifier {
  /// The mean over the trees of the shares of classes in the leaf of each of `rows`, on all cores.
  ///
  /// - Precondition: the rows have a finite value for each feature.
  public func probabilities(of rows: [[Double]]) -> [[Double]] {
    Parallel.map(inRunsOf: 256, rows.count) { run in
      for row in rows[run] {
        precondition(
          row.count == features,
          "RandomForest: a row of \(row.count) values, \(features) features")
        row.requireFinite("RandomForest: value")
      }
      let table = Matrix(rows: Array(rows[run]))
      var sums = [Double](repeating: 0, count: run.count * classes)
      for tree in packed { tree.add(0..<run.count, of: table, to: &sums) }
      return run.indices.map { row in
        let start = (row - run.lowerBound) * classes
        return sums[start..<(start + classes)].map { $0 / Double(packed.count) }
      }
    }
  }

  /// How much the questions about each feature take away of Gini's impurity, as shares: the mean of
  /// the trees' ``DecisionTree/importances``, divided by their sum.
  ///
  /// All 0 if no tree asks anything.
  public var importances: [Double] {
    trees.reduce(into: [Double](repeating: 0, count: features)) { sums, tree in
      for (feature, share) in tree.importances.enumerated() { sums[feature] += share }
    }.asShares
  }

  /// The share of the rows of `table` that the trees which did not see them label rightly; nil if
  /// every tree saw every row.
  static func outOfBagAccuracy(
    _ packed: [PackedTree], bags: [[Bool]], _ table: RankedTable
  ) -> Double? {
    let hits: [Bool?] = Parallel.map(inRunsOf: 256, table.labels.count) { run in
      var sums = [Double](repeating: 0, count: run.count * table.classes)
      for (tree, bag) in zip(packed, bags) {
        tree.add(run, of: table.rows, to: &sums, isLeftOut: bag)
      }
      return run.map { row in
        let start = (row - run.lowerBound) * table.classes
        let own = sums[start..<(start + table.classes)]
        return own.contains { $0 > 0 } ? own.indexOfLargest == table.labels[row] : nil
      }
    }
    let known = hits.compactMap(\.self)
    return known.isEmpty ? nil : Double(known.count { $0 }) / Double(known.count)
  }
}
