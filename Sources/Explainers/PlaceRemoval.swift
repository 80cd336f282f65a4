public import Models
import Numerics
public import Tensors

/// What each place of a layer is worth to the logit, by asking the network without it.
///
/// *Question.* How far does the logit fall when nothing is found at this place?
///
/// *Formula.* D(p) = y(A) − y(A with A_k(p) = 0 for all channels k), with A the maps of the layer
/// and y the logit that the layers above make of them.
///
/// No gradient is used and nothing is assumed of the layers above, so D is what maps of the same
/// layer can be compared with: CAM divided by the number of places is D behind an average and a
/// linear layer, HiResCAM is D behind any linear layers, and Grad-CAM is not.
///
/// *Reference.* The occlusion of Zeiler and Fergus (2014), at a layer's maps in place of pixels.
///
/// *Limits.* Zero means "not found" only behind a rectifier. One place is taken at a time: where
/// two say the same, each alone seems worthless. It asks the upper layers on maps that no image
/// leads to.
public struct PlaceRemoval: Hashable, Sendable {
  /// The layer whose places are emptied, one after the other.
  public let layer: String

  /// The method for a layer.
  public init(layer: String) { self.layer = layer }

  // [explain]
  /// Explains the logit of a class: all steps in order.
  ///
  /// One pass through the lower layers, and places + 1 through the upper ones. Emptied maps are
  /// made when it is their turn, so memory does not grow with the places.
  /// - Precondition: the layer puts out maps, `[channels, height, width]`, `label` is a class, and
  ///   every value of the image is a finite number.
  public func explain(_ model: Network, _ image: Tensor, class label: Int) -> Attribution {
    let maps = model.output(of: layer, for: image)
    precondition(
      maps.shape.count == 3,
      "PlaceRemoval: \(layer) puts out \(maps.shape), no maps [channels, height, width]")
    let places = maps.count / maps.shape[0]
    let logits = model.logits(above: layer, from: places + 1) { turn in
      turn == 0 ? maps : PlaceRemoval.emptied(maps, at: turn - 1)
    }
    precondition(
      0..<logits[0].count ~= label, "PlaceRemoval: no class \(label) among \(logits[0].count)")
    let drops = logits.dropFirst().map { logits[0][label] - $0[label] }
    return Attribution(
      label: label, layer: layer, unit: "logit",
      map: Tensor(ContiguousArray(drops), shape: Array(maps.shape.dropFirst())))
  }
  // [/explain]

  /// `maps` with every channel 0 at `place`, counted row by row.
  ///
  /// - Precondition: maps are `[channels, height, width]`, and there is such a place.
  public static func emptied(_ maps: Tensor, at place: Int) -> Tensor {
    precondition(
      maps.shape.count == 3 && 0..<(maps.shape[1] * maps.shape[2]) ~= place,
      "PlaceRemoval: no place \(place) in maps \(maps.shape)")
    var result = maps
    let places = maps.shape[1] * maps.shape[2]
    for channel in 0..<maps.shape[0] { result.elements[channel * places + place] = 0 }
    return result
  }
}
