public import Models
import Numerics
public import Tensors

/// Sliding-window occlusion: what the score loses when a window over the picture is covered.
///
/// *Question.* How far does the score fall without these pixels?
///
/// *Formula.* For a pixel the mean of f(x) − f(x with the window covered), over all windows that it
/// lies in.
///
/// *Reference.* Zeiler and Fergus (2014), "Visualizing and understanding convolutional networks",
/// ECCV. Windows, and their mean, are those of captum's `Occlusion`: the last one of a row may lie
/// over the edge, and covers what is left of the picture.
///
/// *Limits.* One window is covered at a time: where two say the same, each alone seems worthless. A
/// window larger than what counts shows it larger; one that is smaller may not hide it. What covers
/// may look like something that the model knows.
public struct Occlusion: Explainer, Hashable {
  /// Height and width of the window, in pixels.
  public let window: Int

  /// How many pixels the window moves on.
  public let stride: Int

  /// What covers the picture, of the picture's shape; black if nil.
  public let background: Tensor?

  /// Which of a network's answers are explained.
  public let score: ClassScore

  /// How many pictures the model gets at a time; memory grows with it, not with the windows.
  public let batch: Int

  /// The knobs.
  ///
  /// - Precondition: all of them are positive, and no pixel is skipped: the stride is no longer
  ///   than the window.
  public init(
    window: Int = 12, stride: Int = 4, background: Tensor? = nil,
    score: ClassScore = .probability, batch: Int = 128
  ) {
    precondition(
      stride >= 1 && window >= stride,
      "Occlusion: a window of \(window) that moves by \(stride); it may not skip pixels")
    precondition(batch >= 1, "Occlusion: a batch of \(batch); at least 1 is needed")
    (self.window, self.stride, self.background) = (window, stride, background)
    (self.score, self.batch) = (score, batch)
  }

  /// Explains the score of a class of a network.
  ///
  /// Takes one pass forward, one for each window, and none back.
  /// - Precondition: `label` is a class; `image` is `[channels, height, width]` with pixels, all of
  ///   them finite numbers; a background is as well, and of that shape.
  public func explain(_ model: Network, _ image: Tensor, class label: Int) -> Attribution {
    explain(model.blackBox(score), image, class: label, unit: score.rawValue)
  }

  /// Explains the score that any model of pictures gives to a class, `unit` says in what.
  ///
  /// - Precondition: as above; the model answers as a ``BlackBox`` has to.
  public func explain(
    _ model: BlackBox<Tensor>, _ image: Tensor, class label: Int, unit: String = "score"
  ) -> Attribution {
    let windows = windows(over: image)
    let cover = background ?? Tensor(shape: image.shape)
    precondition(
      cover.shape == image.shape,
      "Occlusion: a background \(cover.shape) for a picture \(image.shape)")
    image.requireFinite("Occlusion: the image")
    cover.requireFinite("Occlusion: the background")
    let whole = model([image])[0]
    precondition(
      0..<whole.count ~= label, "Occlusion: no class \(label) among \(whole.count)")
    let covered = model.scores(
      of: windows.lazy.map { image.covered($0.rows, $0.columns, by: cover) }, batch: batch)
    let drops = covered.map { Double(whole[label]) - Double($0[label]) }
    return Attribution(
      label: label, unit: unit, values: Occlusion.mean(of: drops, windows, over: image))
  }

  /// A window: the rows and columns that it covers.
  public typealias Window = (rows: Range<Int>, columns: Range<Int>)

  /// The windows over a picture, row by row; every pixel lies in one of them.
  ///
  /// - Precondition: the image is `[channels, height, width]` with pixels.
  public func windows(over image: Tensor) -> [Window] {
    precondition(
      image.shape.count == 3 && image.count > 0,
      "Occlusion: \(image.shape) is not [channels, height, width], or is empty")
    let (down, across) = (steps(along: image.shape[1]), steps(along: image.shape[2]))
    return down.flatMap { rows in across.map { (rows, $0) } }
  }

  /// What one window covers after the other along an axis, until one reaches its end.
  private func steps(along length: Int) -> [Range<Int>] {
    let count = (max(0, length - window) + stride - 1) / stride + 1
    return (0..<count).map { ($0 * stride)..<min($0 * stride + window, length) }
  }

  /// For each pixel the mean of what the windows over it are worth.
  private static func mean(
    of drops: [Double], _ windows: [Window], over image: Tensor
  ) -> Tensor {
    let (height, width) = (image.shape[1], image.shape[2])
    var sums = [Double](repeating: 0, count: height * width)
    var counts = sums
    for (drop, window) in zip(drops, windows) {
      for row in window.rows {
        for column in window.columns {
          sums[row * width + column] += drop
          counts[row * width + column] += 1
        }
      }
    }
    return Tensor(
      ContiguousArray(zip(sums, counts).map { Float($0 / $1) }), shape: [height, width])
  }
}

extension Tensor {
  /// The picture with some rows and columns taken from `background` in every channel.
  ///
  /// - Precondition: both are `[channels, height, width]`, and there are those rows and columns.
  func covered(_ rows: Range<Int>, _ columns: Range<Int>, by background: Tensor) -> Tensor {
    var result = self
    for channel in 0..<shape[0] {
      for row in rows {
        let start = (channel * shape[1] + row) * shape[2]
        for place in (start + columns.lowerBound)..<(start + columns.upperBound) {
          result.elements[place] = background.elements[place]
        }
      }
    }
    return result
  }
}
