import Numerics
import Tensors

/// Σ_k weights_k · maps_k: `[channels, height, width]` to `[height, width]`.
///
/// `weights` are one number a channel, `[channels]`, or one a value, of the maps' shape. The sum
/// starts at zero, so that weights of zero make a map of zero.
func weightedSum(of maps: Tensor, weights: Tensor) -> Tensor {
  precondition(
    maps.shape.count == 3 && (weights.shape == [maps.shape[0]] || weights.shape == maps.shape),
    "weighted sum: weights \(weights.shape) for maps \(maps.shape)")
  var sum = Tensor(shape: Array(maps.shape.dropFirst()))
  for channel in 0..<maps.shape[0] {
    if weights.shape.count == 1 {
      sum.add(maps.slice(channel), times: weights[channel])
    } else {
      sum += maps.slice(channel) * weights.slice(channel)
    }
  }
  return sum
}

/// One number a channel: `[channels, height, width]` to `[channels]`.
func perChannel(_ maps: Tensor, _ number: (Tensor) -> Float) -> Tensor {
  precondition(maps.shape.count == 3, "\(maps.shape) is not [channels, height, width]")
  let numbers = (0..<maps.shape[0]).map { number(maps.slice($0)) }
  return Tensor(ContiguousArray(numbers), shape: [maps.shape[0]])
}

/// One number a channel from two tensors `[channels, height, width]`.
func perChannel(
  _ first: Tensor, _ second: Tensor, _ number: (Tensor, Tensor) -> Float
) -> Tensor {
  let numbers = (0..<first.shape[0]).map { number(first.slice($0), second.slice($0)) }
  return Tensor(ContiguousArray(numbers), shape: [first.shape[0]])
}
