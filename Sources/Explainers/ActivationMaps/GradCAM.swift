public import Models
import Numerics
public import Tensors

/// Gradient-weighted class activation map: CAM for any network with feature maps.
///
/// *Question.* Which places of a layer's feature maps would change the class score?
///
/// *Formula.* With A the maps of a layer and y the logit of the class,
///
///     α_k = mean over places of ∂y/∂A_k,   M = Σ_k α_k A_k,   L = max(0, M).
///
/// M is ``Attribution/values`` and L is ``Attribution/positive``. Behind global average pooling and
/// one linear layer every gradient of channel k is w_k / places, so that Grad-CAM is CAM divided
/// by the number of places, and M sums to the logit less its bias. Behind global max pooling one
/// gradient of channel k is w_k and all others are 0, so that α_k and the map are the same, but
/// they say little of that logit. ``weighting`` offers the method's relatives, which differ in
/// this one step.
///
/// *Reference.* Selvaraju, Cogswell, Das, Vedantam, Parikh and Batra (2017), "Grad-CAM: visual
/// explanations from deep networks via gradient-based localization", ICCV.
///
/// *Limits.* The mean throws away where a gradient is positive: if the network wants a feature here
/// and not there, the mean may be zero, or point to the wrong place (Draelos and Carin 2020).
/// L hides what speaks against the class, and a map that is negative all over becomes zero.
/// Lower layers have finer maps that know less of classes. Gradients of a probability fade away
/// when the network is sure.
public struct GradCAM: Explainer, Hashable {
  /// The layer whose maps are weighed, usually the rectifier behind the last convolution.
  public let layer: String

  /// How gradients become weights.
  public let weighting: GradCAMWeighting

  /// What the gradients are taken of.
  public let score: ClassScore

  /// The knobs; as they stand, those of the paper.
  public init(
    layer: String, weighting: GradCAMWeighting = .gradCAM, score: ClassScore = .logit
  ) {
    (self.layer, self.weighting, self.score) = (layer, weighting, score)
  }

  /// Explains the score of a class: all steps in order.
  ///
  /// One pass forward, and one back down to the layer.
  /// - Precondition: the layer puts out maps, `[channels, height, width]`, `label` is a class, and
  ///   every value of the image is a finite number.
  public func explain(
    _ model: Network, _ image: Tensor, class label: Int
  ) -> Attribution {
    // [explain]
    let activations = activations(of: model, image)
    let gradients = gradients(of: model, class: label, at: activations)
    let weights = weights(activations, gradients)
    return Attribution(
      label: label, layer: layer, unit: score.rawValue,
      values: map(of: activations, weights: weights))
    // [/explain]
  }
}

// MARK: The steps

extension GradCAM {
  /// Step 1: the layer's maps A, `[channels, height, width]`.
  public func activations(of model: Network, _ image: Tensor) -> Tensor {
    let activations = model.output(of: layer, for: image)
    precondition(
      activations.shape.count == 3,
      "Grad-CAM: \(layer) puts out \(activations.shape), no maps [channels, height, width]")
    return activations
  }

  /// Step 2: how the score changes with each value of the maps, ∂y/∂A, of their shape.
  public func gradients(
    of model: Network, class label: Int, at activations: Tensor
  ) -> Tensor {
    model.gradient(of: score, class: label, above: layer, at: activations)
  }

  /// Step 3: what each channel counts, `[channels]`, or each value of it,
  /// `[channels, height, width]`: see ``GradCAMWeighting``.
  public func weights(_ activations: Tensor, _ gradients: Tensor) -> Tensor {
    weighting.weights(activations, gradients)
  }

  // [map]
  /// Step 4: the map M = Σ_k α_k A_k, `[height, width]`, signed.
  ///
  /// - Precondition: there is one weight for each channel, or one for each value.
  public func map(of activations: Tensor, weights: Tensor) -> Tensor {
    let shape = activations.shape
    precondition(
      shape.count == 3 && (weights.shape == [shape[0]] || weights.shape == shape),
      "Grad-CAM: weights \(weights.shape) for maps \(shape)")
    var map = Tensor(shape: [shape[1], shape[2]])
    for channel in 0..<shape[0] {
      if weights.shape == shape {
        map += activations.slice(channel) * weights.slice(channel)
      } else {
        map.add(activations.slice(channel), times: weights[channel])
      }
    }
    return map
  }
  // [/map]
}
