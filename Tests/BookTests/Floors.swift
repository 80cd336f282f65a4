import Foundation

/// Which module may import which: the house's floors, where arrows point down only.
enum Floors {
  /// What a module stands on, beside everything those stand on.
  static let supports: [String: [String]] = [
    "Numerics": [],
    "Tensors": ["Numerics"],
    "Weaver": ["Numerics"],
    "Autograd": ["Tensors"],
    "Graphics": ["CCairo", "Numerics"],
    "Models": ["Autograd"],
    "Datasets": ["Tensors", "Graphics"],
    "Plotting": ["Graphics", "Tensors"],
    "Notebook": ["Graphics", "Weaver"],
    "Explainers": ["Models"],
    "Evaluation": ["Explainers", "Datasets"],
    // The tools stand beside the chapters, on top.
    "make-garden": ["Datasets", "Notebook"],
    "make-cover": ["Datasets", "Notebook", "Plotting"],
    "make-imprint": ["Numerics"],
    "bench": ["Datasets", "Explainers"],
  ]

  /// Modules from outside the package, and who may use them; nil means everyone.
  static let outside: [String: [String]?] = [
    "Foundation": nil,
    "Dispatch": nil,
    "Synchronization": nil,
    "Glibc": nil,
    "Musl": nil,
    "Darwin": nil,
    "ArgumentParser": ["Notebook", "make-garden", "make-cover", "bench"],
  ]

  /// Modules that must get along with the standard library alone.
  static let pure: Set<String> = ["Weaver"]

  /// The imports in `file` that point upwards, sideways or nowhere, each as a sentence.
  static func faults(in file: House.SourceFile) -> [String] {
    guard supports[file.module] != nil else {
      return ["\(file.path): the module \(file.module) stands on no floor"]
    }
    return imports(in: file.code).compactMap { module in
      isAllowed(module, in: file.module)
        ? nil : "\(file.path): \(file.module) must not import \(module)"
    }
  }

  private static func isAllowed(_ imported: String, in module: String) -> Bool {
    if let users = outside[imported] {
      return !pure.contains(module) && (users?.contains(module) ?? true)
    }
    // The C library stays behind the module that wraps it.
    if imported == "CCairo" { return supports[module]?.contains("CCairo") == true }
    return everythingBelow(module).contains(imported)
  }

  private static func everythingBelow(_ module: String) -> Set<String> {
    let direct = supports[module] ?? []
    return direct.reduce(into: Set(direct)) { $0.formUnion(everythingBelow($1)) }
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
