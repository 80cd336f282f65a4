import Numerics
public import Tensors

extension RISE {
  /// The map that is approached with more and more masks, exactly: from every mask that there can
  /// be, weighted by its probability.
  ///
  /// Takes 2^(rows · columns) · ⌈height / rows⌉ · ⌈width / columns⌉ passes, so it is for grids of a
  /// few cells. Neither `masks` nor `stopBelow` nor `random` matter.
  ///
  /// Scores are counted from the first one, so that the covariance with a score that never changes
  /// is exactly 0.
  ///
  /// - Returns: E[f M] / p, Cov(f, M) / (p (1 − p)) or Cov(f, M) / Var M, as the estimator asks.
  /// - Precondition: there are at most 2^20 masks; the image is `[channels, height, width]` of
  ///   finite numbers, and the model gives scores for the class.
  public func limit(
    of model: BlackBox<Tensor>, _ image: Tensor, class label: Int, _ estimator: RISEEstimator
  ) -> Tensor {
    let masks = masks(for: image)
    let hidden = background(of: image)
    let pixels = masks.height * masks.width
    var (origin, score): (Double?, Double) = (nil, 0)
    var means = [Double](repeating: 0, count: pixels)
    var (squares, products) = (means, means)
    for start in stride(from: 0, to: masks.possibilities, by: batch) {
      let drawn = Parallel.map(min(batch, masks.possibilities - start)) {
        masks.possibility(start + $0)
      }
      let answers = model(
        Parallel.map(drawn.count) { image.shown(through: drawn[$0].values, before: hidden) })
      for (mask, answer) in zip(drawn, answers) {
        precondition(
          answer.indices ~= label, "RISE: no class \(label) among \(answer.count)")
        let weight = masks.probability(of: mask)
        let first = origin ?? Double(answer[label])
        origin = first
        let weightedScore = weight * (Double(answer[label]) - first)
        score += weightedScore
        for (pixel, value) in mask.values.elements.enumerated() {
          let value = Double(value)
          means[pixel] += weight * value
          squares[pixel] += weight * value * value
          products[pixel] += weightedScore * value
        }
      }
    }
    let values = (0..<pixels).map { pixel in
      let mean = means[pixel]
      return estimator.value(
        CrossMoments.Pair(
          scoreMean: (origin ?? 0) + score, valueMean: mean,
          valueVariance: squares[pixel] - mean * mean,
          covariance: products[pixel] - score * mean), keepProbability: keepProbability)
    }
    return Tensor(
      ContiguousArray(values.map { Float($0) }), shape: [masks.height, masks.width])
  }
}

extension RISEMasks {
  /// How many masks there can be.
  ///
  /// - Precondition: they are at most 2^20.
  fileprivate var possibilities: Int {
    let (cells, shifts) = (rows * columns, cellHeight * cellWidth)
    precondition(
      cells <= 20 && shifts << cells <= 1 << 20,
      "RISE: \(rows) × \(columns) cells and \(shifts) shifts make more than 2^20 masks")
    return shifts << cells
  }

  /// One of them: its lowest bits are the cells, what is above them the shift.
  fileprivate func possibility(_ number: Int) -> RISEMask {
    let cells = ContiguousArray<Float>(
      (0..<(rows * columns)).map { number >> $0 & 1 == 1 ? 1 : 0 })
    let shift = number >> (rows * columns)
    return mask(
      of: Tensor(cells, shape: [rows, columns]), down: shift / cellWidth,
      right: shift % cellWidth)
  }

  /// How often a mask is drawn.
  fileprivate func probability(of mask: RISEMask) -> Double {
    mask.cells.elements.reduce(1 / Double(cellHeight * cellWidth)) { product, cell in
      product * (cell == 1 ? keepProbability : 1 - keepProbability)
    }
  }
}
