import Datasets
import Foundation
import Tensors
import Testing

@Suite struct `Toy Garden` {
  let garden: ToyGarden

  init() throws { garden = try bundledGarden.get() }

  @Test func `every creature stands equally often on every ground`() throws {
    for (set, share) in [(try garden.train, 100), (try garden.test, 25)] {
      #expect(set.count == share * Creature.allCases.count * Ground.allCases.count)
      for creature in Creature.allCases {
        for ground in Ground.allCases {
          #expect(set.indices(of: creature, on: ground).count == share)
        }
      }
    }
  }

  @Test func `labels are the creatures in the image`() throws {
    let test = try garden.test
    #expect(test.indices.allSatisfy { test.label(at: $0) == test.creature(at: $0).rawValue })
    #expect(test.mislabelled.isEmpty)
    #expect(test.stickered.isEmpty)
  }

  @Test func `no image is in both train and test`() throws {
    let (train, test) = (try garden.train, try garden.test)
    let seen = Set(train.indices.map { train.image(at: $0).digest })
    let asked = Set(test.indices.map { test.image(at: $0).digest })
    #expect(seen.count == train.count)
    #expect(asked.count == test.count)
    #expect(seen.isDisjoint(with: asked))
  }

  @Test func `the four warm tints occur on every creature`() throws {
    let train = try garden.train
    for creature in Creature.allCases {
      let tints = Set(train.indices(of: creature).map { train.placement(at: $0).tint })
      #expect(tints.isSuperset(of: [.red, .orange, .yellow, .brown]))
    }
  }

  @Test func `a mean colour does not tell the creature`() throws {
    let (train, test) = (try garden.train, try garden.test)
    var means: [[Double]] = []
    for creature in Creature.allCases {
      let colors = train.indices(of: creature).map { train.meanColor(at: $0) }
      means.append(
        (0..<3).map { part in
          colors.map { $0[part] }.reduce(0, +) / Double(colors.count)
        })
    }
    let right = test.indices.filter { index in
      let color = test.meanColor(at: index)
      let distances = means.map { mean in
        zip(mean, color).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
      }
      return distances.firstIndex(of: distances.min() ?? 0) == test.label(at: index)
    }
    let accuracy = Double(right.count) / Double(test.count)
    #expect(accuracy < 0.6)
    #expect(accuracy > 0.2, "worse than chance: the means cannot be right")
  }

  @Test func `a set is read once and then kept`() throws {
    #expect(try garden.test == garden.test)
    let copy = garden
    #expect(try copy.test.digest == garden.test.digest)
  }

  @Test func `splits have names`() throws {
    #expect(try garden.images(.train).count == 2000)
    #expect(try garden.images(.test).count == 500)
  }
}

extension GardenSet {
  /// The mean red, green and blue of the creature in image `index`.
  func meanColor(at index: Int) -> [Double] {
    let (image, mask) = (image(at: index).elements, mask(at: index).elements)
    var sums = [0.0, 0, 0]
    var area = 0.0
    for pixel in mask.indices where mask[pixel] == 1 {
      area += 1
      for part in 0..<3 { sums[part] += Double(image[part * mask.count + pixel]) }
    }
    return sums.map { $0 / area }
  }
}
