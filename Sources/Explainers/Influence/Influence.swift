import Models
import Numerics
import Tensors

/// Which training examples made a model say what it says? For each of them, how the loss of a test
/// example would change if it had not been there, without training again.
///
/// Take J(θ) = 1/n Σ ℓ(zᵢ, θ) + λ/2 |θ|² with its minimum θ̂ and second derivatives H there. Add
/// ε ℓ(zᵢ, θ): the slope at θ̂, which was 0, is ε ∇ℓ(zᵢ), and so the minimum moves by −ε H⁻¹∇ℓ(zᵢ).
/// To take zᵢ out is ε = −1/n. Hence to first order
///
///     removal moves θ̂ by            1/n H⁻¹∇ℓ(zᵢ)
///     and the test loss by   valueᵢ = 1/n ∇ℓ(z)ᵀ H⁻¹ ∇ℓ(zᵢ)
///
/// **One sign.** A value is the predicted rise of the test loss when the example is removed:
/// positive means *helpful* (without it the model does worse on the test example), negative means
/// *harmful*. The paper's I(up,loss) is the effect of a larger weight, so I(up,loss) = −n valueᵢ.
///
/// H⁻¹∇ℓ(z) is computed once for a test example; all training examples then cost one product.
///
/// **The penalty.** λ/2 |θ|² belongs to no example, so neither ∇ℓ(z) nor ∇ℓ(zᵢ) holds it; H does.
/// That is right if the sum keeps its divisor n when an example leaves, see ``Removal``.
///
/// *Source.* Koh and Liang (2017), "Understanding black-box predictions via influence functions",
/// ICML; Cook and Weisberg (1980), "Characterizations of an empirical influence function".
///
/// *Limits.* First order in 1/n, at a minimum, with H positive definite. For many examples at once
/// the change of H itself counts. In deep networks θ̂ is no minimum, and one of many.
public struct Influence<Model: FittedModel>: Sendable {
  /// The model, and what it was trained on.
  public let model: Model
  /// How H⁻¹ is applied.
  public let inverse: any InverseCurvature

  /// Influence on `model`, computed through `inverse`, which was made from the model's curvature.
  public init(on model: Model, through inverse: any InverseCurvature) {
    (self.model, self.inverse) = (model, inverse)
  }

  // [influence]
  /// How the loss of a test example would rise without each training example.
  ///
  /// - Throws: an error in words where the solver finds no inverse.
  /// - Precondition: the model has such a class, and the input is finite.
  public func scores(
    of input: Model.Input, label: Int, removal: Removal = .keepsDivisor
  ) throws(InfluenceError) -> InfluenceScores {
    let slope = model.lossGradient(of: input, label: label)
    let solution = try inverse.solve(slope)
    let slopes = model.slopes(along: solution.vector)
    let count = Double(model.exampleCount)
    let price = model.penalty * dot(solution.vector, model.parameters)
    let values =
      switch removal {
      case .keepsDivisor: slopes.map { $0 / count }
      case .meanOfRest:
        slopes.map { ($0 + price) / (count - 1) }
      }
    return InfluenceScores(values: values, solution: solution)
  }
  // [/influence]

  /// How the parameters move if the training examples at `indices` are all removed:
  /// 1/n H⁻¹ Σ ∇ℓ(zᵢ).
  ///
  /// - Precondition: there are those examples.
  public func parameterChange(removing indices: [Int]) throws(InfluenceError) -> [Double] {
    var sum = [Double](repeating: 0, count: model.parameters.count)
    for index in indices { sum = zip(sum, model.gradient(ofExample: index)).map { $0 + $1 } }
    return try inverse.solve(sum).vector.map { $0 / Double(model.exampleCount) }
  }

  /// For each training example the rise of its own loss if it were removed: 1/n ∇ℓᵢᵀH⁻¹∇ℓᵢ.
  ///
  /// Never negative where H is positive definite. Large for an example that nothing else in the
  /// training set speaks for: a rare one, or one with a wrong label.
  ///
  /// - Complexity: one solution for each example, on all cores.
  public func selfInfluence() throws(InfluenceError) -> [Double] {
    let found = Parallel.map(model.exampleCount) { index in
      Result { () throws(InfluenceError) in
        try inverse.square(of: model.gradient(ofExample: index)) / Double(model.exampleCount)
      }
    }
    var values: [Double] = []
    for value in found { values.append(try value.get()) }
    return values
  }
}

/// What becomes of the training loss when an example is removed.
public enum Removal: String, Hashable, Sendable, CaseIterable {
  /// 1/n Σ over the rest + λ/2 |θ|²: the sum keeps its divisor, the others and the penalty weigh as
  /// before.
  case keepsDivisor
  /// 1/(n − 1) Σ over the rest + λ/2 |θ|²: the others weigh more, so the penalty weighs less
  /// against them, and each example takes its share of it along.
  ///
  /// The slope of that loss at θ̂ is −(∇ℓᵢ + λθ̂)/(n − 1), because all n slopes add up to −nλθ̂. So
  /// the value is ∇ℓ(z)ᵀH⁻¹(∇ℓᵢ + λθ̂)/(n − 1), which differs from the other by n/(n − 1) and by
  /// one number for all examples: their order is the same. The reference's code takes the training
  /// gradient so, with the penalty.
  case meanOfRest
}
