import Numerics
public import Tensors

/// How the gradients g = ∂y/∂A become weights: the step in which Grad-CAM's relatives differ.
///
/// The raw value says what is done.
public enum GradCAMWeighting: String, Hashable, Sendable, CaseIterable {
  /// Grad-CAM: the mean of g over the places, one number a channel (Selvaraju et al. 2017).
  case gradCAM = "mean"

  /// HiResCAM: g itself, place by place (Draelos and Carin 2020, "Use HiResCAM instead of
  /// Grad-CAM for faithful explanations of convolutional neural networks").
  ///
  /// If the layers above are linear, the map sums to the logit less its bias, whether they pool
  /// or not. Through a rectifier it does so only up to the biases of the layers between. To weigh
  /// places rightly is not to lie on the object: where the network looks aside, so does the map.
  case hiResCAM = "elementwise"

  /// LayerCAM: max(0, g), place by place (Jiang et al. 2021, "LayerCAM: exploring hierarchical
  /// class activation maps for localization"). Made for lower layers; never negative behind a
  /// rectifier, so it cannot say what speaks against the class.
  case layerCAM = "positive"

  /// Grad-CAM++: Σ over places of a · max(0, g), one number a channel, with
  /// a = g² / (2 g² + g³ ΣA) (Chattopadhay et al. 2018, "Grad-CAM++: generalized gradient-based
  /// visual explanations for deep convolutional networks").
  ///
  /// Where g > 0 this is g / (2 + g ΣA). The paper explains exp(y) in place of y, which multiplies
  /// the map by exp(y): left out here, as in most code. Never negative behind a rectifier.
  case gradCAMPlusPlus = "plusPlus"

  /// XGrad-CAM: the mean of g weighted by A, Σ g A / ΣA (Fu et al. 2020, "Axiom-based Grad-CAM:
  /// towards accurate visualization and explanation of CNNs"); 0 for a channel that is all zero.
  ///
  /// Its map has the sum of HiResCAM's and the shapes of Grad-CAM's.
  case xGradCAM = "activation"

  /// The weights for maps `activations` and their `gradients`, both `[channels, height, width]`:
  /// one number a channel, `[channels]`, or one a value, of their shape.
  ///
  /// - Precondition: the shapes are equal, and the values finite numbers; for ``gradCAMPlusPlus`` no
  ///   activation is negative.
  /// - Complexity: O(activations).
  public func weights(_ activations: Tensor, _ gradients: Tensor) -> Tensor {
    precondition(
      activations.shape == gradients.shape && activations.shape.count == 3,
      "Grad-CAM: gradients \(gradients.shape) for activations \(activations.shape)")
    activations.requireFinite("Grad-CAM: activations")
    gradients.requireFinite("Grad-CAM: gradients")
    precondition(
      self != .gradCAMPlusPlus || activations.elements.allSatisfy { $0 >= 0 },
      "Grad-CAM++: an activation is negative; ask for a layer behind a rectifier")
    // [weights]
    switch self {
    case .gradCAM: return perChannel(gradients) { $0.mean() }
    case .hiResCAM: return gradients
    case .layerCAM: return gradients.map { max(0, $0) }
    case .gradCAMPlusPlus:
      return perChannel(activations, gradients) { maps, slopes in
        let total = maps.sum()
        return slopes.map { $0 > 0 ? $0 / (2 + $0 * total) : 0 }.sum()
      }
    case .xGradCAM:
      return perChannel(activations, gradients) { maps, slopes in
        let total = maps.sum()
        return total == 0 ? 0 : (slopes * maps).sum() / total
      }
    }
    // [/weights]
  }
}
