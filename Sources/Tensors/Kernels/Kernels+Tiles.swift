// The two innermost loops, in which nearly all of the arithmetic of the book happens. Each keeps
// twelve sums of eight lanes in registers. What they call stands in this file, because a debug
// build optimises file by file.

extension Kernels {
  /// Eight numbers that are computed side by side.
  private typealias Lanes = SIMD8<Float>

  /// How many rows of the result ``product`` computes at once, in registers.
  static let tileRows = 4
  /// How many columns of the result ``product`` computes at once, in registers.
  static let tileColumns = 24
  /// How many input rows ``correlation`` treats at once, with four of the gradient.
  static let tapsInTile = 3

  @inline(__always)
  private static func lanes(_ pointer: UnsafePointer<Float>) -> Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func store(_ lanes: Lanes, _ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: lanes, as: Lanes.self)
  }

  /// The sums over the lanes of each of four: halves are added, then neighbours, twice.
  @inline(__always)
  private static func horizontalSums(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> SIMD4<Float>
  {
    let ab = neighbourSums(a.lowHalf + a.highHalf, b.lowHalf + b.highHalf)
    let cd = neighbourSums(c.lowHalf + c.highHalf, d.lowHalf + d.highHalf)
    return neighbourSums(ab, cd)
  }

  @inline(__always)
  private static func neighbourSums(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
    SIMD4(lowHalf: a.evenHalf, highHalf: b.evenHalf)
      + SIMD4(lowHalf: a.oddHalf, highHalf: b.oddHalf)
  }

  /// Four rows of a matrix product whose right-hand rows may overlap:
  /// `result[m, n] = sum over k of left[start + 4 k + m] * right[offsets[k] + n]`, added to what
  /// stands there if `adding`.
  ///
  /// A convolution is such a product: its right-hand rows are the padded image, seen from a
  /// different place for each tap. Twelve sums of eight lanes fill the registers; each adds its
  /// products in the order of k. `left` is as ``packed(_:rows:rowStep:outer:outerStep:inner:innerStep:)``
  /// makes it; `right` can be read up to the largest offset + `columns` rounded up to 24; the rows
  /// of `result` are that far apart.
  static func product(
    _ left: ContiguousArray<Float>, from start: Int, _ right: UnsafePointer<Float>,
    _ offsets: ContiguousArray<Int>, columns: Int, adding: Bool = false,
    into result: UnsafeMutablePointer<Float>
  ) {
    left.withUnsafeBufferPointer { left in
      offsets.withUnsafeBufferPointer { offsets in
        let pitch = roundUp(columns, to: tileColumns)
        for column in stride(from: 0, to: pitch, by: tileColumns) {
          multiply(
            left, from: start, right + column, offsets, pitch: pitch, adding: adding,
            into: result + column)
        }
      }
    }
  }

  /// Twenty-four columns of ``product(_:from:_:_:columns:adding:into:)``.
  @inline(__always)
  private static func multiply(
    _ left: UnsafeBufferPointer<Float>, from start: Int, _ right: UnsafePointer<Float>,
    _ offsets: UnsafeBufferPointer<Int>, pitch: Int, adding: Bool,
    into target: UnsafeMutablePointer<Float>
  ) {
    var (a0, a1, a2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (b0, b1, b2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (c0, c1, c2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (d0, d1, d2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    if adding {
      (a0, a1, a2) = (lanes(target), lanes(target + 8), lanes(target + 16))
      let (b, c, d) = (target + pitch, target + 2 * pitch, target + 3 * pitch)
      (b0, b1, b2) = (lanes(b), lanes(b + 8), lanes(b + 16))
      (c0, c1, c2) = (lanes(c), lanes(c + 8), lanes(c + 16))
      (d0, d1, d2) = (lanes(d), lanes(d + 8), lanes(d + 16))
    }
    for k in 0..<offsets.count {
      let row = right + offsets[k]
      let (r0, r1, r2) = (lanes(row), lanes(row + 8), lanes(row + 16))
      let weights = start + k * tileRows
      let a = Lanes(repeating: left[weights])
      a0 = a0.addingProduct(a, r0)
      a1 = a1.addingProduct(a, r1)
      a2 = a2.addingProduct(a, r2)
      let b = Lanes(repeating: left[weights + 1])
      b0 = b0.addingProduct(b, r0)
      b1 = b1.addingProduct(b, r1)
      b2 = b2.addingProduct(b, r2)
      let c = Lanes(repeating: left[weights + 2])
      c0 = c0.addingProduct(c, r0)
      c1 = c1.addingProduct(c, r1)
      c2 = c2.addingProduct(c, r2)
      let d = Lanes(repeating: left[weights + 3])
      d0 = d0.addingProduct(d, r0)
      d1 = d1.addingProduct(d, r1)
      d2 = d2.addingProduct(d, r2)
    }
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

  /// The products of four rows of a gradient with three rows of an input, summed over images and
  /// positions: `[3, 4]` numbers.
  static func correlation(
    _ gradient: UnsafePointer<Float>, imagePitch gradientImagePitch: Int, pitch: Int,
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, _ third: UnsafePointer<Float>,
    imagePitch inputImagePitch: Int, images: Int, into result: UnsafeMutablePointer<Float>
  ) {
    var (a0, a1, a2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (b0, b1, b2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (c0, c1, c2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (d0, d1, d2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for image in 0..<images {
      let rows = gradient + image * gradientImagePitch
      let seen = image * inputImagePitch
      for position in stride(from: 0, to: pitch, by: 8) {
        let r0 = lanes(first + seen + position)
        let r1 = lanes(second + seen + position)
        let r2 = lanes(third + seen + position)
        let a = lanes(rows + position)
        a0 = a0.addingProduct(a, r0)
        a1 = a1.addingProduct(a, r1)
        a2 = a2.addingProduct(a, r2)
        let b = lanes(rows + pitch + position)
        b0 = b0.addingProduct(b, r0)
        b1 = b1.addingProduct(b, r1)
        b2 = b2.addingProduct(b, r2)
        let c = lanes(rows + 2 * pitch + position)
        c0 = c0.addingProduct(c, r0)
        c1 = c1.addingProduct(c, r1)
        c2 = c2.addingProduct(c, r2)
        let d = lanes(rows + 3 * pitch + position)
        d0 = d0.addingProduct(d, r0)
        d1 = d1.addingProduct(d, r1)
        d2 = d2.addingProduct(d, r2)
      }
    }
    let target = UnsafeMutableRawPointer(result)
    target.storeBytes(of: horizontalSums(a0, b0, c0, d0), as: SIMD4<Float>.self)
    target.storeBytes(
      of: horizontalSums(a1, b1, c1, d1), toByteOffset: 16, as: SIMD4<Float>.self)
    target.storeBytes(
      of: horizontalSums(a2, b2, c2, d2), toByteOffset: 32, as: SIMD4<Float>.self)
  }
}
