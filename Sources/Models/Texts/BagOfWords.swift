public import Numerics
import Tensors

/// A logistic regression on how often each word occurs: each word has one weight, wherever it
/// stands and whatever stands beside it.
///
///     logit(text) = β₀ + Σ β(word)
///
/// over the occurrences of known words. So the model can be read like a word list, which makes it
/// a truth to hold explanations against.
public struct BagOfWords: Hashable, Sendable {
  /// The words that it knows.
  public let vocabulary: Vocabulary
  /// The weights, in the order of the vocabulary.
  public let regression: LogisticRegression

  /// Fits the labels, 0 or 1, of `texts`.
  ///
  /// - Throws: an error if all labels are the same; see ``LogisticRegression``.
  /// - Precondition: as many labels as texts, each 0 or 1; `penalty` is 0 or more.
  public init(
    _ vocabulary: Vocabulary, texts: [Tokens], labels: [Int], penalty: Double = 1
  ) throws(LogisticRegressionError) {
    let counts = texts.flatMap(vocabulary.counts)
    self.vocabulary = vocabulary
    regression = try LogisticRegression(
      rows: Matrix(counts, rows: texts.count, columns: vocabulary.count), labels: labels,
      penalty: penalty)
  }

  /// The probability that a text is of class 1.
  public func probability(of text: Tokens) -> Double {
    1 / (1 + Elementary.exp(-logit(of: text)))
  }

  /// The logarithm of the odds of class 1.
  public func logit(of text: Tokens) -> Double {
    text.keys.reduce(regression.intercept) { $0 + weight(of: $1) }
  }

  /// What one occurrence of a word, in lower case, adds to the logit; 0 for an unknown one.
  public func weight(of word: String) -> Double {
    vocabulary.number(of: word).map { regression.coefficients[$0] } ?? 0
  }
}
