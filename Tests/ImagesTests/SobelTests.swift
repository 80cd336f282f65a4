import Images
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct SobelTests {
  @Test func `a flat image has no edges`() {
    let edges = Sobel.strength(of: Tensor(repeating: 0.4, shape: [3, 5, 7]))
    #expect(edges.shape == [5, 7])
    #expect(edges.elements.allSatisfy { $0 == 0 })
  }

  @Test func `a vertical step of height one has the strength 4 on both sides`() {
    var image = Tensor(shape: [3, 4, 4])
    for index in image.elements.indices where index % 4 > 1 { image.elements[index] = 1 }
    let edges = Sobel.strength(of: image)
    for row in 0..<4 {
      let values = (0..<4).map { edges.elements[row * 4 + $0] }
      #expect(abs(values[1] - 4) < 1e-5 && abs(values[2] - 4) < 1e-5)
      #expect(values[0] == 0 && values[3] == 0)
    }
  }

  @Test func `a single white pixel has edges all around, strongest at its sides`() {
    var image = Tensor(shape: [3, 3, 3])
    for channel in 0..<3 { image[channel, 1, 1] = 1 }
    let corner = Float(2).squareRoot()
    #expect(
      Sobel.strength(of: image).elements == [corner, 2, corner, 2, 0, 2, corner, 2, corner])
  }

  @Test func `turning the image turns its edges`() {
    var random = Random(seed: 5)
    let image = ContiguousArray((0..<36).map { _ in Float(random.uniform()) })
    let turned = ContiguousArray((0..<36).map { image[$0 % 6 * 6 + $0 / 6] })
    let color = { (gray: ContiguousArray<Float>) in
      Tensor(gray + gray + gray, shape: [3, 6, 6])
    }
    let edges = Sobel.strength(of: color(image))
    let turnedEdges = Sobel.strength(of: color(turned))
    for pixel in 0..<36 {
      let twin = pixel % 6 * 6 + pixel / 6
      // The two sums add the same terms in another order: a few units in the last place.
      #expect(abs(edges.elements[twin] - turnedEdges.elements[pixel]) < 1e-5)
    }
  }

  @Test func `what is no image in color, or no number, has no edges`() async {
    await expectStop(
      saying: "Sobel: an image is [3, height, width], not [1, 2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sobel.strength(of: Tensor(shape: [1, 2, 2]))
      })
    await expectStop(
      saying: "Sobel: the value at [0, 0, 1] of [3, 1, 2] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sobel.strength(of: Tensor([0, .infinity, 0, 0, 0, 0], shape: [3, 1, 2]))
      })
  }
}
