public import Models
import Numerics
public import Tensors

/// What each place of a layer is worth to the logit, by asking the network without it.
///
/// *Question.* How far does the score fall when nothing is found at this place?
///
/// *Formula.* D(p) = y(A) − y(A with A_k(p) = 0 for all channels k), with A the maps of the layer
/// and y the score that the layers above make of them. The same for several places at once:
/// ``drops(of:class:at:without:)``.
///
/// No gradient is used and nothing is assumed of the layers above, so D is what maps of the same
/// layer can be compared with: CAM divided by the number of places is D behind an average and a
/// linear layer, HiResCAM is D behind any linear layers, and Grad-CAM is not.
///
/// *Reference.* The occlusion of Zeiler and Fergus (2014), at a layer's maps in place of pixels.
///
/// *Limits.* Zero means "not found" only behind a rectifier. One place is taken at a time: where
/// two say the same, each alone seems worthless. It asks the upper layers on maps that no image
/// leads to. One place among many is a small change: there D is nearly the first-order term, which
/// is what HiResCAM is, so that the two agree says little. Take many places at once as well.
public struct PlaceRemoval: Explainer, Hashable {
  /// The layer whose places are emptied, one after the other.
  public let layer: String

  /// What falls.
  public let score: ClassScore

  /// The method for a layer.
  public init(layer: String, score: ClassScore = .logit) {
    (self.layer, self.score) = (layer, score)
  }

  // [explain]
  /// Explains the score of a class: all steps in order.
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
    let drops = drops(of: model, class: label, at: maps, without: (0..<places).map { [$0] })
    return Attribution(
      label: label, layer: layer, unit: score.rawValue,
      values: Tensor(ContiguousArray(drops), shape: Array(maps.shape.dropFirst())))
  }
  // [/explain]

  /// How far the score falls without each of some regions, sets of places counted row by row:
  /// y(A) − y(A with A_k(p) = 0 for all k and all p of the region).
  ///
  /// One pass through the layers above for each region, and one more.
  /// - Precondition: `maps` are what the layer puts out, `[channels, height, width]`, `label` is a
  ///   class, and the places are there.
  public func drops(
    of model: Network, class label: Int, at maps: Tensor, without regions: [[Int]]
  ) -> [Float] {
    let logits = model.logits(above: layer, from: regions.count + 1) { turn in
      turn == 0 ? maps : PlaceRemoval.emptied(maps, at: regions[turn - 1])
    }
    precondition(
      0..<logits[0].count ~= label, "PlaceRemoval: no class \(label) among \(logits[0].count)")
    let scores = logits.map { score.values(of: $0)[label] }
    return scores.dropFirst().map { scores[0] - $0 }
  }

  /// `maps` with every channel 0 at `places`, counted row by row.
  ///
  /// - Precondition: maps are `[channels, height, width]`, and there are such places.
  public static func emptied(_ maps: Tensor, at places: [Int]) -> Tensor {
    precondition(
      maps.shape.count == 3, "PlaceRemoval: \(maps.shape) is not [channels, height, width]")
    let all = maps.shape[1] * maps.shape[2]
    var result = maps
    for place in places {
      precondition(0..<all ~= place, "PlaceRemoval: no place \(place) in maps \(maps.shape)")
      for channel in 0..<maps.shape[0] { result.elements[channel * all + place] = 0 }
    }
    return result
  }
}
