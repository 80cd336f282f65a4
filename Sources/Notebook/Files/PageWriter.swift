package import Foundation
import Synchronization

/// What becomes of one file.
package struct FileChange: Hashable, Sendable {
  /// The file, relative to the folder that all changes share, or a full path.
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
/// before that removes them and leaves everything as it was; those of a run that could not clean up
/// behind itself, the next run removes.
package struct PageWriter {
  /// The folder that all paths but full ones start from.
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
    for folder in Set(changes.map { self.drafts ?? url($0.path).deletingLastPathComponent() }) {
      Draft.removeAbandoned(in: folder)
    }
    let changes = try differing(changes)
    var drafts: [(path: String, draft: Draft)] = []
    var begun: [String] = []
    do {
      for change in changes {
        guard let bytes = change.bytes else { continue }
        drafts.append((change.path, try prepare(change.path, bytes: bytes, begun: &begun)))
      }
      try Interrupts.state.withLock { state throws(Stop) in
        try replace(drafts, removing: changes.filter { $0.bytes == nil })
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
    _ drafts: [(path: String, draft: Draft)], removing stale: [FileChange]
  ) throws(Stop) {
    var done: [String] = []
    for (path, draft) in drafts {
      guard rename(draft.path, url(path).path) == 0 else {
        throw failure(path, String(cString: strerror(errno)), after: done)
      }
      done.append(path)
    }
    for change in stale {
      guard unlink(url(change.path).path) == 0 else {
        throw failure(change.path, String(cString: strerror(errno)), after: done)
      }
    }
  }

  /// Writes `bytes` into a draft of the file at `path`; what it makes, it adds to `begun`.
  private func prepare(
    _ path: String, bytes: [UInt8], begun: inout [String]
  ) throws(Stop) -> Draft {
    try makeFolder(url(path).deletingLastPathComponent(), for: path, begun: &begun)
    do {
      let draft = try Interrupts.state.withLock { state in
        let place = Draft.path(for: url(path), in: drafts)
        let draft = try Draft(at: place)
        state.leftovers.append(place)
        begun.append(place)
        return draft
      }
      try write(draft.file, Data(bytes))
      return draft
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

  private func url(_ path: String) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path)
  }

  private func failure(_ path: String, _ reason: String, after done: [String] = []) -> Stop {
    let state = done.isEmpty ? "Nothing was changed" : "Changed: \(done.joined(separator: ", "))"
    // Only what goes elsewhere than the page has a full path.
    let option = path.hasPrefix("/") ? "models" : "output"
    return Stop(
      """
      \(url(path).path) could not be written: \(reason).
      \(state). Make room or allow writing there, or choose another folder with --\(option) FOLDER.
      """)
  }
}

/// What lies on the disk.
extension PageWriter {
  /// Those of `changes` that would change something.
  ///
  /// - Throws: ``Stop`` that names what cannot be read: it is not taken for missing.
  package func differing(_ changes: [FileChange]) throws(Stop) -> [FileChange] {
    var differing: [FileChange] = []
    for change in changes where try content(of: change.path) != change.bytes {
      differing.append(change)
    }
    return differing
  }

  /// The bytes of the file at `path` as they are on the disk; nothing if there is none.
  ///
  /// - Throws: ``Stop`` if there is something that cannot be read.
  package func content(of path: String) throws(Stop) -> [UInt8]? {
    try reading(path) { [UInt8](try Data(contentsOf: $0)) }
  }

  /// The names of what lies in the folder at `path`; none if there is no such folder.
  ///
  /// - Throws: ``Stop`` if there is something that cannot be read.
  func names(in path: String) throws(Stop) -> [String] {
    try reading(path) { try FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
  }

  /// What `read` finds at `path`; nothing if nothing is there.
  private func reading<Value>(_ path: String, read: (URL) throws -> Value) throws(Stop) -> Value? {
    do {
      return try read(url(path))
    } catch {
      var info = stat()
      if stat(url(path).path, &info) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
      throw Stop(
        """
        \(url(path).path) could not be read: \(reason(error)).
        Nothing was changed. Make it readable, or remove it.
        """)
    }
  }
}

/// The system's words for an error of Foundation.
package func reason(_ error: any Error) -> String {
  let error = error as NSError
  let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError } ?? error
  return cause.domain == NSPOSIXErrorDomain
    ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
}
