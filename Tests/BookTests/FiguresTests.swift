import Foundation
import Numerics
import Testing
import Weaver

/// The figures that the book shows, beside what their chapters wrote down of them.
@Suite struct `The book's figures` {
  private struct Fingerprints: Decodable {
    var file: String
  }

  /// The files in `folder` that are not the ones that were written there, each as a sentence.
  private func faults(in folder: URL) throws -> [String] {
    let record = try JSONDecoder().decode(
      [String: Fingerprints].self,
      from: Data(contentsOf: folder.appending(path: "digests.json")))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != "digests.json" && !$0.hasPrefix(".") }
    return try Set(names).union(record.keys).sorted().compactMap { name in
      guard let known = record[name] else { return "\(name) is no figure" }
      guard names.contains(name) else { return "\(name) is missing" }
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      return FowlerNollVo(bytes).hexadecimal == known.file
        ? nil : "\(name) is not the file that its chapter wrote"
    }
  }

  @Test func `are the files that were written`() throws {
    let folders = try House.folders(in: "figures")
    #expect(folders == (try House.book().written.map(\.name) + ["cover", "refresher"]).sorted())
    for name in folders {
      let faults = try faults(in: House.root.appending(path: "figures/" + name))
      #expect(faults == [], "figures/\(name): run `make book`")
    }
  }

  private static let notWritten = "a.svg is not the file that its chapter wrote"

  @Test(
    arguments: [
      ("", notWritten), ("<svg", notWritten), ("<svg/>", nil), (nil, "a.svg is missing"),
    ] as [(String?, String?)])
  func `are found wrong when they are`(text: String?, fault: String?) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "figures-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let digest = FowlerNollVo("<svg/>").hexadecimal
    try Data("{\"a.svg\": {\"drawing\": \"x\", \"file\": \"\(digest)\"}}".utf8)
      .write(to: folder.appending(path: "digests.json"))
    if let text { try Data(text.utf8).write(to: folder.appending(path: "a.svg")) }
    #expect(try faults(in: folder) == [fault].compactMap { $0 })
  }
}
