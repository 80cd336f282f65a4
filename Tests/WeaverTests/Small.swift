import Testing
import Weaver

/// Small chapters: the example's title on line 1, a blank line, and then `body` from line 3.
enum Small {
  /// The text of a small chapter.
  static func source(_ body: String) -> String {
    "//: # Shadows: a tiny chapter\n\n" + body + "\n"
  }

  /// What the chapter showed, by line.
  static func events(_ shown: [(line: Int, content: Event.Content)]) -> [Event] {
    shown.map { line, content in
      Event(
        site: Site(
          fileID: "chapter_shadows/main.swift", line: line, function: "chapter_shadows"),
        content: content)
    }
  }

  /// The page's paragraphs between the title and the navigation.
  static func page(
    _ body: String, showing shown: [(line: Int, content: Event.Content)] = []
  ) throws -> String {
    let markdown = try weave(
      source: source(body), events: events(shown), context: try Example.context()
    ).markdown
    let start = try #require(markdown.firstRange(of: "# 5. Shadows: a tiny chapter\n\n"))
    let end = try #require(markdown.firstRange(of: "\n\n---\n\n[← "))
    return String(markdown[start.upperBound..<end.lowerBound])
  }

  /// What the weaver says is wrong; empty if nothing is.
  static func complaint(
    about body: String, showing shown: [(line: Int, content: Event.Content)] = []
  ) throws -> String {
    try complaint(source: source(body), events: events(shown))
  }

  /// What the weaver says is wrong with a whole chapter; empty if nothing is.
  static func complaint(source: String, events: [Event] = []) throws -> String {
    let context = try Example.context()
    do {
      _ = try weave(source: source, events: events, context: context)
      return ""
    } catch {
      return "\(error)".replacing("chapters/shadows/main.swift:", with: "")
    }
  }
}
