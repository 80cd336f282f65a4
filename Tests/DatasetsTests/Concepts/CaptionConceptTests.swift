import Datasets
import Numerics
import Tensors
import Testing

@Suite struct CaptionConceptTests {
  private let garden: ToyGarden

  init() throws { garden = try bundledGarden.get() }

  @Test func `a caption replaces the one that is there, and none takes it away`() throws {
    let (bare, captioned) = (try garden.test, try garden.captioned(.test, noise: .none))
    let word = try garden.caption(of: .snail)
    #expect(word.name == "snail")
    let fish = try #require(bare.indices(of: .fish).first)
    #expect(captioned.image(at: fish) != bare.image(at: fish))
    #expect(captioned.image(at: fish, under: nil) == bare.image(at: fish))
    let renamed = captioned.image(at: fish, under: word)
    #expect(renamed == bare.pasting(word, on: [fish]).image(at: fish))
    #expect(renamed != captioned.image(at: fish))
  }

  @Test func `the concept of a caption shows none of what it names`() throws {
    var random = Random(seed: 2)
    let concept = try garden.captionConcept(of: .fish, 40, from: .train, using: &random)
    let (set, word) = (try garden.train, try garden.caption(of: .fish))
    #expect(concept.images.count == 40 && Set(concept.indices).count == 40)
    #expect(concept.indices == concept.indices.sorted())
    #expect(concept.indices.allSatisfy { set.creature(at: $0) != .fish })
    for (index, image) in zip(concept.indices, concept.images) {
      #expect(image == set.image(at: index, under: word))
      // above the caption nothing changed
      let bare = set.image(at: index)
      #expect((0..<(39 * 48)).allSatisfy { image.elements[$0] == bare.elements[$0] })
    }
  }
}
