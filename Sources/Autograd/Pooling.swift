import Numerics
import Tensors

/// The largest value of each window of a batch `[n, c, height, width]`.
///
/// The place of each maximum is kept (the first of equals), and the gradient goes there alone.
/// Rows and columns that fill no window are left out.
///
/// - Returns: `[n, c, (height − size) / stride + 1, (width − size) / stride + 1]`.
public func maxPool(_ input: Variable, size: Int, stride: Int) -> Variable {
  let (values, indices) = input.value.maxima(
    windowHeight: size, windowWidth: size, stride: stride)
  return input.gathered(at: indices, values: values)
}

/// The largest value of each channel: `[n, c, height, width]` to `[n, c]`.
public func globalMaxPool(_ input: Variable) -> Variable {
  precondition(input.shape.count == 4, "global max-pool: \(input.shape) is no batch")
  let (values, indices) = input.value.maxima(
    windowHeight: input.shape[2], windowWidth: input.shape[3], stride: 1)
  return input.gathered(at: indices, values: values.reshaped(to: Array(input.shape.prefix(2))))
}

/// The mean of each channel: `[n, c, height, width]` to `[n, c]`.
public func globalAveragePool(_ input: Variable) -> Variable {
  precondition(input.shape.count == 4, "global average pool: \(input.shape) is no batch")
  return input.summed(keeping: 0..<2) * (1 / Float(input.shape[2] * input.shape[3]))
}
