import Classroom
import Datasets
import Models
import Numerics
import Testing

@Suite struct `The examples of a garden set` {
  private let exam: GardenSet

  init() throws { exam = try ToyGarden.bundled().test }

  @Test func `are its pictures with its labels`() {
    let examples = Examples(exam)
    #expect(examples.count == exam.count)
    for index in [0, 7, exam.count - 1] {
      #expect(examples[index].image == exam.image(at: index))
      #expect(examples[index].label == exam.label(at: index))
    }
  }

  @Test func `at some indices come in their order`() {
    let examples = Examples(exam, at: [7, 3, 7])
    #expect(examples.count == 3)
    #expect((0..<3).map { examples[$0].image } == [7, 3, 7].map { exam.image(at: $0) })
    #expect((0..<3).map { examples[$0].label } == [7, 3, 7].map { exam.label(at: $0) })
  }

  @Test func `are what a network's accuracy on a set is about`() {
    var random = Random(seed: 1)
    let network = Network.garden(classes: 5, using: &random)
    let said = network.logits(of: exam.indices.map { exam.image(at: $0) })
    let right = zip(exam.indices, said).count { index, logits in
      logits.firstIndex(of: logits.max() ?? 0) == exam.label(at: index)
    }
    #expect(network.accuracy(on: exam) == Double(right) / 500)
  }

  @Test func `of filled shapes have the labels of one question`() throws {
    var random = Random(seed: 5)
    let pictures = try FilledShapes(32, .test, from: ToyGarden.bundled(), using: &random)
    for question in FilledShapes.Question.allCases {
      let examples = Examples(pictures, labels: question)
      #expect(examples.count == 32)
      for index in pictures.indices {
        #expect(examples[index].image == pictures.image(at: index))
        #expect(examples[index].label == pictures.label(at: index, of: question))
      }
    }
    #expect(pictures.indices.contains { pictures.label(at: $0, of: .shape) > 1 })
  }
}
