import Numerics
import Tensors
import TestSupport
import Testing

/// The kernels beside the definitions that they compute, on shapes that miss their blocks.
@Suite struct KernelsTests {
  private func noise(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    // Small integers, so that every order of a sum gives the same number.
    let values = (0..<shape.reduce(1, *)).map { _ in Float(random.integer(below: 9) - 4) }
    return Tensor(ContiguousArray(values), shape: shape)
  }

  private func transposed(_ tensor: Tensor) -> Tensor {
    var result = Tensor(shape: tensor.shape.reversed())
    for row in 0..<tensor.shape[0] {
      for column in 0..<tensor.shape[1] { result[column, row] = tensor[row, column] }
    }
    return result
  }

  /// Numbers whose sums depend on the order.
  private func fractions(_ shape: [Int], _ seed: UInt64) -> Tensor {
    var random = Random(seed: seed)
    let values = (0..<shape.reduce(1, *)).map { _ in Float(random.uniform() - 0.5) }
    return Tensor(ContiguousArray(values), shape: shape)
  }

  @Test(arguments: [
    [1, 1, 1], [4, 7, 24], [5, 3, 25], [9, 50, 71], [3, 0, 2], [0, 2, 3], [4, 0, 24], [8, 128, 48],
    [4, 300, 24], [5, 257, 30], [3, 40, 19], [1, 0, 8],
  ])
  func `a matrix product is its definition`(_ size: [Int]) {
    let (rows, depth, columns) = (size[0], size[1], size[2])
    let (left, right) = (noise([rows, depth], 1), noise([depth, columns], 2))
    var expected = Tensor(shape: [rows, columns])
    for row in 0..<rows {
      for column in 0..<columns {
        expected[row, column] = (0..<depth).reduce(0) { $0 + left[row, $1] * right[$1, column] }
      }
    }
    #expect(Tensor.matrixProduct(left, right) == expected)
    #expect(
      Tensor.matrixProduct(
        transposed(left), transposed(right), transposeLeft: true, transposeRight: true)
        == expected)
  }

  @Test(arguments: [(4, 24), (3, 5), (2, 13), (9, 30)])
  func `each sum of a product runs over the depth in order`(_ rows: Int, _ columns: Int) {
    let depth = 300
    let (left, right) = (fractions([rows, depth], 6), fractions([depth, columns], 7))
    let found = Tensor.matrixProduct(left, right)
    #expect(Tensor.matrixProduct(left, transposed(right), transposeRight: true) == found)
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = (0..<depth).reduce(Float(0)) {
          $0.addingProduct(left[row, $1], right[$1, column])
        }
        #expect(found[row, column] == sum)
      }
    }
  }

  @Test(arguments: [([40, 48], 1), ([40, 48], 3), ([32, 408], 2), ([5, 64], 2), ([3, 24], 1)])
  func `a sum of transposed products is that of each, bit by bit`(
    _ shape: [Int], _ threads: Int
  ) {
    let terms: [Tensor.Factors] = [4, 4, 3].enumerated().map { place, depth in
      let seed = UInt64(place)
      return (fractions([depth, shape[0]], seed), fractions([depth, shape[1]], seed + 3))
    }
    let alone = terms.map { Tensor.matrixProduct($0.left, $0.right, transposeLeft: true) }
    let found = Parallel.$threads.withValue(threads) { Tensor.sumOfTransposedProducts(terms) }
    #expect(found == alone[0] + alone[1] + alone[2])
  }

  @Test(
    .enabled(if: Kernels.hasWideTiles, "this processor has no registers of sixteen lanes"),
    arguments: [48, 96, 120, 200])
  func `wide tiles give the bits of narrow ones`(_ columns: Int) {
    func expectSame(_ compute: () -> Tensor) {
      // What is set holds for the thread that sets it, so that one computes all.
      Parallel.$threads.withValue(1) {
        let wide = Kernels.$usesWideTiles.withValue(true, operation: compute)
        let narrow = Kernels.$usesWideTiles.withValue(false, operation: compute)
        #expect(wide.digest == narrow.digest)
      }
    }
    // Deeper than is gone through at a time, so that sums are continued.
    let (left, right) = (fractions([5, 700], 6), fractions([700, columns], 7))
    expectSame { Tensor.matrixProduct(left, right) }
    expectSame { Tensor.matrixProduct(left, transposed(right), transposeRight: true) }
    let terms = (0..<3).map { seed in
      (left: fractions([9, 8], seed), right: fractions([9, columns], seed + 3))
    }
    expectSame { Tensor.sumOfTransposedProducts(terms) }
    let shape = ConvolutionShape(
      input: [2, 3, 7, columns / 8], weights: [5, 3, 3, 3], stride: 1, padding: 1)
    let (images, weights) = (fractions(shape.input, 8), fractions(shape.weights, 9))
    expectSame { Tensor.convolution([(images, weights)], bias: nil, shape) }
    let slopes = fractions(shape.output, 10)
    expectSame { Tensor.convolutionInputGradient([(slopes, weights)], shape) }
  }

  @Test(arguments: [
    ([1, 1, 1, 1], [1, 1, 1, 1], 1, 0), ([2, 3, 5, 25], [5, 3, 3, 3], 1, 1),
    ([1, 2, 6, 7], [3, 2, 5, 2], 1, 4), ([2, 2, 7, 11], [2, 2, 3, 3], 2, 1),
    ([1, 1, 13, 12], [1, 1, 2, 5], 4, 3),
  ])
  func `a convolution is its definition`(
    _ input: [Int], _ weights: [Int], _ stride: Int, _ padding: Int
  ) {
    let (x, w, b) = (noise(input, 3), noise(weights, 4), noise([weights[0]], 5))
    let shape = ConvolutionShape(input: input, weights: weights, stride: stride, padding: padding)
    let found = Tensor.convolution([(x, w)], bias: b, shape)
    var expected = Tensor(shape: found.shape)
    for n in 0..<input[0] {
      for o in 0..<weights[0] {
        for y in 0..<found.shape[2] {
          for z in 0..<found.shape[3] {
            expected[n, o, y, z] = b[o]
            for c in 0..<weights[1] {
              for i in 0..<weights[2] {
                for j in 0..<weights[3] {
                  let (row, column) = (stride * y + i - padding, stride * z + j - padding)
                  if 0..<input[2] ~= row && 0..<input[3] ~= column {
                    expected[n, o, y, z] += w[o, c, i, j] * x[n, c, row, column]
                  }
                }
              }
            }
          }
        }
      }
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    ([2, 3, 5, 25], [5, 3, 3, 3], 1, 1), ([1, 2, 6, 7], [3, 2, 5, 2], 1, 4),
    ([3, 2, 7, 11], [2, 2, 3, 3], 2, 1),
  ])
  func `several products are added as if each were made alone`(
    _ input: [Int], _ weights: [Int], _ stride: Int, _ padding: Int
  ) {
    let shape = ConvolutionShape(input: input, weights: weights, stride: stride, padding: padding)
    func terms(_ left: [Int], _ right: [Int]) -> [Tensor.Factors] {
      (0..<3).map { (noise(left, $0), noise(right, $0 + 3)) }
    }
    func expectSum(_ terms: [Tensor.Factors], _ operation: ([Tensor.Factors]) -> Tensor) {
      let alone = terms.map { operation([$0]) }
      #expect(operation(terms) == alone[0] + alone[1] + alone[2])
      #expect(operation([]).elements.allSatisfy { $0 == 0 })
    }
    expectSum(terms(shape.input, shape.weights)) { Tensor.convolution($0, bias: nil, shape) }
    expectSum(terms(shape.output, shape.weights)) { Tensor.convolutionInputGradient($0, shape) }
    expectSum(terms(shape.input, shape.output)) { Tensor.convolutionWeightGradient($0, shape) }
  }

  @Test(arguments: [
    ([1, 2, 4, 20], 2, 2), ([2, 1, 5, 17], 2, 2), ([1, 1, 6, 6], 3, 2), ([1, 1, 4, 19], 2, 1),
  ])
  func `a maximum is the first of the window's largest`(
    _ shape: [Int], _ size: Int, _ stride: Int
  ) {
    var input = noise(shape, 6)
    input.elements[5] = .nan
    let (values, indices) = input.maxima(windowHeight: size, windowWidth: size, stride: stride)
    let grid = values.shape
    let planes = shape[0] * shape[1]
    var expected: [Int32] = []
    for plane in 0..<planes {
      for y in 0..<grid[2] {
        for x in 0..<grid[3] {
          let window = (0..<(size * size)).map { place in
            (plane * shape[2] + y * stride + place / size) * shape[3] + x * stride + place % size
          }
          let largest = window.map { input.elements[$0] }.filter { !$0.isNaN }.max() ?? 0
          let first =
            window.first { input.elements[$0].isNaN }
            ?? window.first { input.elements[$0] == largest }
          expected.append(Int32(first ?? 0))
        }
      }
    }
    #expect(Array(indices) == expected)
    #expect(values.digest == input.gathered(at: indices, shape: grid).digest)
  }

  @Test func `sums and repeats are each other's transposes`() {
    let tensor = noise([3, 4, 5], 7)
    #expect(tensor.summed(keeping: 1..<2).sum() == tensor.sum())
    #expect(tensor.summed(keeping: 0..<3) == tensor)
    #expect(tensor.summed(keeping: 0..<2)[2, 1] == (0..<5).reduce(0) { $0 + tensor[2, 1, $1] })
    let row = noise([4], 8)
    let repeated = row.spread(to: [3, 4, 5], along: 1..<2)
    #expect(repeated[2, 3, 4] == row[3] && repeated[0, 3, 0] == row[3])
    #expect((repeated * tensor).sum() == (row * tensor.summed(keeping: 1..<2)).sum())
  }

  @Test func `shapes that do not fit trap`() async {
    await expectStop(
      saying: "the shapes [2, 3] and [2, 3] do not fit",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.matrixProduct(Tensor(shape: [2, 3]), Tensor(shape: [2, 3]))
      })
    await expectStop(
      saying: "weights [4, 2, 3, 3] do not fit inputs [1, 3, 8, 8]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConvolutionShape(
          input: [1, 3, 8, 8], weights: [4, 2, 3, 3], stride: 1, padding: 1)
      })
    await expectStop(
      saying: "a kernel [4, 3, 3, 3] does not fit into inputs [1, 3, 2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConvolutionShape(
          input: [1, 3, 2, 2], weights: [4, 3, 3, 3], stride: 1, padding: 0)
      })
    await expectStop(
      saying: "the factors [1, 3, 8, 8] and [4, 3, 5, 5] instead of [1, 3, 8, 8] and [4, 3, 3, 3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let shape = ConvolutionShape(
          input: [1, 3, 8, 8], weights: [4, 3, 3, 3], stride: 1, padding: 1)
        _ = Tensor.convolution(
          [(Tensor(shape: [1, 3, 8, 8]), Tensor(shape: [4, 3, 5, 5]))], bias: nil, shape)
      })
    await expectStop(
      saying: "windows 3 x 3, 1 apart, in [1, 1, 2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [1, 1, 2, 2]).maxima(windowHeight: 3, windowWidth: 3, stride: 1)
      })
  }
}
