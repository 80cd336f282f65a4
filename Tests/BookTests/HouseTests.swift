import Foundation
import Testing

@Suite struct `The house` {
  @Test func `every import points down`() throws {
    let faults = try House.sources(below: "Sources").flatMap(Floors.faults)
    #expect(faults == [])
  }

  @Test func `every module stands on a floor`() throws {
    let modules = try House.folders(in: "Sources").filter { !Floors.inC.contains($0) }
    #expect(Set(modules) == Set(Floors.supports.keys))
  }

  @Test func `every module uses what it lists`() throws {
    let sources = try House.sources(below: "Sources")
    for (module, list) in Floors.supports {
      let imports = sources.filter { $0.module == module }.flatMap { Floors.imports(in: $0.code) }
      #expect(Set(list).subtracting(imports) == [], "\(module) lists more than it imports")
    }
  }

  // SwiftPM builds tests that import more, until a clean build comes to them first.
  @Test func `tests import what their target reaches`() throws {
    let reach = Floors.reach(ofTestsIn: House.text("Package.swift") ?? "")
    #expect(try Set(House.folders(in: "Tests").filter { $0.hasSuffix("Tests") }) == Set(reach.keys))
    for file in try House.sources(below: "Tests") {
      guard let reached = reach[file.module] else { continue }
      let modules = Set(Floors.imports(in: file.code)).intersection(Floors.supports.keys)
      #expect(modules.subtracting(reached) == [], "\(file.path)")
    }
  }

  @Test func `what tests reach is read`() {
    let reach = Floors.reach(
      ofTestsIn: """
        module("A"), module("B", uses: ["A"]), module("C", uses: ["B"]),
        tests(of: "A"), tests(of: "D", uses: ["C", argumentParser]),
        .testTarget(
          name: "BookTests", dependencies: ["B"])
        """)
    #expect(
      reach == [
        "ATests": ["Numerics", "A"], "DTests": ["Numerics", "D", "C", "B", "A"],
        "BookTests": ["B", "A"],
      ])
  }

  @Test func `the manifest's lists are read`() {
    let lists = Floors.lists(
      in: """
        module("A"), module("B", uses: ["A"]),
        module("C", uses: ["A", "B", argumentParser], resources: [.copy("D")]),
        .executableTarget(
          name: "a-tool",
          dependencies: ["C"], swiftSettings: fast),
        """)
    #expect(lists == ["A": [], "B": ["A"], "C": ["A", "B"], "a-tool": ["C"]])
  }

  @Test func `sources keep the rules`() throws {
    let files = try House.sources(below: "Sources")
    #expect(files.count > 10)
    let faults = try files.flatMap { file in try Rules.sources.flatMap { try $0.faults(in: file) } }
    #expect(faults == [])
  }

  @Test func `every stop keeps its words in optimised builds`() throws {
    let files = try House.sources(below: "Sources") + House.sources(below: "chapters")
    #expect(files.flatMap(Rules.lostWords) == [])
  }

  @Test func `chapters keep the rules of numbers`() throws {
    #expect(Rules.chapters.count == 6)
    let faults = try House.sources(below: "chapters")
      .flatMap { file in try Rules.chapters.flatMap { try $0.faults(in: file) } }
    #expect(faults == [])
  }

  @Test func `tests keep the rules`() throws {
    let faults = try House.sources(below: "Tests").filter { $0.module != "BookTests" }
      .flatMap { file in try Rules.tests.flatMap { try $0.faults(in: file) } }
    #expect(faults == [])
  }

  @Test func `no exit test goes without looking at the words`() throws {
    let files = try House.sources(below: "Tests")
    #expect(files.count { $0.code.contains("processExitsWith: .failure") } > 30)
    #expect(try files.flatMap(Rules.deafTests) == [])
  }

  @Test func `files are short enough to read`() throws {
    let files = try House.sources(below: "Sources") + House.sources(below: "Tests")
    #expect(Rules.lengthFaults(in: files) == [])
  }
}

@Suite struct `The checks of the house can fail` {
  private func faults(_ text: String, path: String = "Sources/Models/Bad.swift") throws -> Int {
    let file = House.SourceFile(path: path, text: text)
    return try Rules.sources.flatMap { try $0.faults(in: file) }.count
  }

