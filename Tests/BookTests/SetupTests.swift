import Foundation
import Testing

/// `scripts/setup`, run where little is there.
@Suite struct SetupTests {
  @Test func `without a home and without fc-list it still says what is missing`() throws {
    let tools = FileManager.default.temporaryDirectory.appending(path: "tools-\(UUID())")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: tools) }
    for name in ["dirname", "id", "uname", "swift"] {
      let known = ["/usr/bin/", "/bin/"].map { $0 + (name == "swift" ? "uname" : name) }
      let path = try #require(known.first { FileManager.default.isExecutableFile(atPath: $0) })
      try FileManager.default.createSymbolicLink(
        atPath: tools.appending(path: name).path, withDestinationPath: path)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [House.root.appending(path: "scripts/setup").path, "pages"]
    process.environment = ["PATH": tools.path]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = try String(
      decoding: errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(said.hasPrefix("setup: missing: "), "\(said)")
    #expect(said.contains("fontconfig"), "\(said)")
  }
}
