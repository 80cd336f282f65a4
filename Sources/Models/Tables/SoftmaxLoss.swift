import Numerics
public import Tensors

/// What softmax regression makes small, with its first and second derivatives, exactly.
///
///     J(W) = 1/n Σ wᵢ ℓ(zᵢ, W) + λ/2 |W|²,   ℓ = −log p(label | x),   p = softmax(W x̃),   x̃ = (x, 1)
///
/// W is `[classes, features + 1]`, the bias last in each row; the penalty counts it too. So the
/// second derivatives are at least λ in every direction: there is one minimum, and a point where
/// the slope is g lies no farther from it than ‖g‖ / λ. A weight wᵢ of 0 takes a row out, and the
/// divisor stays n.
///
/// Parameters are a list: the rows of W one after another.
///
/// *Source.* Böhning (1992), "Multinomial logistic regression algorithm".
public struct SoftmaxLoss: Sendable {
  /// x̃ of each row.
  public private(set) var design: Matrix
  /// The class of each row.
  public let labels: [Int]
  /// How many classes there are.
  public let classes: Int
  /// λ.
  public let penalty: Double
  /// wᵢ, one for each row.
  public var weights: [Double] {
    didSet { requireWeights() }
  }

  /// The loss on `rows` with one label each.
  ///
  /// - Precondition: There is a row, every label names a class, the penalty is positive, no weight
  ///   is negative; all numbers are finite.
  public init(
    rows: Matrix, labels: [Int], classes: Int, penalty: Double, weights: [Double]? = nil
  ) {
    precondition(rows.rows > 0, "SoftmaxLoss: there are no rows")
    precondition(
      rows.rows == labels.count, "SoftmaxLoss: \(rows.rows) rows, \(labels.count) labels")
    for (row, label) in labels.enumerated() where !(0..<classes ~= label) {
      preconditionFailure("SoftmaxLoss: row \(row) has the label \(label) of \(classes) classes")
    }
    precondition(
      penalty > 0 && penalty.isFinite,
      "SoftmaxLoss: the penalty is \(penalty), it has to be positive")
    rows.requireFinite("SoftmaxLoss")
    design = Matrix(
      (0..<rows.rows).flatMap { rows.row($0) + [1] }, rows: rows.rows, columns: rows.columns + 1)
    (self.labels, self.classes, self.penalty) = (labels, classes, penalty)
    self.weights = weights ?? [Double](repeating: 1, count: rows.rows)
    requireWeights()
  }

  private func requireWeights() {
    precondition(
      weights.count == design.rows && weights.allSatisfy { $0 >= 0 && $0.isFinite },
      "SoftmaxLoss: \(design.rows) rows take as many weights of 0 or more, not \(weights)")
  }

  /// How many parameters there are.
  public var parameterCount: Int { classes * design.columns }

  /// The same loss without the rows at `indices`; the divisor stays the count of all rows.
  ///
  /// - Precondition: there are those rows.
  public func removing(_ indices: [Int]) -> SoftmaxLoss {
    var rest = weights
    for index in indices {
      precondition(
        rest.indices ~= index, "SoftmaxLoss: no row \(index) among \(design.rows) to remove")
      rest[index] = 0
    }
    var loss = self
    loss.weights = rest
    return loss
  }

  /// The same loss with other features in the row at `index`.
  ///
  /// - Precondition: there is that row, with as many features, all finite.
  public func replacing(_ index: Int, by row: [Double]) -> SoftmaxLoss {
    precondition(
      0..<design.rows ~= index && row.count == design.columns - 1,
      "SoftmaxLoss: \(row.count) values for row \(index) of \(design.rows) × "
        + "\(design.columns - 1)")
    row.requireFinite("SoftmaxLoss: value")
    var loss = self
    for (column, value) in row.enumerated() { loss.design[index, column] = value }
    return loss
  }

  // MARK: Derivatives

  /// J.
  ///
  /// - Precondition: as many parameters as there are, here and below.
  public func value(at parameters: [Double]) -> Double { point(parameters).value }

  /// dJ / dW.
  public func gradient(at parameters: [Double]) -> [Double] { gradient(at: point(parameters)) }