  @Test(arguments: [
    "let a = b!", "let a = try! f()", "let a = b as! C", "let a: Int! = 1", "f()!.g", "d[0]! += 1",
    "let s = \"\\(b!)\"",
    "struct A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1",
    "fatalError(\"why\")", "assert(a > 0)", "assertionFailure()",
    "Int.random(in: 0..<3)", "a.shuffled()", "a.randomElement()",
    "SystemRandomNumberGenerator()", "Date()", "ContinuousClock().now", "a.hashValue",
    "print(1)", "exit(1)", "SIMD8<Float>()", "UnsafeMutablePointer<Float>", "// TODO: later",
  ])
  func `a forbidden pattern is found`(_ code: String) throws {
    #expect(try faults("let fine = 1\n" + code) == 1)
  }

  @Test(arguments: [
    "a != b", "a!=b", "if !a {}", "[!a]", "\"b!\"", "// b! and try! are bad", "/* b! */ c",
    "\"\"\"\n  b! \" c!\n  \"\"\"", "#\"b!\"#", "\"\\(a)!\"",
    "Int.random(in: 0..<3, using: &random)", "a.shuffled(using: &random)", "blueprint(1)",
    "knobs.random(\"an experiment\")",
    "document.print(1)",
  ])
  func `what only looks like one is not`(_ code: String) throws {
    #expect(try faults(code) == 0)
  }

  @Test func `a pattern may occur where its rule says so`() throws {
    #expect(try faults("SIMD8<Float>()", path: "Sources/Tensors/Kernels/Kernels.swift") == 0)
    #expect(try faults("print(1)", path: "Sources/Notebook/Verbs.swift") == 0)
  }

  @Test(arguments: [
    ("Sources/Tensors/A.swift", "import Autograd"),
    ("Sources/Autograd/A.swift", "import Graphics"),
    ("Sources/Notebook/A.swift", "public import struct Tensors.Tensor"),
    ("Sources/Plotting/A.swift", "import Notebook"),
    ("Sources/Plotting/A.swift", "import CCairo"), ("Sources/Images/A.swift", "import CTiles"),
    ("Sources/Evaluation/A.swift", "import Weaver"),
    ("Sources/Weaver/A.swift", "import Foundation"),
    ("Sources/Explainers/A.swift", "import ArgumentParser"),
    ("Sources/Models/A.swift", "@_exported public import Datasets"),
    ("Sources/Attic/A.swift", "let a = 1"),
  ])
  func `an import that does not point down is found`(path: String, text: String) {
    #expect(Floors.faults(in: House.SourceFile(path: path, text: text)).count == 1)
  }

  @Test(arguments: [
    ("Sources/Autograd/A.swift", "public import Tensors\nimport Foundation"),
    ("Sources/Explainers/A.swift", "import Tensors"),
    ("Sources/Graphics/A.swift", "import CCairo"),
    ("Sources/Tensors/A.swift", "// import Autograd"),
  ])
  func `an import that points down is not`(path: String, text: String) {
    #expect(Floors.faults(in: House.SourceFile(path: path, text: text)) == [])
  }

  @Test(arguments: [
    ("precondition(a, \"b\")", 1), ("import Numerics\nprecondition(a, \"b\")", 0),
    ("import Tensors\npreconditionFailure(\"b\")", 1), ("let precondition = 1", 0),
  ])
  func `a stop that loses its words is found`(text: String, count: Int) {
    let file = House.SourceFile(path: "Sources/Models/A.swift", text: text)
    #expect(Rules.lostWords(in: file).count == count)
  }

  @Test(arguments: [
    ("await #expect(processExitsWith: .failure) { a() }", 1),
    ("expectStop(\n saying: \"b\",\n #expect(processExitsWith: .failure) { a() })", 0),
    (
      "expectStop(saying: \"b\", #expect(processExitsWith: .failure) { a() })\n"
        + "await #expect(processExitsWith: .failure, observing: [\\.standardErrorContent]) {}", 1
    ),
    ("#expect(processExitsWith: .failure) {}\nwords(result?.standardErrorContent)", 0),
    ("#expect(processExitsWith: .exitCode(3)) {}", 0),
  ])
  func `an exit test that is deaf is found`(text: String, count: Int) throws {
    let file = House.SourceFile(path: "Tests/ModelsTests/A.swift", text: text)
    #expect(try Rules.deafTests(in: file).count == count)
  }

  @Test func `a long file is found, and an exception that is none`() {
    let long = House.SourceFile(
      path: "Sources/Models/A.swift", text: String(repeating: "\n", count: Rules.lines + 1))
    let short = House.SourceFile(
      path: "Sources/Models/B.swift", text: String(repeating: "\n", count: Rules.lines))
    #expect(Rules.lengthFaults(in: [long, short], exceptions: [:]).count == 1)
    #expect(Rules.lengthFaults(in: [long], exceptions: [long.path: "a table"]) == [])
    #expect(Rules.lengthFaults(in: [short], exceptions: [short.path: "a table"]).count == 1)
  }
}
