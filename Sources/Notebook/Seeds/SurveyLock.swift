package import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What keeps a second survey of the same chapter from starting while one is running.
///
/// The lock ends with this value, and with its process, however that ends; the empty file that it
/// lies on may stay.
package struct SurveyLock: ~Copyable {
  package let file: FileHandle

  /// Locks `folder`, which is made if it is missing.
  ///
  /// - Throws: ``Stop`` if another process holds the lock, or the folder cannot be made.
  package init(on folder: URL, chapter: String) throws(Stop) {
    let path = folder.appending(path: ".survey").path
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Stop("\(folder.path) could not be made: \(reason(error)).")
    }
    let number = Foundation.open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard number >= 0 else {
      let cause = NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
      throw Stop("\(path) could not be written: \(reason(cause)).")
    }
    let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    // Where there are no locks this fails otherwise, and nothing is kept from starting.
    if flock(number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw Stop(
        "Another survey of chapter-\(chapter) is running: wait for its end, or end it with Ctrl-C.")
    }
    self.file = file
  }

  // To close the file is not enough: a program that is being started beside holds it, too, until it
  // runs, and the lock is of all who hold the file.
  deinit { flock(file.fileDescriptor, LOCK_UN) }
}
