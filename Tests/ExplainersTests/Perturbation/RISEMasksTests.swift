import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct RISEMasksTests {
  @Test func `a mask is that of RISE's code, by scikit-image`() throws {
    let cases = try Fixture.decode([RISEFixture.Mask].self, from: "rise/masks.json")
    #expect(cases.count == 8)
    for example in cases {
      let masks = RISEMasks(
        height: example.height, width: example.width, rows: example.cells.shape[0],
        columns: example.cells.shape[1], random: Random(seed: 1))
      let found = masks.mask(
        of: example.cells.tensor, down: example.down, right: example.right)
      // two lines between numbers up to 1 in Float
      let complaint = example.mask.complaint(
        about: found.values.elements, shape: found.values.shape, absolute: 2e-7, relative: 0)
      #expect(complaint == nil)
    }
  }

  @Test func `a mask shows how it was made`() {
    let masks = RISEMasks(height: 20, width: 33, rows: 3, columns: 5, random: Random(seed: 2))
    #expect(masks.cellHeight == 7 && masks.cellWidth == 7)
    for number in 0..<50 {
      let mask = masks[number]
      #expect(mask.cells.shape == [3, 5] && mask.enlarged.shape == [28, 42])
      #expect(0..<7 ~= mask.down && 0..<7 ~= mask.right)
      #expect(mask.values.shape == [20, 33])
      #expect(mask.values[0, 0] == mask.enlarged[mask.down, mask.right])
      #expect(mask.values[19, 32] == mask.enlarged[mask.down + 19, mask.right + 32])
      #expect(mask.values.elements.allSatisfy { 0...1 ~= $0 })
    }
  }

  @Test func `a mask depends on its number alone`() {
    let masks = RISEMasks(height: 9, width: 8, random: Random(seed: 3))
    let forward = (0..<20).map { masks[$0] }
    for number in (0..<20).reversed() { #expect(masks[number] == forward[number]) }
    #expect(Set(forward).count == 20)
    #expect(Parallel.map(20) { masks[$0] } == forward)
    let others = RISEMasks(height: 9, width: 8, random: Random(seed: 4))
    #expect(others[0] != forward[0])
  }

  @Test(arguments: [0.1, 0.5, 0.8])
  func `cells are shown with their probability, shifts are equally likely`(p: Double) {
    let masks = RISEMasks(
      height: 6, width: 4, rows: 2, columns: 2, keepProbability: p, random: Random(seed: 5))
    let count = 6000
    var (shown, shifts) = (0.0, [Int](repeating: 0, count: 6))
    for number in 0..<count {
      let mask = masks[number]
      shown += Double(mask.cells.sum())
      shifts[mask.down * 2 + mask.right] += 1
    }
    // four standard deviations of a binomial share and of a binomial count
    let cells = Double(4 * count)
    #expect(abs(shown / cells - p) < 4 * (p * (1 - p) / cells).squareRoot())
    for shift in shifts { #expect(abs(Double(shift) - 1000) < 4 * 28.9) }
  }

  @Test func `with a higher probability the same mask shows more`() {
    func masks(_ p: Double) -> RISEMasks {
      RISEMasks(height: 10, width: 10, keepProbability: p, random: Random(seed: 6))
    }
    for number in 0..<30 {
      let (few, many) = (masks(0.3)[number], masks(0.7)[number])
      #expect(zip(few.values.elements, many.values.elements).allSatisfy { $0 <= $1 + 1e-6 })
    }
  }

  @Test func `what is hidden becomes the background`() {
    let image = Tensor([1, 2, 3, 4], shape: [2, 1, 2])
    let mask = Tensor([0.25, 1], shape: [1, 2])
    let black = Tensor(shape: [2, 1, 2])
    #expect(image.shown(through: mask, before: black).elements == [0.25, 2, 0.75, 4])
    let grey = Tensor(repeating: 5, shape: [2, 1, 2])
    #expect(image.shown(through: mask, before: grey).elements == [4, 2, 4.5, 4])
  }

  @Test func `what makes no mask stops with words`() async {
    await expectStop(
      saying: "cells are shown with probability 1.0; it has to lie between 0 and 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISEMasks(height: 2, width: 2, keepProbability: 1, random: Random(seed: 1))
      })
    await expectStop(
      saying: "cells are shown with probability nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISEMasks(height: 2, width: 2, keepProbability: .nan, random: Random(seed: 1))
      })
    await expectStop(
      saying: "a grid of 0 × 7 cells",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISEMasks(height: 2, width: 2, rows: 0, random: Random(seed: 1))
      })
    await expectStop(
      saying: "a picture of 2 × 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISEMasks(height: 2, width: 0, random: Random(seed: 1))
      })
    await expectStop(
      saying: "cells [2, 2], not [1, 2] zeros and ones",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let masks = RISEMasks(height: 4, width: 4, rows: 1, columns: 2, random: Random(seed: 1))
        _ = masks.mask(of: Tensor(shape: [2, 2]), down: 0, right: 0)
      })
    await expectStop(
      saying: "a shift of 0 and 2 in a cell of 4 × 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let masks = RISEMasks(height: 4, width: 4, rows: 1, columns: 2, random: Random(seed: 1))
        _ = masks.mask(of: Tensor(shape: [1, 2]), down: 0, right: 2)
      })
    await expectStop(
      saying: "a mask [2, 2] and a background [3, 2, 4] for a picture [3, 2, 4]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let image = Tensor(shape: [3, 2, 4])
        _ = image.shown(through: Tensor(shape: [2, 2]), before: image)
      })
    await expectStop(
      saying: "a mask shows a share of 0...1 of each pixel, not -0.5 to 1.5",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let image = Tensor(shape: [3, 1, 2])
        _ = image.shown(through: Tensor([-0.5, 1.5], shape: [1, 2]), before: image)
      })
  }
}
