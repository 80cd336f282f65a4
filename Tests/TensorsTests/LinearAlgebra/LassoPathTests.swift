import Tensors
import TestSupport
import Testing

/// Weighted rows with scikit-learn's lasso path; `leaves` where columns leave the path again.
struct LassoCase: Decodable, Sendable {
  let rows: [[Double]]
  let targets: [Double]
  let weights: [Double]
  let alphas: [Double]
  let coefficients: [[Double]]
  let leaves: Int?
}

private func path(_ example: LassoCase) -> (path: LassoPath, moments: WeightedMoments) {
  let moments = WeightedMoments(
    rows: Matrix(rows: example.rows), targets: example.targets, weights: example.weights)
  let path = LassoPath(
    gram: moments.gram, products: moments.products, samples: example.rows.count)
  return (path, moments)
}

@Test func `the lasso path is scikit-learn's`() throws {
  let examples = try Fixture.decode([LassoCase].self, from: "linear/lasso.json")
  #expect(examples.contains { ($0.leaves ?? 0) > 0 })
  for example in examples {
    let ours = path(example).path
    // scikit-learn updates its factor knot by knot, ours is made anew; condition below 1e5
    #expect(areClose(ours.alphas, example.alphas, absolute: 1e-10, relative: 1e-9))
    for (ours, theirs) in zip(ours.coefficients, example.coefficients) {
      #expect(areClose(ours, theirs, absolute: 1e-9, relative: 1e-8))
    }
  }
}

@Test func `every knot of a lasso path is optimal`() throws {
  for example in try Fixture.decode([LassoCase].self, from: "linear/lasso.json") {
    let (path, moments) = path(example)
    for (alpha, beta) in zip(path.alphas, path.coefficients) {
      let fitted = moments.gram * beta
      let samples = Double(example.rows.count)
      for column in beta.indices {
        // the gradient equals the penalty where β ≠ 0 and stays below it elsewhere
        let slope = (moments.products[column] - fitted[column]) / samples
        #expect(abs(slope) <= alpha + 1e-9)
        if abs(beta[column]) > 1e-9 { #expect(abs(abs(slope) - alpha) < 1e-9) }
      }
    }
  }
}

@Test func `a lasso path ends at least squares`() throws {
  for example in try Fixture.decode([LassoCase].self, from: "linear/lasso.json") {
    let (path, moments) = path(example)
    let least = moments.coefficients(of: Array(0..<moments.means.count), alpha: 0)
    #expect(areClose(path.coefficients.last ?? [], least, absolute: 1e-7, relative: 1e-7))
  }
}

@Test func `a column that repeats another stays out of a lasso path`() {
  let gram = Matrix(rows: [[2, 2, 0], [2, 2, 0], [0, 0, 2]])
  let path = LassoPath(gram: gram, products: [4, 4, 1], samples: 1)
  #expect(path.coefficients.allSatisfy { $0[1] == 0 })
  // √2² is 2 to the last bit but one
  #expect(areClose(path.coefficients.last ?? [], [2, 0, 0.5], absolute: 1e-15, relative: 0))
}

@Test func `a lasso path without signal has one knot`() {
  let path = LassoPath(gram: .identity(2), products: [0, 0], samples: 5)
  #expect(path.alphas == [0])
  #expect(path.coefficients == [[0, 0]])
}

@Test(arguments: [[4.0, 4], [4, -4, 1], [3, 3, 3, -3], [1, 2, 2, 1]])
func `columns that are tied enter together`(products: [Double]) {
  let path = LassoPath(gram: .identity(products.count), products: products, samples: 1)
  // with independent columns β is the product, brought nearer to 0 by the penalty
  for (alpha, beta) in zip(path.alphas, path.coefficients) {
    for (found, product) in zip(beta, products) {
      let expected = max(0, abs(product) - alpha) * (product < 0 ? -1 : 1)
      #expect(isClose(found, expected, absolute: 1e-12, relative: 0))
    }
  }
  #expect(path.alphas == Set(products.map(abs)).sorted(by: >) + [0])
}
