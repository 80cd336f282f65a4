public import ArgumentParser
public import Graphics
import Numerics
public import Weaver

// The words a chapter speaks with. Each knows where in the source it was said.

/// Reads the options and opens the transcript: a chapter's first verb.
///
/// `let knobs = open(Knobs.self)` gives `knobs.samples`, and `knobs.seed` for `--seed`.
@MainActor
public func open<Knobs: ParsableArguments>(
  _ type: Knobs.Type, filePath: String = #filePath, fileID: String = #fileID,
  line: Int = #line, function: String = #function
) -> Settings<Knobs> {
  let site = Site(fileID: fileID, line: line, function: function)
  return orExit { () throws(Stop) in
    try Run.start(
      type, arguments: Array(CommandLine.arguments.dropFirst()), filePath: filePath, at: site)
  }
}

/// Opens the transcript of a chapter without knobs of its own.
@MainActor
public func open(
  filePath: String = #filePath, fileID: String = #fileID, line: Int = #line,
  function: String = #function
) -> Settings<NoKnobs> {
  open(NoKnobs.self, filePath: filePath, fileID: fileID, line: line, function: function)
}

/// Prints `first` and `items` below the cell and in the terminal.
///
/// A chapter that imports `Notebook` gets this `print`: a call with a parameter pack ranks above
/// the standard library's `Any...`.
@MainActor
public func print<First, each Item>(
  _ first: First, _ items: repeat each Item, separator: String = " ", terminator: String = "\n",
  fileID: String = #fileID, line: Int = #line, function: String = #function
) {
  var words = [String(describing: first)]
  for item in repeat each items { words.append(String(describing: item)) }
  let text = words.joined(separator: separator) + terminator
  speak("print", fileID, line, function) { session, site throws(Stop) in
    try session.print(text, at: site)
  }
}

/// Prints an empty line.
///
/// Without this overload an empty call would be the standard library's.
@MainActor
public func print(
  fileID: String = #fileID, line: Int = #line, function: String = #function
) {
  speak("print", fileID, line, function) { session, site throws(Stop) in
    try session.print("\n", at: site)
  }
}

/// Hides the standard library's `print`, whose text would never reach the page.
///
/// The compiler takes it for a value of no one type, such as an optional or else a text. The
/// declaration has the standard library's own shape, so it stands in its place; a chapter does not
/// compile that calls it.
@available(*, deprecated, message: "the page would lack this: print values of one type each")
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  passedBy()
}

/// Hides the standard library's `debugPrint`, whose text would never reach the page.
@available(*, deprecated, message: "the page would lack this: print(String(reflecting: …))")
public func debugPrint(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  passedBy()
}

/// Hides the standard library's `dump`, whose text would never reach the page.
@available(*, deprecated, message: "the page would lack this: print what you look for")
@discardableResult
public func dump<Value>(
  _ value: Value, name: String? = nil, indent: Int = 0, maxDepth: Int = .max,
  maxItems: Int = .max
) -> Value {
  passedBy()
}

private func passedBy() -> Never {
  preconditionFailure("this text would not reach the page: use the notebook's print")
}

/// Shows a table as aligned text.
@MainActor
public func show(
  _ table: Table, fileID: String = #fileID, line: Int = #line, function: String = #function
) {
  speak("show", fileID, line, function) { session, site throws(Stop) in
    try session.show(table, label: nil, caption: "", at: site)
  }
}

/// Shows a table with a number and a caption; prose refers to it as `@tab-label`.
@MainActor
public func show(
  _ table: Table, _ label: String, caption: String, fileID: String = #fileID,
  line: Int = #line, function: String = #function
) {
  speak("show", fileID, line, function) { session, site throws(Stop) in
    try session.show(table, label: label, caption: caption, at: site)
  }
}

/// Draws a figure below the cell; prose refers to it as `@fig-label`.
///
/// The label is made of small letters, digits and hyphens, and names the file; `caption` says
/// below the figure what to see, `alt` says it to those who cannot see. `draw` gets an empty
/// picture of the given width, which grows in height with each `$0.draw(chart)`. The `format`
/// `.png` is for drawings of very many shapes.
@MainActor
public func figure(
  _ label: String, caption: String, alt: String, width: FigureWidth = .text,
  format: FigureFormat = .svg, fileID: String = #fileID, line: Int = #line,
  function: String = #function, draw: (inout Drawing) -> Void
) {
  speak("figure", fileID, line, function) { session, site throws(Stop) in
    try session.figure(
      label, caption: caption, alt: alt, width: width, format: format, at: site, draw: draw)
  }
}

