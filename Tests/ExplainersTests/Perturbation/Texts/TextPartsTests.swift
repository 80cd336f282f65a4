import Explainers
import Testing

private func words(_ text: String, _ unit: TextParts.Unit = .word) throws -> TextParts {
  try TextParts(text, unit: unit)
}

@Suite struct `Parts of a text` {
  @Test func `a word that occurs twice is one part, in capitals or not`() throws {
    let parts = try words("Free seeds, FREE pots")
    #expect(parts.names == ["Free", "seeds", "pots"])
    #expect(parts.keys == ["free", "seeds", "pots"])
    #expect(parts.parts == [0, nil, 1, nil, 0, nil, 2])
    #expect(parts.painted([1, 2, 3]) == [1, nil, 2, nil, 1, nil, 3])
  }

  @Test func `or two, if occurrences are asked for`() throws {
    let parts = try words("Free seeds, FREE pots", .occurrence)
    #expect(parts.names == ["Free", "seeds", "FREE", "pots"])
    #expect(parts.parts == [0, nil, 1, nil, 2, nil, 3])
  }

  @Test func `with everything shown it is the text, and nothing between words is ever hidden`()
    throws
  {
    let text = " 물을, 물을! (🌱🌱) ok?\n"
    let parts = InputInParts(try words(text))
    #expect(parts.count == 3)
    #expect(parts.instance == text)
    #expect(parts.input(showing: [0, 0, 0]) == " , ! () ?\n")
    #expect(parts.input(showing: [0, 1, 0]) == " , ! (🌱🌱) ?\n")
  }

  @Test func `a placeholder stands where a word was`() throws {
    let parts = InputInParts(
      try TextParts("one, two one", unit: .occurrence, placeholder: "[?]"))
    #expect(parts.input(showing: [0, 1, 1]) == "[?], two one")
    #expect(parts.input(showing: [0, 0, 0]) == "[?], [?] [?]")
  }

  @Test(arguments: ["", "  ", "?!... ;)", "\u{7}\n"])
  func `a text without a word is refused`(_ text: String) {
    let error = #expect(throws: TextPartsError.noWord) { try words(text) }
    #expect(error?.description.contains("no letter, digit or emoji") == true)
  }

  @Test(arguments: ["free", "Free, FREE!", " 🌱 "])
  func `a text of one word is refused with the word`(_ text: String) {
    let error = #expect(throws: TextPartsError.self) { try words(text) }
    #expect(error?.description.contains("only one word") == true)
  }
}
