extension Kernels {
  /// `count` rounded up to a multiple of `step`.
  static func roundUp(_ count: Int, to step: Int) -> Int { (count + step - 1) / step * step }

  /// Rearranges a matrix, so that ``product(_:block:_:_:columns:into:)`` reads it in order.
  ///
  /// The entry in row r and column (o, i) is `source[r · rowStep + o · outerStep + i · innerStep]`,
  /// o in 0..<`outer`, i in 0..<`inner`. The result is `[rows / 4, outer · inner, 4]`; rows that
  /// are missing in the last four are zero.
  static func packed(
    _ source: UnsafePointer<Float>, rows: Int, rowStep: Int, outer: Int, outerStep: Int,
    inner: Int, innerStep: Int
  ) -> ContiguousArray<Float> {
    let depth = outer * inner
    let count = roundUp(rows, to: tileRows) * depth
    return ContiguousArray(unsafeUninitializedCapacity: count) { result, initialized in
      initialized = count
      for row in 0..<(count / max(depth, 1)) {
        var target = row / tileRows * tileRows * depth + row % tileRows
        for o in 0..<outer {
          let start = row * rowStep + o * outerStep
          for i in 0..<inner {
            result[target] = row < rows ? source[start + i * innerStep] : 0
            target += tileRows
          }
        }
      }
    }
  }

  /// How many rows of a matrix are turned at once: with all columns of a layer they fit the cache.
  private static let rowsTurned = 64

  /// Lays a matrix out in rows of `pitch` numbers, zeros behind its `columns`.
  ///
  /// A transposed matrix is turned a few rows at a time, so that neither reading nor writing jumps
  /// through memory.
  static func spread(
    _ source: UnsafePointer<Float>, transposed: Bool, rows: Int, columns: Int, pitch: Int,
    to target: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      for column in columns..<pitch { target[row * pitch + column] = 0 }
    }
    guard transposed else {
      for row in 0..<rows {
        (target + row * pitch).update(from: source + row * columns, count: columns)
      }
      return
    }
    for first in stride(from: 0, to: rows, by: rowsTurned) {
      for column in 0..<columns {
        for row in first..<min(first + rowsTurned, rows) {
          target[row * pitch + column] = source[column * rows + row]
        }
      }
    }
  }

  /// The matrix product of `left`, `rows` x `depth`, and `right`, `depth` x `columns`.
  ///
  /// A transposed operand is stored the other way round.
  static func matrixProduct(
    _ left: ContiguousArray<Float>, transposed leftTransposed: Bool,
    _ right: ContiguousArray<Float>, transposed rightTransposed: Bool,
    rows: Int, depth: Int, columns: Int
  ) -> ContiguousArray<Float> {
    let pitch = roundUp(columns, to: tileColumns)
    let offsets = ContiguousArray((0..<depth).map { $0 * pitch })
    return withPointers(left, right) { left, right in
      let left = packed(
        left, rows: rows, rowStep: leftTransposed ? 1 : depth, outer: 1, outerStep: 0,
        inner: depth, innerStep: leftTransposed ? rows : 1)
      return withScratch((depth + tileRows) * pitch) { padded in
        let tile = padded + depth * pitch
        spread(
          right, transposed: rightTransposed, rows: depth, columns: columns, pitch: pitch,
          to: padded)
        return ContiguousArray(unsafeUninitializedCapacity: rows * columns) { result, count in
          count = rows * columns
          for row in 0..<rows {
            if row % tileRows == 0 {
              product(left, block: row / tileRows, padded, offsets, columns: columns, into: tile)
            }
            let source = tile + row % tileRows * pitch
            for column in 0..<columns { result[row * columns + column] = source[column] }
          }
        }
      }
    }
  }
}
