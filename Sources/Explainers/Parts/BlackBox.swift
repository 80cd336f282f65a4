public import Models
import Numerics
public import Tensors

/// A model of which nothing is known but what it answers: inputs in, for each a list of scores out.
///
/// `network.blackBox()` is one for pictures; a function makes any other:
/// `BlackBox { texts in texts.map { [$0.contains("free") ? 1 : 0] } }`. It is asked about several
/// inputs at a time, because that is what models are fast at.
public struct BlackBox<Input> {
  private let answer: ([Input]) -> [[Float]]

  /// The black box that answers as `answer` does: for each input one score a class, the classes in
  /// the same order each time.
  public init(_ answer: @escaping (_ inputs: [Input]) -> [[Float]]) { self.answer = answer }

  /// The scores of `inputs`, asked about all together; see ``scores(of:batch:)``.
  public func callAsFunction(_ inputs: [Input]) -> [[Float]] { scores(of: inputs, batch: .max) }

  /// The scores of `inputs`, one a class for each, asked about `batch` at a time and in order.
  ///
  /// A lazy collection makes its inputs when they are asked about, so memory does not grow with
  /// their number.
  ///
  /// - Precondition: `batch` is positive; the model gives one answer for each input, all of them
  ///   of equally many finite scores, at least one.
  public func scores(of inputs: some Collection<Input>, batch: Int = 128) -> [[Float]] {
    precondition(batch >= 1, "BlackBox: a batch of \(batch); at least 1 is needed")
    var scores: [[Float]] = []
    scores.reserveCapacity(inputs.count)
    var rest = inputs[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(batch))
      rest = rest.dropFirst(some.count)
      let answers = answer(some)
      precondition(
        answers.count == some.count,
        "BlackBox: the model gave \(answers.count) answers for \(some.count) inputs")
      for scoresOfOne in answers {
        let classes = scores.first?.count ?? scoresOfOne.count
        precondition(
          scoresOfOne.count == classes && classes > 0,
          "BlackBox: the model gave \(scoresOfOne.count) scores for input \(scores.count) and "
            + "\(classes) for input 0")
        precondition(
          scoresOfOne.allSatisfy(\.isFinite),
          "BlackBox: the model's scores for input \(scores.count) are \(scoresOfOne); only finite "
            + "numbers are possible")
        scores.append(scoresOfOne)
      }
    }
    return scores
  }
}

extension Network {
  /// The network as a ``BlackBox`` for its inputs, pictures or rows of a table: what is inside
  /// stays inside.
  public func blackBox(_ score: ClassScore = .probability) -> BlackBox<Tensor> {
    switch score {
    case .logit: BlackBox { logits(of: $0) }
    case .probability: BlackBox { probabilities(of: $0) }
    case .contrast: BlackBox { logits(of: $0).map(score.values) }
    }
  }
}

extension RowClassifier {
  /// The model as a ``BlackBox`` for rows of a table, which answers with its probabilities.
  public func blackBox() -> BlackBox<[Double]> {
    BlackBox { rows in probabilities(of: rows).map { $0.map { Float($0) } } }
  }
}
