import Evaluation
import Images
import Numerics
import Tensors
import Testing

@Suite struct LocalizationScoresTests {
  /// An object of 2 x 2 pixels in the upper left corner of 4 x 4.
  private let mask = PixelBox(rows: 0..<2, columns: 0..<2).mask(height: 4, width: 4)

  /// Maps that find it, half of it, twice of it, another place, and nothing.
  private var maps: [Tensor] {
    func box(_ rows: Range<Int>, _ columns: Range<Int>) -> Tensor {
      PixelBox(rows: rows, columns: columns).mask(height: 4, width: 4)
    }
    return [
      box(0..<2, 0..<2), box(0..<1, 0..<2), box(0..<4, 0..<2), box(2..<4, 2..<4),
      Tensor(repeating: -1, shape: [4, 4]),
    ]
  }

  @Test func `scores of maps that can be counted by hand`() {
    let scores = LocalizationScores(over: 5) { [maps, mask] in (maps[$0], mask) }
    // The third map has 8 places of equal height, 4 of them on the object; the last has 16 and 4.
    #expect(scores.peaks == [1, 1, 0.5, 0, 0.25])
    #expect(scores.overlaps == [1, 0.5, 0.5, 0, 0])
    #expect(scores.boxes == [1, 0.5, 0.5, 0, 0])
    #expect(scores.pointing.mean == 0.55 && scores.overlap.mean == 0.4)
    // An overlap of one half is enough unless more is asked for.
    #expect(scores.missed.mean == 0.4 && scores.missed(below: 0.75).mean == 0.8)
    #expect(scores.missed.standardError == scores.finder.error(of: scores.boxes).standardError)
  }

  @Test func `a small map is stretched to the mask`() {
    let small = Tensor([1, 0, 0, 0], shape: [2, 2])
    let large = small.resized(height: 4, width: 4)
    let scores = LocalizationScores(over: 2, by: Localization(share: 0.5)) { [mask] in
      ([small, large][$0], mask)
    }
    #expect(scores.peaks[0] == scores.peaks[1] && scores.overlaps[0] == scores.overlaps[1])
    #expect(scores.boxes[0] == scores.boxes[1] && scores.boxes[0] > 0)
  }

  @Test func `the peak of stretched noise leans to the border`() {
    var random = Random(seed: 3)
    let middle = PixelBox(rows: 12..<36, columns: 12..<36).mask(height: 48, width: 48)
    let pointing = [48, 12].map { places in
      let noise = (0..<400).map { _ in
        Controls.random(height: places, width: places, using: &random)
      }
      return LocalizationScores(over: 400) { (noise[$0], middle) }.pointing
    }
    // The middle is a quarter of the picture. 400 draws have a standard error of about 0.02.
    #expect(abs(pointing[0].mean - 0.25) < 0.07)
    #expect(pointing[1].mean < 0.15)
  }

  @Test(arguments: [1, 2, 5]) func `threads leave no trace`(threads: Int) {
    func scores() -> LocalizationScores {
      LocalizationScores(over: 5) { [maps, mask] in (maps[$0], mask) }
    }
    #expect(Parallel.$threads.withValue(threads) { scores() } == scores())
  }
}
