import Foundation

/// A file or folder as the file system knows it, whatever path, link or spelling led there.
struct Identity: Hashable {
  private let device: UInt64
  private let number: UInt64

  /// What lies at `url`, at the end of all links; nothing if nothing does.
  init?(_ url: URL) {
    var info = stat()
    guard stat(url.path, &info) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: info.st_dev)
    number = UInt64(truncatingIfNeeded: info.st_ino)
  }
}

extension URL {
  /// The folder itself and those around it, innermost first.
  var selfAndFoldersAround: [URL] {
    var folders = [self]
    while let last = folders.last, last.path != "/", !last.path.isEmpty {
      folders.append(last.deletingLastPathComponent())
    }
    return folders
  }
}
