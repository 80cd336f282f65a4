import Foundation
import Numerics

/// Writes the Swift file through which a program knows what it was compiled from: the plugin
/// EmbedImprint calls it as `make-imprint ROOT OUTPUT SOURCE...`.
///
/// A file that is right already is left alone, so that nothing is compiled for nothing.
@main enum MakeImprint {
  static func main() {
    let paths = CommandLine.arguments.dropFirst()
    guard let root = paths.first, let output = paths.dropFirst().first else {
      stop("usage: make-imprint ROOT OUTPUT SOURCE...", status: 64)
    }
    do {
      let text = try Data(imprint(of: paths.dropFirst(2), below: root).utf8)
      if FileManager.default.contents(atPath: output) != text {
        try text.write(to: URL(filePath: output))
      }
    } catch {
      stop("make-imprint: \(error)", status: 1)
    }
  }

  /// The text of the file for `sources`, which lie below the folder `root`.
  private static func imprint(of sources: ArraySlice<String>, below root: String) throws -> String {
    let entries = try sources.map { path in
      let fingerprint = FowlerNollVo([UInt8](try Data(contentsOf: URL(filePath: path))))
      let name = String(path.dropFirst(root.count).drop { $0 == "/" })
      return "      \(name.debugDescription): \"\(fingerprint.hexadecimal)\",\n"
    }
    return """
      public import Notebook

      nonisolated extension Program: Imprinted {
        public static var sources: [String: String] {
          [
      \(entries.joined())    ]
        }
      }

      """
  }

  private static func stop(_ message: String, status: Int32) -> Never {
    try? FileHandle.standardError.write(contentsOf: Data((message + "\n").utf8))
    exit(status)
  }
}
