import Datasets
import Foundation
import Notebook
import Numerics

/// The names and digests of the files that make-garden wrote into a folder.
///
/// It lies beside them as a table. A name can be there twice: while a garden replaces an older one,
/// its files of both are known.
struct Record: Equatable {
  /// The name of the table.
  static let file = "make-garden.csv"
  private static let header = ["file", "digest"]

  private struct Entry: Hashable {
    let name: String
    let digest: String
  }
  private var entries: Set<Entry> = []

  /// Nothing was written.
  init() {}

  /// What is written with `files`.
  init(of files: [File]) {
    entries = Set(files.map { Entry(name: $0.name, digest: Record.digest(of: $0.bytes)) })
  }

  /// The record in `folder`; an empty one where none lies.
  ///
  /// - Throws: an error if it is damaged.
  init(in folder: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.appending(path: Record.file).path) else {
      return
    }
    do {
      entries = Set(
        try Archive(folder).table(Record.file, header: Record.header).rows.map {
          Entry(name: String($0.fields[0]), digest: String($0.fields[1]))
        })
    } catch {
      throw Stop(
        """
        \(folder.path)/\(error.place): \(error.problem). Without it make-garden cannot tell which \
        files are its own. Restore the file with `git checkout`, or choose another --output.
        """)
    }
  }

  /// The names of the files, each once.
  var names: [String] { Set(entries.map(\.name)).sorted() }

  /// The table as a file to be written.
  var change: FileChange {
    let rows = entries.map { [$0.name, $0.digest] }.sorted { $0.lexicographicallyPrecedes($1) }
    let table = Tables.file(Record.file, header: Record.header, rows)
    return FileChange(table.name, table.bytes)
  }

  /// The entries of both.
  func union(_ other: Record) -> Record {
    var both = self
    both.entries.formUnion(other.entries)
    return both
  }

  /// Whether the file `name` in `folder` holds what was written under that name.
  func knows(_ name: String, in folder: URL) -> Bool {
    guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return false }
    return entries.contains(Entry(name: name, digest: Record.digest(of: data)))
  }

  private static func digest(of bytes: some Sequence<UInt8>) -> String {
    var hash = FowlerNollVo()
    hash.add(bytes)
    return hash.hexadecimal
  }
}
