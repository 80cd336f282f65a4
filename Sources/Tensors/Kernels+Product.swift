extension Kernels {
  /// How many rows of the result ``product`` computes at once, in registers.
  static let tileRows = 4
  /// How many columns of the result ``product`` computes at once, in registers.
  static let tileColumns = 24

  /// `count` rounded up to a multiple of `step`.
  static func roundUp(_ count: Int, to step: Int) -> Int { (count + step - 1) / step * step }

  /// Rearranges a matrix of `rows` x `depth` so that ``product`` reads it in order.
  ///
  /// The result is `[rows / 4, depth, 4]`; rows that are missing in the last four are zero.
  static func packed(
    rows: Int, depth: Int, _ value: (_ row: Int, _ column: Int) -> Float
  ) -> ContiguousArray<Float> {
    let count = roundUp(rows, to: tileRows) * depth
    return ContiguousArray(unsafeUninitializedCapacity: count) { result, initialized in
      initialized = count
      for row in 0..<roundUp(rows, to: tileRows) {
        let start = row / tileRows * tileRows * depth + row % tileRows
        for column in 0..<depth {
          result[start + column * tileRows] = row < rows ? value(row, column) : 0
        }
      }
    }
  }

  @inline(__always)
  static func lanes(_ pointer: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  static func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: lanes, as: Lanes.self)
  }

  /// Four rows of a matrix product whose right-hand rows may overlap:
  /// `result[m, n] = sum over k of left[k, m] * right[offsets[k] + n]`.
  ///
  /// A convolution is such a product: its right-hand rows are the padded image, seen from a
  /// different place for each tap. Twelve sums of eight lanes fill the registers; each adds its
  /// products in the order of k.
  ///
  /// - Parameters:
  ///   - left: `[depth, 4]`, from ``packed(rows:depth:_:)``.
  ///   - right: readable up to the largest offset + `columns` rounded up to 24.
  ///   - result: four rows, `columns` rounded up to 24 apart.
  static func product(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>,
    offsets: UnsafeBufferPointer<Int>, columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    let pitch = roundUp(columns, to: tileColumns)
    for column in stride(from: 0, to: pitch, by: tileColumns) {
      var (a0, a1, a2) = (Lanes.zero, Lanes.zero, Lanes.zero)
      var (b0, b1, b2) = (Lanes.zero, Lanes.zero, Lanes.zero)
      var (c0, c1, c2) = (Lanes.zero, Lanes.zero, Lanes.zero)
      var (d0, d1, d2) = (Lanes.zero, Lanes.zero, Lanes.zero)
      let window = right + column
      for k in 0..<offsets.count {
        let row = window + offsets[k]
        let (r0, r1, r2) = (lanes(row), lanes(row + 8), lanes(row + 16))
        let weights = left + k * tileRows
        let a = Lanes(repeating: weights[0])
        a0 = a0.addingProduct(a, r0)
        a1 = a1.addingProduct(a, r1)
        a2 = a2.addingProduct(a, r2)
        let b = Lanes(repeating: weights[1])
        b0 = b0.addingProduct(b, r0)
        b1 = b1.addingProduct(b, r1)
        b2 = b2.addingProduct(b, r2)
        let c = Lanes(repeating: weights[2])
        c0 = c0.addingProduct(c, r0)
        c1 = c1.addingProduct(c, r1)
        c2 = c2.addingProduct(c, r2)
        let d = Lanes(repeating: weights[3])
        d0 = d0.addingProduct(d, r0)
        d1 = d1.addingProduct(d, r1)
        d2 = d2.addingProduct(d, r2)
      }
      let target = result + column
      store(a0, target)
      store(a1, target + 8)
      store(a2, target + 16)
      store(b0, target + pitch)
      store(b1, target + pitch + 8)
      store(b2, target + pitch + 16)
      store(c0, target + 2 * pitch)
      store(c1, target + 2 * pitch + 8)
      store(c2, target + 2 * pitch + 16)
      store(d0, target + 3 * pitch)
      store(d1, target + 3 * pitch + 8)
      store(d2, target + 3 * pitch + 16)
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
    let packedLeft = left.withUnsafeBufferPointer { left in
      packed(rows: rows, depth: depth) { row, column in
        left[leftTransposed ? column * rows + row : row * depth + column]
      }
    }
    let paddedRight = right.withUnsafeBufferPointer { right in
      ContiguousArray<Float>(unsafeUninitializedCapacity: depth * pitch) { result, count in
        count = depth * pitch
        for row in 0..<depth {
          for column in 0..<pitch {
            let place = rightTransposed ? column * depth + row : row * columns + column
            result[row * pitch + column] = column < columns ? right[place] : 0
          }
        }
      }
    }
    let offsets = ContiguousArray((0..<depth).map { $0 * pitch })
    let tile = UnsafeMutablePointer<Float>.allocate(capacity: tileRows * pitch)
    defer { tile.deallocate() }
    return ContiguousArray(unsafeUninitializedCapacity: rows * columns) { result, count in
      count = rows * columns
      for row in 0..<rows {
        if row % tileRows == 0 {
          multiplyTile(packedLeft, row / tileRows, paddedRight, offsets, columns, into: tile)
        }
        let source = tile + row % tileRows * pitch
        for column in 0..<columns { result[row * columns + column] = source[column] }
      }
    }
  }

  private static func multiplyTile(
    _ left: ContiguousArray<Float>, _ block: Int, _ right: ContiguousArray<Float>,
    _ offsets: ContiguousArray<Int>, _ columns: Int, into tile: UnsafeMutablePointer<Float>
  ) {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        offsets.withUnsafeBufferPointer { offsets in
          guard let left = left.baseAddress, let right = right.baseAddress else { return }
          product(
            left + block * offsets.count * tileRows, right, offsets: offsets, columns: columns,
            into: tile)
        }
      }
    }
  }
}
