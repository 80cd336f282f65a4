/// A dashed line at one value, to compare the data with: chance, a threshold, a mean.
public struct ReferenceLine: Hashable, Sendable {
  /// Along which direction the line runs.
  public enum Direction: String, Hashable, Sendable { case horizontal, vertical }

  /// Which way the line runs.
  public var direction: Direction
  /// The value it marks.
  public var value: Double
  /// What stands beside it.
  public var label: String

  /// A line from left to right at a value of the vertical axis.
  public static func horizontal(_ value: Double, _ label: String = "") -> ReferenceLine {
    ReferenceLine(direction: .horizontal, value: value, label: label)
  }

  /// A line from top to bottom at a value of the horizontal axis.
  public static func vertical(_ value: Double, _ label: String = "") -> ReferenceLine {
    ReferenceLine(direction: .vertical, value: value, label: label)
  }
}
