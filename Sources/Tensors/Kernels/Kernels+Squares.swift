extension Kernels {
  /// Σ w x xᵀ over the rows x of a table, with one weight w for each: the lower triangle of
  /// `[columns, columns]`, zeros elsewhere.
  ///
  /// Every element is a sum over the rows in their order.
  static func weightedSquares(
    _ values: [Double], columns: Int, weights: [Double]
  ) -> [Double] {
    let blocks = (columns + 7) / 8
    var lanes = ContiguousArray<SIMD8<Double>>(repeating: .zero, count: weights.count * blocks)
    for row in weights.indices {
      for column in 0..<columns {
        lanes[row &* blocks &+ column / 8][column % 8] = values[row &* columns &+ column]
      }
    }
    var sums = [Double](repeating: 0, count: columns * columns)
    for top in stride(from: 0, to: columns, by: 4) {
      let rows = top..<min(top + 4, columns)
      for block in 0...((rows.upperBound - 1) / 8) {
        let tile = squareTile(values, lanes, weights, columns: columns, top: top, block: block)
        for (row, sum) in zip(rows, [tile.0, tile.1, tile.2, tile.3]) {
          for column in (8 * block)..<min(8 * block + 8, row + 1) {
            sums[row * columns + column] = sum[column % 8]
          }
        }
      }
    }
    return sums
  }

  /// The sums in four rows of the result, from `top` on, and eight of its columns.
  ///
  /// Beyond the last row the last one is summed up again, for nobody.
  private static func squareTile(
    _ values: [Double], _ lanes: ContiguousArray<SIMD8<Double>>, _ weights: [Double], columns: Int,
    top: Int, block: Int
  ) -> (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>) {
    let (blocks, last) = (lanes.count / max(weights.count, 1), columns &- 1)
    let (second, third, fourth) = (min(top &+ 1, last), min(top &+ 2, last), min(top &+ 3, last))
    var tile = (SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero)
    values.withUnsafeBufferPointer { values in
      lanes.withUnsafeBufferPointer { lanes in
        for (row, weight) in weights.enumerated() {
          let (start, right) = (row &* columns, lanes[row &* blocks &+ block])
          tile.0.addProduct(SIMD8(repeating: weight * values[start &+ top]), right)
          tile.1.addProduct(SIMD8(repeating: weight * values[start &+ second]), right)
          tile.2.addProduct(SIMD8(repeating: weight * values[start &+ third]), right)
          tile.3.addProduct(SIMD8(repeating: weight * values[start &+ fourth]), right)
        }
      }
    }
    return tile
  }
}
