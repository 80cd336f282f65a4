public import Numerics
public import Tensors

/// Which parts of an input are shown, row by row: what a model is asked about to learn of the parts.
///
/// A matrix of zeros and ones, one byte each. Row 0 is the instance itself, with every part shown.
/// ``InputInParts`` says what stands behind a row.
public struct Coalitions: Hashable, Sendable {
  /// How the parts to hide are drawn.
  public enum Sampler: String, CaseIterable, Hashable, Sendable {
    /// Every part is hidden with probability ½, by itself: what LIME's code does with images.
    /// Nearly all rows then hide about half of the parts.
    case bernoulli

    /// First how many parts are hidden, 1 to all, each number equally likely; then which: what
    /// LIME's paper says, and its code does with text. Rows near the instance are as frequent as
    /// far ones.
    case uniformCount
  }

  /// How many rows there are, the instance among them.
  public let count: Int

  /// How many parts can be hidden.
  public let parts: Int

  /// 1 for a part that is shown and 0 for one that is hidden, row after row.
  public let bits: [UInt8]

  // [sampling]
  /// Draws `count` − 1 rows after that of an instance of `parts` parts.
  ///
  /// More rows from the same generator begin with the same ones.
  /// - Precondition: there is at least one row and one part.
  public init(count: Int, parts: Int, sampler: Sampler = .bernoulli, using random: inout Random) {
    precondition(count >= 1, "Coalitions: \(count) rows; at least 1 is needed, the instance")
    precondition(parts >= 1, "Coalitions: \(parts) parts; at least 1 is needed")
    var bits = [UInt8](repeating: 1, count: count * parts)
    for row in 1..<count {
      switch sampler {
      case .bernoulli:
        for part in 0..<parts where random.uniform() < 0.5 { bits[row * parts + part] = 0 }
      case .uniformCount:
        let hidden = 1 + random.integer(below: parts)
        for part in random.permutation(of: parts).prefix(hidden) { bits[row * parts + part] = 0 }
      }
    }
    (self.count, self.parts, self.bits) = (count, parts, bits)
  }
  // [/sampling]

  /// The coalitions of given rows.
  ///
  /// - Precondition: all rows are equally long and hold zeros and ones; the first one holds at
  ///   least one, and only ones.
  public init(rows: [[UInt8]]) {
    let parts = rows.first?.count ?? 0
    precondition(
      parts >= 1 && rows[0].allSatisfy { $0 == 1 },
      "Coalitions: row 0 is the instance, so it consists of ones")
    for (index, row) in rows.enumerated() {
      precondition(
        row.count == parts && row.allSatisfy { $0 <= 1 },
        "Coalitions: row \(index) does not consist of \(parts) zeros and ones")
    }
    (count, self.parts, bits) = (rows.count, parts, rows.flatMap(\.self))
  }

  /// The coalitions whose ``matrix`` this is.
  ///
  /// - Precondition: it holds zeros and ones, and at least one row, of ones.
  public init(_ matrix: Matrix) {
    self.init(
      rows: (0..<matrix.rows).map { row in
        matrix.row(row).map { value in
          precondition(value == 0 || value == 1, "Coalitions: \(value) is neither 0 nor 1")
          return value == 1 ? 1 : 0
        }
      })
  }

  /// A row for each of `sets` that shows just its parts, after row 0, which shows all.
  ///
  /// - Precondition: the sets name parts in 0..<`parts`.
  public init(showing sets: [[Int]], of parts: Int) {
    var bits = [UInt8](repeating: 1, count: parts)
    for set in sets {
      precondition(
        set.allSatisfy { 0..<parts ~= $0 },
        "Coalitions: \(set) names a part beyond \(parts)")
      var row = [UInt8](repeating: 0, count: parts)
      for part in set { row[part] = 1 }
      bits += row
    }
    (count, self.parts, self.bits) = (sets.count + 1, parts, bits)
  }

  /// Row 0 and the rows in `range`, as coalitions of their own.
  ///
  /// - Precondition: the rows exist, and row 0 is not among them.
  public func run(_ range: Range<Int>) -> Coalitions {
    precondition(
      range.lowerBound > 0 && range.upperBound <= count,
      "Coalitions: the run \(range) is not within 1..<\(count)")
    return Coalitions(rows: ([0] + range).map { Array(self[$0]) })
  }

  /// How many parts a row shows.
  ///
  /// - Precondition: there is that row.
  public func shown(in row: Int) -> Int { self[row].reduce(0) { $0 + Int($1) } }

  /// The rows as numbers, to fit a surrogate to.
  public var matrix: Matrix { Matrix(bits.map(Double.init), rows: count, columns: parts) }
}

extension Coalitions: RandomAccessCollection {
  /// 0: the row of the instance.
  public var startIndex: Int { 0 }

  /// One past the number of the last row.
  public var endIndex: Int { count }

  /// One row: 1 for a part that is shown, 0 for one that is hidden.
  ///
  /// - Precondition: there is that row.
  public subscript(row: Int) -> ArraySlice<UInt8> {
    precondition(0..<count ~= row, "Coalitions: no row \(row) among \(count)")
    return bits[(row * parts)..<((row + 1) * parts)]
  }
}
