import Foundation
import Weaver

/// The files of the package, as the tests of the book see them.
enum House {
  /// A Swift source with its path from the root.
  struct SourceFile: Sendable {
    var path: String
    var text: String
    /// The text without comments and without the words of string literals.
    var code: String

    init(path: String, text: String) {
      self.path = path
      self.text = text
      code = CodeOnly.of(text)
    }

    /// The second part of the path: `Weaver` in `Sources/Weaver/Event.swift`.
    var module: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The file at `path` from the root.
  static func file(_ path: String) -> BookFile {
    BookFile(path, bytes: (try? Data(contentsOf: root.appending(path: path))).map { [UInt8]($0) })
  }

  /// The text of the file at `path` from the root; nil if there is none.
  static func text(_ path: String) -> String? {
    try? String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// The Swift sources below the folder at `path`, sorted by path.
  static func sources(below path: String) throws -> [SourceFile] {
    let folder = root.appending(path: path).resolvingSymlinksInPath()
    let names = try FileManager.default.subpathsOfDirectory(
      atPath: folder.path(percentEncoded: false))
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      SourceFile(
        path: path + "/" + name,
        text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
    }
  }

  /// The folders in the folder at `path`, sorted.
  static func folders(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: root.appending(path: path).resolvingSymlinksInPath(),
      includingPropertiesForKeys: [.isDirectoryKey]
    )
    .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
    .map(\.lastPathComponent).sorted()
  }

  /// The book's contents.
  static func book() throws -> Book {
    try file("chapters/book.json").decoded(as: Book.self)
  }

  /// The lectures' claims.
  static func claims() throws -> [Claim] {
    try file("chapters/claims.json").decoded(as: [Claim].self)
  }

  /// The works that can be cited.
  static func bibliography() throws -> Bibliography {
    try Bibliography(file("chapters/references.bib"))
  }

  /// The facts of the written chapters.
  static func facts() throws -> [ChapterFacts] {
    try book().written.map {
      try file("chapters/\($0.name)/facts.json").decoded(as: ChapterFacts.self)
    }
  }

  /// With which seeds the checks of the chapter in the folder `name` held.
  static func record(of name: String) throws -> SeedRecord {
    try file("chapters/\(name)/seeds.json").decoded(as: SeedRecord.self)
  }

  /// The words with their Korean terms.
  static func glossary() throws -> Glossary {
    let words = file("chapters/glossary.json")
    return try Glossary(
      words.decoded(as: [Glossary.Entry].self), text: words.text(), book: try book())
  }

  /// What weaving the chapter in the folder `name` needs.
  static func context(of name: String) throws -> WeaveContext {
    WeaveContext(
      chapter: name, book: try book(), claims: try claims(), bibliography: try bibliography(),
      quotedFile: { file($0) })
  }
}

extension BookFile {
  /// The value that the file holds as JSON.
  fileprivate func decoded<Value: Decodable>(as type: Value.Type) throws(WeaveError) -> Value {
    try decoded { try JSONDecoder().decode(type, from: Data($0.utf8)) }
  }
}
