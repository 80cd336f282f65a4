import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct GradientMeanTests {
  /// The mean size of all values of all channels: its slope at a value is the value's sign, over a
  /// constant.
  private static func size(channels: Int) -> Network {
    var both = Tensor(shape: [2 * channels, channels, 1, 1])
    for channel in 0..<channels {
      both[channel, channel, 0, 0] = 1
      both[channels + channel, channel, 0, 0] = -1
    }
    let none = Tensor(shape: [2 * channels])
    return Network([
      Layer("conv", .convolution(weights: both, bias: none, stride: 1, padding: 0)),
      Layer("relu", .relu), Layer("average", .globalAveragePool),
      Layer(
        "linear",
        .linear(
          weights: Tensor(repeating: 1, shape: [1, 2 * channels]), bias: Tensor(shape: [1]))),
    ])
  }

  @Test(arguments: [(1, 0.7979), (2, 1.1284), (3, 1.3264)])
  func `where all means are 0 but for chance, the largest is so many of its errors`(
    channels: Int, expected: Double
  ) throws {
    // Noise about 0 turns the sign of each slope over by chance; one bright pixel gives a range.
    var picture = Tensor(shape: [channels, 40, 40])
    picture[0, 0, 0] = 1
    let found = SmoothGrad(samples: 200, noise: 1, random: Random(seed: 67))
      .explain(Self.size(channels: channels), picture, class: 0)
    let ratios = zip(found.values.elements, try #require(found.standardErrors).elements)
      .dropFirst().map { Double($0 / $1) }
    // E max |Zₖ| of standard normal numbers: √(2 / π), 2 / √π, and 1.3264 by a numerical integral.
    // Their deviations are 0.60 and below: four standard errors of 1,599 pixels.
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    #expect(abs(mean - expected) < 4 * 0.60 / 1599.0.squareRoot())
  }
}
