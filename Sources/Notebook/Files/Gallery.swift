import Foundation
package import Graphics
import Numerics

/// The figures of a run, and which of their files are out of date.
///
/// Beside the files lies `digests.json`. A file is written anew if its display list changed, or if
/// its bytes are not those that were written for the display list; so another font or version of
/// Cairo changes nothing, and a file that was emptied, cut or swapped is found and mended.
package struct Gallery {
  /// What a figure is known by.
  package struct Fingerprints: Codable, Hashable, Sendable {
    /// The fingerprint of its display list.
    package var drawing: String
    /// The fingerprint of the file that was rendered from it.
    package var file: String

    /// The fingerprints of a `drawing` and of its `file`.
    package init(drawing: String, file: String) { (self.drawing, self.file) = (drawing, file) }
  }

  /// Where the figures go.
  package let destination: Destination
  /// The fingerprints of what was drawn, by file name.
  package private(set) var digests: [String: Fingerprints] = [:]
  private let knownDigests: [String: Fingerprints]
  private let disk: PageWriter
  private var files: [FileChange] = []
  private static let digestsFile = "digests.json"

  /// The gallery of a run; reads the fingerprints that lie there.
  ///
  /// Fingerprints that cannot be understood count as none: that costs a rendering.
  ///
  /// - Throws: ``Stop`` if they are there and cannot be read.
  package init(destination: Destination) throws(Stop) {
    self.destination = destination
    disk = PageWriter(root: destination.root)
    let bytes = try disk.content(of: destination.figures + "/" + Gallery.digestsFile) ?? []
    let known = try? JSONDecoder().decode([String: Fingerprints].self, from: Data(bytes))
    knownDigests = known ?? [:]
  }

  /// Takes in a drawing, and renders it if its file is missing, damaged or shows something else.
  ///
  /// - Returns: the path of the file, relative to the root of the destination.
  /// - Throws: `GraphicsError` if it cannot be rendered, ``Stop`` if its file cannot be read.
  package mutating func add(
    _ drawing: Drawing, label: String, format: FigureFormat
  ) throws -> String {
    let name = "\(label).\(format.rawValue)"
    let path = destination.figures + "/" + name
    let present = try disk.content(of: path).map { FowlerNollVo($0).hexadecimal }
    if let known = knownDigests[name], known.drawing == drawing.digest, known.file == present {
      digests[name] = known
    } else {
      let bytes = format == .svg ? try drawing.svg() : try drawing.png(scale: 3)
      files.append(FileChange(path, bytes))
      digests[name] = Fingerprints(
        drawing: drawing.digest, file: FowlerNollVo(bytes).hexadecimal)
    }
    return path
  }

  /// What has to be done on the disk: new files, the fingerprints, and no stale files.
  ///
  /// - Throws: ``Stop`` if the folder of the figures cannot be read.
  package func changes() throws(Stop) -> [FileChange] {
    var changes = files
    let present = try disk.names(in: destination.figures)
    // Only what an earlier run wrote down as its own: a file that somebody put there stays.
    for name in present.sorted() where knownDigests[name] != nil && digests[name] == nil {
      changes.append(FileChange(destination.figures + "/" + name, nil))
    }
    let file = destination.figures + "/" + Gallery.digestsFile
    if !digests.isEmpty {
      changes.append(FileChange(file, Array(try json(digests).utf8)))
    } else if present.contains(Gallery.digestsFile) {
      changes.append(FileChange(file, nil))
    }
    return changes
  }
}
