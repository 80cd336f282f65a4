public import Tensors

/// A model of which nothing is known but what it answers: images in, a list of scores for each out.
///
/// Every image is [3, height, width], and every answer has one score a class, in the same order
/// each time. `{ network.probabilities(of: $0) }` is one.
public typealias BlackBox = ([Tensor]) -> [[Float]]
