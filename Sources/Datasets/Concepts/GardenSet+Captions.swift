public import Numerics
public import Tensors

// Pictures that differ in a caption and nothing else: the caption of a concept experiment by itself.
extension GardenSet {
  /// Image `index` with `sticker` on it, in place of its own if it has one; without any if it is
  /// nil.
  ///
  /// What an intervention asks: the same picture with another caption, or none.
  public func image(at index: Int, under sticker: Sticker?) -> Tensor {
    precondition(indices ~= index, "GardenSet: there is no image \(index) among \(count) images")
    return images.image(at: index, under: sticker)
  }
}

extension ToyGarden {
  /// The caption that says the name of a creature.
  public func caption(of creature: Creature) throws(DatasetError) -> Sticker {
    try captions()[creature.rawValue]
  }

  /// The concept of a caption without what it names: `count` pictures of other creatures, drawn
  /// from `split`, each under the word for `creature`.
  ///
  /// - Returns: The numbers of the pictures in the split, in ascending order, and the pictures. The
  ///   same numbers under another caption, or none, are their counterparts.
  /// - Precondition: there are as many pictures of other creatures.
  public func captionConcept(
    of creature: Creature, _ count: Int, from split: Split, using random: inout Random
  ) throws(DatasetError) -> (indices: [Int], images: [Tensor]) {
    let (set, caption) = (try images(split), try caption(of: creature))
    let others = set.indices.filter { set.creature(at: $0) != creature }
    precondition(
      0...others.count ~= count,
      "ToyGarden.captionConcept: \(count) pictures of \(others.count) without a \(creature.name)")
    let chosen = random.permutation(of: others.count).prefix(count).map { others[$0] }.sorted()
    return (chosen, chosen.map { set.image(at: $0, under: caption) })
  }
}
