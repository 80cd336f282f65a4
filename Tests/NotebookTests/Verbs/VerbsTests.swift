import Foundation
import Graphics
import Notebook
import TestSupport
import Testing
import Weaver

/// The verbs as a chapter says them, each run a process of its own.
struct VerbsTests {
  private let toy: ToyPackage

  init() throws { toy = try ToyPackage() }

  @Test func `A chapter from open to finish ends well and leaves its page`() async throws {
    let path = toy.filePath
    let result = try await #require(
      processExitsWith: .success,
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        let knobs = start([], path)
        let (file, name) = ("chapter_toy/main.swift", "chapter_toy")
        print(
          "f(x) =", 0.93, knobs.samples, knobs.seed, fileID: file, line: 5, function: name)
        print(fileID: file, line: 5, function: name)
        remember("gap", "3e-05", fileID: file, line: 6, function: name)
        check(true, "it holds", fileID: file, line: 7, function: name)
        figure(
          "cover", caption: "A square.", alt: "A square.", fileID: file, line: 10,
          function: name
        ) { $0.draw(Square()) }
        finish(fileID: file, line: 12, function: name)
      }
    }
    let output = String(decoding: result.standardOutputContent, as: UTF8.self)
    #expect(output.contains("\n## Numbers\nf(x) = 0.93 1000 1\n\n✓ it holds\n"))
    #expect(!output.contains("\u{1b}"), "a pipe gets no colours and no pictures")
    #expect(toy.files.contains("chapters/toy/README.md"))
  }

  @Test func `A false check returns 1 and writes nothing`() async throws {
    let (path, before) = (toy.filePath, toy.files)
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        check(
          false, "it holds", fileID: "chapter_toy/main.swift", line: 7,
          function: "chapter_toy")
      }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .contains("chapters/toy/main.swift:7: check failed: it holds"))
    #expect(toy.files == before)
  }

  @Test func `A sweep over one value returns 1 and names it`() async throws {
    let (path, before) = (toy.filePath, toy.files)
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        sweep(
          "rows", over: [0.25], named: "width", caption: "C.", alt: "A.",
          fileID: "chapter_toy/main.swift", line: 7, function: "chapter_toy"
        ) { drawing, width in
          drawing.size.height = width
        }
      }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .contains("toy/main.swift:7: the sweep \"rows\" takes 2 to 6 values, not 1"))
    #expect(toy.files == before)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `A signal in the middle returns 130 and writes nothing`(number: Int32) async throws {
    let (path, before) = (toy.filePath, toy.files)
    let result = try await #require(
      processExitsWith: .exitCode(130), observing: [\.standardErrorContent]
    ) { [path = path as String, number = number as Int32] in
      await MainActor.run {
        _ = start([], path)
        kill(getpid(), number)
        sleep(60)
      }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .contains("interrupted: nothing was written"))
    #expect(toy.files == before)
  }

  @Test func `A signal while drafts lie on the disk removes them`() async throws {
    let (path, before) = (toy.root.path, toy.files)
    let filePath = toy.filePath
    await #expect(processExitsWith: .exitCode(130)) {
      [path = path as String, filePath = filePath as String] in
      await MainActor.run {
        _ = start([], filePath)
        var writer = PageWriter(root: URL(filePath: path))
        writer.write = { file, data in
          try file.write(contentsOf: data)
          kill(getpid(), SIGINT)
          sleep(60)
        }
        _ = try? writer.apply([FileChange("figures/toy/a.svg", [1, 2, 3])])
      }
    }
    #expect(toy.files == before)
    #expect(!FileManager.default.fileExists(atPath: toy.root.appending(path: "figures").path))
  }

  @Test func `What the world does wrong ends the run with the error's words`() async throws {
    let (path, before) = (toy.filePath, toy.files)
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        _ = attempt(fileID: "chapter_toy/main.swift", line: 5, function: "chapter_toy") {
          try damaged()
        }
      }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .hasSuffix("\nchapters/toy/main.swift:5: sheet.png is damaged\nNothing was written.\n"))
    #expect(toy.files == before)
  }

  @Test func `A process that may hold hardly any file open is refused in words`() async throws {
    let path = toy.filePath
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      var limit = rlimit(rlim_cur: 4, rlim_max: 4)
      #if canImport(Darwin)
        setrlimit(RLIMIT_NOFILE, &limit)
      #else
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      #endif
      await MainActor.run { _ = start([], path) }
    }
    #expect(words(result.standardErrorContent).contains("may hold only 4 files open"))
    #expect(words(result.standardErrorContent).contains("ulimit -n 256"))
  }

  @Test func `A print of an optional reaches the notebook, not the standard library`()
    async throws
  {
    let path = toy.filePath
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        print(CommandLine.arguments.isEmpty ? nil : 3)
      }
    }
    // The test is no chapter, so the notebook refuses what it says.
    #expect(words(result.standardErrorContent).contains("only cells speak"))
  }

  @Test func `A stop in the middle is followed by what became of the page`() async throws {
    let (path, before) = (toy.filePath, toy.files)
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        fatalError("the reason")
      }
    }
    let told = words(result.standardErrorContent)
    #expect(told.contains("the reason"))
    #expect(told.contains("stopped in the middle, for the reason above: nothing was written"))
    #expect(told.contains("attempt { try … }"))
    #expect(toy.files == before)
  }

  @Test func `A verb before open names itself, its file and its line`() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) {
      await MainActor.run {
        remember("a", "b", fileID: "chapter_toy/main.swift", line: 3, function: "chapter_toy")
      }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .contains("chapters/toy/main.swift:3: remember before open()"))
  }

  @Test func `A chapter without finish fails`() async throws {
    let path = toy.filePath
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        exit(0)
      }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .contains("ended without finish()"))
  }

  @Test func `What was printed before a trap is not lost`() async throws {
    let path = toy.filePath
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardOutputContent]
    ) { [path = path as String] in
      await MainActor.run {
        _ = start([], path)
        print("last words", fileID: "chapter_toy/main.swift", line: 5, function: "chapter_toy")
        kill(getpid(), SIGKILL)
      }
    }
    #expect(
      String(decoding: result.standardOutputContent, as: UTF8.self).contains("last words\n"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `A full device behind standard output ends the run with 1`() async throws {
    let (path, before) = (toy.filePath, toy.files)
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      let full = FileHandle(forWritingAtPath: "/dev/full")
      dup2(full?.fileDescriptor ?? -1, STDOUT_FILENO)
      await MainActor.run { _ = start([], path) }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        .contains("Standard output cannot be written: No space left on device"))
    #expect(toy.files == before)
  }

  @Test func `Help goes to standard output with status 0`() async throws {
    let path = toy.filePath
    let result = try await #require(
      processExitsWith: .exitCode(0), observing: [\.standardOutputContent]
    ) { [path = path as String] in
      await MainActor.run { _ = start(["--help"], path) }
    }
    #expect(
      String(decoding: result.standardOutputContent, as: UTF8.self).contains("--samples"))
  }
}

/// Says `open(ToyKnobs.self)` as the toy chapter at `path` would.
@MainActor
private func start(_ arguments: [String], _ path: String) -> Settings<ToyKnobs> {
  orExit { () throws(Stop) in
    let root = URL(filePath: path).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try Run.start(
      ToyKnobs.self, arguments: arguments, filePath: path,
      imprint: try? Imprint(of: ["chapters/toy/main.swift"], at: root), at: .line(2))
  }
}

/// What a loader throws.
private struct Damage: Error, CustomStringConvertible { let description = "sheet.png is damaged" }

/// Fails as a loader does.
private func damaged() throws -> Int { throw Damage() }
