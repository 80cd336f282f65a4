public import Numerics

/// LIME for rows of a table.
///
/// *Question.* Which columns of this row speak for this class, to a model that only answers?
///
/// *Formula.* Draw rows, ask the model f about each, and fit g(z′) = β₀ + Σ βⱼ z′ⱼ to its answers,
/// as in ``LIME``. With bins z′ⱼ is 1 where column j has the explained row's level or lies in its
/// bin, and βⱼ is what that adds to the score; without, z′ⱼ is the number itself, and βⱼ is what a
/// standard deviation more adds. Nearness is measured on z′, as exp(−|z′ − x′|² / 2σ²) with
/// σ = ¾ √columns.
///
/// *Code.* ``explain(_:_:class:using:)`` is the steps below in order; weights and fit are those of
/// ``LIME``.
///
/// *Reference.* Ribeiro, Singh and Guestrin (2016), "Why should I trust you? Explaining the
/// predictions of any classifier", KDD; `lime_tabular.py` of their code, version 0.2.0.1, whose
/// numbers it gives for the same rows.
///
/// *Limits.* Rows are drawn column by column, so many of them could not occur. With bins they are
/// drawn from the whole table, not from near the row, and the kernel hardly tells them apart: look
/// at the effective sample size. Which bins there are decides what can be said. What two columns
/// do together is shared out between them, or lost: look at R² and at the gap.
public struct TableLIME: Hashable, Sendable {
  /// What is known of the training rows, and how new ones are drawn.
  public let profile: TableProfile

  /// How many rows the model is asked about, the explained one among them.
  public let samples: Int

  /// The width σ of the kernel.
  public let width: Double

  /// How the answers are imitated.
  public let surrogate: LinearSurrogate

  /// How many rows the model gets at a time.
  public let batch: Int

  /// The method for a table; as the knobs stand, that of the original code: 5,000 rows, a width of
  /// ¾ √columns, and ten columns at most in the explanation.
  ///
  /// - Precondition: `samples`, `width` and `batch` are positive.
  public init(
    _ profile: TableProfile, samples: Int = 5000, width: Double? = nil,
    surrogate: LinearSurrogate = LinearSurrogate(features: 10), batch: Int = 512
  ) {
    let width = width ?? 0.75 * Double(profile.columns.count).squareRoot()
    precondition(samples >= 1, "TableLIME: \(samples) samples; at least 1 is needed, the row")
    precondition(width > 0, "TableLIME: a width of \(width); it has to be above 0")
    precondition(batch >= 1, "TableLIME: a batch of \(batch); at least 1 is needed")
    (self.profile, self.samples, self.width) = (profile, samples, width)
    (self.surrogate, self.batch) = (surrogate, batch)
  }

  // [explain]
  /// Explains the score that the model gives to one class: all seven steps.
  ///
  /// Takes `samples` forward passes.
  /// - Precondition: the row has a fitting value for each column; the model
  ///   answers as a ``BlackBox`` has to, with a score for the class.
  public func explain(
    _ model: BlackBox<[Double]>, _ row: [Double], class label: Int,
    using random: inout Random
  ) -> TableExplanation {
    let rows = profile.rows(samples, for: row, using: &random)  // perturb
    let answers = model.scores(of: rows, batch: batch)  // predict
    return explanation(of: label, rows, answers)
  }

  /// The last five steps, for any rows, of which the first is explained.
  ///
  /// Asks the model nothing: all classes can be explained from the same answers.
  /// - Precondition: an answer for each row, with a score for the class.
  public func explanation(
    of label: Int, _ rows: [[Double]], _ answers: [[Float]]
  ) -> TableExplanation {
    let variables = profile.variables(of: rows)  // discretise
    let fit = LIME(kernel: kernel, surrogate: surrogate)
      .explanation(of: label, variables, answers)  // distance, similarity, fit
    return TableExplanation(
      row: rows[0], conditions: profile.conditions(for: rows[0]), fit: fit)
  }
  // [/explain]

  /// How much a row counts by its distance: a Gauss kernel of ``width``, on z′.
  public var kernel: LIMEKernel { LIMEKernel(distance: .euclidean, width: width) }
}
