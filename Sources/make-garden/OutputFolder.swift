import ArgumentParser
import Foundation

/// A folder that is written as a whole or not at all.
struct OutputFolder {
  private let folder: URL

  /// The folder at `folder`: one that is to be made, an empty one, or an older garden.
  ///
  /// - Throws: an error if its parent is missing, or if something else is there already.
  init(_ folder: URL) throws {
    let parent = folder.deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: parent.path) else {
      throw ValidationError(
        "There is no folder \(parent.path). Run this in the root of the repository, or say "
          + "where to write with --output.")
    }
    if FileManager.default.fileExists(atPath: folder.path) {
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      guard names.isEmpty || names.contains("train.csv") else {
        throw ValidationError(
          "\(folder.path) holds something other than a garden. Choose another --output.")
      }
    }
    self.folder = folder
  }

  /// Writes `files` beside the folder and then puts them in its place.
  func replace(with files: [File]) throws {
    let manager = FileManager.default
    let process = ProcessInfo.processInfo.processIdentifier
    let fresh = folder.appendingPathExtension("new-\(process)")
    let old = folder.appendingPathExtension("old-\(process)")
    do {
      try manager.createDirectory(at: fresh, withIntermediateDirectories: false)
      for file in files {
        try Data(file.bytes).write(to: fresh.appending(path: file.name))
      }
      let isReplaced = manager.fileExists(atPath: folder.path)
      if isReplaced { try manager.moveItem(at: folder, to: old) }
      do {
        try manager.moveItem(at: fresh, to: folder)
      } catch {
        if isReplaced { try manager.moveItem(at: old, to: folder) }
        throw error
      }
      if isReplaced { try manager.removeItem(at: old) }
    } catch {
      try? manager.removeItem(at: fresh)
      throw error
    }
  }
}
