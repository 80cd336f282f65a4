extension Kernels {
  /// `count` rounded up to a multiple of `step`.
  static func roundUp(_ count: Int, to step: Int) -> Int { (count + step - 1) / step * step }

  /// Rearranges matrices that stand side by side, so that
  /// ``product(_:from:_:_:columns:former:into:pitch:)`` reads them in order.
  ///
  /// The entry of a source in row r and column (o, i) is
  /// `source[r · rowStep + o · outerStep + i · innerStep]`, o in 0..<`outer`, i in 0..<`inner`. The
  /// result is `[rows / 4, sources · outer · inner, 4]`; rows that are missing in the last four are
  /// zero.
  static func packed(
    _ sources: [UnsafePointer<Float>], rows: Int, rowStep: Int, outer: Int, outerStep: Int,
    inner: Int, innerStep: Int
  ) -> ContiguousArray<Float> {
    let count = roundUp(rows, to: tileRows) * sources.count * outer * inner
    return ContiguousArray(unsafeUninitializedCapacity: count) { result, initialized in
      initialized = count
      guard count > 0, var target = UnsafeMutableRawPointer(result.baseAddress) else { return }
      for row in stride(from: 0, to: rows, by: tileRows) {
        let isWhole = row &+ tileRows <= rows
        for source in sources {
          for o in 0..<outer {
            var place = source + (row &* rowStep &+ o &* outerStep)
            for _ in 0..<inner {
              let numbers =
                isWhole
                ? SIMD4(place[0], place[rowStep], place[2 &* rowStep], place[3 &* rowStep])
                : SIMD4(
                  place[0], row &+ 1 < rows ? place[rowStep] : 0,
                  row &+ 2 < rows ? place[2 &* rowStep] : 0, 0)
              target.storeBytes(of: numbers, as: SIMD4<Float>.self)
              target += 16
              place += innerStep
            }
          }
        }
      }
    }
  }

  /// How many rows of the right-hand matrix a product lays out at a time: with the columns of a
  /// layer they stay in the processor's cache until they are multiplied.
  private static let rowsAtATime = 128

  /// Lays `rows` of a matrix out with a distance of `pitch`, zeros behind its `columns`.
  ///
  /// `depth` is the number of rows of the whole matrix, which is stored the other way round if it
  /// is `transposed`.
  private static func spread(
    _ source: UnsafePointer<Float>, transposed: Bool, rows: Range<Int>, depth: Int, columns: Int,
    pitch: Int, to target: UnsafeMutablePointer<Float>
  ) {
    if columns < pitch {
      for row in 0..<rows.count {
        (target + (row &* pitch &+ columns)).update(repeating: 0, count: pitch - columns)
      }
    }
    if transposed {
      // Four columns at a time, so that a line of the target is filled while it is at hand.
      var column = 0
      while column &+ 4 <= columns {
        let first = source + (column &* depth &+ rows.lowerBound)
        let (second, third, fourth) = (first + depth, first + 2 * depth, first + 3 * depth)
        for row in 0..<rows.count {
          let place = UnsafeMutableRawPointer(target + (row &* pitch &+ column))
          place.storeBytes(
            of: SIMD4(first[row], second[row], third[row], fourth[row]), as: SIMD4<Float>.self)
        }
        column &+= 4
      }
      while column < columns {
        let values = source + (column &* depth &+ rows.lowerBound)
        for row in 0..<rows.count { target[row &* pitch &+ column] = values[row] }
        column &+= 1
      }
    } else {
      for row in 0..<rows.count {
        (target + row &* pitch).update(
          from: source + (rows.lowerBound &+ row) &* columns, count: columns)
      }
    }
  }

  /// The matrix product of `left`, `rows` x `depth`, and `right`, `depth` x `columns`.
  ///
  /// A transposed operand is stored the other way round. Each sum runs over the depth in order.
  static func matrixProduct(
    _ left: ContiguousArray<Float>, transposed leftTransposed: Bool,
    _ right: ContiguousArray<Float>, transposed rightTransposed: Bool,
    rows: Int, depth: Int, columns: Int
  ) -> ContiguousArray<Float> {
    let pitch = roundUp(columns, to: tileColumns)
    let height = roundUp(rows, to: tileRows)
    let step = min(rowsAtATime, depth)
    // A result of whole tiles is computed where it belongs, any other beside it; a matrix that
    // lies as it is needed is read where it is.
    let isWhole = pitch == columns && height == rows
    let isLaidOut = pitch == columns && !rightTransposed
    return withPointers([left, right]) { operands in
      let right = operands[1]
      let left = packed(
        [operands[0]], rows: rows, rowStep: leftTransposed ? 1 : depth, outer: 1, outerStep: 0,
        inner: depth, innerStep: leftTransposed ? rows : 1)
      return ContiguousArray(unsafeUninitializedCapacity: rows * columns) { result, count in
        count = rows * columns
        guard count > 0, let place = result.baseAddress else { return }
        if rightTransposed && rows <= tileRows && columns >= 8 {
          narrowProduct(left, right, rows: rows, depth: depth, columns: columns, into: place)
          return
        }
        withScratch((step + (isWhole ? 0 : height)) * pitch) { layout in
          let tiles = isWhole ? place : layout + step * pitch
          if depth == 0 { tiles.update(repeating: 0, count: height * pitch) }
          for first in stride(from: 0, to: depth, by: max(step, 1)) {
            let part = first..<min(first + step, depth)
            let offsets = ContiguousArray((0..<part.count).map { $0 * pitch })
            if !isLaidOut {
              spread(
                right, transposed: rightTransposed, rows: part, depth: depth, columns: columns,
                pitch: pitch, to: layout)
            }
            let source = isLaidOut ? right + first * columns : UnsafePointer(layout)
            for row in stride(from: 0, to: height, by: tileRows) {
              product(
                left, from: row * depth + first * tileRows, source, offsets, columns: columns,
                former: first > 0 ? .continued : .lost, into: tiles + row * pitch)
            }
          }
          guard !isWhole else { return }
          for row in 0..<rows {
            for column in 0..<columns {
              result[row * columns + column] = tiles[row * pitch + column]
            }
          }
        }
      }
    }
  }

  /// A product of at most four rows, packed, with a matrix of at least eight columns that is stored
  /// the other way round: it is read where it lies, for four rows do not repay turning it.
  private static func narrowProduct(
    _ left: ContiguousArray<Float>, _ right: UnsafePointer<Float>, rows: Int, depth: Int,
    columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    withScratch(8 * tileRows) { tile in
      for block in stride(from: 0, to: columns, by: 8) {
        // The last eight may have been computed in part already; they come out the same.
        let column = min(block, columns - 8)
        narrowProduct(left, right + column * depth, depth: depth, into: tile)
        for row in 0..<rows {
          for place in 0..<8 {
            result[row * columns + column + place] = tile[place * tileRows + row]
          }
        }
      }
    }
  }

  /// How many columns of ``sumOfTransposedProducts(_:rows:columns:in:)`` are finished at a time:
  /// with four rows they stay in the nearest cache while the terms go by.
  private static let columnsAtATime = 16 * tileColumns

  /// The sum over `terms` of left transposed times right, for the rows in `range` of the `rows` of
  /// the result: each product is made alone, in the order of its depth, and then added to the sum.
  ///
  /// The rows of the range and the columns come in whole tiles.
  static func sumOfTransposedProducts(
    _ terms: [Factors], rows: Int, columns: Int, in range: Range<Int>
  ) -> ContiguousArray<Float> {
    withPointers(terms.flatMap { [$0.left, $0.right] }) { operands in
      let sides = terms.indices.map { term in
        let depth = terms[term].left.count / rows
        return (
          left: packed(
            [operands[2 * term] + range.lowerBound], rows: range.count, rowStep: 1, outer: 1,
            outerStep: 0, inner: depth, innerStep: rows),
          right: operands[2 * term + 1], offsets: ContiguousArray((0..<depth).map { $0 * columns })
        )
      }
      return ContiguousArray(unsafeUninitializedCapacity: range.count * columns) { result, count in
        count = range.count * columns
        guard let result = result.baseAddress else { return }
        for first in stride(from: 0, to: columns, by: columnsAtATime) {
          for row in stride(from: 0, to: range.count, by: tileRows) {
            for (term, side) in sides.enumerated() {
              product(
                side.left, from: row * side.offsets.count, side.right + first, side.offsets,
                columns: min(columnsAtATime, columns - first), former: term == 0 ? .lost : .added,
                into: result + row * columns + first, pitch: columns)
            }
          }
        }
      }
    }
  }
}
