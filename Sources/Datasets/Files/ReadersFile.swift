import Foundation

/// A file of the reader's own, which may be anything or not there.
struct ReadersFile {
  /// The path as the reader typed it.
  let path: String

  /// The file at `path`.
  init(_ path: String) { self.path = path }

  /// All bytes of the file, which is to be `kind` ("a file of text") and to have at most `limit`
  /// bytes; `remedy` tells what to do if it has more.
  ///
  /// - Throws: an error that says what stands there in place of such a file.
  func bytes(upTo limit: Int, kind: String, remedy: String) throws(DatasetError) -> [UInt8] {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    guard let found = try? FileManager.default.attributesOfItem(atPath: url.path) else {
      if url.readingFailure == EACCES {
        throw DatasetError(
          path, "it lies in a folder that you may not enter", remedy: "Make a copy elsewhere.")
      }
      throw DatasetError(
        path, "there is no such file",
        remedy: "The path is taken from the folder in which the program runs; see `ls`.")
    }
    guard found[.type] as? FileAttributeType != .typeSymbolicLink else {
      throw DatasetError(path, "this is a link that leads to no file", remedy: "Name \(kind).")
    }
    guard found[.type] as? FileAttributeType == .typeRegular else {
      throw DatasetError(
        path, "this is a folder or a device and not a file", remedy: "Name \(kind).")
    }
    guard found[.size] as? Int ?? 0 <= limit else {
      throw DatasetError(
        path, "the file is larger than \(limit / 1_000_000) MB", remedy: remedy)
    }
    guard let data = try? Data(contentsOf: url) else {
      throw DatasetError(
        path, "the file cannot be read: \(String(cString: strerror(url.readingFailure)))",
        remedy: "Make a copy that you may read.")
    }
    return [UInt8](data)
  }
}
