public import Datasets
public import Models

extension Examples {
  /// The pictures of a set with their labels.
  public init(_ set: GardenSet) {
    self.init(count: set.count) { (set.image(at: $0), set.label(at: $0)) }
  }

  /// The pictures of a set at `indices` with their labels, in this order.
  public init(_ set: GardenSet, at indices: [Int]) {
    self.init(count: indices.count) { (set.image(at: indices[$0]), set.label(at: indices[$0])) }
  }

  /// Silhouettes filled with patterns, with their labels of one of the two questions.
  public init(_ pictures: FilledShapes, labels question: FilledShapes.Question) {
    self.init(count: pictures.count) {
      (pictures.image(at: $0), pictures.label(at: $0, of: question))
    }
  }
}

extension Network {
  /// The share of the pictures of `set` whose label it says, in 0...1.
  ///
  /// - Precondition: There is a picture.
  public func accuracy(on set: GardenSet) -> Double { accuracy(on: Examples(set)) }
}
