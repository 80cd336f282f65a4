import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
private let modules = root.appending(path: ".build/debug/Modules")

/// Which calls of `print` a chapter may compile: none may be the standard library's, for what that
/// prints is lost from the page.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: modules.path)))
struct PrintTests {
  private func output(of arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let told = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: told, as: UTF8.self)
  }

  /// What the compiler says of `statement` in a chapter, where warnings are errors.
  private func told(_ statement: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "print-\(UUID()).swift")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("import Notebook\n@MainActor func cell(_ n: Int?) {\n\(statement)\n}\n".utf8)
      .write(to: file)
    let flags = try output(of: ["pkg-config", "--cflags", "cairo"]).split(
      whereSeparator: \.isWhitespace)
    return try output(
      of: [
        "swiftc", "-typecheck", "-swift-version", "6", "-warnings-as-errors",
        "-I", modules.path,
        "-Xcc",
        "-fmodule-map-file=" + root.appending(path: "Sources/CCairo/module.modulemap").path,
      ] + flags.flatMap { ["-Xcc", String($0)] } + [file.path])
  }

  @Test(arguments: [
    "print(n ?? \"none\")", "print(n == 1 ? n : \"none\")", "print(n == 1 ? n : 3)",
    "print(terminator: \"\")", "debugPrint(3)", "dump(3)",
  ])
  func `what would pass the page by does not compile`(statement: String) throws {
    #expect(try told(statement).contains("the page would lack this"))
  }

  @Test(arguments: [
    "print(n ?? 3)", "print(n == 1 ? nil : 3)", "print(3, n == 1 ? \"a\" : \"b\", [n])", "print()",
    "print(\"n\", terminator: \"\")", "print(nil as Int?)",
  ])
  func `what the page shows compiles`(statement: String) throws {
    #expect(try told(statement) == "")
  }
}
