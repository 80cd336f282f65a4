import Numerics

/// A model imitated by its answers for many rows, each of which speaks for its neighbourhood; its
/// slope is an explanation.
///
/// *Formula.* p(x) = Σᵢ kᵢ(x) yᵢ / Σᵢ kᵢ(x), with the model's answers yᵢ for the rows xᵢ and
/// kᵢ(x) = exp(−|x − xᵢ|² / 2σ²). Its slope by feature j is the importance of j:
/// ∂p/∂xⱼ = Σᵢ kᵢ (yᵢ − p) (xᵢⱼ − xⱼ) / σ² Σᵢ kᵢ.
///
/// *Reference.* The baseline "Parzen" of Ribeiro, Singh and Guestrin (2016), section 5.2, after
/// Baehrens, Schroeter, Harmeling, Kawanabe, Hansen and Müller (2010), "How to explain individual
/// classification decisions", JMLR 11.
///
/// *Limits.* One imitation for all inputs: where the rows are sparse, as in many columns, it knows
/// little, and the width decides what it says. The features should be on one scale.
public struct ParzenWindow: Hashable, Sendable {
  /// The rows that the model was asked about.
  public let rows: [[Double]]
  /// What it answered for each.
  public let answers: [Double]
  /// The width σ.
  public let width: Double

  /// Keeps the model's answers for `rows`, such as the probability of one class.
  ///
  /// - Precondition: there is a row; rows are equally long, with an answer each; all numbers are
  ///   finite; `width` is above 0.
  public init(_ rows: [[Double]], answers: [Double], width: Double) {
    precondition(
      rows.count == answers.count && !rows.isEmpty,
      "ParzenWindow: \(rows.count) rows, \(answers.count) answers")
    precondition(
      width > 0 && width.isFinite, "ParzenWindow: a width of \(width); it has to be above 0")
    for (index, row) in rows.enumerated() {
      precondition(
        row.count == rows[0].count,
        "ParzenWindow: \(row.count) values in row \(index), \(rows[0].count) in row 0")
      row.requireFinite("ParzenWindow: row \(index), value")
    }
    answers.requireFinite("ParzenWindow: answer")
    (self.rows, self.answers, self.width) = (rows, answers, width)
  }

  /// What the imitation answers for `row`: a mean of the answers, weighted by nearness.
  ///
  /// - Precondition: a finite value for each feature, here and below.
  public func answer(for row: [Double]) -> Double {
    zip(shares(at: row), answers).reduce(0) { $0 + $1.0 * $1.1 }
  }

  // [slope]
  /// How the imitation's answer changes with each feature of `row`.
  public func slopes(at row: [Double]) -> [Double] {
    let shares = shares(at: row)
    let answer = answer(for: row)
    var slopes = [Double](repeating: 0, count: row.count)
    for (index, other) in rows.enumerated() {
      let pull = shares[index] * (answers[index] - answer) / (width * width)
      for feature in row.indices { slopes[feature] += pull * (other[feature] - row[feature]) }
    }
    return slopes
  }
  // [/slope]

  /// The weights of the rows, as shares: distances are told from the nearest row, so that far away
  /// from all of them it alone speaks.
  private func shares(at row: [Double]) -> [Double] {
    precondition(
      row.count == rows[0].count,
      "ParzenWindow: a row of \(row.count) values, \(rows[0].count) features")
    row.requireFinite("ParzenWindow: value")
    let squares = rows.map { zip($0, row).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    let nearest = squares.reduce(.infinity) { min($0, $1) }
    let weights = squares.map { Elementary.exp((nearest - $0) / (2 * width * width)) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}
