public import Numerics
public import Tensors

/// The words that a model knows, each with a number; all others it does not see.
///
/// *Source.* The bag of words: Manning, Raghavan and Schütze (2008), "Introduction to Information
/// Retrieval", chapter 6.
public struct Vocabulary: Hashable, Sendable {
  /// The words in lower case, the most frequent first, equally frequent ones in alphabetical order.
  public let words: [String]

  private let numbers: [String: Int]

  /// The words of `texts` that occur in `minimumCount` of them or more, at most `limit` of them.
  ///
  /// A word is counted once a text. Capitals are the same as small letters.
  ///
  /// - Precondition: the numbers are positive, and there is such a word.
  public init(of texts: [Tokens], minimumCount: Int = 2, limit: Int = .max) {
    precondition(
      minimumCount >= 1 && limit >= 1,
      "Vocabulary: a minimum of \(minimumCount) and a limit of \(limit); both have to be positive")
    let all = texts.flatMap { Set($0.keys) }.sorted()
    var counts: [(word: String, count: Int)] = []
    for word in all {
      if counts.last?.word == word {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((word, 1))
      }
    }
    let frequent = counts.filter { $0.count >= minimumCount }
      .sorted { ($1.count, $0.word) < ($0.count, $1.word) }
    precondition(
      !frequent.isEmpty,
      "Vocabulary: no word occurs in \(minimumCount) of \(texts.count) texts")
    self.init(frequent.prefix(limit).map(\.word))
  }

  /// The vocabulary of these words.
  ///
  /// - Precondition: there is a word; none is there twice.
  public init(_ words: [String]) {
    precondition(
      !words.isEmpty && Set(words).count == words.count,
      "Vocabulary: \(words.count) words, \(Set(words).count) of them different")
    self.words = words
    numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
  }

  /// How many words there are.
  public var count: Int { words.count }

  /// The number of a word in lower case; nil for one that is not known.
  public func number(of word: String) -> Int? { numbers[word] }

  // [counts]
  /// How often each word occurs in a text: its bag of words.
  public func counts(of text: Tokens) -> [Double] {
    var counts = [Double](repeating: 0, count: count)
    for word in text.keys {
      if let number = numbers[word] { counts[number] += 1 }
    }
    return counts
  }

  /// The share that each word has of the known words of a text, `[count]`; all 0 if it has none.
  ///
  /// A linear layer on it is the mean of the known words' vectors, its weights being the vectors.
  public func shares(of text: Tokens) -> Tensor {
    let counts = counts(of: text)
    let total = max(counts.reduce(0, +), 1)
    return Tensor(ContiguousArray(counts.map { Float($0 / total) }), shape: [count])
  }
  // [/counts]
}
