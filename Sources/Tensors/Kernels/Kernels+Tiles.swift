import CTiles

// The innermost loops, in which nearly all of the arithmetic of the book happens. The two that count
// most keep twelve sums of eight lanes in registers; the first has a twin with sixteen lanes, in C
// (`CTiles`), for processors that have them. What they call stands in this file, because a debug build
// optimises file by file.

extension Kernels {
  /// Whether the processor has registers of sixteen lanes.
  package static let hasWideTiles = wide_tile_is_available()

  /// Whether products use registers of sixteen lanes where the processor has them.
  ///
  /// The bits are the same; only time differs. What `$usesWideTiles.withValue` sets holds for the
  /// thread that calls it, and not for those that ``Parallel`` takes beside it.
  @TaskLocal package static var usesWideTiles = true

  /// Eight numbers that are computed side by side.
  private typealias Lanes = SIMD8<Float>

  /// How many rows of the result ``product`` computes at once, in registers.
  static let tileRows = 4
  /// How many columns of the result ``product`` computes at once, in registers.
  static let tileColumns = 24
  private static let wideTileColumns = Int(wide_tile_columns)
  /// How many input rows ``correlation`` treats at once, with four of the gradient.
  static let tapsInTile = 3

  /// How much of its depth ``product`` goes through before it walks the columns again: 32 channels
  /// of nine taps, whose rows stay in the nearest cache from one tile to the next.
  private static let depthAtATime = 288

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

  /// What becomes of the numbers that stand where the sums of a product go.
  enum Former {
    /// They are lost.
    case lost
    /// The sums go on from them: the product is one part of its depth.
    case continued
    /// The whole product is added to them.
    case added
  }

  /// Four rows of a matrix product whose right-hand rows may overlap:
  /// `result[m, n] = sum over k of left[start + 4 k + m] * right[offsets[k] + n]`.
  ///
  /// A convolution is such a product: its right-hand rows are the padded image, seen from a
  /// different place for each tap. Twelve sums of eight lanes fill the registers; each adds its
  /// products in the order of k. `left` is as ``packed(_:rows:rowStep:outer:outerStep:inner:innerStep:)``
  /// makes it; `right` can be read up to the largest offset + `columns` rounded up to 24; the rows
  /// of `result` are `pitch`, or else that far, apart. Where the processor has registers for it, two
  /// such tiles are computed as one, with sixteen lanes.
  static func product(
    _ left: ContiguousArray<Float>, from start: Int, _ right: UnsafePointer<Float>,
    _ offsets: ContiguousArray<Int>, columns: Int, former: Former = .lost,
    into result: UnsafeMutablePointer<Float>, pitch: Int? = nil
  ) {
    left.withUnsafeBufferPointer { left in
      offsets.withUnsafeBufferPointer { offsets in
        let whole = roundUp(columns, to: tileColumns)
        let doubled = hasWideTiles && usesWideTiles ? whole / wideTileColumns * wideTileColumns : 0
        let step = former == .added ? max(offsets.count, 1) : depthAtATime
        for first in stride(from: 0, to: max(offsets.count, 1), by: step) {
          let part = UnsafeBufferPointer(
            rebasing: offsets[first..<min(first &+ step, offsets.count)])
          let left = left.baseAddress.map { $0 + (start + first * tileRows) }
          let former = first > 0 ? .continued : former
          for column in stride(from: 0, to: doubled, by: wideTileColumns) {
            wide_tile(
              left, right + column, part.baseAddress, part.count, former == .continued,
              former == .added, result + column, pitch ?? whole)
          }
          for column in stride(from: doubled, to: whole, by: tileColumns) {
            multiply(
              left, right + column, part, pitch: pitch ?? whole, former: former,
              into: result + column)
          }
        }
      }
    }
  }

