import Graphics
import Images
public import Tensors

/// A picture of the reader's own, made as large as those of Toy Garden.
///
/// The largest square in its middle is cut out, and what shines through is laid over white. A
/// square of 48 pixels a side or more is shrunk: each of 48 x 48 pixels becomes the mean of the
/// area that it covers. A smaller one is enlarged, in straight lines between the middles of its
/// pixels. All of that is done with the numbers in the file, eight bits a sample; a gamma or a
/// profile of colours that the file names is not applied.
public struct OwnPicture: Hashable, Sendable {
  /// The file as it was named.
  public let file: String
  /// How many columns and rows the file has.
  public let width, height: Int
  /// Whether the file holds an animation, of which this is the first picture.
  public let isAnimated: Bool
  /// `[3, 48, 48]` with values in 0...1.
  public let image: Tensor

  /// The file's name without its folder, without signs that move a terminal.
  public var name: String {
    (file.split(separator: "/").last.map(String.init) ?? file).printable
  }

  /// What was done to the picture: "640 x 480 pixels; the middle 480 x 480 shrunk to 48 x 48".
  public var preparation: String {
    let (side, small) = (min(width, height), GardenFormat.side)
    let change = side > small ? ", shrunk" : side < small ? ", enlarged" : ""
    return "\(width) x \(height) pixels\(isAnimated ? " (the first picture of an animation)" : "")"
      + (width == height ? change : "; the middle \(side) x \(side)\(change)")
      + (side == small ? "" : " to \(small) x \(small)")
  }

  /// The largest file that is read, in bytes.
  static let largestFile = 64_000_000
  /// How many bytes unpacked pixels may take: those of 40 million, or of 8 million with 16 bits.
  static let largestUnpacked = 160_000_000
  private static let makeSmaller = "Make it smaller: 48 pixels a side are all that is used."

  /// Reads the PNG file at `path`.
  ///
  /// - Throws: an error with the place and what to do if it is none, damaged or too large.
  public init(contentsOf path: String) throws(DatasetError) {
    let bytes = try ReadersFile(path).bytes(
      upTo: OwnPicture.largestFile, kind: "a PNG picture", remedy: OwnPicture.makeSmaller)
    try self.init(bytes, file: path)
  }

  /// Takes `bytes` for the file `file`.
  ///
  /// - Throws: an error with the place and what to do if they are no PNG, damaged or too large.
  package init(_ bytes: [UInt8], file: String) throws(DatasetError) {
    if let kind = PictureKind.other(than: bytes) {
      throw DatasetError(
        file, "this is \(kind) and no PNG picture",
        remedy: "Save the picture as PNG in a program that shows it, and name that file.")
    }
    let png = try OwnPicture.opening(file) { () throws(GraphicsError) in try PNGFile(bytes) }
    guard png.unpackedCount <= OwnPicture.largestUnpacked else {
      throw DatasetError(
        file,
        "its \(png.width) x \(png.height) pixels are too many: "
          + "40 million are read, of 16 bits 8 million",
        remedy: OwnPicture.makeSmaller)
    }
    let side = min(GardenFormat.side, png.width, png.height)
    let square = try OwnPicture.opening(file) { () throws(GraphicsError) in
      try png.middleSquare(shrunkTo: side)
    }
    image = square.resized(height: GardenFormat.side, width: GardenFormat.side)
    (self.file, width, height) = (file, png.width, png.height)
    isAnimated = png.isAnimated
  }

  /// Returns what `work` returns, or tells in words of `file` what is wrong with it.
  private static func opening<Value>(
    _ file: String, _ work: () throws(GraphicsError) -> Value
  ) throws(DatasetError) -> Value {
    do {
      return try work()
    } catch {
      guard case .damagedPNG(let byte, let count, let reason) = error else {
        throw DatasetError(file, "it cannot be unpacked: \(error)", remedy: makeSmaller)
      }
      throw DatasetError(
        file, "the PNG picture is damaged, noticed at byte \(byte) of \(count): \(reason)",
        remedy: "Copy it once more, or save it anew.")
    }
  }
}

extension PNGFile {
  /// The largest square in the middle, over white, as `[3, side, side]` with values in 0...1.
  ///
  /// A sample c with opacity a, both of 255, becomes the whole number c a + 255 (255 − a), so that
  /// the means are exact.
  fileprivate func middleSquare(shrunkTo side: Int) throws(GraphicsError) -> Tensor {
    let length = min(width, height)
    let (top, left) = ((height - length) / 2, (width - length) / 2)
    var average = AreaAverage(
      rows: length, columns: length, channels: 3, height: side, width: side)
    var (row, values) = (0, [Int](repeating: 0, count: 3 * length))
    try forEachRow { bytes in
      defer { row += 1 }
      guard top..<(top + length) ~= row else { return }
      for column in 0..<length {
        let start = 4 * (left + column)
        let opacity = Int(bytes[start + 3])
        for channel in 0..<3 {
          values[3 * column + channel] =
            Int(bytes[start + channel]) * opacity + 255 * (255 - opacity)
        }
      }
      average.add(values)
    }
    return Tensor(
      ContiguousArray(average.means.map { Float($0 / (255 * 255)) }), shape: [3, side, side])
  }
}
