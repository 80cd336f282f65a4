public import Numerics

extension Network {
  /// A network for texts: the mean of the vectors of a text's words, a ReLU, and a linear layer to
  /// the logits.
  ///
  /// Layers are called `embedding`, `relu` and `linear`. It takes the shares of words in a text,
  /// ``Vocabulary/shares(of:)``: a linear layer on them is the mean of the words' vectors, which
  /// are the columns of its weights, `[width, words]`. They are small at the start, so that a rare
  /// word begins with little to say. Since a mean depends on how many words there are, a word's
  /// effect depends on the others: this is no bag of weights.
  ///
  /// *Source.* Iyyer, Manjunatha, Boyd-Graber and Daumé III (2015), "Deep unordered composition
  /// rivals syntactic methods for text classification", ACL.
  ///
  /// - Precondition: all numbers are positive.
  public static func wordVectors(
    words: Int, width: Int = 16, classes: Int, using random: inout Random
  ) -> Network {
    precondition(
      words > 0 && width > 0 && classes > 0,
      "Network.wordVectors: \(words) words, a width of \(width) and \(classes) classes; all have "
        + "to be positive")
    return Network([
      .linear("embedding", from: words, to: width, gain: 0.2 * Double(words), using: &random),
      Layer("relu", .relu),
      .linear("linear", from: width, to: classes, using: &random),
    ])
  }
}
