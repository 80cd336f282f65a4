import Numerics
import TestSupport
import Testing

/// A text with the pieces into which Python's `re.split(r"(\W+)", text)` cuts it.
private struct SplitCase: Decodable {
  let text: String
  let pieces: [String]
}

@Suite struct `Words of a text` {
  @Test func `plain texts are cut as lime cuts them`() throws {
    for example in try Fixture.decode([SplitCase].self, from: "texts/words.json") {
      #expect(Tokens(example.text).pieces.map(\.text) == example.pieces)
    }
  }

  @Test(arguments: [
    "", " ", "\n", "a", "don't", "e\u{301}te\u{301}", "🌱🌱 👩‍🌾x", "물, 물!", "1️⃣ ok", "\r\nline\r\n",
    "🇰🇷🇰🇷", "\u{7}bell", "“quoted”", "a\u{0}b",
  ]) func `the pieces give the text again, scalar by scalar`(_ text: String) {
    let tokens = Tokens(text)
    #expect(Array(tokens.text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(tokens.pieces.allSatisfy { !$0.text.isEmpty })
    for (piece, next) in zip(tokens.pieces, tokens.pieces.dropFirst()) {
      #expect(piece.isWord || next.isWord)
    }
  }

  @Test func `each emoji is a word of its own, with its skin tone and what is joined to it`() {
    #expect(Tokens("so🌱🌱 👩‍🌾 👍🏽!❤️").words == ["so", "🌱", "🌱", "👩‍🌾", "👍🏽", "❤️"])
    #expect(Tokens("🇰🇷🇫🇷").words == ["🇰🇷", "🇫🇷"])
  }

  @Test func `digits, signs and brackets are no emoji`() {
    #expect(Tokens("3 # * © 5").words == ["3", "5"])
  }

  @Test func `keys are in lower case, words as they were written`() {
    let tokens = Tokens("FREE Seeds, Ünï 구독")
    #expect(tokens.words == ["FREE", "Seeds", "Ünï", "구독"])
    #expect(tokens.keys == ["free", "seeds", "ünï", "구독"])
  }

  @Test func `an accent of its own and one that is joined make the same key`() {
    #expect(Tokens("e\u{301}t").keys == Tokens("\u{e9}t").keys)
  }

  @Test func `emoji get names that every font can show, and the rest stays`() {
    #expect("so 🌱🌱!".namingEmoji == "so :seedling::seedling:!")
    #expect("👩‍🌾 물 é".namingEmoji == ":woman+ear_of_rice: 물 é")
    #expect("👍🏽".namingEmoji == ":thumbs_up_sign+emoji_modifier_fitzpatrick_type-4:")
    #expect("plain :)".namingEmoji == "plain :)")
  }
}
