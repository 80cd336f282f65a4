import Graphics
import Plotting
import TestSupport
import Testing

private let scale = ColorScale(.diverging, range: -1...1)

private func texts(_ drawing: Drawing) -> [(text: String, x: Double, y: Double)] {
  drawing.commands.compactMap { command in
    guard case .text(let text, let point, _) = command else { return nil }
    return (text, point.x, point.y)
  }
}

private func boxes(_ drawing: Drawing) -> [(frame: Path, paint: Paint)] {
  drawing.commands.compactMap { command in
    guard case .fill(let path, let paint) = command else { return nil }
    return (path, paint)
  }
}

@Suite struct `A map of words` {
  private let map = WordMap(
    [.init("Free", 1), .init(", ", nil), .init("물", -0.5), .init(" ", nil), .init("🌱", 0)], scale)

  @Test func `words stand in boxes of their colours, and what stands between them does not`() {
    let drawing = map.drawing(width: 300)
    let colors: [Paint] = [1, -0.5, 0].map { .solid(scale.color($0)) }
    #expect(boxes(drawing).map(\.paint) == colors)
    #expect(texts(drawing).map(\.text) == ["Free", ", ", "물", " ", ":seedling:"])
  }

  @Test func `zero is white`() {
    #expect(boxes(map.drawing(width: 300))[2].paint == .solid(Theme.paper))
  }

  @Test func `lines break before words, and nothing leaves the width`() throws {
    let many = WordMap((0..<40).flatMap { _ in [.init("words", 0.1), .init(" ", nil)] }, scale)
    let drawing = many.drawing(width: 120)
    let rows = Set(texts(drawing).map(\.y))
    #expect(rows.count > 8)
    #expect(texts(drawing).allSatisfy { 0...120 ~= $0.x })
    #expect(drawing.size.height > many.drawing(width: 400).size.height)
  }

  @Test func `Hangul takes a wider box than as many Latin letters`() {
    func width(_ word: String) -> Double {
      let drawing = WordMap([.init(word, 0), .init(".", nil)], scale).drawing(width: 300)
      return texts(drawing)[1].x
    }
    #expect(width("물물물물") > 1.4 * width("aaaa"))
  }

  @Test func `a word that is longer than a line is set smaller`() {
    let long = WordMap([.init(String(repeating: "m", count: 90), 0)], scale).drawing(width: 100)
    guard case .text(_, let point, let style) = long.commands[2] else {
      Issue.record("no text")
      return
    }
    #expect(abs(point.x - 50) < 0.01 && style.size < 2)
  }

  @Test func `it spells itself with colours and signs`() {
    let words = map.drawing(width: 300).spelling
    #expect(words.count == 1)
    #expect(words[0].map(\.text) == ["Free", ", ", "물", " ", "🌱"])
    #expect(words[0].map(\.sign) == ["++", "", "−", "", ""])
    #expect(words[0][0].ground == scale.color(1) && words[0][1].ground == nil)
  }

  @Test func `figures below each other spell one after the other`() {
    var other = map
    other.title = "second"
    let spelling = Rows([map, other]).drawing(width: 300).spelling
    #expect(spelling.map { $0[0].text } == ["Free", "second", "Free"])
  }

  @Test func `a value that is no number stops with the word`() async {
    await expectStop(
      saying: "WordMap: the value of free is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = WordMap([.init("free", .nan)], ColorScale(.diverging, range: -1...1))
      })
  }
}
