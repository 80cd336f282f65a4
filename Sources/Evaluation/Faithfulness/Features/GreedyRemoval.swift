public import Explainers
import Numerics

/// The parts whose removal lowers the score most, one after the other: an explanation without a
/// surrogate.
///
/// *Formula.* Sᵢ₊₁ = Sᵢ with arg min over the parts j left of f(x without Sᵢ and j), until another
/// class has the largest score, or enough parts are removed.
///
/// *Reference.* The baseline "greedy" of Ribeiro, Singh and Guestrin (2016), section 5.2, after
/// Martens and Provost (2014), "Explaining data-driven document classifications".
///
/// *Limits.* It stops where the answer changes, and so says nothing of what would have come after;
/// and it cannot see that removing either of two parts changes nothing as long as the other is
/// there.
public struct GreedyRemoval: Hashable, Sendable {
  /// The parts in the order of their removal: what counts most comes first.
  public let removed: [Int]
  /// The score of the class with every part, then after each removal.
  public let scores: [Double]
  /// Whether another class had the largest score in the end.
  public let isChanged: Bool
  /// How often the model was asked.
  public let passes: Int

  // [removal]
  /// Removes at most `count` parts, fewer if there are not so many; of those that lower the score
  /// equally much the first.
  ///
  /// - Parameters:
  ///   - count: How many parts are removed at most.
  ///   - parts: The input.
  ///   - model: What is asked.
  ///   - label: The class whose score is to fall.
  ///   - stopsAtChange: Whether to end as soon as another class has the largest score.
  /// - Precondition: `count` is 0 or more; `label` is a class.
  public init<Input>(
    first count: Int, of parts: InputInParts<Input>, _ model: BlackBox<Input>, class label: Int,
    stopsAtChange: Bool = true
  ) {
    precondition(count >= 0, "GreedyRemoval: \(count) parts to remove")
    var shown = [UInt8](repeating: 1, count: parts.count)
    var answer = model([parts.input(showing: shown[...])])[0]
    precondition(
      answer.indices ~= label, "GreedyRemoval: no class \(label) among \(answer.count)")
    var (removed, scores, passes): ([Int], [Double], Int) = ([], [Double(answer[label])], 1)
    func isChanged() -> Bool { answer.contains { $0 > answer[label] } }
    while removed.count < min(count, parts.count), !(stopsAtChange && isChanged()) {
      let left = shown.indices.filter { shown[$0] == 1 }
      let answers = model.scores(
        of: left.lazy.map { part in
          var row = shown
          row[part] = 0
          return parts.input(showing: row[...])
        })
      let best = left.indices.reduce(0) { answers[$1][label] < answers[$0][label] ? $1 : $0 }
      removed.append(left[best])
      shown[left[best]] = 0
      answer = answers[best]
      scores.append(Double(answer[label]))
      passes += left.count
    }
    (self.removed, self.scores, self.passes) = (removed, scores, passes)
    self.isChanged = isChanged()
  }
  // [/removal]
}
