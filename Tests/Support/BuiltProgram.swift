public import Foundation

/// A program of the package as it was built with these tests, on Linux and on a Mac.
public struct BuiltProgram: Sendable {
  /// The program's file.
  public let file: URL

  /// How a program ended, and what it said.
  public struct Ending: Sendable {
    /// What the program returned, or the number of the signal that ended it.
    public let status: Int32
    /// What it wrote to standard error.
    public let message: String
  }

  /// The program at `file`.
  public init(_ file: URL) { self.file = file }

  /// The program `name`, from the nearest folder above the tests that has it.
  ///
  /// - Throws: an error if there is none.
  public init(_ name: String) throws {
    for folder in BuiltProgram.folders {
      let file = folder.appending(path: name)
      if FileManager.default.isExecutableFile(atPath: file.path) {
        self.file = file
        return
      }
    }
    throw Missing(name: name)
  }

  /// The folder that SwiftPM makes of the resources of `module`, beside this program.
  ///
  /// - Throws: an error if there is none.
  public func resources(of module: String) throws -> URL {
    let folder = file.deletingLastPathComponent()
    for suffix in ["resources", "bundle"] {
      let bundle = folder.appending(path: "glass-box_\(module).\(suffix)")
      if FileManager.default.fileExists(atPath: bundle.path) { return bundle }
    }
    throw Missing(name: "glass-box_\(module)")
  }

  /// Runs the program to its end; `meanwhile` sees it running.
  public func run(
    _ arguments: [String], in folder: URL? = nil, meanwhile: (Process) throws -> Void = { _ in }
  ) throws -> Ending {
    let errors = Pipe()
    let process = try started(arguments, in: folder, errors)
    try meanwhile(process)
    let message = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, message: String(decoding: message, as: UTF8.self))
  }

  /// The program, running; tried again for a while where its file, a copy that was just written, is
  /// still open in a process that another test is about to start.
  private func started(
    _ arguments: [String], in folder: URL?, _ errors: Pipe
  ) throws -> Process {
    var attempt = 0
    while true {
      attempt += 1
      let process = Process()
      process.executableURL = file
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      do {
        try process.run()
        return process
      } catch {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard cause?.code == Int(ETXTBSY), attempt < 50 else { throw error }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  /// The folders above the file that holds these tests, innermost first.
  ///
  /// On Linux the file is a program and runs itself; on a Mac it is a bundle that a runner of the
  /// toolchain loads.
  private static var folders: [URL] {
    var folder = Bundle(for: Anchor.self).bundleURL.resolvingSymlinksInPath()
    var folders = [folder]
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      folders.append(folder)
    }
    return folders
  }

  /// A class of the tests' own, by which the system finds their file.
  private final class Anchor {}

  /// What was not built.
  struct Missing: Error, CustomStringConvertible {
    let name: String

    var description: String { "\(name) was not built; `swift build --build-tests` builds all" }
  }
}
