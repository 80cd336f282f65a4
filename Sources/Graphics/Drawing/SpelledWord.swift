/// A piece of text with a colour behind it, as a terminal shows it.
public struct SpelledWord: Hashable, Sendable {
  /// The letters.
  public var text: String
  /// The colour behind them; none for plain text.
  public var ground: Color?
  /// What stands before the letters where there are no colours: `+` or `−`, or nothing.
  public var sign: String

  /// A piece of text.
  public init(_ text: String, ground: Color? = nil, sign: String = "") {
    (self.text, self.ground, self.sign) = (text, ground, sign)
  }
}
