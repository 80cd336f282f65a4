package import Foundation
import Numerics

/// What a program was compiled from; the build adds a file that says it of ``Program``.
public protocol Imprinted {
  /// The fingerprint of each source, by its path from the root of the package.
  static var sources: [String: String] { get }
}

/// This program, which is ``Imprinted`` if the plugin `EmbedImprint` took part in its build.
public enum Program {}

/// The sources that a program was compiled from.
///
/// The times of files cannot tell whether a program is older than its source: a checkout, a copy or
/// an unpacked archive sets them as it likes. So the bytes are compared.
package struct Imprint: Hashable, Sendable {
  /// The fingerprint of each source, by its path from the root of the package.
  package let sources: [String: String]

  /// The imprint of a program with the given fingerprints.
  package init(_ sources: [String: String]) { self.sources = sources }

  /// The imprint of this program; nothing if it was built without.
  package static var ofThisProgram: Imprint? {
    let program: any Any.Type = Program.self
    return (program as? any Imprinted.Type).map { Imprint($0.sources) }
  }

  /// The imprint of a program that would be compiled from the sources at `paths` now.
  ///
  /// - Throws: the system's error for a source that cannot be read.
  package init(of paths: [String], at root: URL) throws {
    sources = try Dictionary(
      uniqueKeysWithValues: paths.map { ($0, try fingerprint(of: $0, at: root)) })
  }

  /// The sources that are not, in the package at `root`, what they were, sorted by their paths.
  package func changes(at root: URL) -> [String] {
    sources.filter { path, known in (try? fingerprint(of: path, at: root)) != known }.keys.sorted()
  }

  /// Refuses to speak for the package at `root` if a source there is not what it was.
  ///
  /// - Throws: ``Stop`` that names what changed, and how to build `program` again.
  package func expectUnchanged(at root: URL, program: String) throws(Stop) {
    let changes = changes(at: root)
    guard let first = changes.first else { return }
    let others = changes.count == 1 ? "" : " and \(changes.count - 1) more"
    throw Stop(
      """
      \(program) was compiled before \(first)\(others) changed, so its results are not those of the \
      source as it is now. Nothing was written.
      Build it again: `swift build`, or `swift run \(program)` without --skip-build.
      """)
  }
}

/// The fingerprint of the file at `path` below `root`.
private func fingerprint(of path: String, at root: URL) throws -> String {
  FowlerNollVo([UInt8](try Data(contentsOf: root.appending(path: path)))).hexadecimal
}
