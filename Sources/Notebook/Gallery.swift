import Foundation
package import Graphics

/// The figures of a run, and which of their files are out of date.
///
/// Beside the files lies `digests.json`: the fingerprint of each display list. A file is written
/// anew only if its fingerprint changed, so another font or version of Cairo changes nothing.
package struct Gallery {
  /// Where the figures go.
  package let destination: Destination
  /// The fingerprints of what was drawn, by file name.
  package private(set) var digests: [String: String] = [:]
  private let knownDigests: [String: String]
  private var files: [FileChange] = []
  private static let digestsFile = "digests.json"

  /// The gallery of a run; reads the fingerprints that lie there.
  package init(destination: Destination) {
    self.destination = destination
    let file = destination.url(destination.figures + "/" + Gallery.digestsFile)
    knownDigests =
      (try? JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))) ?? [:]
  }

  /// Takes in a drawing, and renders it if its file is missing or shows something else.
  ///
  /// - Returns: the path of the file, relative to the root of the destination.
  package mutating func add(
    _ drawing: Drawing, label: String, format: FigureFormat
  ) throws(GraphicsError) -> String {
    let name = "\(label).\(format.rawValue)"
    let path = destination.figures + "/" + name
    digests[name] = drawing.digest
    let isThere = FileManager.default.fileExists(atPath: destination.url(path).path)
    if knownDigests[name] != drawing.digest || !isThere {
      let bytes = format == .svg ? try drawing.svg() : try drawing.png(scale: 3)
      files.append(FileChange(path, bytes))
    }
    return path
  }

  /// What has to be done on the disk: new files, the fingerprints, and no stale files.
  package var changes: [FileChange] {
    var changes = files
    let folder = destination.url(destination.figures)
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let known = present.filter { name in
      FigureFormat.allCases.contains { name.hasSuffix("." + $0.rawValue) }
    }
    for name in known.sorted() where digests[name] == nil {
      changes.append(FileChange(destination.figures + "/" + name, nil))
    }
    let file = destination.figures + "/" + Gallery.digestsFile
    if digests.isEmpty {
      if present.contains(Gallery.digestsFile) { changes.append(FileChange(file, nil)) }
    } else {
      let lines = digests.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": \"\($0.value)\"" }
      changes.append(
        FileChange(file, Array("{\n\(lines.joined(separator: ",\n"))\n}\n".utf8)))
    }
    return changes
  }
}
