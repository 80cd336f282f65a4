import Models
import Tensors
import TestSupport
import Testing

/// RISE by scikit-image, NumPy and PyTorch, made by Tests/Fixtures/rise.py.
enum RISEFixture {
  /// One mask by scikit-image.
  struct Mask: Decodable {
    let height, width, down, right: Int
    let cells, mask: StoredArray
  }

  /// The maps of the estimators and their standard errors.
  struct Estimates: Decodable {
    let raw, rawError, centred, centredError, overVariance, overVarianceError: StoredArray
  }

  /// What NumPy makes of given masks and scores of two classes.
  struct Maps: Decodable {
    let keepProbability: Double
    let height, width: Int
    let cells, scores: StoredArray
    let down, right: [Int]
    let classes: [Estimates]
  }

  /// The whole method on a network, for each of its classes.
  struct Whole: Decodable {
    let seed: UInt64
    let masks, rows, columns: Int
    let keepProbability: Double
    let image, hidden, firstMask: StoredArray
    let parameters: [StoredArray]
    let black, background: [Estimates]

    var network: Network { CAMFixture.network(head: "pooled", parameters) }
  }

  /// captum's sliding windows over a picture.
  struct Windows: Decodable {
    struct Case: Decodable {
      let window, stride: Int
      let map: StoredArray
    }
    let image: StoredArray
    let parameters: [StoredArray]
    let cases: [Case]

    var network: Network { CAMFixture.network(head: "pooled", parameters) }
  }
}

extension StoredArray {
  var tensor: Tensor { Tensor(floats, shape: shape) }
}
