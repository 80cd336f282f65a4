import Models
import Numerics
import Tensors
import TestSupport
import Testing

@Suite struct RadialFeaturesTests {
  @Test func `a feature is the Gauss bell of the distance`() {
    let radial = RadialFeatures(landmarks: Matrix(rows: [[0, 0], [3, 4]]), width: 5)
    let found = radial.features(of: Matrix(rows: [[0, 0], [3, 0]]))
    let expected = [1, Elementary.exp(-0.5), Elementary.exp(-9.0 / 50), Elementary.exp(-16.0 / 50)]
    #expect(zip(found.elements, expected).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func `the width is the median distance of the landmarks`() {
    // distances 1, 2, 3, 4, 6, 7
    #expect(RadialFeatures(landmarks: Matrix(rows: [[0], [1], [3], [7]])).width == 4)
  }

  @Test func `with them classes in rings can be told apart`() throws {
    var random = Random(seed: 3)
    let rows = (0..<120).map { index in
      let radius = Double(index % 3) + 0.2 * random.uniform()
      let angle = random.uniform(in: 0..<6.28)
      return [radius * Elementary.cos(angle), radius * Elementary.sin(angle)]
    }
    let labels = rows.indices.map { $0 % 3 }
    let radial = RadialFeatures(landmarks: Matrix(rows: rows), width: 0.5)
    func accuracy(_ features: Matrix) throws -> Double {
      let fit = try SoftmaxRegression(
        minimising: SoftmaxLoss(rows: features, labels: labels, classes: 3, penalty: 1e-3))
      let right = labels.indices.count { index in
        let shares = fit.probabilities(of: Array(features.row(index)))
        return shares.allSatisfy { $0 <= shares[labels[index]] }
      }
      return Double(right) / 120
    }
    #expect(try accuracy(Matrix(rows: rows)) < 0.7)
    #expect(try accuracy(radial.features(of: Matrix(rows: rows))) > 0.98)
  }

  @Test func `widths and rows that do not fit stop with words`() async {
    await expectStop(
      saying: "RadialFeatures: the width is 0.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RadialFeatures(landmarks: Matrix(rows: [[1], [1]]))
      })
    await expectStop(
      saying: "rows of 2 columns, landmarks of 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RadialFeatures(landmarks: Matrix(rows: [[1]]), width: 1)
          .features(of: Matrix(rows: [[1, 2]]))
      })
  }
}
