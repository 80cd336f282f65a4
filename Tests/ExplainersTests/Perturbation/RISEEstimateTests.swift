import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

/// What is wrong with an estimate's map and standard errors, beside those of a fixture.
func expectEstimates(
  _ found: RISEEstimate, class label: Int, _ expected: RISEFixture.Estimates, absolute: Double,
  relative: Double, sourceLocation: SourceLocation = #_sourceLocation
) {
  let pairs: [(RISEEstimator, StoredArray, StoredArray)] = [
    (.raw, expected.raw, expected.rawError),
    (.centred, expected.centred, expected.centredError),
    (.overVariance, expected.overVariance, expected.overVarianceError),
  ]
  for (estimator, map, errors) in pairs {
    let shape = [found.height * found.width]
    let complaint = map.complaint(
      about: found.map(class: label, estimator).elements, shape: shape, absolute: absolute,
      relative: relative)
    #expect(complaint == nil, "\(estimator)", sourceLocation: sourceLocation)
    let errorComplaint = errors.complaint(
      about: found.standardErrors(class: label, estimator)?.elements ?? [], shape: shape,
      absolute: absolute, relative: relative)
    #expect(errorComplaint == nil, "error, \(estimator)", sourceLocation: sourceLocation)
  }
}

/// Masks of a small picture and scores of two classes.
private func drawn(_ count: Int, seed: UInt64 = 7) -> (masks: [Tensor], scores: [[Float]]) {
  let masks = RISEMasks(height: 5, width: 7, rows: 2, columns: 3, random: Random(seed: seed))
  var random = Random(seed: seed + 1)
  let values = (0..<count).map { masks[$0].values }
  let scores = values.map { mask in
    [Float(random.uniform()), 0.5 * mask[2, 3] + 0.1 * Float(random.uniform())]
  }
  return (values, scores)
}

private func estimate(_ masks: [Tensor], _ scores: [[Float]]) -> RISEEstimate {
  var result = RISEEstimate(classes: [0, 1], height: 5, width: 7, keepProbability: 0.5)
  result.add(masks, scores: scores)
  return result
}

@Suite struct RISEEstimateTests {
  @Test func `maps and standard errors are those of their definitions, by NumPy`() throws {
    let cases = try Fixture.decode([RISEFixture.Maps].self, from: "rise/maps.json")
    #expect(cases.count == 4)
    for example in cases {
      let (count, rows, columns) = (
        example.cells.shape[0], example.cells.shape[1], example.cells.shape[2]
      )
      let masks = RISEMasks(
        height: example.height, width: example.width, rows: rows, columns: columns,
        keepProbability: example.keepProbability, random: Random(seed: 1))
      let shown = (0..<count).map { number in
        masks.mask(
          of: example.cells.tensor.slice(number), down: example.down[number],
          right: example.right[number]
        ).values
      }
      let scores = (0..<count).map { Array(example.scores.tensor.slice($0).elements) }
      var found = RISEEstimate(
        classes: [0, 1], height: example.height, width: example.width,
        keepProbability: example.keepProbability)
      found.add(Array(shown[..<1]), scores: Array(scores[..<1]))
      found.add(Array(shown[1...]), scores: Array(scores[1...]))
      for label in 0..<2 {
        // Masks in Float: a value that is hardly ever shown, and then little, has fewer digits.
        expectEstimates(
          found, class: label, example.classes[label], absolute: 1e-6, relative: 1e-5)
      }
    }
  }

  @Test func `the raw map is a constant, its chance, and the centred map`() {
    let (masks, scores) = drawn(30)
    let found = estimate(masks, scores)
    for label in 0..<2 {
      let (raw, centred) = (found.map(class: label, .raw), found.map(class: label, .centred))
      let constant = found.meanMask * Float(found.meanScore(class: label) / 0.5)
      #expect(gap(raw, constant + centred * 0.5) < 1e-6)
      let slope = found.map(class: label, .overVariance) * found.maskVariance
      #expect(gap(slope, centred * 0.25) < 1e-6)
    }
  }

  @Test(arguments: [1, 2, 5])
  func `the bits depend neither on batches nor on threads`(threads: Int) {
    let (masks, scores) = drawn(57)
    let whole = Parallel.$threads.withValue(1) { estimate(masks, scores) }
    let parts = Parallel.$threads.withValue(threads) {
      var parts = RISEEstimate(classes: [0, 1], height: 5, width: 7, keepProbability: 0.5)
      for range in [0..<1, 1..<20, 20..<20, 20..<57] {
        parts.add(Array(masks[range]), scores: Array(scores[range]))
      }
      return parts
    }
    #expect(parts == whole)
    #expect(parts.passes == 57)
  }

