/// The language of a file of code, by the end of its name.
struct CodeLanguage: Hashable {
  /// As Markdown names it: `swift`.
  let name: String
  /// What a comment to the end of the line begins with.
  let comment: String

  /// The language of the file at `path`; `text` if the end of its name is unknown.
  init(of path: String) {
    switch path.split(separator: ".").last {
    case "swift": (name, comment) = ("swift", "//")
    case "py": (name, comment) = ("python", "#")
    default: (name, comment) = ("text", "//")
    }
  }
}
