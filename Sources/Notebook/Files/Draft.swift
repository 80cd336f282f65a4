import Foundation

/// A file's new content while it is written: a file of its own, beside its target or elsewhere on
/// the same file system.
///
/// It is locked as long as its writer lives, whatever ends that. So a later run can tell a draft
/// that was left behind, by `kill -9` or a power cut, from one of a run beside it.
struct Draft {
  /// Where it lies.
  let path: String
  /// The open file, which holds the lock.
  private(set) var file: FileHandle

  /// The path of this process's draft for the file at `target`: in `folder`, or beside the target.
  static func path(for target: URL, in folder: URL? = nil) -> String {
    let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).draft"
    return (folder ?? target.deletingLastPathComponent()).appending(path: name).path
  }

  /// Makes an empty file at `path` and locks it.
  ///
  /// - Throws: the system's error, also if there is such a file.
  init(at path: String) throws {
    var info = stat()
    repeat {
      let number = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL, 0o666)
      guard number >= 0 else { throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno)) }
      file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
      // Where there are no locks this fails, and nothing is ever taken for left behind.
      _ = flock(number, LOCK_EX)
      // Before it was locked, a run beside this one may have taken it for left behind.
    } while fstat(file.fileDescriptor, &info) == 0 && info.st_nlink == 0
    self.path = path
  }

  /// Removes the drafts in `folder` whose writers are gone; what else lies there stays.
  static func removeAbandoned(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names
    where name.wholeMatch(of: /\..+\.(?:md|json|svg|png|csv|safetensors)\.[0-9]+\.draft/) != nil {
      let path = folder.appending(path: name).path
      let kind =
        try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      guard kind == .typeRegular, let file = FileHandle(forWritingAtPath: path),
        flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0
      else { continue }
      unlink(path)
    }
  }
}
