import Images
import Tensors
import TestSupport
import Testing

/// Images and their partitions by scikit-image, made by Tests/Fixtures/superpixels.py.
struct SuperpixelsFixture: Decodable {
  struct Image: Decodable {
    let height: Int
    let width: Int
    let levels: [Int]

    var tensor: Tensor {
      Tensor(ContiguousArray(levels.map { Float($0) / 255 }), shape: [3, height, width])
    }
  }

  struct Color: Decodable {
    let rgb: [Double]
    let lab: [Double]
  }

  /// A partition by `slic`; options that are missing have scikit-image's defaults.
  struct SLIC: Decodable, CustomTestStringConvertible {
    let image: String
    let count: Int
    let compactness: Double?
    let sigma: Double?
    let iterations: Int?
    let minimumSizeFactor: Double?
    let maximumSizeFactor: Double?
    let labels: [Int]

    var testDescription: String { "\(image), \(count) asked for" }
  }

  /// A partition by `quickshift`, its densities disturbed by `noise`.
  struct Quickshift: Decodable, CustomTestStringConvertible {
    let image: String
    let kernelSize: Double
    let maximumDistance: Double
    let ratio: Double
    let sigma: Double?
    let labels: [Int]

    var testDescription: String { "\(image), kernel size \(kernelSize)" }
  }

  let images: [String: Image]
  let colors: [Color]
  let slic: [SLIC]
  let noise: [Double]
  let quickshift: [Quickshift]

  static let partitions = Result {
    try Fixture.decode(SuperpixelsFixture.self, from: "superpixels/partitions.json")
  }

  /// The image called `name`.
  static func image(_ name: String) throws -> Image {
    try #require(partitions.get().images[name])
  }
}

extension Tensor {
  /// An RGB image of `height` x `width` whose pixel (y, x) is `color(y, x)`.
  static func painted(
    height: Int, width: Int, _ color: (_ y: Int, _ x: Int) -> [Float]
  ) -> Tensor {
    var image = Tensor(shape: [3, height, width])
    for pixel in 0..<height * width {
      for (channel, value) in color(pixel / width, pixel % width).enumerated() {
        image.elements[channel * height * width + pixel] = value
      }
    }
    return image
  }

  /// An RGB image with its rows as columns.
  var transposed: Tensor {
    Tensor.painted(height: shape[2], width: shape[1]) { y, x in
      (0..<3).map { elements[($0 * shape[1] + x) * shape[2] + y] }
    }
  }
}

extension Superpixels {
  /// The partition of the image with its rows as columns.
  var transposed: Superpixels {
    let labels = labels.indices.map { self.labels[$0 % height * width + $0 / height] }
    return Superpixels(labels: labels, height: width, width: height)
  }

  /// The adjusted Rand index (Hubert and Arabie 1985): 1 for equal partitions, about 0 by chance.
  func agreement(with other: Superpixels) -> Double {
    func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
    var together: [Int: Int] = [:]
    for (mine, theirs) in zip(labels, other.labels) {
      together[mine * other.count + theirs, default: 0] += 1
    }
    let all = pairs(labels.count)
    let both = together.values.map(pairs).reduce(0, +)
    let mine = sizes.map(pairs).reduce(0, +)
    let theirs = other.sizes.map(pairs).reduce(0, +)
    let chance = all > 0 ? mine * theirs / all : 0
    let most = (mine + theirs) / 2
    return most == chance ? 1 : (both - chance) / (most - chance)
  }

  /// Whether each superpixel is one 4-connected piece.
  var isConnected: Bool {
    var seen = Set<Int>()
    var pieces = 0
    for start in labels.indices where seen.insert(start).inserted {
      pieces += 1
      var waiting = [start]
      while let pixel = waiting.popLast() {
        let (y, x) = pixel.quotientAndRemainder(dividingBy: width)
        for (row, column) in [(y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)]
        where (0..<height).contains(row) && (0..<width).contains(column) {
          let other = row * width + column
          if labels[other] == labels[start] && seen.insert(other).inserted {
            waiting.append(other)
          }
        }
      }
    }
    return pieces == count
  }
}
