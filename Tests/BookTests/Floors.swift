import Foundation

/// Which module may import which: what `Package.swift` lists, where arrows point down only.
enum Floors {
  /// What each module and tool says that it uses, as `Package.swift` lists it.
  ///
  /// SwiftPM refuses circles, so these arrows have a direction; but it lets a module import
  /// what is built beside it without a word, so the imports have to be held to the list.
  static let supports: [String: [String]] = lists(in: House.text("Package.swift") ?? "")

  /// The lists of a manifest: of `module("A", uses: ["B"])` and of executable targets.
  static func lists(in manifest: String) -> [String: [String]] {
    let module = /module\(\s*"(\w+)"(?:,\s*uses:\s*\[([^\]]*)\])?/
    let tool = /\.executableTarget\(\s*name: "([\w-]+)",\s*dependencies: \[([^\]]*)\]/
    var lists: [String: [String]] = [:]
    for match in manifest.matches(of: module) {
      lists[String(match.1)] = names(match.2 ?? "")
    }
    for match in manifest.matches(of: tool) { lists[String(match.1)] = names(match.2) }
    return lists
  }

  /// What each target of tests can import by the lists of a manifest: what it uses, and all below.
  static func reach(ofTestsIn manifest: String) -> [String: Set<String>] {
    let modules = lists(in: manifest)
    let tests = /tests\(\s*of: "(\w+)"(?:,\s*uses:\s*\[([^\]]*)\])?/
    let target = /\.testTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/
    var reach: [String: Set<String>] = [:]
    for match in manifest.matches(of: tests) {
      reach[match.1 + "Tests"] = Set(["Numerics", String(match.1)] + names(match.2 ?? ""))
    }
    for match in manifest.matches(of: target) { reach[String(match.1)] = Set(names(match.2)) }
    return reach.mapValues { listed in
      var (found, open) = (listed, Array(listed))
      while let module = open.popLast() {
        for lower in modules[module, default: []] where found.insert(lower).inserted {
          open.append(lower)
        }
      }
      return found
    }
  }

  private static func names(_ list: Substring) -> [String] {
    list.matches(of: /"(\w+)"/).map { String($0.1) }
  }

  /// Modules from outside the package, and who may use them; nil means everyone.
  static let outside: [String: [String]?] = [
    "Foundation": nil,
    "Dispatch": nil,
    "Synchronization": nil,
    "Glibc": nil,
    "Musl": nil,
    "Darwin": nil,
    "ArgumentParser": ["Notebook", "make-garden", "make-cover", "make-refresher", "bench"],
  ]

  /// Modules in C, which import nothing.
  static let inC: Set<String> = ["CCairo", "CTiles"]

  /// Modules that must get along with the standard library and `Numerics`.
  static let pure: Set<String> = ["Weaver"]

  /// The imports in `file` that point upwards, sideways or nowhere, each as a sentence.
  static func faults(in file: House.SourceFile) -> [String] {
    guard supports[file.module] != nil else {
      return ["\(file.path): Package.swift has no module \(file.module)"]
    }
    return imports(in: file.code).compactMap { module in
      isAllowed(module, in: file.module)
        ? nil : "\(file.path): \(file.module) does not list \(module) in Package.swift"
    }
  }

  private static func isAllowed(_ imported: String, in module: String) -> Bool {
    if let users = outside[imported] {
      return !pure.contains(module) && (users?.contains(module) ?? true)
    }
    return supports[module]?.contains(imported) == true
  }

  /// The modules that `code` imports.
  static func imports(in code: String) -> [String] {
    let modifiers: Set<Substring> = [
      "public", "package", "internal", "fileprivate", "private", "@_exported",
      "@preconcurrency", "@testable",
    ]
    let kinds: Set<Substring> = [
      "struct", "class", "enum", "protocol", "func", "let", "var", "typealias",
    ]
    return code.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").drop { modifiers.contains($0) }
      guard words.first == "import" else { return nil }
      let path = words.dropFirst().drop { kinds.contains($0) }.first ?? ""
      return path.split(separator: ".").first.map(String.init)
    }
  }
}
