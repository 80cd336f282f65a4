public import Numerics
import Tensors

/// What turns the feature maps of a garden network into logits.
public enum GardenHead: Hashable, Sendable {
  /// The mean of each map, and a linear layer: layers `average` and `linear`.
  case average
  /// The largest value of each map, and a linear layer: layers `max` and `linear`.
  case max
  /// No pooling: every value of every map into a hidden layer of `hidden` units with a ReLU, and
  /// a linear layer. Layers `flatten`, `linear1`, `relu4`, `linear`; images have to be 48 x 48.
  case dense(hidden: Int)
  /// The mean of each map, a hidden layer of `hidden` units with a ReLU, and a linear layer:
  /// layers `average`, `linear1`, `relu4`, `linear`.
  case averageThenDense(hidden: Int)
}

extension Network {
  /// The network of the book, for RGB images of any size from 2^`pools`, which is 4 x 4 with two
  /// pools.
  ///
  /// Pixels less 0.5, then convolutions 3 → 16 → 32 → 64, each 3 x 3 with padding 1 and a ReLU,
  /// a max-pool by 2 after the first two, a global average pool, and a linear layer to the
  /// logits: 23,909 numbers for five classes. On 48 x 48 images its last maps are 12 x 12.
  ///
  /// Networks of one seed start with the same convolutions, whatever the other arguments.
  ///
  /// - Parameters:
  ///   - classes: How many logits there are.
  ///   - pools: After how many of the convolutions, from the first on, a max-pool by 2 follows: 0
  ///     to 3. The last maps of a 48 x 48 image are 48, 24, 12 or 6 wide, and a position of theirs
  ///     has seen 7, 12, 18 or 22 pixels across. The weights are as many; the work is not.
  ///   - head: What follows the maps.
  ///   - random: Where the weights come from.
  /// - Returns: The untrained network.
  /// - Precondition: `pools` and the widths are possible.
  public static func garden(
    classes: Int, pools: Int = 2, head: GardenHead = .average, using random: inout Random
  ) -> Network {
    precondition(
      0...3 ~= pools, "Network.garden: \(pools) pools; the three convolutions take 0 to 3")
    let channels = [3, 16, 32, 64]
    var layers = [Layer("centre", .shift(by: -0.5))]
    for number in 1...3 {
      layers.append(
        .convolution(
          "conv\(number)", from: channels[number - 1], to: channels[number], kernel: 3, padding: 1,
          using: &random))
      layers.append(Layer("relu\(number)", .relu))
      if number <= pools {
        layers.append(Layer("pool\(number)", .maxPool(size: 2, stride: 2)))
      }
    }
    let side = 48 >> pools
    layers += head.layers(
      channels: channels[3], places: side * side, classes: classes, using: &random)
    return Network(layers)
  }
}

extension GardenHead {
  /// The layers above maps of so many channels and places.
  fileprivate func layers(
    channels: Int, places: Int, classes: Int, using random: inout Random
  ) -> [Layer] {
    switch self {
    case .average:
      [
        Layer("average", .globalAveragePool),
        .linear("linear", from: channels, to: classes, using: &random),
      ]
    case .max:
      [
        Layer("max", .globalMaxPool),
        .linear("linear", from: channels, to: classes, using: &random),
      ]
    case .dense(let hidden):
      [Layer("flatten", .flatten)]
        + GardenHead.dense(channels * places, hidden, classes, using: &random)
    case .averageThenDense(let hidden):
      [Layer("average", .globalAveragePool)]
        + GardenHead.dense(channels, hidden, classes, using: &random)
    }
  }

  private static func dense(
    _ inputs: Int, _ hidden: Int, _ classes: Int, using random: inout Random
  ) -> [Layer] {
    precondition(hidden > 0, "Network.garden: a hidden layer of \(hidden) units")
    return [
      .linear("linear1", from: inputs, to: hidden, gain: 6, using: &random),
      Layer("relu4", .relu),
      .linear("linear", from: hidden, to: classes, using: &random),
    ]
  }
}
