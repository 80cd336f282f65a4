package import Foundation
import Synchronization

/// What becomes of one file.
package struct FileChange: Hashable, Sendable {
  /// The file, relative to the folder that all changes share.
  package var path: String
  /// Its new content; nothing if the file is to go.
  package var bytes: [UInt8]?

  /// Gives the file at `path` the content `bytes`, or removes it.
  package init(_ path: String, _ bytes: [UInt8]?) {
    self.path = path
    self.bytes = bytes
  }
}

/// Changes many files so that all are changed or none.
///
/// Every new content is first written to a file beside its target and forced to the disk; only
/// when all of them are there are they renamed, which needs no more space. A failure or a signal
/// before that removes them and leaves everything as it was.
package struct PageWriter {
  /// The folder that all paths start from.
  package var root: URL
  /// Where files are written until all of them are there, on the same volume as their targets;
  /// without it beside them.
  package var drafts: URL?
  /// Writes bytes into an open file; tests put a full disk here.
  package var write: (FileHandle, Data) throws -> Void = { file, data in
    try file.write(contentsOf: data)
    try file.synchronize()
  }
  /// Renames a file; tests put a failure here.
  package var rename: (_ from: String, _ to: String) -> Int32 = { Foundation.rename($0, $1) }

  /// A writer below `root`, which is made if it is not there.
  package init(root: URL) { self.root = root.absoluteURL }

  /// Carries out those of `changes` that change anything.
  ///
  /// - Returns: the paths of the files that were written or removed.
  /// - Throws: ``Stop`` that names the file, the reason and what to do.
  @discardableResult
  package func apply(_ changes: [FileChange]) throws(Stop) -> [String] {
    let changes = changes.filter { content(of: $0.path) != $0.bytes }
    let files = changes.compactMap { change in
      change.bytes.map { (path: change.path, draft: draft(for: change.path), bytes: $0) }
    }
    var begun: [String] = []
    do {
      for file in files {
        try prepare(file.path, draft: file.draft, bytes: file.bytes, begun: &begun)
      }
      try Interrupts.state.withLock { state throws(Stop) in
        try replace(files, removing: changes.filter { $0.bytes == nil })
        state.leftovers.removeAll { begun.contains($0) }
        if state.phase == .running { state.phase = .written }
      }
    } catch {
      Interrupts.state.withLock { $0.remove(begun) }
      throw error
    }
    return changes.map(\.path)
  }

  /// Renames every draft to its target; from here on only a broken file system can fail.
  private func replace(
    _ files: [(path: String, draft: String, bytes: [UInt8])], removing stale: [FileChange]
  ) throws(Stop) {
    var done: [String] = []
    for file in files {
      guard rename(file.draft, url(file.path).path) == 0 else {
        throw failure(file.path, String(cString: strerror(errno)), after: done)
      }
      done.append(file.path)
    }
    for change in stale {
      guard unlink(url(change.path).path) == 0 else {
        throw failure(change.path, String(cString: strerror(errno)), after: done)
      }
    }
  }

  /// The bytes of the file at `path` as they are on the disk.
  package func content(of path: String) -> [UInt8]? {
    (try? Data(contentsOf: url(path))).map { [UInt8]($0) }
  }

  /// Writes `bytes` into the file `draft` beside its target; what it makes, it adds to `begun`.
  private func prepare(
    _ path: String, draft: String, bytes: [UInt8], begun: inout [String]
  ) throws(Stop) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url(path).path, isDirectory: &isFolder),
      isFolder.boolValue
    {
      throw failure(path, "a folder of that name is in the way")
    }
    try makeFolder(url(path).deletingLastPathComponent(), for: path, begun: &begun)
    do {
      let file = try Interrupts.state.withLock { state in
        state.leftovers.append(draft)
        begun.append(draft)
        try Data().write(to: URL(filePath: draft), options: .withoutOverwriting)
        return try FileHandle(forWritingTo: URL(filePath: draft))
      }
      defer { try? file.close() }
      try write(file, Data(bytes))
    } catch {
      throw failure(path, reason(error))
    }
  }

  /// Makes `folder` and those around it, outermost first, so that a failure can remove them.
  private func makeFolder(
    _ folder: URL, for path: String, begun: inout [String]
  ) throws(Stop) {
    try Interrupts.state.withLock { state throws(Stop) in
      for folder in missing(folder).reversed() {
        guard mkdir(folder.path, 0o777) == 0 else {
          throw failure(path, String(cString: strerror(errno)))
        }
        state.leftovers.append(folder.path)
        begun.append(folder.path)
      }
    }
  }

  /// `folder` and those around it that are not there, innermost first.
  private func missing(_ folder: URL) -> [URL] {
    let isThere = FileManager.default.fileExists(atPath: folder.path) || folder.path == "/"
    return isThere ? [] : [folder] + missing(folder.deletingLastPathComponent())
  }

  /// Throws what `apply` would, if it is plain to see that nothing can be written at `path`.
  package func expectRoom(for path: String) throws(Stop) {
    let folder = url(path).deletingLastPathComponent()
    let parent = missing(folder).last?.deletingLastPathComponent() ?? folder
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: parent.path, isDirectory: &isFolder)
    guard isFolder.boolValue else { throw failure(path, "\(parent.path) is not a folder") }
    guard FileManager.default.isWritableFile(atPath: parent.path) else {
      throw failure(path, "writing in \(parent.path) is not allowed")
    }
  }

  /// A name beside the target or in `drafts`, so that both are on one file system.
  private func draft(for path: String) -> String {
    let target = url(path)
    let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).draft"
    return (drafts ?? target.deletingLastPathComponent()).appending(path: name).path
  }

  private func url(_ path: String) -> URL { root.appending(path: path) }

  private func failure(_ path: String, _ reason: String, after done: [String] = []) -> Stop {
    let state = done.isEmpty ? "Nothing was changed" : "Changed: \(done.joined(separator: ", "))"
    return Stop(
      """
      \(url(path).path) could not be written: \(reason).
      \(state). Make room or allow writing there, or choose another folder with --output FOLDER.
      """)
  }
}

/// The system's words for an error of Foundation.
package func reason(_ error: any Error) -> String {
  let error = error as NSError
  let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
  return cause.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
}
