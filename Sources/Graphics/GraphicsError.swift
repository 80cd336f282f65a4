/// What can go wrong between a drawing and its file.
public enum GraphicsError: Error, Hashable, CustomStringConvertible {
  /// There is no canvas of this size: too large, empty, or memory is short.
  case noCanvas(format: String, width: Double, height: Double, reason: String)
  /// Something in the display list could not be drawn.
  case drawingFailed(format: String, reason: String)
  /// The finished picture could not be turned into bytes.
  case writingFailed(format: String, reason: String)
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
    case .damagedPNG(let byte, let count, let reason):
      """
      Damaged PNG picture, noticed at byte \(byte) of \(count): \(reason). \
      Restore the file, with `git checkout` if it is part of this package.
      """
    }
  }
}
