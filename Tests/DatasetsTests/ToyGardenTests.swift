import Datasets
import Foundation
import Graphics
import Tensors
import Testing

@Suite struct `Toy Garden` {
  let garden: ToyGarden

  init() throws { garden = try ToyGarden.bundled() }

  @Test func `the sets have the sizes the book says`() throws {
    #expect(try garden.train.count == 2000)
    #expect(try garden.test.count == 500)
    #expect(try garden.pairs.count == 100)
    #expect(try garden.textures.count == 320)
  }
  @Test func time() throws {
    let clock = ContinuousClock()
    print("train", try clock.measure { _ = try garden.train })
    print("test", try clock.measure { _ = try garden.test })
    print("tagged", try clock.measure { _ = try garden.tagged })
    print("captioned", try clock.measure { _ = try garden.captioned(.train, noise: .some) })
    print("textures", try clock.measure { _ = try garden.textures })
    print("pairs", try clock.measure { _ = try garden.pairs })
    print("image", try clock.measure { for i in 0..<2000 { _ = try garden.train.image(at: i) } })
  }
}
