/// Why no direction can be found for a concept.
public enum ConceptError: Error, Hashable, CustomStringConvertible {
  /// The network has no layer of this name among its layers.
  case noLayer(String, among: [String])
  /// A layer puts out the same for all pictures.
  case constantLayer(String)
  /// A set of so many pictures, where so many are needed: `concept` or `counter-set`.
  case tooFew(set: String, count: Int, needed: Int)
  /// A picture, counted from 0, stands in both sets, or twice in one.
  case repeatedPicture(Int)
  /// A penalty is so small beside the layer's numbers that rounding would decide.
  case penaltyTooSmall(Double)
  /// All pictures of the concept and its counter-set look the same to the layer, or those of one
  /// set like those of the other.
  case sameSets(layer: String)

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .noLayer(let layer, let layers):
      "concepts: the network has no layer \(layer); choose one of \(layers.joined(separator: ", "))"
    case .constantLayer(let layer):
      "concepts: layer \(layer) puts out the same for all pictures, so no line can part them; "
        + "train the network, or choose another layer"
    case .tooFew(let set, let count, let needed):
      "concepts: the \(set) has \(count) pictures; give at least \(needed), to learn from and to "
        + "hold out"
    case .repeatedPicture(let picture):
      "concepts: picture \(picture) stands in the sets twice; a picture cannot be a concept and its "
        + "counter-example"
    case .penaltyTooSmall(let penalty):
      "concepts: a penalty of \(penalty) is so small beside the layer's numbers that rounding would "
        + "decide; give a larger one"
    case .sameSets(let layer):
      "concepts: to layer \(layer) the concept and its counter-set are the same pictures; give "
        + "others"
    }
  }
}
