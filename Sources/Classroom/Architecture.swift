public import Models
public import Numerics

/// A network before its training: which layers it has, and where its weights start.
public struct Architecture: Sendable {
  private let build: @Sendable (inout Random) -> Network

  /// The networks that `build` makes, each of the chance that it is given.
  public init(_ build: @escaping @Sendable (inout Random) -> Network) { self.build = build }

  /// A network with weights drawn from `random`.
  public func network(using random: inout Random) -> Network { build(&random) }

  /// The network of the book for pictures; see `Network.garden`.
  public static func garden(
    classes: Int, pools: Int = 2, head: GardenHead = .average
  ) -> Architecture {
    Architecture { .garden(classes: classes, pools: pools, head: head, using: &$0) }
  }

  /// Fully connected layers for rows of a table; see `Network.dense`.
  public static func dense(inputs: Int, hidden: [Int], classes: Int) -> Architecture {
    Architecture { .dense(inputs: inputs, hidden: hidden, classes: classes, using: &$0) }
  }

  /// A network that has learned already and goes on from there: fine-tuning.
  ///
  /// It draws nothing.
  public static func pretrained(_ network: Network) -> Architecture {
    Architecture { _ in network }
  }
}
