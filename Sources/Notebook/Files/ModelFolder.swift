import Foundation
import Numerics
import Weaver

/// What a run trained, and the folder that `--models` names for it.
///
/// Beside the files lies `models.json`, which tells whose they are and what was in them. So a run
/// writes over nothing but what an earlier run of its chapter wrote there, and removes what that
/// one trained and this one does not.
struct ModelFolder {
  /// What `models.json` says.
  private struct Index: Codable, Hashable {
    /// The chapter that trained them.
    var chapter: String
    /// The fingerprint of each file, by its name.
    var files: [String: String]
  }

  private static let indexFile = "models.json"
  /// The folder; nothing if `--models` was not given, and only names are looked at.
  private let folder: URL?
  private let chapter: String
  private var known: [String: String] = [:]
  private var files: [String: [UInt8]] = [:]
  /// The name that each file was given, by the file's name.
  private var names: [String: String] = [:]

  /// The models of a run of `chapter`, to be kept in the folder at `path`.
  ///
  /// - Throws: ``Stop`` if the folder holds anything but what such a run left there, or cannot be
  ///   read.
  init(at path: String?, chapter: String) throws(Stop) {
    self.chapter = chapter
    folder = path.map { URL(filePath: $0).absoluteURL }
    guard let path, let folder else { return }
    try ModelFolder.expectRoom(at: path)
    let disk = PageWriter(root: folder)
    let present = try disk.names(in: "").filter { !$0.hasPrefix(".") }
    let text = try disk.content(of: ModelFolder.indexFile) ?? []
    let index = try? JSONDecoder().decode(Index.self, from: Data(text))
    let isOurs = index?.chapter == chapter && index?.files.keys.allSatisfy(isModelName) == true
    if let index, isOurs { known = index.files.filter { present.contains($0.key) } }
    for name in present.sorted() where name != ModelFolder.indexFile || !isOurs {
      guard let print = known[name],
        print == (try disk.content(of: name).map { FowlerNollVo($0).hexadecimal })
      else {
        throw Stop(
          """
          --models \(path): \(name) is there, which no run of chapter-\(chapter) left so.
          Nothing was changed. Name an empty or a new folder, or move the file away.
          """, status: 64)
      }
    }
  }

  /// Throws if something that is no folder lies at `path`.
  private static func expectRoom(at path: String) throws(Stop) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    let isThere = files.fileExists(atPath: path, isDirectory: &isFolder)
    let isLink = (try? files.destinationOfSymbolicLink(atPath: path)) != nil
    if isThere ? isFolder.boolValue : !isLink { return }
    throw Stop(
      "--models \(path): that is \(isThere ? "a file, not a folder" : "a link to nothing"). "
        + "Nothing was changed. Name an empty or a new folder.", status: 64)
  }

  /// How many files there will be, without the index; nothing without a folder.
  var count: Int? { folder == nil ? nil : files.count }

  /// The folder's path, as a message names it.
  var path: String { folder?.path ?? "" }

  /// A file that the run will write, to see beforehand whether it can.
  var index: String? { folder?.appending(path: ModelFolder.indexFile).path }

  /// Takes in what `bytes` returns, which is not asked without a folder.
  ///
  /// - Returns: what is wrong with the name, if anything is.
  mutating func add(_ name: String, _ bytes: () -> [UInt8]) -> String? {
    guard let stem = name.kebabCased else {
      return "\"\(name)\" names no file: use letters from a to z and digits"
    }
    let file = stem + ".safetensors"
    if let other = names.updateValue(name, forKey: file) {
      return "\"\(name)\" would be kept in \(file), where \"\(other)\" is: name it otherwise"
    }
    if folder != nil { files[file] = bytes() }
    return nil
  }

  /// What has to be done on the disk, by full paths; nothing without a folder.
  func changes() throws(Stop) -> [FileChange] {
    guard let folder else { return [] }
    let index = Index(chapter: chapter, files: files.mapValues { FowlerNollVo($0).hexadecimal })
    let stale = known.keys.sorted().filter { files[$0] == nil }
    let kept = files.sorted { $0.key < $1.key }
    return stale.map { FileChange(folder.appending(path: $0).path, nil) }
      + kept.map { FileChange(folder.appending(path: $0.key).path, $0.value) }
      + [
        FileChange(
          folder.appending(path: ModelFolder.indexFile).path, Array(try json(index).utf8))
      ]
  }
}

/// Whether a model can have the file `name`: no path leads out of the folder.
private func isModelName(_ name: String) -> Bool {
  name.wholeMatch(of: /[a-z0-9-]+\.safetensors/) != nil
}

extension String {
  /// The text in small letters from a to z and digits, with one hyphen where anything else stands:
  /// `max-pooling`; nothing if it has none of them.
  fileprivate var kebabCased: String? {
    let words = lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }
}
