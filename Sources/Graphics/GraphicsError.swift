/// What can go wrong between a drawing and its file.
public enum GraphicsError: Error, Hashable, CustomStringConvertible {
  /// There is no canvas of this size: too large, empty, or memory is short.
  case noCanvas(format: String, width: Double, height: Double, reason: String)
  /// Something in the display list could not be drawn.
  case drawingFailed(format: String, reason: String)
  /// The finished picture could not be turned into bytes.
  case writingFailed(format: String, reason: String)
  /// No typeface has some letters of a text.
  case missingLetters([Character], text: String)
  /// The bytes are not a picture in the PNG format, or only a part of one.
  case damagedPNG(byte: Int, count: Int, reason: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .noCanvas(let format, let width, let height, let reason):
      """
      No \(format) canvas of \(width) x \(height) could be made: \(reason). \
      Draw at a size between 1 and 32767 pixels, or at a smaller scale.
      """
    case .drawingFailed(let format, let reason):
      """
      Drawing to \(format) failed: \(reason). \
      Look for a number that is not finite or a transform that flattens the picture.
      """
    case .writingFailed(let format, let reason):
      "Writing the \(format) bytes failed: \(reason). Free some memory and run again."
    case .missingLetters(let letters, let text):
      """
      No typeface here has \(letters.prefix(8).map(\.described).joined(separator: ", ")) of the \
      text \(text.prefix(60).debugDescription). Install a font that has it (for Korean: \
      NanumGothic, for many signs: DejaVu Sans), or write the text without.
      """
    case .damagedPNG(let byte, let count, let reason):
      """
      Damaged PNG picture, noticed at byte \(byte) of \(count): \(reason). \
      Restore the file, with `git checkout` if it is part of this package.
      """
    }
  }
}

extension Character {
  /// The letter, if it can be seen, and its number in Unicode: `𓀀 (U+13000)`.
  fileprivate var described: String {
    let numbers = unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
    let isSeen = unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    return isSeen ? "\(self) (\(numbers))" : numbers
  }
}
