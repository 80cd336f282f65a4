import Numerics
import Tensors

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
