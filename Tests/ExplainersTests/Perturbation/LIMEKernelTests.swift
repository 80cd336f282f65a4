import Explainers
import Tensors
import TestSupport
import Testing

@Test func `distances and weights are lime's`() throws {
  for example in try SurrogateCase.all() {
    let distance = try #require(LIMEKernel.Distance(rawValue: example.distance))
    let kernel = LIMEKernel(distance: distance, width: example.width)
    let distances = kernel.distances(of: Matrix(rows: example.rows))
    // a cosine near 1 loses digits in 1 - cos, a Euclidean distance in lime's dot products
    for (ours, theirs) in zip(distances, example.distances) { #expect(abs(ours - theirs) < 1e-7) }
    for (row, weight) in example.weights.enumerated() {
      #expect(abs(kernel.weight(at: example.distances[row]) - weight) < 1e-15)
    }
  }
}

@Test(arguments: [(12, 3), (20, 10), (36, 36)])
func `the cosine distance depends only on how many parts are shown`(_ parts: Int, _ shown: Int) {
  var rows = Matrix(repeating: 1, rows: 2, columns: parts)
  for part in shown..<max(parts, shown) { rows[1, part] = 0 }
  let distance = LIMEKernel().distances(of: rows)[1]
  #expect(abs(distance - (1 - (Double(shown) / Double(parts)).squareRoot())) < 1e-15)
}

@Test func `a row that shows nothing is at cosine distance one`() {
  #expect(LIMEKernel().distances(of: Matrix(rows: [[1, 1], [0, 0]])) == [0, 1])
}

@Test func `the Euclidean distance is the root of what is hidden`() {
  let kernel = LIMEKernel(distance: .euclidean, width: 1)
  #expect(kernel.distances(of: Matrix(rows: [[1, 1, 1, 1], [0, 0, 0, 0]])) == [0, 2])
}

@Test func `the instance weighs one and weights fall with distance`() {
  let kernel = LIMEKernel(width: 0.25)
  #expect(kernel.weight(at: 0) == 1)
  #expect(abs(kernel.weight(at: 0.25) - 0.6065306597126334) < 1e-15)
  #expect(kernel.weight(at: 0.3) < kernel.weight(at: 0.2))
}

@Test func `the effective sample size counts equal weights fully`() {
  #expect(effectiveSampleSize(of: [0.5, 0.5, 0.5]) == 3)
  #expect(effectiveSampleSize(of: [1, 0, 0]) == 1)
  #expect(effectiveSampleSize(of: [0, 0]) == 0)
}

@Test func `a kernel without width traps`() async {
  await expectStop(
    saying: "a width of 0.0; it has to be above 0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMEKernel(width: 0)
    })
  await expectStop(
    saying: "a width of nan; it has to be above 0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMEKernel(width: .nan)
    })
}

@Test func `the narrowest kernel weighs the instance alone, the widest all alike`() {
  let narrow = LIMEKernel(width: 1e-150)
  #expect(narrow.weight(at: 0) == 1 && narrow.weight(at: 0.1) == 0)
  let wide = LIMEKernel(width: .infinity)
  #expect(wide.weight(at: 0) == 1 && wide.weight(at: 5) == 1)
}

@Test func `a width whose square is no number traps`() async {
  await expectStop(
    saying: "a width of -1.0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LIMEKernel(width: -1)
    })
}

@Test(arguments: [1e-200, Double.leastNonzeroMagnitude, 1e200, .infinity])
func `the narrowest kernel weighs the instance alone, the widest all alike`(width: Double) {
  for distance in LIMEKernel.Distance.allCases {
    let kernel = LIMEKernel(distance: distance, width: width)
    let distances = kernel.distances(of: Matrix(rows: [[1, 1, 1], [1, 0, 1], [0, 0, 0]]))
    let weights = distances.map { kernel.weight(at: $0) }
    #expect(weights == (width < 1 ? [1, 0, 0] : [1, 1, 1]))
  }
}
