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
    try decode(Book.self, "chapters/book.json")
  }

  /// The lectures' claims.
  static func claims() throws -> [Claim] {
    try decode([Claim].self, "chapters/claims.json")
  }

  /// The works that can be cited.
  static func bibliography() throws -> Bibliography {
    let path = "chapters/references.bib"
    return try Bibliography(
      bibTeX: String(contentsOf: root.appending(path: path), encoding: .utf8), file: path)
  }

  /// The facts of the written chapters.
  static func facts() throws -> [ChapterFacts] {
    try book().written.map { try decode(ChapterFacts.self, "chapters/\($0.name)/facts.json") }
  }

  /// The words with their Korean terms.
  static func glossary() throws -> Glossary {
    let path = "chapters/glossary.json"
    return try Glossary(
      decode([Glossary.Entry].self, path), text: text(path) ?? "", book: try book())
  }

  /// What weaving the chapter in the folder `name` needs.
  static func context(of name: String) throws -> WeaveContext {
    WeaveContext(
      chapter: name, book: try book(), claims: try claims(), bibliography: try bibliography(),
      quotedFile: { text($0) })
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ path: String
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: root.appending(path: path)))
  }
}
