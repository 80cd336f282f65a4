import Images
public import Numerics
public import Tensors

/// One mask, and what it was made of.
public struct RISEMask: Hashable, Sendable {
  /// Which cells are shown: zeros and ones, `[rows, columns]`.
  public let cells: Tensor

  /// The cells enlarged, one more in each direction than the picture needs:
  /// `[(rows + 1) · cellHeight, (columns + 1) · cellWidth]`.
  public let enlarged: Tensor

  /// Where the mask is cut out of what was enlarged: rows left out above it, 0..<cellHeight.
  public let down: Int

  /// And columns left out before it, 0..<cellWidth.
  public let right: Int

  /// The mask itself, `[height, width]`, in 0...1: 1 where the picture is shown.
  public let values: Tensor
}

/// The masks of RISE, without end: mask number i is the same however many others are drawn, and in
/// whichever order.
///
/// A few cells, each shown with probability p by itself, are enlarged by straight lines
/// (bilinearly) to a little more than the picture, of which a random piece is taken. So a mask is
/// smooth, and no pixel is always at the edge of a cell. The mean of all masks is p at every pixel.
///
/// *Reference.* Petsiuk, Das and Saenko (2018), section 3.2. As in their code a cell has
/// ⌈height / rows⌉ × ⌈width / columns⌉ pixels (their paper rounds down), is drawn mirrored at the
/// edge, and is larger in the mask by (rows + 1) / rows.
///
/// *Limits.* The pixels of a cell go together, so what is smaller than a cell is not resolved. The
/// variance of a mask is not the same everywhere: high in the middle of cells, low between them,
/// and the shift does not even it out.
public struct RISEMasks: Hashable, Sendable {
  /// The size of a mask.
  public let height, width: Int

  /// How many cells there are below and beside each other.
  public let rows, columns: Int

  /// With which probability p a cell is shown.
  public let keepProbability: Double

  /// Where the draws begin: mask i takes its own from stream i.
  public let random: Random

  /// The masks for pictures of `height` × `width`.
  ///
  /// - Precondition: all lengths are positive, and the probability lies between 0 and 1.
  public init(
    height: Int, width: Int, rows: Int = 7, columns: Int = 7, keepProbability: Double = 0.5,
    random: Random
  ) {
    precondition(height > 0 && width > 0, "RISEMasks: a picture of \(height) × \(width)")
    precondition(rows > 0 && columns > 0, "RISEMasks: a grid of \(rows) × \(columns) cells")
    precondition(
      keepProbability > 0 && keepProbability < 1,
      "RISEMasks: cells are shown with probability \(keepProbability); it has to lie between 0 "
        + "and 1, where masks differ")
    (self.height, self.width, self.rows, self.columns) = (height, width, rows, columns)
    (self.keepProbability, self.random) = (keepProbability, random)
  }

  /// How many pixels a cell is moved at most, and one more: ⌈height / rows⌉.
  public var cellHeight: Int { (height + rows - 1) / rows }

  /// The same across, ⌈width / columns⌉.
  public var cellWidth: Int { (width + columns - 1) / columns }

  // [draw]
  /// Mask number `number`: draws cells and a shift.
  ///
  /// - Precondition: the number is not negative.
  public subscript(number: Int) -> RISEMask {
    precondition(number >= 0, "RISEMasks: no mask \(number)")
    var random = random.stream(UInt64(number))
    let cells = ContiguousArray<Float>(
      (0..<(rows * columns)).map { _ in random.uniform() < keepProbability ? 1 : 0 })
    let (down, right) = (random.integer(below: cellHeight), random.integer(below: cellWidth))
    return mask(of: Tensor(cells, shape: [rows, columns]), down: down, right: right)
  }
  // [/draw]

  // [mask]
  /// The mask of given cells: enlarged, shifted and cut to the picture.
  public func mask(of cells: Tensor, down: Int, right: Int) -> RISEMask {
    requireFit(cells, down, right)
    let enlarged = cells.resized(
      height: (rows + 1) * cellHeight, width: (columns + 1) * cellWidth,
      edge: .mirrored)
    let values = enlarged.cropped(
      rows: down..<(down + height), columns: right..<(right + width))
    return RISEMask(
      cells: cells, enlarged: enlarged, down: down, right: right,
      values: values)
  }
  // [/mask]

  private func requireFit(_ cells: Tensor, _ down: Int, _ right: Int) {
    precondition(
      cells.shape == [rows, columns] && cells.elements.allSatisfy { $0 == 0 || $0 == 1 },
      "RISEMasks: cells \(cells.shape), not \([rows, columns]) zeros and ones")
    precondition(
      0..<cellHeight ~= down && 0..<cellWidth ~= right,
      "RISEMasks: a shift of \(down) and \(right) in a cell of \(cellHeight) × \(cellWidth)")
  }
}

extension Tensor {
  /// The picture `[channels, height, width]` as a mask shows it: x ⊙ M + b ⊙ (1 − M), with
  /// `background` b where the mask is 0.
  ///
  /// - Precondition: the mask is `[height, width]` of values in 0...1, and the background has the
  ///   picture's shape.
  public func shown(through mask: Tensor, before background: Tensor) -> Tensor {
    precondition(
      shape.count == 3 && mask.shape == Array(shape.dropFirst()) && background.shape == shape,
      "RISE: a mask \(mask.shape) and a background \(background.shape) for a picture \(shape)")
    precondition(
      mask.elements.allSatisfy { 0...1 ~= $0 },
      "RISE: a mask shows a share of 0...1 of each pixel, not \(mask.minimum()) to \(mask.maximum())"
    )
    let area = mask.count
    let seen = ContiguousArray<Float>(unsafeUninitializedCapacity: count) { seen, initialized in
      for channel in 0..<shape[0] {
        for pixel in 0..<area {
          let place = channel &* area &+ pixel
          let behind = background.elements[place]
          seen[place] = behind + (elements[place] - behind) * mask.elements[pixel]
        }
      }
      initialized = count
    }
    return Tensor(seen, shape: shape)
  }
}
