public import Foundation

/// An empty folder of a test's own, which goes when the test's value does.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes the folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "glass-box-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The names of everything in it, at any depth, in order.
  public var names: [String] {
    (FileManager.default.enumerator(atPath: url.path)?.allObjects as? [String] ?? []).sorted()
  }

  /// The place of the file `name`.
  public static func / (folder: TemporaryFolder, name: String) -> URL {
    folder.url.appending(path: name)
  }
}