  @Test func `a class has the same map alone and among others`() {
    let (masks, scores) = drawn(20)
    var alone = RISEEstimate(classes: [1], height: 5, width: 7, keepProbability: 0.5)
    alone.add(masks, scores: scores)
    let both = estimate(masks, scores)
    for estimator in RISEEstimator.allCases {
      #expect(alone.map(class: 1, estimator) == both.map(class: 1, estimator))
      #expect(
        alone.standardErrors(class: 1, estimator) == both.standardErrors(class: 1, estimator))
    }
  }

  @Test(arguments: RISEEstimator.allCases)
  func `standard errors are the spread of many estimates`(estimator: RISEEstimator) throws {
    let repetitions = 400
    var (maps, errors): ([Tensor], [Tensor]) = ([], [])
    for seed in 0..<repetitions {
      let (masks, scores) = drawn(200, seed: UInt64(1000 + 2 * seed))
      let found = estimate(masks, scores)
      maps.append(found.map(class: 1, estimator))
      errors.append(try #require(found.standardErrors(class: 1, estimator)))
    }
    for pixel in [0, 9, 17, 34] {
      let values = maps.map { Double($0.elements[pixel]) }
      let mean = values.reduce(0, +) / Double(repetitions)
      let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repetitions - 1)
      let told = errors.map { Double($0.elements[pixel]) }.reduce(0, +) / Double(repetitions)
      // A standard deviation of 400 numbers is off by 1 / √800 = 3.5 %: four of those, and 2 %
      // for the error of an estimate from 200 masks.
      #expect(abs(told / spread.squareRoot() - 1) < 0.16)
    }
  }

  @Test func `a score that never moves explains nothing, but to the raw map`() throws {
    let masks = drawn(40).masks
    let found = estimate(masks, [[Float]](repeating: [0.7, 0.7], count: 40))
    let flat = Tensor(shape: [5, 7])
    #expect(found.map(class: 0, .centred) == flat)
    #expect(found.map(class: 0, .overVariance) == flat)
    #expect(found.standardErrors(class: 0, .centred) == flat)
    #expect(found.standardErrors(class: 0, .overVariance) == flat)
    #expect(found.scoreDeviation(class: 0) == 0)
    #expect(gap(found.map(class: 0, .raw), found.meanMask * 1.4) < 1e-6)
    let error = try #require(found.standardErrors(class: 0, .raw))
    #expect(error.minimum() > 0)
    #expect(found.uncertainty(class: 0, .centred) == nil)
  }

  @Test func `one mask has a raw map, and no standard error`() {
    let (masks, scores) = drawn(1)
    let found = estimate(masks, scores)
    #expect(gap(found.map(class: 0, .raw), masks[0] * (2 * scores[0][0])) < 1e-6)
    #expect(found.map(class: 0, .centred) == Tensor(shape: [5, 7]))
    #expect(found.map(class: 0, .overVariance) == Tensor(shape: [5, 7]))
    for estimator in RISEEstimator.allCases {
      #expect(found.standardErrors(class: 0, estimator) == nil)
      #expect(found.uncertainty(class: 0, estimator) == nil)
    }
    #expect(found.attribution(class: 0, .raw, unit: "score").standardErrors == nil)
  }

  @Test func `without a mask all is zero`() {
    let found = RISEEstimate(classes: [3], height: 2, width: 2, keepProbability: 0.5)
    #expect(found.passes == 0)
    #expect(found.map(class: 3, .raw) == Tensor(shape: [2, 2]))
    #expect(found.meanMask == Tensor(shape: [2, 2]))
    #expect(found.meanScore(class: 3) == 0)
  }

  @Test func `a pixel whose mask never changed is 0, and never certain`() throws {
    var found = RISEEstimate(classes: [0], height: 1, width: 2, keepProbability: 0.5)
    var random = Random(seed: 8)
    for _ in 0..<300 {
      let cell: Float = random.uniform() < 0.5 ? 1 : 0
      found.add([Tensor([0.3, cell], shape: [1, 2])], scores: [[cell]])
    }
    #expect(found.maskVariance.elements[0] == 0)
    #expect(found.map(class: 0, .overVariance).elements == [0, 1])
    #expect(found.map(class: 0, .centred).elements[0] == 0)
    let errors = try #require(found.standardErrors(class: 0, .overVariance))
    #expect(errors.elements[0] == 0)
    #expect(found.uncertainty(class: 0, .overVariance) == nil)
    #expect(found.uncertainty(class: 0, .raw) == nil)
  }

  @Test func `uncertainty is the greatest error over the range, and shrinks with the root`() throws
  {
    let (masks, scores) = drawn(1600)
    let few = estimate(Array(masks[..<100]), Array(scores[..<100]))
    let many = estimate(masks, scores)
    let first = try #require(few.uncertainty(class: 1, .centred))
    let last = try #require(many.uncertainty(class: 1, .centred))
    let map = many.map(class: 1, .centred)
    let errors = try #require(many.standardErrors(class: 1, .centred))
    let share = errors.maximum() / (map.maximum() - map.minimum())
    #expect(abs(last - Double(share)) < 1e-7)
    // 16 times the masks: a quarter, up to what chance does to range and error of 100 masks
    #expect(0.15...0.4 ~= last / first)
  }

  @Test func `what does not fit stops with words`() async {
    await expectStop(
      saying: "a mask [2, 3] for a map [3, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var found = RISEEstimate(classes: [0], height: 3, width: 2, keepProbability: 0.5)
        found.add([Tensor(shape: [2, 3])], scores: [[1]])
      })
    await expectStop(
      saying: "no class 2 among 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var found = RISEEstimate(classes: [2], height: 1, width: 1, keepProbability: 0.5)
        found.add([Tensor(shape: [1, 1])], scores: [[1, 0]])
      })
    await expectStop(
      saying: "no class 2 among [0, 1]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let found = RISEEstimate(classes: [0, 1], height: 1, width: 1, keepProbability: 0.5)
        _ = found.map(class: 2, .raw)
      })
    await expectStop(
      saying: "2 rows of 1 scores and 1 rows of 1 values",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var found = RISEEstimate(classes: [0], height: 1, width: 1, keepProbability: 0.5)
        found.add([Tensor(shape: [1, 1])], scores: [[1], [1]])
      })
    await expectStop(
      saying: "no class to explain",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISEEstimate(classes: [], height: 1, width: 1, keepProbability: 0.5)
      })
    await expectStop(
      saying: "a probability of 0.0; it has to lie between 0 and 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RISEEstimate(classes: [0], height: 1, width: 1, keepProbability: 0)
      })
  }
}
