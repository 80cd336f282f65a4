extension StringProtocol {
  /// The columns that the text takes in a terminal: two for a Chinese, Japanese or Korean
  /// character or an emoji, none for a combining mark, else one.
  ///
  /// The ranges follow Unicode Standard Annex 11 (East Asian Width, W and F); characters of
  /// ambiguous width, such as Greek letters and ∂, are narrow.
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text filled up with spaces to `width` columns, on its left or on its right.
  package func padded(to width: Int, alignedRight: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignedRight ? space + self : self + space
  }

  /// The longest beginning that fits into `width` columns.
  package func cut(to width: Int) -> String {
    var room = width
    return String(
      prefix { character in
        room -= character.displayWidth
        return room >= 0
      })
  }

  /// The text in lines of at most `width` columns, broken at spaces; each but the first starts
  /// with `indentation`.
  ///
  /// Ends of line in the text stay. A word that is wider than a whole line is cut between
  /// characters.
  package func wrapped(to width: Int, indentation: String = "") -> String {
    let room = Swift.max(1, width - indentation.displayWidth)
    let lines = split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      index, line in
      let first = index == 0 ? width : room
      var wrapped: [String] = []
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        if let last = wrapped.last,
          last.displayWidth + 1 + word.displayWidth <= (wrapped.count == 1 ? first : room)
        {
          wrapped[wrapped.count - 1] = last + " " + word
          continue
        }
        var rest = word[...]
        while rest.displayWidth > room {
          let piece = rest.cut(to: Swift.max(room, 2))
          wrapped.append(piece)
          rest = rest.dropFirst(piece.count)
        }
        if !rest.isEmpty || word.isEmpty { wrapped.append(String(rest)) }
      }
      return wrapped.joined(separator: "\n" + indentation)
    }
    return lines.joined(separator: "\n" + indentation)
  }
}

extension Character {
  /// The columns that the character takes in a terminal.
  package var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{fe0f}") { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return wideRanges.contains { $0.contains(first.value) } ? 2 : 1
    }
  }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
  0xa000...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
  0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff, 0x1aff0...0x1b2ff, 0x1f200...0x1f265,
  0x20000...0x3fffd,
]
