import Foundation

/// A PNG file as an escape sequence that a terminal shows as a picture.
package enum InlineImage {
  /// The sequence of the Kitty graphics protocol, in pieces of 4,096 letters as it asks for.
  ///
  /// `q=2` keeps the terminal from answering, which would look like keys pressed.
  package static func kitty(png: [UInt8], columns: Int) -> String {
    let letters = Array(Data(png).base64EncodedString().utf8)
    let pieces = stride(from: 0, to: letters.count, by: 4096).map { start in
      letters[start..<min(start + 4096, letters.count)]
    }
    return pieces.enumerated().map { index, piece in
      let isLast = index == pieces.count - 1 ? 0 : 1
      let keys = index == 0 ? "a=T,f=100,q=2,c=\(columns),m=\(isLast)" : "m=\(isLast)"
      return "\u{1b}_G\(keys);\(String(decoding: piece, as: UTF8.self))\u{1b}\\"
    }.joined() + "\n"
  }

  /// The sequence of iTerm2's inline images.
  package static func iTerm(png: [UInt8], columns: Int) -> String {
    let keys = "inline=1;size=\(png.count);width=\(columns);preserveAspectRatio=1"
    return "\u{1b}]1337;File=\(keys):\(Data(png).base64EncodedString())\u{07}\n"
  }
}
