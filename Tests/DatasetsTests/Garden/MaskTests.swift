import Datasets
import Graphics
import Tensors
import Testing

@Suite struct `Masks` {
  let test: GardenSet

  init() throws { test = try bundledGarden.get().test }

  @Test func `the parts of a creature share its mask without overlap`() {
    for index in test.indices {
      let sample = test.sample(at: index)
      var sum = Tensor(repeating: 0, shape: [48, 48])
      for part in sample.parts { sum = sum + part.mask }
      #expect(sum == sample.mask, "image \(index)")
    }
  }

  @Test func `a creature covers a fair part of the image and stays inside it`() {
    for index in test.indices {
      let mask = test.mask(at: index)
      let area = mask.sum()
      #expect(area >= 120 && area <= 900, "image \(index) has a mask of \(area) pixels")
      let cells = mask.elements
      var rim: Float = 0
      for step in 0..<48 {
        rim += cells[step] + cells[47 * 48 + step]
        rim += cells[48 * step] + cells[48 * step + 47]
      }
      #expect(rim <= 8, "image \(index) leaves the frame")
    }
  }

  @Test func `every part is seen except legs and feelers that are too thin`() {
    for index in test.indices {
      for part in test.creature(at: index).parts where part != .legs && part != .feelers {
        #expect(test.partMask(at: index, part).sum() > 0, "no \(part) in image \(index)")
      }
    }
  }

  @Test func `a part of another creature has an empty mask`() throws {
    let fish = try #require(test.indices(of: .fish).first)
    #expect(test.partMask(at: fish, .stripes).sum() == 0)
  }

  @Test func `the centre of the mask is near the centre in the table`() {
    for index in test.indices {
      let mask = test.mask(at: index)
      let placement = test.placement(at: index)
      var (x, y) = (0.0, 0.0)
      for pixel in mask.elements.indices where mask.elements[pixel] == 1 {
        x += Double(pixel % 48) + 0.5
        y += Double(pixel / 48) + 0.5
      }
      let area = Double(mask.sum())
      let (dx, dy) = (x / area - placement.center.x, y / area - placement.center.y)
      // A snail's shell and a mushroom's cap pull the centre away from the middle of the box.
      #expect(dx * dx + dy * dy < placement.size * placement.size * 0.04, "image \(index)")
    }
  }

  @Test func `a mask contrasts with what is around it`() {
    // The creature was drawn where the mask says: its mean colour differs from the ground's.
    let distinct = test.indices.filter { index in
      let (image, mask) = (test.image(at: index).elements, test.mask(at: index).elements)
      var (inside, outside) = ([0.0, 0, 0], [0.0, 0, 0])
      for pixel in mask.indices {
        for part in 0..<3 {
          let value = Double(image[part * mask.count + pixel])
          if mask[pixel] == 1 { inside[part] += value } else { outside[part] += value }
        }
      }
      let area = Double(mask.reduce(0, +))
      let difference = zip(inside, outside).map {
        abs($0 / area - $1 / (Double(mask.count) - area))
      }
      return difference.reduce(0, +) > 0.1
    }
    #expect(distinct.count > test.count * 9 / 10)
  }
}
