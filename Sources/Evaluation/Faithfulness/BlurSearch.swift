public import Explainers
public import Images
import Numerics
public import Tensors

/// How much of their classes several pictures show through blurs of several strengths.
public struct BlurSearch: Hashable, Sendable {
  /// One strength of the blur.
  public struct Trial: Hashable, Sendable {
    /// The Gaussian's standard deviation, in pixels.
    public let sigma: Double
    /// The mean score of the blurred pictures for their classes, its error over the pictures.
    public let score: Estimate
  }

  /// All strengths that were tried, the weakest first.
  public let trials: [Trial]

  /// The mean score from which down the pictures count as hidden.
  public let bound: Double

  /// How many inputs the model was asked about.
  public let passes: Int

  /// The weakest blur that hides the pictures; nothing if none does.
  ///
  /// A stronger one may show more again: a blur is a picture, too.
  public var weakest: Trial? { trials.first { $0.score.mean <= bound } }
}

extension Substrate {
  /// The mean of what `model` says of hidden `pictures`, each for its own class.
  ///
  /// Where nothing of them is left it is near chance, 1 / classes for balanced pictures.
  ///
  /// - Returns: The mean, its error over the pictures, and a pass for each.
  /// - Precondition: there is a picture, and one class for each.
  public func score(
    of pictures: [Tensor], classes labels: [Int], by model: BlackBox<Tensor>
  ) -> MetricResult {
    let estimate = Estimate(scores(of: pictures, classes: labels, by: model).map(\.own))
    return MetricResult(
      value: estimate.mean, standardError: estimate.standardError, passes: pictures.count)
  }

  /// The weakest Gaussian blur that hides what `pictures` show.
  ///
  /// They are hidden where the mean score for their own classes is at most chance + `margin`, chance
  /// being 1 / classes. Hidden from the model, that is: a person may still see the object.
  ///
  /// - Parameters:
  ///   - pictures: The pictures; they should show all classes equally often, for else a model that
  ///     always says the most frequent one is above chance.
  ///   - labels: Their classes.
  ///   - model: What must not see them; its scores are probabilities.
  ///   - sigmas: The strengths to try, in pixels, ascending.
  ///   - margin: What is allowed above chance.
  /// - Returns: The scores for all strengths, and the weakest that hides, if there is one.
  /// - Precondition: there is a picture, one class for each, and a strength.
  /// - Complexity: a blur and a pass for each picture and strength.
  public static func weakestBlur(
    hiding pictures: [Tensor], classes labels: [Int], from model: BlackBox<Tensor>,
    among sigmas: [Double] = [1, 2, 3, 4, 6, 8, 12], margin: Double = 0.1
  ) -> BlurSearch {
    precondition(
      !sigmas.isEmpty && zip(sigmas, sigmas.dropFirst()).allSatisfy { $0 < $1 },
      "Substrate: blurs of \(sigmas) pixels are not in ascending order")
    var (trials, classes) = ([BlurSearch.Trial](), 1)
    for sigma in sigmas {
      let scores = Substrate.blurred(sigma).scores(of: pictures, classes: labels, by: model)
      trials.append(BlurSearch.Trial(sigma: sigma, score: Estimate(scores.map(\.own))))
      classes = scores[0].classes
    }
    return BlurSearch(
      trials: trials, bound: 1 / Double(classes) + margin,
      passes: sigmas.count * pictures.count)
  }

  /// For each picture, when all of it is hidden, the score of its class, and how many classes there
  /// are.
  private func scores(
    of pictures: [Tensor], classes labels: [Int], by model: BlackBox<Tensor>
  ) -> [(own: Double, classes: Int)] {
    precondition(
      !pictures.isEmpty && labels.count == pictures.count,
      "Substrate: \(labels.count) classes for \(pictures.count) pictures")
    let hidden = Parallel.map(pictures.count) { background(of: pictures[$0]) }
    return zip(model.scores(of: hidden, batch: 32), labels).map { scores, label in
      precondition(scores.indices ~= label, "Substrate: no class \(label) among \(scores.count)")
      return (Double(scores[label]), scores.count)
    }
  }
}
