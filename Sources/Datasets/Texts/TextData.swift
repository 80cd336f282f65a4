/// A text and the class that it belongs to.
public struct LabelledText: Hashable, Sendable {
  /// The text, as it was written.
  public let text: String
  /// The number of its class.
  public let label: Int

  /// A text of class `label`.
  public init(_ text: String, label: Int) { (self.text, self.label) = (text, label) }
}

/// Texts to learn from, and others for the exam.
public struct TextData: Hashable, Sendable {
  /// The texts to learn from.
  public let train: [LabelledText]
  /// The texts to be asked about.
  public let test: [LabelledText]

  /// The data of these texts.
  public init(train: [LabelledText], test: [LabelledText]) {
    (self.train, self.test) = (train, test)
  }
}
