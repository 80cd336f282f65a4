import Numerics

// The truth about the garden comments: the generator draws the labels from it, and a chapter may
// compare any model with it.

extension GardenComments {
  // [rule]
  /// What a word speaks for, as a step of the logarithm of the odds of spam.
  ///
  /// All other words say nothing.
  public static let tellTales: KeyValuePairs<String, Double> = [
    "subscribe": 5, "giveaway": 5, "구독": 5, "당첨": 5,
    "win": 4, "click": 4, "money": 4, "promo": 4, "earn": 4, "무료": 4, "💰": 4,
    "free": 3, "channel": 3, "follow": 3,
    "thanks": -3, "how": -3, "감사합니다": -3,
    "lovely": -2, "mine": -2, "slugs": -2,
  ]

  /// What speaks for spam in a text, as the logarithm of the odds: 0 is a
  /// toss-up.
  ///
  /// A word counts once, however often it is there, in capitals or not. Beside
  /// *not*, the word *free* does not count at all: that is an interaction.
  public static func score(of text: String) -> Double {
    let words = Set(Tokens(text).keys)
    return tellTales.reduce(-3) { score, tellTale in
      let isMeant = tellTale.key != "free" || !words.contains("not")
      return words.contains(tellTale.key) && isMeant ? score + tellTale.value : score
    }
  }

  /// The probability that a text is spam, 1 / (1 + e^−score), from which its
  /// label was drawn.
  public static func chance(of text: String) -> Double {
    1 / (1 + Elementary.exp(-score(of: text)))
  }
  // [/rule]

  /// What a word of `text` does to its score: the score less that of the text without any
  /// occurrence of the word, here in lower case.
  ///
  /// 0 for a word that is not there; *not* beside *free* has an effect too.
  public static func effect(of word: String, in text: String) -> Double {
    let rest = Tokens(text).pieces.filter { !$0.isWord || $0.text.lowercased() != word }
    return score(of: text) - score(of: rest.map(\.text).joined())
  }

  /// The share of right answers that nobody can beat on `texts` on average: the mean of the larger
  /// of chance and 1 − chance.
  ///
  /// - Precondition: there is a text.
  public static func bayesAccuracy(on texts: [LabelledText]) -> Double {
    precondition(!texts.isEmpty, "GardenComments.bayesAccuracy: no texts")
    let best = texts.map { max(chance(of: $0.text), 1 - chance(of: $0.text)) }
    return best.reduce(0, +) / Double(texts.count)
  }
}
