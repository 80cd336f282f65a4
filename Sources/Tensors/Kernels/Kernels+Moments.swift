extension Kernels {
  /// Running sums of products of a few scores and a run of many values, row after row.
  ///
  /// With f a score and m a value, each less what it was in the first row: Σm, Σm², Σm³ and Σm⁴ of
  /// each value, then for each score Σfm, Σfm², Σfm³, Σf²m and Σf²m². Values stand side by side in
  /// the lanes, and rows are added in their order, however many come at a time.
  struct MomentRun: Hashable, Sendable {
    /// How many sums of each value there are before those of the first score, and of each score.
    static let (powers, products) = (4, 5)

    /// Which of each row's values are summed up here.
    let values: Range<Int>
    private let scoreCount: Int
    private let references: ContiguousArray<SIMD8<Double>>
    /// `[values / 8, sums]`.
    private var sums: ContiguousArray<SIMD8<Double>>

    /// No sums yet; `first` is the first row, of which `values` are these.
    init(_ values: Range<Int>, of first: ContiguousArray<Float>, scores: Int) {
      (self.values, scoreCount) = (values, scores)
      references = first.withUnsafeBufferPointer { first in
        ContiguousArray(
          stride(from: values.lowerBound, to: values.upperBound, by: 8).map {
            MomentRun.lanes(of: first, from: $0, to: values.upperBound)
          })
      }
      let count = MomentRun.powers + MomentRun.products * scores
      sums = ContiguousArray(repeating: .zero, count: references.count * count)
    }

    /// The sum called `number`, in the order above, of a value of the run.
    func sum(_ number: Int, of value: Int) -> Double {
      let place = value - values.lowerBound
      return sums[place / 8 * (sums.count / references.count) + number][place % 8]
    }

    /// Adds rows: `scores` is `[rows, scores]`, less those of the first row; `rows` holds whole
    /// rows, of which this run takes its values.
    mutating func add(scores: ContiguousArray<Double>, rows: ContiguousArray<Float>, count: Int) {
      let width = rows.count / count
      var run = ContiguousArray<SIMD8<Double>>(repeating: .zero, count: count)
      rows.withUnsafeBufferPointer { rows in
        scores.withUnsafeBufferPointer { scores in
          for (block, reference) in references.enumerated() {
            let start = values.lowerBound + 8 * block
            for row in 0..<count {
              let (first, end) = (row &* width &+ start, row &* width &+ values.upperBound)
              run[row] = MomentRun.lanes(of: rows, from: first, to: end) - reference
            }
            addPowers(of: run, at: block * (sums.count / references.count))
            for score in 0..<scoreCount {
              addProducts(of: run, scores, score, block)
            }
          }
        }
      }
    }

    /// Adds the powers of eight values of each row.
    private mutating func addPowers(of run: ContiguousArray<SIMD8<Double>>, at place: Int) {
      var (first, second) = (sums[place], sums[place + 1])
      var (third, fourth) = (sums[place + 2], sums[place + 3])
      for value in run {
        let square = value * value
        first += value
        second.addProduct(value, value)
        third.addProduct(square, value)
        fourth.addProduct(square, square)
      }
      (sums[place], sums[place + 1]) = (first, second)
      (sums[place + 2], sums[place + 3]) = (third, fourth)
    }

    /// Adds the products of one score with eight values of each row.
    private mutating func addProducts(
      of run: ContiguousArray<SIMD8<Double>>, _ scores: UnsafeBufferPointer<Double>, _ score: Int,
      _ block: Int
    ) {
      let place =
        block * (sums.count / references.count) + MomentRun.powers + score * MomentRun.products
      var (single, double, triple) = (sums[place], sums[place + 1], sums[place + 2])
      var (square, both) = (sums[place + 3], sums[place + 4])
      for (row, value) in run.enumerated() {
        let factor = SIMD8(repeating: scores[row &* scoreCount &+ score])
        let product = factor * value
        single.addProduct(factor, value)
        double.addProduct(product, value)
        triple.addProduct(product, value * value)
        square.addProduct(product, factor)
        both.addProduct(product, product)
      }
      (sums[place], sums[place + 1], sums[place + 2]) = (single, double, triple)
      (sums[place + 3], sums[place + 4]) = (square, both)
    }

    /// The eight numbers from `first` on, zeros from `end` on.
    @inline(__always)
    private static func lanes(
      of numbers: UnsafeBufferPointer<Float>, from first: Int, to end: Int
    ) -> SIMD8<Double> {
      var lanes = SIMD8<Float>.zero
      if first + 8 <= end, let start = numbers.baseAddress {
        lanes = UnsafeRawPointer(start + first).loadUnaligned(as: SIMD8<Float>.self)
      } else {
        for place in first..<min(first + 8, end) { lanes[place - first] = numbers[place] }
      }
      return SIMD8<Double>(lanes)
    }
  }
}
