import ArgumentParser
import Datasets
import Foundation
import Notebook

/// A folder that a garden is written into: only what make-garden wrote there itself is replaced.
struct OutputFolder {
  private let folder: URL
  private let record: Record

  /// The folder at `folder`: one that is to be made, one in which nothing is seen, or a garden.
  ///
  /// - Throws: an error if its parent is missing, or if something is in it that make-garden did
  ///   not write.
  init(_ folder: URL) throws {
    let (folder, parent) = (folder.standardizedFileURL, folder.deletingLastPathComponent())
    guard FileManager.default.fileExists(atPath: parent.path) else {
      throw ValidationError(
        "There is no folder \(parent.path). Run this in the root of the repository, or say "
          + "where to write with --output.")
    }
    self.folder = folder
    record = try OutputFolder.record(of: folder)
  }

  /// Gives the folder these files and no others, all or none.
  ///
  /// Should the machine fail in the middle, the folder holds old files and new ones, and its record
  /// both of their digests: the next run knows them as its own and completes them.
  func replace(with files: [File]) throws {
    // Drawing took a while: what was put there in the meantime counts, too.
    guard try OutputFolder.record(of: folder) == record else {
      throw Stop("\(folder.path) has changed while the garden was drawn. Nothing was written.")
    }
    var writer = PageWriter(root: folder)
    writer.drafts = draftsFolder
    let new = Record(of: files)
    try writer.apply([record.union(new).change])
    let names = Set(files.map(\.name))
    let stale = record.names.filter { !names.contains($0) }
    let changes =
      files.map { FileChange($0.name, $0.bytes) } + stale.map { FileChange($0, nil) } + [new.change]
    _ = try Interrupts.watching { try writer.apply(changes) }
  }

  /// What make-garden wrote into `folder`, which holds nothing else that is seen.
  private static func record(of folder: URL) throws -> Record {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
      return Record()
    }
    guard isFolder.boolValue else {
      throw ValidationError("\(folder.path) is no folder. Choose another --output.")
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw Stop("\(folder.path) cannot be read: \(reason(error)). Choose another --output.")
    }
    let record = try names.isEmpty ? Record() : Record(in: folder)
    let strange = names.filter { $0 != Record.file && !record.knows($0, in: folder) }
    guard strange.isEmpty else {
      let some = strange.prefix(3).joined(separator: ", ")
      throw ValidationError(
        """
        \(folder.path) holds what make-garden did not write: \(some)\
        \(strange.count > 3 ? " and \(strange.count - 3) more" : ""). Nothing was touched. \
        Choose another --output, or move these files away.
        """)
    }
    return record
  }

  /// A place for half-written files on the same volume, but outside of the folder, which may be
  /// bundled as it is; nothing if there is none.
  private var draftsFolder: URL? {
    func volume(of place: URL) -> Int? {
      (try? FileManager.default.attributesOfItem(atPath: place.path))?[.systemNumber] as? Int
    }
    let own = volume(of: folder.deletingLastPathComponent())
    return [URL(filePath: ".build"), FileManager.default.temporaryDirectory].first {
      own != nil && volume(of: $0) == own
    }
  }
}
