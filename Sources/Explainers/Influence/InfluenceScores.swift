import Numerics

/// What each training example does for the loss of one test example.
public struct InfluenceScores: Hashable, Sendable {
  /// For each training example the predicted rise of the test loss when it is removed: positive is
  /// helpful, negative harmful.
  public let values: [Double]
  /// H⁻¹∇ℓ of the test example, with the residuals of the solver.
  public let solution: CurvatureSolution

  /// The values of influence with what they were computed from.
  public init(values: [Double], solution: CurvatureSolution) {
    (self.values, self.solution) = (values, solution)
  }

  /// What one example does, in a word.
  public enum Role: String, Hashable, Sendable {
    /// Without it the test loss would rise.
    case helpful
    /// Without it the test loss would fall.
    case harmful
    /// Without it the test loss would be the same.
    case neutral
  }

  /// What the example at `index` does.
  ///
  /// - Precondition: there is that example.
  public func role(of index: Int) -> Role {
    precondition(
      values.indices ~= index, "InfluenceScores: no example \(index) among \(values.count)")
    return values[index] > 0 ? .helpful : values[index] < 0 ? .harmful : .neutral
  }

  /// The `count` helpful examples of largest value, the largest first, or as many as there are.
  ///
  /// Of equal values the first comes first, here and below.
  public func mostHelpful(_ count: Int) -> [Int] {
    descendingOrder(of: values).filter { values[$0] > 0 }.prefix(count).map(\.self)
  }

  /// The `count` harmful examples, the worst first.
  public func mostHarmful(_ count: Int) -> [Int] {
    descendingOrder(of: values.map { -$0 }).filter { values[$0] < 0 }.prefix(count).map(\.self)
  }

  /// The `count` examples that matter most, helpful or harmful.
  public func mostInfluential(_ count: Int) -> [Int] {
    descendingOrder(of: values.map { abs($0) }).prefix(count).map(\.self)
  }

  /// The predicted rise of the test loss if all of `indices` are removed: to first order the sum of
  /// their values.
  ///
  /// - Precondition: there are those examples.
  public func rise(removing indices: [Int]) -> Double {
    indices.reduce(0) { sum, index in
      precondition(
        values.indices ~= index, "InfluenceScores: no example \(index) among \(values.count)")
      return sum + values[index]
    }
  }

  /// The paper's I(up,loss): the slope of the test loss by the weight of each example, −n times its
  /// value.
  public var upweighting: [Double] { values.map { -Double(values.count) * $0 } }

}
