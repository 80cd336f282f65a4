/// A line of a file, named as the terminal shows it: `chapters/lime/main.swift:46`.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The file, relative to the root of the package.
  package var file: String
  /// The line, counted from 1.
  package var line: Int

  /// Names `line` of `file`.
  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  package var description: String { "\(file):\(line)" }
}

/// Why a chapter cannot be woven: what is wrong, and where.
package struct WeaveError: Error, Hashable, CustomStringConvertible {
  /// Where the author has to look.
  package var place: Place
  /// What the author will find there.
  package var problem: Problem

  /// States that `problem` was found at `place`.
  package init(_ problem: Problem, at place: Place) {
    self.place = place
    self.problem = problem
  }

  /// One line for the terminal: place, fact and, where one exists, the way out.
  package var description: String { "\(place): \(problem)" }

  /// What can be wrong with a chapter or with the book's own files.
  package enum Problem: Hashable, Sendable {
    // The source as a file
    case longLine(columns: Int)
    case indentedProse
    case unknownMarker(String)
    case hiddenCode(String)
    case insideFold(String, since: Int)
    case markupInSentence(String)
    case unclosed(String)
    case stray(String)
    // The book
    case unlistedChapter(String, known: [String])
    case missingTitle
    case titleDiffers(heading: String, book: String)
    case markupInTitle(String)
    // Prose
    case malformed(String, expected: String)
    case unsupportedHTML(String)
    case pictureInProse
    case refusedTeX(String)
    case formulaInLink
    case formulaInFootnote
    case formulaAfterLetter(String)
    case pipeInTable(String)
    case answerWithoutQuestion
    case wrongCount(Int, of: String, needed: String)
    case typedNumber(String)
    // Names
    case duplicate(kind: String, name: String, first: Int)
    case unknown(kind: String, name: String, known: [String])
    case unused(kind: String, name: String, use: String)
    // What the run showed
    case speaksInFunction(String)
    case outsideCells
    case missing(String, of: String)
    case claimWithoutVerdict(Int)
    case verdictWithoutClaim
    case raggedRow(Int, cells: Int, columns: Int)
    case wideOutput(String)
    case unprintable(String, in: String)
    // Quoted and listed files
    case missingFile(String)
    case missingRegion(String, file: String, known: [String])
    case bibliography(String)
    // The book's own files
    case noFile
    case notText(String)
    case slip(String)
    // Words for other pages
    case immovable(String)
    case longMeaning(String, length: Int, room: Int)
  }
}

extension WeaveError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .longLine(let columns):
      "the line has \(columns) columns; a page has room for \(ChapterSource.columns)"
    case .indentedProse: "prose starts in the first column; this //: is indented"
    case .unknownMarker(let marker):
      "unknown marker \(marker); known: //:  //-  //#-hidden-code  //#-end-hidden-code  "
        + "//#-folded-code SENTENCE  //#-end-folded-code"
    case .insideFold(let text, let line):
      "the folded code that begins at line \(line) has no //#-end-folded-code before this: \(text)"
    case .markupInSentence(let mark):
      "the sentence of folded code has a \(mark); it stands in HTML, so it is plain words"
    case .hiddenCode(let code): "only imports may be hidden, not: \(code)"
    case .unclosed(let what): "\(what) is never closed"
    case .stray(let what): "\(what) closes nothing"
    case .unlistedChapter(let name, let known):
      "chapters/book.json lists no chapter \"\(name)\"; \(listed(known))"
    case .missingTitle: "the chapter starts with no title; expected: //: # Title"
    case .titleDiffers(let heading, let book):
      "the title is \"\(heading)\" here and \"\(book)\" in chapters/book.json; make them equal"
    case .markupInTitle(let mark):
      "the title has a \(mark); it stands on other pages too, so it is plain words"
    case .malformed(let text, let expected): "cannot read \(text); expected: \(expected)"
    case .unsupportedHTML(let text):
      "HTML is lost in print: \(text); use Markdown, or set it as code or as a formula"
    case .pictureInProse: "a picture comes from figure(…), which numbers it and asks for its text"
    case .refusedTeX(let command):
      "the formula uses \(command), which not every edition can set; "
        + "the commands that may be used are in Sources/Weaver/Writing/Mathematics.swift"
    case .formulaInLink: "a link's text cannot hold a formula or a reference"
    case .formulaInFootnote: "a footnote cannot hold a formula"
    case .formulaAfterLetter(let tex):
      "a formula cannot follow a letter or digit without a space: $\(tex)$"
    case .pipeInTable(let text): "inside a table write \\| (or \\lvert, \\mid in TeX): \(text)"
    case .answerWithoutQuestion:
      "@answer follows no prediction, exercise or list of questions that has none yet"
    case .wrongCount(let count, let whole, let needed): "\(whole): \(count), needed: \(needed)"
    case .typedNumber(let number):
      "\(number) is typed into prose: remember(…) what was measured and say \\(name); a number "
        + "that is given may stand in a formula, in the code, or beside the work that it is from"
    case .duplicate(let kind, let name, let first):
      "\(kind) \"\(name)\" exists already, at line \(first)"
    case .unknown(let kind, let name, let known): "no \(kind) named \"\(name)\"; \(listed(known))"
    case .unused(let kind, let name, let use):
      "\(kind) \"\(name)\" is never used; write \(use) in the prose"
    case .speaksInFunction(let name):
      "output from inside \(name); only cells speak: return the value and show it at the top level"
    case .outsideCells: "output from a line that is in no cell"
    case .missing(let part, let whole): "\(whole) has no \(part)"
    case .claimWithoutVerdict(let number): "the check of claim \(number) gives no verdict"
    case .verdictWithoutClaim: "the check gives a verdict but no claim"
    case .raggedRow(let row, let cells, let columns):
      "row \(row) has \(cells) cells, the header \(columns)"
    case .wideOutput(let line):
      "printed line of \(line.displayWidth) columns; a page has room for "
        + "\(ChapterSource.columns): \(line)"
    case .unprintable(let code, let name):
      "\(name) has the character \(code), which no page can show; print letters, spaces and "
        + "ends of line only"
    case .missingFile(let path): "no file \(path)"
    case .missingRegion(let region, let file, let known):
      "\(file) has no region \(CodeLanguage(of: file).comment) [\(region)]; \(listed(known))"
    case .bibliography(let fact): fact
    case .noFile: "there is no such file, or it may not be read; git checkout restores it"
    case .notText(let code): "the file is not UTF-8 here, \(code); save it as UTF-8"
    case .slip(let fact): fact
    case .immovable(let words):
      "these words stand on other pages too, so they cannot refer or cite: \(words)"
    case .longMeaning(let term, let length, let room):
      "the meaning of \"\(term)\" has \(length) letters; a cell has room for \(room)"
    }
  }

  private func listed(_ names: [String]) -> String {
    names.isEmpty ? "there is none" : "known: " + names.joined(separator: ", ")
  }
}
