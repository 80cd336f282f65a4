import Foundation
import Testing
import Weaver

@Suite struct `A file of the book` {
  private struct Thing: Decodable {
    var name: String
    var number: Int
  }

  private func complaint(_ bytes: [UInt8]?) -> String {
    do {
      _ = try BookFile("chapters/f.json", bytes: bytes).decoded(as: [Thing].self)
      return ""
    } catch {
      return "\(error)".replacing("chapters/f.json:", with: "")
    }
  }

  @Test(
    arguments: [
      // "물" in CP949, alone; and a letter of Latin-1 that is no pair of that code.
      (
        [0x0a, 0xb9, 0xb0],
        "2: the file is not UTF-8 here, it looks like CP949 (EUC-KR), in which Korean editors save; save it as UTF-8"
      ),
      (
        [0x0a, 0x0a, 0xe9, 0x20],
        "3: the file is not UTF-8 here, with the byte 0xE9; save it as UTF-8"
      ),
      (
        [0xff, 0xfe, 0x5b, 0x00],
        "1: the file is not UTF-8 here, it looks like UTF-16; save it as UTF-8"
      ),
      (
        [0xef, 0xbb, 0xbf, 0x5b, 0x5d],
        "1: the file is not UTF-8 here, it starts with a byte-order mark; save it as UTF-8"
      ),
      ([0x5b, 0x5d], ""),
    ] as [([UInt8], String)])
  func `that is not UTF-8 is told with the line and the likely code`(
    bytes: [UInt8], expected: String
  ) {
    #expect(complaint(bytes) == expected)
  }

  @Test func `that is missing is told, and not taken as empty`() {
    #expect(
      complaint(nil) == "1: there is no such file, or it may not be read; git checkout restores it")
    #expect(!BookFile("a", bytes: nil).isThere)
    #expect(BookFile("a", bytes: []).isThere)
  }

  @Test(arguments: [
    ("", "1: expected a value"),
    ("[", "1: a list that begins at line 1 is never closed"),
    ("[\n{\"name\": \"a\", \"number\": 1},\n]", "3: a comma stands before ]"),
    ("[{\"name\": \"a\"\n\"number\": 1}]", "2: expected \",\" after an item of an object"),
    ("[{\"name\": \"a\", \"number\": 1}]\n]", "2: nothing may follow the last bracket"),
    ("[{\"name\" \"a\"}]", "1: expected \":\" after \"name\""),
    ("[{name: 1}]", "1: expected a name in quotation marks"),
    ("[{\"name\": \"a\n\"}]", "1: a text is not closed by \" in its line"),
    ("[{\"name\": \"\\x\"}]", "1: a backslash in a text is written \\\\"),
    ("[{\"name\": 'a'}]", "1: expected a value"),
    ("[{\"name\": a}]", "1: a is no value: texts stand in \" \""),
    ("[{\"number\": 01}]", "1: 01 is no value: texts stand in \" \""),
    ("[{\"number\": 1,\n\"number\": 2}]", "2: there are two fields \"number\""),
    (
      "[\n{\"name\": \"a\", \"number\": 1},\n{\"name\": \"b\"}]",
      "3: the field \"number\" is missing"
    ),
    ("[{\"name\": \"a\",\n\"number\": \"1\"}]", "2: \"number\" has to be a whole number"),
    ("[{\"name\": 1, \"number\": 1}]", "1: \"name\" has to be text in quotation marks"),
    ("{}", "1: the file has to be a list in [ ]"),
    ("[\n3]", "2: \"0\" has to be an object in { }"),
    ("[{\"name\": \"용어 \\\"a\\\" \\u00e9\", \"number\": -1.0e0}]\r\n", ""),
  ])
  func `with a slip is told with its line`(text: String, expected: String) {
    #expect(complaint(Array(text.utf8)) == expected)
  }

  @Test func `tells the line of a chapter's state that nobody knows`() {
    let text = """
      {"title": "T", "subtitle": "S", "chapters": [
        {"number": 1, "name": "a", "title": "A", "summary": "S.",
          "status": "writen"}]}
      """
    let error = #expect(throws: WeaveError.self) {
      try BookFile("chapters/book.json", bytes: Array(text.utf8)).decoded(as: Book.self)
    }
    #expect(error?.description.hasPrefix("chapters/book.json:3: ") == true)
    #expect(error?.description.contains("writen") == true)
  }
}

extension BookFile {
  /// The value that the file holds as JSON.
  func decoded<Value: Decodable>(as type: Value.Type) throws(WeaveError) -> Value {
    try decoded { try JSONDecoder().decode(type, from: Data($0.utf8)) }
  }
}
