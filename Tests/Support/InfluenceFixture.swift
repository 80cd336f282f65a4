/// A model with what PyTorch says of its influence, in double precision.
public struct InfluenceFixture: Decodable, Sendable {
  /// The training set.
  public let rows: [[Double]]
  /// Its classes.
  public let labels: [Int]
  /// How many classes there are.
  public let classes: Int
  /// λ.
  public let penalty: Double
  /// θ at the minimum.
  public let parameters: [Double]
  /// What is asked about.
  public let row: [Double]
  /// Its class.
  public let label: Int
  /// Its loss.
  public let loss: Double
  /// The gradient of that by θ.
  public let gradient: [Double]
  /// The gradient of each training example's loss.
  public let gradients: [[Double]]
  /// The second derivatives of the training loss.
  public let hessian: [[Double]]
  /// Some vector.
  public let vector: [Double]
  /// The Hessian times it.
  public let product: [Double]
  /// The inverse of the Hessian times the gradient.
  public let solution: [Double]
  /// Of the Hessian, the largest first.
  public let eigenvalues: [Double]
  /// Influence of each example on the loss, if the sum keeps its divisor.
  public let keepsDivisor: [Double]
  /// Influence of each example on the loss, if the rest is averaged.
  public let meanOfRest: [Double]
  /// The loss without each example, if the sum keeps its divisor.
  public let retrainedKeepsDivisor: [Double]
  /// The loss without each example, if the rest is averaged.
  public let retrainedMeanOfRest: [Double]

  /// Softmax regression.
  public static func softmax() throws -> InfluenceFixture {
    try Fixture.decode(InfluenceFixture.self, from: "influence/softmax.json")
  }
}
