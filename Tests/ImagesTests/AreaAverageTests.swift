import Images
import TestSupport
import Testing

@Suite struct `The mean over areas` {
  /// A picture of numbers that follow no pattern, channel by channel in each pixel.
  private static func rows(_ height: Int, _ width: Int, channels: Int = 2) -> [[Int]] {
    (0..<height).map { row in
      (0..<(width * channels)).map { (row * 7919 + $0 * 104_729) % 65_536 }
    }
  }

  private static func shrunk(
    _ rows: [[Int]], channels: Int = 2, to height: Int, _ width: Int
  ) -> [Double] {
    var average = AreaAverage(
      rows: rows.count, columns: rows[0].count / channels, channels: channels, height: height,
      width: width)
    for row in rows { average.add(row) }
    return average.means
  }

  @Test(arguments: [(5, 7, 3, 4), (48, 50, 48, 48), (97, 96, 48, 48), (9, 9, 1, 2)])
  func `is that of the picture with each pixel repeated until areas fit`(
    height: Int, width: Int, newHeight: Int, newWidth: Int
  ) {
    let rows = Self.rows(height, width)
    let found = Self.shrunk(rows, to: newHeight, newWidth)
    for channel in 0..<2 {
      for row in 0..<newHeight {
        for column in 0..<newWidth {
          // Repeated newHeight times, a rectangle has as many rows as the picture.
          var sum = 0
          for y in (row * height)..<((row + 1) * height) {
            for x in (column * width)..<((column + 1) * width) {
              sum += rows[y / newHeight][x / newWidth * 2 + channel]
            }
          }
          let place = (channel * newHeight + row) * newWidth + column
          #expect(found[place] == Double(sum) / Double(height * width))
        }
      }
    }
  }

  @Test func `leaves a picture of the same size, and a picture of one colour, as they are`() {
    let rows = Self.rows(6, 5)
    let same = Self.shrunk(rows, to: 6, 5)
    for row in 0..<6 {
      for column in 0..<5 {
        #expect(same[row * 5 + column] == Double(rows[row][2 * column]))
        #expect(same[30 + row * 5 + column] == Double(rows[row][2 * column + 1]))
      }
    }
    let plain = Array(repeating: Array(repeating: 65_025, count: 301), count: 103)
    #expect(Self.shrunk(plain, channels: 1, to: 48, 48).allSatisfy { $0 == 65_025 })
  }

  @Test func `keeps the mean of the picture`() {
    let rows = Self.rows(31, 77, channels: 1)
    let means = Self.shrunk(rows, channels: 1, to: 10, 48)
    let (whole, shrunk) = (
      Double(rows.joined().reduce(0, +)) / (31 * 77), means.reduce(0, +) / 480
    )
    expectClose([shrunk], [whole], within: 1e-9 * whole)
  }

  @Test func `stops for a picture that would grow, and for rows that do not fit`() async {
    await expectStop(
      saying: "47 x 60 pixels cannot be shrunk to 48 x 48",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = AreaAverage(rows: 47, columns: 60, channels: 3, height: 48, width: 48)
      })
    await expectStop(
      saying: "row 0 of 2 has 3 values, not 1 for each of 2 pixels",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var average = AreaAverage(rows: 2, columns: 2, channels: 1, height: 1, width: 1)
        average.add([1, 2, 3])
      })
    await expectStop(
      saying: "1 of 2 rows are there",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var average = AreaAverage(rows: 2, columns: 2, channels: 1, height: 1, width: 1)
        average.add([1, 2])
        _ = average.means
      })
  }
}
