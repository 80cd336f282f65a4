import Numerics

/// An input in parts that can be shown or hidden: superpixels of a picture, words of a text,
/// features of a row.
///
/// Methods that only ask a model learn about the parts from what it says of some of them at a time.
/// ``Coalitions`` say which ones; this says what the model then gets to see. So the methods know
/// nothing of pictures or words, and a new kind of input is one more initializer.
public struct InputInParts<Input> {
  /// How many parts there are, at least one.
  public let count: Int

  private let make: (_ row: [UInt8]) -> Input

  /// An input of `count` parts; `input` makes what is left of it when `row` has a 1 for each part
  /// that is shown and a 0 for each that is hidden.
  ///
  /// - Precondition: `count` is positive.
  public init(count: Int, input: @escaping (_ row: [UInt8]) -> Input) {
    precondition(count >= 1, "InputInParts: \(count) parts; at least 1 is needed")
    (self.count, make) = (count, input)
  }

  /// What is left when `row`, as ``Coalitions`` have them, says which parts are shown.
  ///
  /// - Precondition: the row has a zero or a one for each part.
  public func input(showing row: ArraySlice<UInt8>) -> Input {
    precondition(
      row.count == count && row.allSatisfy { $0 <= 1 },
      "InputInParts: the row \(Array(row)) does not consist of \(count) zeros and ones")
    return make(Array(row))
  }

  /// The input itself, with every part shown.
  public var instance: Input { make([UInt8](repeating: 1, count: count)) }

  /// The same parts of what `transform` makes of the input: of words a sentence, of cells a row.
  public func map<Output>(
    _ transform: @escaping (Input) -> Output
  ) -> InputInParts<Output> {
    InputInParts<Output>(count: count) { transform(make($0)) }
  }

  /// How many parts `labels` name, those without a part left out.
  ///
  /// - Precondition: they are 0..<count, and each of them occurs.
  static func count(of labels: [Int?]) -> Int {
    let names = Set(labels.compactMap(\.self))
    let missing = (0..<names.count).first { !names.contains($0) }
    precondition(
      missing == nil,
      "InputInParts: \(names.count) parts, and none of them is number \(missing ?? 0); they are "
        + "counted from 0")
    return names.count
  }
}