  /// Twenty-four columns of ``product(_:from:_:_:columns:former:into:pitch:)``.
  @inline(__always)
  private static func multiply(
    _ left: UnsafePointer<Float>?, _ right: UnsafePointer<Float>,
    _ offsets: UnsafeBufferPointer<Int>, pitch: Int, former: Former,
    into target: UnsafeMutablePointer<Float>
  ) {
    var (a0, a1, a2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (b0, b1, b2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (c0, c1, c2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (d0, d1, d2) = (Lanes.zero, Lanes.zero, Lanes.zero)
    if former == .continued {
      (a0, a1, a2) = (lanes(target), lanes(target + 8), lanes(target + 16))
      let (b, c, d) = (target + pitch, target + 2 * pitch, target + 3 * pitch)
      (b0, b1, b2) = (lanes(b), lanes(b + 8), lanes(b + 16))
      (c0, c1, c2) = (lanes(c), lanes(c + 8), lanes(c + 16))
      (d0, d1, d2) = (lanes(d), lanes(d + 8), lanes(d + 16))
    }
    if var weights = left, var offset = offsets.baseAddress {
      // Two pointers that walk on: to check an index takes as long as three of the sums.
      for _ in 0..<offsets.count {
        let row = right + offset.pointee
        let (r0, r1, r2) = (lanes(row), lanes(row + 8), lanes(row + 16))
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
        weights += tileRows
        offset += 1
      }
    }
    if former == .added {
      (a0, a1, a2) = (a0 + lanes(target), a1 + lanes(target + 8), a2 + lanes(target + 16))
      let (b, c, d) = (target + pitch, target + 2 * pitch, target + 3 * pitch)
      (b0, b1, b2) = (b0 + lanes(b), b1 + lanes(b + 8), b2 + lanes(b + 16))
      (c0, c1, c2) = (c0 + lanes(c), c1 + lanes(c + 8), c2 + lanes(c + 16))
      (d0, d1, d2) = (d0 + lanes(d), d1 + lanes(d + 8), d2 + lanes(d + 16))
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

  /// Eight columns of a product of four rows, packed, with a matrix that is stored the other way
  /// round, so that its columns lie `depth` numbers apart: `[8, 4]` numbers.
  ///
  /// Its lanes are the rows, for the right-hand numbers of one k do not lie side by side. Each sum
  /// adds its products in the order of k.
  static func narrowProduct(
    _ left: ContiguousArray<Float>, _ right: UnsafePointer<Float>, depth: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    typealias Rows = SIMD4<Float>
    var (s0, s1, s2, s3) = (Rows.zero, Rows.zero, Rows.zero, Rows.zero)
    var (s4, s5, s6, s7) = (Rows.zero, Rows.zero, Rows.zero, Rows.zero)
    let (first, fifth) = (right, right + 4 * depth)
    left.withUnsafeBytes { left in
      for k in 0..<depth {
        let rows = left.loadUnaligned(fromByteOffset: k &* 16, as: Rows.self)
        let (upper, lower) = (first + k, fifth + k)
        s0 = s0.addingProduct(Rows(repeating: upper[0]), rows)
        s1 = s1.addingProduct(Rows(repeating: upper[depth]), rows)
        s2 = s2.addingProduct(Rows(repeating: upper[2 &* depth]), rows)
        s3 = s3.addingProduct(Rows(repeating: upper[3 &* depth]), rows)
        s4 = s4.addingProduct(Rows(repeating: lower[0]), rows)
        s5 = s5.addingProduct(Rows(repeating: lower[depth]), rows)
        s6 = s6.addingProduct(Rows(repeating: lower[2 &* depth]), rows)
        s7 = s7.addingProduct(Rows(repeating: lower[3 &* depth]), rows)
      }
    }
    let target = UnsafeMutableRawPointer(result)
    target.storeBytes(of: s0, as: Rows.self)
    target.storeBytes(of: s1, toByteOffset: 16, as: Rows.self)
    target.storeBytes(of: s2, toByteOffset: 32, as: Rows.self)
    target.storeBytes(of: s3, toByteOffset: 48, as: Rows.self)
    target.storeBytes(of: s4, toByteOffset: 64, as: Rows.self)
    target.storeBytes(of: s5, toByteOffset: 80, as: Rows.self)
    target.storeBytes(of: s6, toByteOffset: 96, as: Rows.self)
    target.storeBytes(of: s7, toByteOffset: 112, as: Rows.self)
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
