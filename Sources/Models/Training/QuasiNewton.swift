import Numerics
import Tensors

/// A way to the nearest minimum that learns the second derivatives from the slopes it meets.
///
/// L-BFGS: the last ten steps and what they did to the slope correct an inverse of second
/// derivatives that is given at the start. If that one is good, a few steps are enough. Source:
/// Nocedal and Wright (2006), "Numerical Optimization", algorithm 7.4.
struct QuasiNewton {
  /// Where the way has led to.
  private(set) var place: [Double]
  /// The slope there.
  private(set) var gradient: [Double]
  private var value: Double
  private let slope: (_ place: [Double]) -> (value: Double, gradient: [Double])
  private let precondition: (_ gradient: [Double]) -> [Double]
  /// Steps, what they did to the slope, and the inverse of the product of both.
  private var pairs: [(step: [Double], change: [Double], inverse: Double)] = []
  private static let memory = 10

  /// At the start of the way.
  ///
  /// - Parameters:
  ///   - start: Where it starts.
  ///   - precondition: A positive definite matrix, near the inverse of the second derivatives.
  ///   - slope: What is made small, and its gradient.
  init(
    from start: [Double], precondition: @escaping (_ gradient: [Double]) -> [Double],
    slope: @escaping (_ place: [Double]) -> (value: Double, gradient: [Double])
  ) {
    (place, self.slope, self.precondition) = (start, slope, precondition)
    (value, gradient) = slope(start)
  }

  /// Goes down until the slope is no longer than `tolerance`, or for at most `limit` steps, or
  /// until rounding hides which way is down.
  ///
  /// By `noise` times itself rounding may move a value.
  mutating func descend(to tolerance: Double, limit: Int, noise: Double) {
    for _ in 0..<limit {
      guard norm(gradient) > tolerance, advance(noise) else { return }
    }
  }

  /// One step, halved until the value falls by a share of what the slope promises, or by nothing
  /// that rounding would let be seen; false where no part of it does.
  private mutating func advance(_ noise: Double) -> Bool {
    var direction = downhill()
    if dot(direction, gradient) <= 0 {
      pairs = []
      direction = precondition(gradient)
    }
    let promise = dot(direction, gradient)
    var length = 1.0
    while length > 1e-6 {
      let next = zip(place, direction).map { $0 - length * $1 }
      let there = slope(next)
      if there.value <= value - 1e-4 * length * promise + noise * abs(value) {
        remember(zip(next, place).map { $0 - $1 }, zip(there.gradient, gradient).map { $0 - $1 })
        (place, value, gradient) = (next, there.value, there.gradient)
        return true
      }
      length /= 2
    }
    return false
  }

  /// The inverse of the second derivatives, as far as it is known, times the slope.
  private func downhill() -> [Double] {
    var rest = gradient
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = pair.inverse * dot(pair.step, rest)
      rest = zip(rest, pair.change).map { $0 - share * $1 }
      shares.append(share)
    }
    var result = precondition(rest)
    for (pair, share) in zip(pairs, shares.reversed()) {
      let other = pair.inverse * dot(pair.change, result)
      result = zip(result, pair.step).map { $0 + (share - other) * $1 }
    }
    return result
  }

  /// Keeps a step, unless the slope along it did not rise: then it says nothing of a minimum.
  private mutating func remember(_ step: [Double], _ change: [Double]) {
    let product = dot(step, change)
    guard product > 1e-8 * norm(step) * norm(change) else { return }
    pairs.append((step, change, 1 / product))
    if pairs.count > QuasiNewton.memory { pairs.removeFirst() }
  }
}