  // [hessian]
  /// d²J / dW²: for classes a and b the block 1/n Σ wᵢ (pₐ[a = b] − pₐ p_b) x̃ x̃ᵀ, plus λ on the
  /// diagonal.
  public func hessian(at parameters: [Double]) -> Matrix {
    hessian(at: point(parameters))
  }

  func hessian(at point: SoftmaxPoint) -> Matrix {
    let pairs = (0..<classes).flatMap { a in (0...a).map { (a, $0) } }
    let blocks = Parallel.map(pairs.count) { index in
      let (a, b) = pairs[index]
      return design.weightedSquares(
        (0..<design.rows).map { row in
          let p = (point.probability(row, a), point.probability(row, b))
          return weights[row] / Double(design.rows) * p.0 * ((a == b ? 1 : 0) - p.1)
        })
    }
    let width = design.columns
    var hessian = Matrix(rows: parameterCount, columns: parameterCount)
    for (block, (a, b)) in zip(blocks, pairs) {
      for row in 0..<width {
        for column in 0..<width {
          hessian[a * width + row, b * width + column] = block[row, column]
          hessian[b * width + row, a * width + column] = block[row, column]
        }
      }
    }
    for index in 0..<parameterCount { hessian[index, index] += penalty }
    return hessian
  }
  // [/hessian]

  // MARK: Row by row

  /// ℓ of each row, without weight and penalty.
  public func losses(at parameters: [Double]) -> [Double] { point(parameters).losses }

  /// For every row how ℓ changes when the parameters move along `direction`: dℓ / dW · direction,
  /// from one product of all rows with the direction.
  public func slopes(at parameters: [Double], along direction: [Double]) -> [Double] {
    let errors = point(parameters).errors
    let moves = design.timesTransposed(
      Matrix(direction, rows: classes, columns: design.columns))
    return (0..<design.rows).map { row in
      (0..<classes).reduce(0) { $0 + errors[row, $1] * moves[row, $1] }
    }
  }

  // MARK: One pass over the rows

  func point(_ parameters: [Double]) -> SoftmaxPoint {
    precondition(
      parameters.count == parameterCount,
      "SoftmaxLoss: \(parameters.count) parameters instead of \(parameterCount)")
    parameters.requireFinite("SoftmaxLoss: parameter")
    var point = SoftmaxPoint(design, labels, classes, parameters)
    for (loss, weight) in zip(point.losses, weights) { point.value += weight * loss }
    point.value = point.value / Double(design.rows) + penalty / 2 * dot(parameters, parameters)
    return point
  }

  func gradient(at point: SoftmaxPoint) -> [Double] {
    var shares = point.errors
    for row in 0..<design.rows {
      for label in 0..<classes { shares[row, label] *= weights[row] / Double(design.rows) }
    }
    let slopes = shares.transposedTimes(design).elements
    return zip(slopes, point.parameters).map { $0 + penalty * $1 }
  }
}

/// What the rows say at one place of the parameters.
struct SoftmaxPoint: Sendable {
  let parameters: [Double]
  /// p less the one-hot label, a row for each row of the table.
  let errors: Matrix
  /// −log p of each row's label.
  let losses: [Double]
  /// J.
  var value = 0.0
  private let labels: [Int]

  init(_ design: Matrix, _ labels: [Int], _ classes: Int, _ parameters: [Double]) {
    var scores = design.timesTransposed(
      Matrix(parameters, rows: classes, columns: design.columns))
    losses = labels.enumerated().map { row, label in
      let largest = scores.row(row).reduce(-.infinity, max)
      let logit = scores[row, label]
      var total = 0.0
      for place in 0..<classes {
        scores[row, place] = Elementary.exp(scores[row, place] - largest)
        total += scores[row, place]
      }
      for place in 0..<classes { scores[row, place] /= total }
      scores[row, label] -= 1
      return largest + Elementary.log(total) - logit
    }
    (self.parameters, self.labels, errors) = (parameters, labels, scores)
  }

  /// p of a class in a row.
  func probability(_ row: Int, _ label: Int) -> Double {
    errors[row, label] + (labels[row] == label ? 1 : 0)
  }
}
