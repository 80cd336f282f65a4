import Classroom
import Datasets
import Models
import Numerics
import Testing

@Suite struct `The examples of texts` {
  @Test func `are the shares of known words, with the labels`() {
    let vocabulary = Vocabulary(["free", "roses"])
    let texts = [LabelledText("FREE roses, free!", label: 1), LabelledText("물", label: 0)]
    let examples = Examples(texts, reading: vocabulary)
    #expect(examples.count == 2)
    for (index, text) in texts.enumerated() {
      #expect(examples[index].image == vocabulary.shares(of: Tokens(text.text)))
      #expect(examples[index].label == text.label)
    }
  }
}
