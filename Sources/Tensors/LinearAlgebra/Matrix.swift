import Numerics

/// A table of numbers in double precision, row after row: what small exact problems are solved in.
public struct Matrix: Hashable, Sendable {
  /// How many rows there are.
  public let rows: Int

  /// How many columns there are.
  public let columns: Int

  /// The values, row after row.
  public var elements: [Double]

  /// Wraps `elements`, row after row.
  ///
  /// - Precondition: there are `rows` * `columns` of them.
  public init(_ elements: [Double], rows: Int, columns: Int) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "Matrix: \(elements.count) values do not fill \(rows) rows and \(columns) columns")
    (self.rows, self.columns, self.elements) = (rows, columns, elements)
  }

  /// A matrix in which every element is `value`.
  public init(repeating value: Double = 0, rows: Int, columns: Int) {
    self.init([Double](repeating: value, count: rows * columns), rows: rows, columns: columns)
  }

  /// A matrix from its rows.
  ///
  /// - Precondition: all rows have the same length.
  public init(rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() {
      precondition(
        row.count == columns,
        "Matrix: row \(index) has \(row.count) values, the first one has \(columns)")
    }
    self.init(rows.flatMap(\.self), rows: rows.count, columns: columns)
  }

  /// The square matrix with ones on the diagonal.
  public static func identity(_ count: Int) -> Matrix {
    var matrix = Matrix(rows: count, columns: count)
    for index in 0..<count { matrix[index, index] = 1 }
    return matrix
  }

  /// The element in a row and a column, both from 0.
  ///
  /// - Precondition: there are that row and that column.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[position(row, column)] }
    set { elements[position(row, column)] = newValue }
  }

  private func position(_ row: Int, _ column: Int) -> Int {
    guard 0..<rows ~= row && 0..<columns ~= column else {
      preconditionFailure("Matrix: no element [\(row), \(column)] in \(rows) × \(columns)")
    }
    return row * columns + column
  }

  /// The values of one row.
  ///
  /// - Precondition: there is that row.
  public func row(_ index: Int) -> ArraySlice<Double> {
    precondition(0..<rows ~= index, "Matrix: no row \(index) in \(rows) × \(columns)")
    return elements[(index * columns)..<((index + 1) * columns)]
  }

  /// The values of one column.
  public func column(_ index: Int) -> [Double] {
    (0..<rows).map { self[$0, index] }
  }

  /// The diagonal, as long as the shorter side.
  public var diagonal: [Double] { (0..<Swift.min(rows, columns)).map { self[$0, $0] } }

  /// Rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The rows and columns with the numbers in `indices`, in that order, of a square matrix.
  public func selecting(_ indices: [Int]) -> Matrix {
    var result = Matrix(rows: indices.count, columns: indices.count)
    for (row, from) in indices.enumerated() {
      for (column, other) in indices.enumerated() { result[row, column] = self[from, other] }
    }
    return result
  }

  /// The product with a vector.
  ///
  /// - Precondition: the vector has as many values as the matrix has columns.
  public static func * (matrix: Matrix, vector: [Double]) -> [Double] {
    precondition(
      vector.count == matrix.columns,
      "Matrix: \(matrix.columns) columns times a vector of \(vector.count) values")
    return (0..<matrix.rows).map { row in
      var sum = 0.0
      for column in 0..<matrix.columns { sum += matrix[row, column] * vector[column] }
      return sum
    }
  }

  /// The product of two matrices.
  ///
  /// - Precondition: the left one has as many columns as the right one has rows.
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columns == right.rows,
      "Matrix: \(left.rows) × \(left.columns) times \(right.rows) × \(right.columns)")
    var result = Matrix(rows: left.rows, columns: right.columns)
    for row in 0..<left.rows {
      for inner in 0..<left.columns {
        let factor = left[row, inner]
        for column in 0..<right.columns { result[row, column] += factor * right[inner, column] }
      }
    }
    return result
  }
}

// MARK: What is not a number

extension Matrix {
  /// Stops with the place of the first value that is not a finite number, in the words of `owner`.
  package func requireFinite(_ owner: String) {
    guard let place = elements.firstIndex(where: { !$0.isFinite }) else { return }
    preconditionFailure(
      "\(owner): \(elements[place]) in row \(place / columns), column \(place % columns); "
        + "only finite numbers are possible")
  }
}

// MARK: Sums of squares

extension Matrix {
  /// Adds `factor` v vᵀ to the lower triangle of a square matrix.
  mutating func addSquare(of vector: [Double], times factor: Double) {
    var start = 0
    for row in 0..<rows {
      let scaled = factor * vector[row]
      for column in 0...row { elements[start + column] += scaled * vector[column] }
      start += columns
    }
  }

  /// Copies the lower triangle of a square matrix onto the upper one.
  mutating func mirrorLowerTriangle() {
    for row in 0..<rows {
      for column in 0..<row { self[column, row] = self[row, column] }
    }
  }
}
