import ArgumentParser
import Foundation
import Notebook
import Testing
import Weaver

/// What `--models` does, in runs of the toy chapter.
@MainActor
struct ModelFolderTests {
  let screen = Screen()
  let toy: ToyPackage
  /// The folder that the runs are told to write into, which is not there at first.
  let folder: URL

  init() throws {
    toy = try ToyPackage()
    folder = toy.root.appending(path: "saved/models")
  }

  /// Runs the toy, which trains `models`.
  private func run(
    _ models: [String: [UInt8]], _ argument: String = "--quiet", into place: String? = nil
  ) throws {
    let session = try toy.session("--models=" + (place ?? folder.path), argument, on: screen)
    try session.playToy()
    for (name, bytes) in models.sorted(by: { $0.key < $1.key }) {
      try session.keepModel(name, { bytes }, at: .line(5))
    }
    #expect(!toy.files.contains("my-runs/toy/README.md"), "nothing is written before the end")
    try session.finish(at: .line(12))
  }

  private var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted()
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  @Test func `Every model becomes a file that its name names, beside an index`() throws {
    try run(["max pooling": [1, 2], "One more layer: 32!": [3]])
    #expect(names == ["max-pooling.safetensors", "models.json", "one-more-layer-32.safetensors"])
    #expect(try bytes("max-pooling.safetensors") == [1, 2])
    #expect(try bytes("one-more-layer-32.safetensors") == [3])
    #expect(screen.text.hasSuffix("Written: \(folder.path) with 2 files of models.\n"))
    #expect(toy.files.contains("chapters/toy/README.md"))
  }

  @Test func `A run with a knob turned keeps its models, and its page does not name the folder`()
    throws
  {
    try run(["average": [1]], "--samples=7")
    #expect(names == ["average.safetensors", "models.json"])
    let page = try toy.text("my-runs/toy/README.md")
    #expect(page.contains("swift run chapter-toy --samples=7\n"))
    let session = try toy.session("--models", folder.path, "--samples=7", on: screen)
    #expect(session.command == "swift run chapter-toy --samples=7")
  }

