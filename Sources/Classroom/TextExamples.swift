public import Datasets
public import Models
import Numerics

extension Examples {
  /// Texts as a network for texts takes them, the share of each word of `vocabulary`, with their
  /// labels.
  public init(_ texts: [LabelledText], reading vocabulary: Vocabulary) {
    let inputs = texts.map { vocabulary.shares(of: Tokens($0.text)) }
    self.init(count: texts.count) { (inputs[$0], texts[$0].label) }
  }
}
