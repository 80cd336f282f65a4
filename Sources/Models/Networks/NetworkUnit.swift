public import Autograd
import Numerics
public import Tensors

/// One number inside a network: what can be asked for the input that it responds to.
public enum NetworkUnit: Hashable, Sendable {
  /// The score of a class.
  case score(ClassScore, class: Int)
  /// The mean of one channel of a layer over all its places; of a layer without places the value.
  case channel(Int, of: String)
  /// One channel of a layer at one place.
  case place(channel: Int, row: Int, column: Int, of: String)
}

/// What a unit says to an input, and how that changes with each value of the input.
public struct UnitSlope: Hashable, Sendable {
  /// The value of the unit.
  public let value: Float
  /// d value / d input, of the input's shape.
  public let gradient: Tensor
}

extension Network {
  /// What a unit says to each of `inputs`, in small chunks on all cores.
  ///
  /// - Precondition: there is such a unit, all inputs have the same shape, and every value is a finite
  ///   number, here and below.
  public func values(of unit: NetworkUnit, for inputs: [Tensor]) -> [Float] {
    Network.inChunks(of: inputs) { _, batch in
      UnitReading(unit, output(of: unit, for: Variable(constant: batch))).values
    }
  }

  /// What a unit says to each of `inputs`, and how that changes with each of their values.
  ///
  /// One pass forward and back for each, no further than the unit's layer. With a `rule` other than
  /// `.gradient` it is no derivative but another backward signal.
  public func slopes(
    of unit: NetworkUnit, at inputs: [Tensor], rule: RectifierRule = .gradient
  ) -> [UnitSlope] {
    Network.inChunks(of: inputs) { _, batch in
      let batch = Variable(batch)
      let reading = UnitReading(unit, output(of: unit, for: batch, rule: rule))
      // An input's value depends on that input alone, so the gradient of the sum holds each one's own.
      let slopes = Autograd.gradients(of: reading.sum, withRespectTo: [batch])[0].value
      return reading.values.enumerated().map {
        UnitSlope(value: $0.element, gradient: slopes.slice($0.offset))
      }
    }
  }

  /// The output of the layer that the unit belongs to.
  private func output(
    of unit: NetworkUnit, for batch: Variable, rule: RectifierRule = .gradient
  ) -> Variable {
    let last =
      switch unit {
      case .score: layers.count - 1
      case .channel(_, let layer), .place(_, _, _, let layer): index(of: layer)
      }
    return layers[...last].reduce(batch) { $1.output(for: $0, rule: rule) }
  }
}

/// What a unit says to each input of a batch.
private struct UnitReading {
  /// One value for each input.
  let values: [Float]
  /// Their sum, which can be differentiated.
  let sum: Variable

  init(_ unit: NetworkUnit, _ output: Variable) {
    let (inputs, channels) = (output.shape[0], output.shape[1])
    switch unit {
    case .score(let score, let label):
      precondition(0..<channels ~= label, "Network: no class \(label) among \(channels)")
      values = (0..<inputs).map { score.values(of: Array(output.value.slice($0).elements))[label] }
      sum = score.sum(of: output, at: (0..<inputs).map { $0 * channels + label })
    case .channel(let channel, let layer):
      UnitReading.require(channel, in: channels, layer)
      let places = output.value.count / (inputs * channels)
      let asked = (0..<inputs).flatMap { input in
        let first = (input * channels + channel) * places
        return first..<(first + places)
      }
      values = (0..<inputs).map {
        output.value.slice($0).reshaped(to: [channels, places]).slice(channel).mean()
      }
      sum = output.elements(asked).sum() * (1 / Float(places))
    case .place(let channel, let row, let column, let layer):
      let shape = output.shape
      precondition(
        shape.count == 4 && 0..<shape[2] ~= row && 0..<shape[3] ~= column,
        "Network: no place \([row, column]) in the layer \(layer) of the shape \(shape.dropFirst())"
      )
      UnitReading.require(channel, in: channels, layer)
      let asked = (0..<inputs).map {
        (($0 * channels + channel) * shape[2] + row) * shape[3] + column
      }
      values = asked.map { output.value.elements[$0] }
      sum = output.elements(asked).sum()
    }
  }

  private static func require(_ channel: Int, in channels: Int, _ layer: String) {
    precondition(
      0..<channels ~= channel, "Network: no channel \(channel) among \(channels) of \(layer)")
  }
}
