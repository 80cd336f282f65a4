import Numerics
import Tensors

/// The mean of tensors, and how far chance may have moved it, from running sums: any number of
/// tensors in the memory of two.
///
/// Welford (1962): with each x the mean m moves by (x − m) / n, and the sum of squares about it grows
/// by (x − m_before)(x − m_after). In `Double`, in the order in which tensors come.
struct TensorMoments {
  let shape: [Int]
  private(set) var count = 0
  private(set) var means: ContiguousArray<Double>
  private var squares: ContiguousArray<Double>

  init(shape: [Int]) {
    self.shape = shape
    means = ContiguousArray(repeating: 0, count: shape.reduce(1, *))
    squares = means
  }

  mutating func add(_ tensor: Tensor) {
    precondition(
      tensor.shape == shape, "TensorMoments: \(tensor.shape) among tensors of \(shape)")
    count += 1
    let share = 1 / Double(count)
    for index in means.indices {
      let gap = Double(tensor.elements[index]) - means[index]
      means[index] += gap * share
      squares[index] += gap * (Double(tensor.elements[index]) - means[index])
    }
  }

  /// The mean of the tensors; zeros without any.
  var mean: Tensor { Tensor(ContiguousArray(means.map { Float($0) }), shape: shape) }

  /// The standard error of each mean, s / √n with n − 1 in s; nothing below two tensors.
  var standardErrors: Tensor? {
    errors.map { Tensor(ContiguousArray($0.map { Float($0) }), shape: shape) }
  }

  /// The same before it is rounded to `Float`.
  var errors: ContiguousArray<Double>? {
    guard count > 1 else { return nil }
    let scale = 1 / (Double(count) * Double(count - 1))
    return ContiguousArray(squares.map { (max(0, $0) * scale).squareRoot() })
  }
}