  @Test func `A second run replaces what the first one left, and removes what is not trained`()
    throws
  {
    try run(["average": [1], "twin": [2]])
    try run(["average": [7], "new": [3]])
    #expect(names == ["average.safetensors", "models.json", "new.safetensors"])
    #expect(try bytes("average.safetensors") == [7])
    try run(["average": [7], "new": [3]])
    #expect(
      screen.text.hasSuffix(
        "Nothing changed: the 2 files of models in \(folder.path) are up to date.\n"))
  }

  @Test func `A run that trains nothing leaves an index, over which a run may write`() throws {
    try run([:])
    #expect(names == ["models.json"])
    try run(["average": [1]])
    #expect(names == ["average.safetensors", "models.json"])
  }

  @Test(arguments: ["notes.txt", "average.safetensors", "models.json"])
  func `A file that no run left is neither written over nor lost`(name: String) throws {
    try run(["average": [1]])
    try Data("mine".utf8).write(to: folder.appending(path: name))
    let before = names
    let stop = try #require(throws: Stop.self) { try run(["average": [2]]) }
    #expect(stop.status == 64)
    #expect(stop.message.contains("which no run of chapter-toy left so"))
    #expect(stop.message.contains(folder.path))
    #expect(names == before)
    #expect(try bytes(name) == Array("mine".utf8))
  }

  @Test func `The models of another chapter are left alone`() throws {
    try run(["average": [1]])
    let index = try String(decoding: bytes("models.json"), as: UTF8.self)
    try Data(index.replacing("\"toy\"", with: "\"lime\"").utf8)
      .write(to: folder.appending(path: "models.json"))
    let stop = try #require(throws: Stop.self) { try run(["average": [2]]) }
    #expect(stop.message.contains("average.safetensors is there"))
    #expect(try bytes("average.safetensors") == [1])
  }

  @Test func `A folder that cannot be is refused before the run`() throws {
    try toy.write("", to: "file")
    let place = toy.root.appending(path: "file/models").path
    let session = try toy.session("--models", place, on: screen)
    let stop = try #require(throws: Stop.self) { try session.begin(at: .line(2)) }
    #expect(stop.message.contains("is not a folder"))
    #expect(stop.message.contains("--models FOLDER"))
  }

  @Test(arguments: ["../precious.safetensors", ".safetensors", "a/b.safetensors", "precious.txt"])
  func `An index that names anything but models is no run's`(name: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let precious = folder.appending(path: "../precious.safetensors").standardizedFileURL
    try Data("keep".utf8).write(to: precious)
    let index = #"{"chapter": "toy", "files": {"\#(name)": "0"}}"#
    try Data(index.utf8).write(to: folder.appending(path: "models.json"))
    let stop = #expect(throws: Stop.self) { try run(["a": [1]]) }
    #expect(stop?.status == 64)
    #expect(try Data(contentsOf: precious) == Data("keep".utf8))
  }

  @Test func `A file, or a link to nothing, is no folder`() throws {
    let file = toy.root.appending(path: "file")
    try Data().write(to: file)
    var stop = #expect(throws: Stop.self) { try run(["a": [1]], into: file.path) }
    #expect(stop?.message.contains("a file, not a folder") == true)
    let link = toy.root.appending(path: "link")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: toy.root.appending(path: "nothing"))
    stop = #expect(throws: Stop.self) { try run(["a": [1]], into: link.path) }
    #expect(stop?.message.contains("a link to nothing") == true)
  }

  @Test func `A run that fails leaves no model`() throws {
    let session = try toy.session("--models", folder.path, on: screen)
    try session.begin(at: .line(2))
    try session.keepModel("average", { [1] }, at: .line(5))
    #expect(throws: Stop.self) {
      try session.check(false, "it holds", claim: nil, verdict: nil, at: .line(7))
    }
    // The page lacks what its prose names.
    #expect(throws: Stop.self) { try session.finish(at: .line(12)) }
    #expect(names == [])
  }

  @Test func `A name is used once, and has letters or digits`() throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.keepModel("max pooling", { [1] }, at: .line(5))
    for (name, words) in [
      ("Max  pooling", "would be kept in max-pooling.safetensors, where \"max pooling\" is"),
      ("모델", "names no file"), ("", "names no file"),
    ] {
      let stop = try #require(throws: Stop.self) {
        try session.keepModel(name, { [2] }, at: .line(6))
      }
      #expect(stop.message.contains(words))
      #expect(stop.message.contains("chapters/toy/main.swift:6"))
    }
  }

  @Test func `A model may be kept from within a function, but not after finish()`() throws {
    let session = try toy.session(on: screen)
    try session.playToy()
    let site = Site(fileID: "chapter_toy/main.swift", line: 5, function: "train(_:)")
    try session.keepModel("average", { [1] }, at: site)
    try session.finish(at: .line(12))
    #expect(throws: Stop.self) { try session.keepModel("late", { [1] }, at: .line(13)) }
  }

  @Test func `Without --models no bytes are asked for`() throws {
    let session = try toy.session(on: screen)
    try session.begin(at: .line(2))
    try session.keepModel(
      "average",
      {
        Issue.record("nobody keeps it"); return []
      }, at: .line(5))
  }

  @Test func `--models has nothing to do beside --check, and needs a name`() throws {
    for (arguments, words) in [
      (["--check", "--models=here"], "--check writes nothing"),
      (["--models", ""], "needs the name"),
    ] {
      let stop = try #require(throws: Stop.self) {
        _ = try CommandLineReading<ToyKnobs>(arguments, command: "chapter-toy", title: "")
      }
      #expect(stop.status == 64)
      #expect(stop.message.contains(words))
    }
  }

  @Test func `A program away from its source keeps its models`() throws {
    let chapter = Chapter(
      filePath: "/nowhere/chapters/toy/main.swift", fileID: "chapter_toy/main.swift")
    let session = try Session(
      chapter: chapter, options: CommonOptions.parse(["--models", folder.path]), changes: [],
      command: "", terminal: screen.terminal)
    try session.begin(at: .line(2))
    try session.keepModel("average", { [1] }, at: .line(5))
    try session.finish(at: .line(12))
    #expect(names == ["average.safetensors", "models.json"])
  }
}
