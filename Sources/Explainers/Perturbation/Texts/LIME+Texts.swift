public import Models
public import Numerics

extension LIME {
  /// LIME with the knobs of the original code for texts: how many words are hidden is drawn first,
  /// each number equally likely, then which.
  ///
  /// The original code measures 100 times the cosine distance with a width of 25; that is the
  /// cosine distance with a width of 0.25, our usual kernel, since exp(−D² / 2σ²) stays the same if
  /// D and σ grow alike.
  ///
  /// *Source.* `lime_text.py` of version 0.2.0.1.
  public static func text(
    samples: Int = 5000, width: Double = 0.25, surrogate: LinearSurrogate = LinearSurrogate(),
    batch: Int = 128
  ) -> LIME {
    LIME(
      samples: samples, sampler: .uniformCount, kernel: LIMEKernel(width: width),
      surrogate: surrogate, batch: batch)
  }

  /// Explains what a model says of a text by its words: all steps in order.
  public func explain(
    _ model: BlackBox<String>, _ text: TextParts, class label: Int, using random: inout Random
  ) -> LIMEExplanation {
    explain(model, InputInParts(text), class: label, using: &random)
  }
}

extension BagOfWords {
  /// The model as a ``BlackBox`` for texts, of which nothing is known but what it answers: the
  /// probabilities of both classes, or 0 and the logit of class 1, or for a contrast that logit of
  /// class 1 and its negative of class 0.
  public func blackBox(_ score: ClassScore = .probability) -> BlackBox<String> {
    BlackBox { texts in
      texts.map { text in
        guard score == .probability else {
          return score.values(of: [0, Float(logit(of: Tokens(text)))])
        }
        let chance = Float(probability(of: Tokens(text)))
        return [1 - chance, chance]
      }
    }
  }
}

extension Network {
  /// A network that takes the shares of words as a ``BlackBox`` for texts.
  ///
  /// - Precondition: it takes as many inputs as there are words.
  public func blackBox(
    reading vocabulary: Vocabulary, _ score: ClassScore = .probability
  ) -> BlackBox<String> {
    let tensors = blackBox(score)
    return BlackBox { texts in tensors(texts.map { vocabulary.shares(of: Tokens($0)) }) }
  }
}
