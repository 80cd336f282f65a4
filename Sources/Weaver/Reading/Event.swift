/// A place in a chapter's source where something was shown.
public struct Site: Hashable, Sendable {
  /// Module and file, as `#fileID` gives them: `chapter_lime/main.swift`.
  public var fileID: String
  /// The line in that file, counted from 1.
  public var line: Int
  /// What `#function` says there; the module's name at the top level.
  public var function: String

  /// Names a place from the values of `#fileID`, `#line` and `#function`.
  public init(fileID: String, line: Int, function: String) {
    self.fileID = fileID
    self.line = line
    self.function = function
  }

  /// Whether the call stands in a cell: in top-level code or a closure in it, not in the body
  /// of a function or type.
  public var isInCell: Bool { fileID.hasPrefix(function + "/") }
}

/// How a lecture's claim came out of its experiment.
public enum Verdict: Hashable, Sendable {
  /// The experiment bears the claim out.
  case holds
  /// The claim is true under a condition, given in words.
  case holdsWhen(String)
  /// The experiment contradicts the claim.
  case refuted
  /// The claim is a definition or an identity, which the experiment could not but bear out.
  case byConstruction
  /// The claim tells a case from history, whose mechanism the experiment shows on other data.
  case reenacted
}

/// One thing a chapter showed while it ran.
public struct Event: Hashable, Sendable {
  /// What was shown.
  public enum Content: Hashable, Sendable {
    /// Text printed below a cell.
    case text(String)
    /// A formatted result that prose refers to as `\(name)`.
    case value(name: String, text: String)
    /// A figure; `path` is relative to the root of the package.
    case figure(label: String, path: String, caption: String, alt: String)
    /// A figure of frames side by side, one for each of `values`, the texts of what was turned.
    ///
    /// Each frame has a file of its own beside `path`: `rows-1.svg`, `rows-2.svg` for `rows.svg`.
    case sweep(
      label: String, path: String, caption: String, alt: String, name: String, values: [String])
    /// A table with a caption, numbered; rows are already formatted text.
    case table(label: String, caption: String, header: [String], rows: [[String]])
    /// A statement that the run tested and found true.
    case check(sentence: String, claim: Int?, verdict: Verdict?)
    /// A statement that did not hold in a run whose knobs were turned.
    case miss(sentence: String)
    /// The method's card at the end of a chapter: a row a property.
    case card(title: String, rows: [[String]])
  }

  /// Where.
  public var site: Site
  /// What.
  public var content: Content

  /// Records `content` as shown at `site`.
  public init(site: Site, content: Content) {
    self.site = site
    self.content = content
  }
}