/// Draws the same picture for several values of what is turned; prose refers to it as
/// `@fig-label`.
///
/// `sweep("rows", over: [50, 200, 1000], named: "samples", caption: "…", alt: "…") { drawing,
/// samples in … }` is a strip of two to six frames side by side, each above its value; the web
/// makes a slider of them. `draw` gets an empty picture, once as wide as a part of the strip and
/// once `frameWidth` wide, so it only draws: what takes chance or time is computed before. `below`
/// draws what all frames share, such as a colour bar. `texts` stand for values that do not read
/// well; `caption` and `alt` are about the whole strip.
@MainActor
public func sweep<Value>(
  _ label: String, over values: [Value], as texts: [String]? = nil, named name: String,
  caption: String, alt: String, width: FigureWidth = .text, frameWidth: Double = 220,
  format: FigureFormat = .svg, fileID: String = #fileID, line: Int = #line,
  function: String = #function, draw: (inout Drawing, Value) -> Void,
  below: (inout Drawing) -> Void = { _ in }
) {
  speak("sweep", fileID, line, function) { session, site throws(Stop) in
    try session.sweep(
      label, Sweep(name: name, values: values, texts: texts, frameWidth: frameWidth),
      caption: caption, alt: alt, width: width, format: format, at: site, draw: draw,
      below: below)
  }
}

/// Names a formatted result, so that prose can say `\(name)`.
@MainActor
public func remember(
  _ name: String, _ text: String, fileID: String = #fileID, line: Int = #line,
  function: String = #function
) {
  speak("remember", fileID, line, function) { session, site throws(Stop) in
    try session.remember(name, text, at: site)
  }
}

/// States what the chapter relies on; a false statement ends the run, and nothing is written.
///
/// Where a knob was turned the run goes on, and its page says that the statement does not hold.
/// With `claim` and `verdict` it settles that claim of the lectures: `.holds`, `.holdsWhen("…")`,
/// `.refuted`, `.byConstruction` (a definition or an identity) or `.reenacted` (a case from history
/// on other data) is what the page then says, because the condition is true.
@MainActor
public func check(
  _ condition: Bool, _ sentence: String, claim: Int? = nil, verdict: Verdict? = nil,
  fileID: String = #fileID, line: Int = #line, function: String = #function
) {
  speak("check", fileID, line, function) { session, site throws(Stop) in
    try session.check(condition, sentence, claim: claim, verdict: verdict, at: site)
  }
}

/// Shows a bar on standard error while `work` runs, and returns what it returns.
///
/// `work` calls `advance()` on the bar `total` times. The bar is never on the page.
@MainActor
public func progress<Value, Failure>(
  _ title: String, total: Int, fileID: String = #fileID, line: Int = #line,
  function: String = #function, _ work: (Progress) throws(Failure) -> Value
) throws(Failure) -> Value {
  let site = Site(fileID: fileID, line: line, function: function)
  let outcome = orExit { () throws(Stop) in
    try Run.open("progress", site).progress(title, total: total, at: site) { bar in
      Result { () throws(Failure) in try work(bar) }
    }
  }
  return try outcome.get()
}

/// Returns what `work` returns; an error ends the run with its message, and nothing is written.
///
/// For what can fail because of the world, not of the author: `attempt { try ToyGarden() }`. The
/// message begins with the line, unless the reader's own file is to blame.
@MainActor
public func attempt<Value>(
  fileID: String = #fileID, line: Int = #line, function: String = #function,
  _ work: () throws -> Value
) -> Value {
  orExit { () throws(Stop) in
    do {
      return try work()
    } catch let stop as Stop {
      throw stop
    } catch {
      let site = Site(fileID: fileID, line: line, function: function)
      throw Stop("\(site.path):\(site.line): \(error)\nNothing was written.")
    }
  }
}

/// Shows the method's card: one row a property, in order.
@MainActor
public func card(
  _ title: String, _ rows: KeyValuePairs<String, String>, fileID: String = #fileID,
  line: Int = #line, function: String = #function
) {
  speak("card", fileID, line, function) { session, site throws(Stop) in
    try session.card(title, rows: rows.map { [$0.key, $0.value] }, at: site)
  }
}

/// Weaves the page and writes it with its figures: a chapter's last line.
@MainActor
public func finish(fileID: String = #fileID, line: Int = #line, function: String = #function) {
  speak("finish", fileID, line, function) { session, site throws(Stop) in
    try session.finish(at: site)
    Interrupts.end(.stopped)
  }
}
