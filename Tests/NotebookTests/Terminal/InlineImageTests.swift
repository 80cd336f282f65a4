import Foundation
import Notebook
import Testing

struct InlineImageTests {
  @Test func `Kitty gets pieces of at most 4096 letters and a last one`() throws {
    let png = (0..<4000).map { UInt8($0 % 251) }
    let text = InlineImage.kitty(png: png, columns: 40)
    let pieces = text.split(separator: "\u{1b}_G").map { $0.replacing("\u{1b}\\", with: "") }
    try #require(pieces.count == 2)
    #expect(pieces[0].hasPrefix("a=T,f=100,q=2,c=40,m=1;"))
    #expect(pieces[1].hasPrefix("m=0;"))
    let letters = pieces.map { $0.split(separator: ";")[1].filter { $0 != "\n" } }
    #expect(letters[0].count == 4096)
    #expect(Data(base64Encoded: letters.joined()) == Data(png))
  }

  @Test func `iTerm gets the file with its size and width`() {
    #expect(
      InlineImage.iTerm(png: [1, 2, 3], columns: 9)
        == "\u{1b}]1337;File=inline=1;size=3;width=9;preserveAspectRatio=1:AQID\u{07}\n")
  }
}
