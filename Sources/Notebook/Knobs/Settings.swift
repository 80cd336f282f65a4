public import ArgumentParser
public import Numerics

/// What a run was asked for: the chapter's knobs, and where chance starts.
///
/// The knobs are reached directly: `knobs.samples` for the knob `samples`.
@dynamicMemberLookup
public struct Settings<Knobs> {
  /// The chapter's own options as they were given.
  public let knobs: Knobs
  /// The number given to `--seed`, 1 unless asked otherwise.
  public let seed: UInt64

  /// The settings of a run that was asked for `knobs` and `seed`.
  package init(knobs: Knobs, seed: UInt64) { (self.knobs, self.seed) = (knobs, seed) }

  /// The value of one knob.
  public subscript<Value>(dynamicMember path: KeyPath<Knobs, Value>) -> Value {
    knobs[keyPath: path]
  }

  /// The chance of one experiment, by its name: `knobs.random("max pooling")`.
  ///
  /// It depends on ``seed`` and the name alone. So an experiment that is added, left out or done
  /// with other knobs leaves all others as they were; two that shall share their chance share the
  /// name.
  public func random(_ experiment: String) -> Random {
    Random(seed: seed).stream(named: experiment)
  }
}

/// The options of a chapter that has no knobs.
public struct NoKnobs: ParsableArguments, Sendable {
  /// Nothing to set.
  public init() {}
}

/// A command line read by a chapter.
package struct CommandLineReading<Knobs: ParsableArguments> {
  /// The chapter's own options.
  package let knobs: Knobs
  /// The options of every chapter.
  package let common: CommonOptions
  /// What differs from a run as typed without any option, in the order of declaration.
  package let changes: [KnobChange]
  /// What a reader types to have the same page again: `swift run chapter-lime --samples 100`.
  package let typed: String

  /// Reads `arguments`, without the program's name; help shows the chapter's `command` and `title`.
  ///
  /// - Throws: ``Stop`` with status 64 for a wrong option, status 0 for `--help`, and status 1
  ///   if the chapter's knobs do not all have a default.
  package init(_ arguments: [String], command: String, title: String) throws(Stop) {
    let masthead = Masthead(command: command, title: title)
    let plain = try CommandLineReading.parse([], masthead)
      .mapError { error in
        Stop(
          """
          \(command): the chapter does not run as typed, because a knob has no default or its \
          default is not valid: \(error.message)
          """)
      }.get()
    let asked = try CommandLineReading.parse(arguments, masthead).get()
    (knobs, common) = (asked.knobs, asked.common)
    var changes = KnobChange.between(plain.knobs, asked.knobs)
    if asked.common.seed != plain.common.seed {
      changes.append(
        KnobChange(
          name: "seed", value: "\(asked.common.seed)", usual: "\(plain.common.seed)"))
    }
    self.changes = changes
    typed = (["swift run", command] + arguments.thatMakeThePage.map(\.quotedForShell)).joined(
      separator: " ")
  }

  private static func parse(
    _ arguments: [String], _ masthead: Masthead
  ) -> Result<ChapterCommand<Knobs>, Stop> {
    Masthead.$current.withValue(masthead) {
      do {
        let command = try ChapterCommand<Knobs>.parseAsRoot(arguments)
        guard let command = command as? ChapterCommand<Knobs> else {
          return .failure(
            Stop(ChapterCommand<Knobs>.helpMessage(), status: ExitCode.success.rawValue))
        }
        return .success(command)
      } catch {
        return .failure(
          Stop(
            ChapterCommand<Knobs>.fullMessage(for: error),
            status: ChapterCommand<Knobs>.exitCode(for: error).rawValue))
      }
    }
  }
}

/// The names that help shows; bound while a command line is read, because the parser asks a
/// type and not a value for them.
private struct Masthead: Sendable {
  @TaskLocal static var current = Masthead(command: "chapter", title: "")

  var command: String
  var title: String
}

/// A chapter as the argument parser sees it: its knobs and the options of every chapter.
private struct ChapterCommand<Knobs: ParsableArguments>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Masthead.current.command, abstract: Masthead.current.title)
  }

  @OptionGroup(title: "Knobs") var knobs: Knobs
  @OptionGroup(title: "Options of every chapter") var common: CommonOptions
}

extension [String] {
  /// The arguments without those that leave the page as it is.
  fileprivate var thatMakeThePage: [String] {
    var kept: [String] = []
    var isFolder = false
    for argument in self {
      let isIdle = ["--pause", "--quiet", "--no-preview", "--models"].contains(argument)
      if !isFolder, !isIdle, !argument.hasPrefix("--models=") { kept.append(argument) }
      isFolder = !isFolder && argument == "--models"
    }
    return kept
  }
}

extension String {
  /// The text as one word of a command line.
  fileprivate var quotedForShell: String {
    let isPlain =
      !isEmpty
      && allSatisfy {
        $0.isLetter || $0.isNumber || "-_=.,:/+%@".contains($0)
      }
    return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
