import Datasets
import Explainers
import Images
import Numerics
import Tensors
import TestSupport
import Testing

private func comment() -> InputInParts<String> {
  InputInParts(joining: ["win", " ", "a", " ", "win", "!"], parts: [0, nil, 1, nil, 0, nil])
}

@Suite struct InputInPartsTests {
  /// Noise.
  private let image: Tensor = {
    var random = Random(seed: 4)
    let values = (0..<(3 * 6 * 4)).map { _ in Float(random.uniform()) }
    return Tensor(ContiguousArray(values), shape: [3, 6, 4])
  }()

  private let quarters = Superpixels.grid(height: 6, width: 4, rows: 2, columns: 2)

  @Test(arguments: [SuperpixelFill.meanColor, .black, .blurred(1)])
  func `a picture shows itself where its row has ones, and the fill elsewhere`(
    _ fill: SuperpixelFill
  ) {
    let parts = InputInParts(image, quarters, fill: fill)
    let background = fill.background(of: image, quarters)
    #expect(parts.count == 4)
    #expect(parts.instance == image)
    #expect(parts.input(showing: [0, 0, 0, 0]) == background)
    for row in Coalitions(showing: [[1], [0, 3], [0, 1, 2]], of: 4) {
      let picture = parts.input(showing: row)
      for (place, value) in picture.elements.enumerated() {
        let isShown = Array(row)[quarters.labels[place % 24]] == 1
        #expect(value == (isShown ? image : background).elements[place])
      }
    }
  }

  @Test func `a text loses every occurrence of a word, and nothing else`() {
    #expect(comment().count == 2)
    #expect(comment().instance == "win a win!")
    #expect(comment().input(showing: [0, 1]) == " a !")
    #expect(comment().input(showing: [1, 0]) == "win  win!")
    #expect(comment().input(showing: [0, 0]) == "  !")
  }

  @Test func `a hidden feature has the background's value, a group of them together`() {
    let row = InputInParts([5, 1, 0], background: [7, 0.5, 0.5])
    #expect(row.instance == [5, 1, 0])
    #expect(row.input(showing: [0, 1, 0]) == [7, 1, 0.5])
    let oneHot = InputInParts(
      Tensor([5, 1, 0], shape: [3]), background: Tensor([7, 0.5, 0.5], shape: [3]),
      parts: [0, 1, 1])
    #expect(oneHot.count == 2)
    #expect(oneHot.input(showing: [1, 0]) == Tensor([5, 0.5, 0.5], shape: [3]))
  }

  @Test func `the columns of a table are parts, of its rows and of their features alike`() {
    let schema = GardenTable.schema
    let row = TableRow([25, 10, 17.5, 3, 12, 9, "clay", "north"], label: 1, in: schema)
    let other = TableRow([30, 40, 9, 1, 8, 20, "sand", "south"], label: 0, in: schema)
    let encoding = TableEncoding(of: [row, other])
    let rows = InputInParts(row.cells, background: other.cells)
      .map { TableRow($0, label: row.label, in: schema) }
    let features = InputInParts(
      encoding.tensor(row), background: encoding.tensor(other), parts: encoding.columns)
    #expect(rows.count == 8 && features.count == 8)
    for shown in Coalitions(showing: [[6], [1, 3, 7], [0, 6]], of: 8) {
      #expect(encoding.tensor(rows.input(showing: shown)) == features.input(showing: shown))
    }
    #expect(
      rows.input(showing: [0, 1, 1, 1, 1, 1, 1, 0]) == row.with("depth", 30).with("bed", "south"))
  }

  @Test func `what is made of an input has its parts`() {
    let length = comment().map(\.count)
    #expect(length.count == 2)
    #expect(length.input(showing: [0, 1]) == 4 && length.instance == 10)
  }

  @Test func `rows and parts that do not fit trap`() async {
    await expectStop(
      saying: "the row [1, 1, 1] does not consist of 2 zeros and ones",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = comment().input(showing: [1, 1, 1])
      })
    await expectStop(
      saying: "the row [1, 2] does not consist of 2 zeros and ones",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = comment().input(showing: [1, 2])
      })
    await expectStop(
      saying: "InputInParts: 0 parts; at least 1 is needed",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts(joining: ["!"], parts: [nil])
      })
    await expectStop(
      saying: "2 parts, and none of them is number 1; they are counted from 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts([1.5, 2.5], background: [0, 0], parts: [0, 2])
      })
    await expectStop(
      saying: "2 values, 1 in the background, 2 parts of them",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts([1.5, 2.5], background: [0])
      })
    await expectStop(
      saying: "3 values, 2 parts of them",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let row = Tensor(shape: [3])
        _ = InputInParts(row, background: row, parts: [0, 1])
      })
    await expectStop(
      saying: "2 pieces, 1 parts of them",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts(joining: ["a", "b"], parts: [0])
      })
    await expectStop(
      saying: "a background of [3] for [2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts(Tensor(shape: [2]), background: Tensor(shape: [3]))
      })
    await expectStop(
      saying: "InputInParts: the background: the value at [1] of [2] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts(
          Tensor(shape: [2]), background: Tensor([0, .infinity], shape: [2]))
      })
    await expectStop(
      saying: "image [3, 4, 4], superpixels over",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = InputInParts(
          Tensor(shape: [3, 4, 4]), .grid(height: 2, width: 4, rows: 1, columns: 2))
      })
  }
}
