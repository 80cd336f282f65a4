public import Foundation

/// Values made by an independent implementation, kept as text under `Tests/Fixtures`.
public enum Fixture {
  /// The folder that holds all fixtures.
  public static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures")
  }

  /// The bytes of the fixture at `path`, relative to the folder.
  public static func data(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }

  /// The fixture at `path` decoded from JSON.
  public static func decode<Value: Decodable>(
    _ type: Value.Type, from path: String
  ) throws -> Value {
    try JSONDecoder().decode(type, from: data(path))
  }
}
