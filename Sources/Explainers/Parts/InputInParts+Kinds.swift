public import Images
import Numerics
public import Tensors

// MARK: Features of a row

extension InputInParts {
  /// A row of values, of which those of a hidden part become those of `background`.
  ///
  /// - Parameters:
  ///   - values: The row.
  ///   - background: What stands where a part is hidden: another row, or the means of many.
  ///   - parts: The part of each value, from 0, as the columns of one-hot features are; if nil,
  ///     each value is a part of its own.
  /// - Precondition: there are as many values in the background, and as many parts named; the
  ///   parts are 0..<count, and each of them has a value.
  public init<Value>(_ values: [Value], background: [Value], parts: [Int]? = nil)
  where Input == [Value] {
    let parts = parts ?? Array(values.indices)
    precondition(
      background.count == values.count && parts.count == values.count,
      "InputInParts: \(values.count) values, \(background.count) in the background, "
        + "\(parts.count) parts of them")
    self.init(count: InputInParts.count(of: parts)) { row in
      values.showing(row, of: parts, before: background)
    }
  }

  /// The same for a tensor of any shape, whose values are counted as its elements lie.
  ///
  /// - Precondition: besides, the background has the same shape, and all numbers are finite.
  public init(_ values: Tensor, background: Tensor, parts: [Int]? = nil) where Input == Tensor {
    precondition(
      values.shape == background.shape,
      "InputInParts: a background of \(background.shape) for \(values.shape)")
    let parts = parts ?? Array(values.elements.indices)
    precondition(
      parts.count == values.count,
      "InputInParts: \(values.count) values, \(parts.count) parts of them")
    values.requireFinite("InputInParts: the input")
    background.requireFinite("InputInParts: the background")
    self.init(count: InputInParts.count(of: parts)) { row in
      let shown = values.elements.showing(row, of: parts, before: background.elements)
      return Tensor(shown, shape: values.shape)
    }
  }
}

extension MutableCollection where Index == Int {
  /// These values, with those of `background` where `row` hides their part.
  fileprivate func showing(_ row: [UInt8], of parts: [Int], before background: Self) -> Self {
    var shown = self
    for (index, part) in parts.enumerated() where row[part] == 0 {
      shown[index] = background[index]
    }
    return shown
  }
}

// MARK: Superpixels of a picture

extension InputInParts where Input == Tensor {
  /// A picture whose parts are its superpixels; `fill` hides them.
  ///
  /// - Precondition: `image` is `[3, height, width]`, of the size that was cut, and every value of
  ///   it is a finite number.
  public init(_ image: Tensor, _ superpixels: Superpixels, fill: SuperpixelFill = .meanColor) {
    let labels = superpixels.labels
    self.init(
      image, background: fill.background(of: image, superpixels),
      parts: labels + labels + labels)
  }
}

// MARK: Words of a text

extension InputInParts where Input: RangeReplaceableCollection {
  /// A sequence put together from `pieces`, of which those of a hidden part are left out: a text,
  /// from its words and what stands between them.
  ///
  /// - Parameters:
  ///   - pieces: What is joined, in order.
  ///   - parts: The part of each piece, from 0; nil for one that is always there, such as a comma.
  ///     A word that occurs twice is two pieces of one part, as in LIME for text.
  /// - Precondition: there is a part, or nil, for each piece; the parts are 0..<count, and each of
  ///   them has a piece.
  public init(joining pieces: [Input], parts: [Int?]) {
    precondition(
      pieces.count == parts.count,
      "InputInParts: \(pieces.count) pieces, \(parts.count) parts of them")
    self.init(count: InputInParts.count(of: parts)) { row in
      var joined = Input()
      for (piece, part) in zip(pieces, parts) where part.map({ row[$0] == 1 }) ?? true {
        joined += piece
      }
      return joined
    }
  }
}
