// swift-tools-version: 6.2
import PackageDescription

// MARK: Settings

/// Debug builds are optimised too, so that `swift run chapter-lime` is fast as
/// typed; on x86-64 the baseline with fused multiply-add is asked for.
#if arch(x86_64)
  let optimised: [String] = ["-O", "-Xcc", "-march=x86-64-v3"]
#else
  let optimised: [String] = ["-O"]
#endif

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
let fast: [SwiftSetting] = strict + [.unsafeFlags(optimised)]

// MARK: The house, floor by floor (an arrow points down only)

/// A module of the library, in `Sources/name`.
func module(
  _ name: String, uses dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: fast)
}

/// The tests of one module, in `Tests/nameTests`.
func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
  let ground: [Target.Dependency] = name == "Numerics" ? [] : ["Numerics"]
  return .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport"] + ground + dependencies,
    swiftSettings: strict)
}

/// A chapter of the book, in `chapters/name`: one program, `chapter-name`.
///
/// From the second edition on a record of seeds lies beside its page.
func chapter(_ name: String, edition: Int = 1) -> Target {
  .executableTarget(
    name: "chapter-" + name,
    dependencies: [
      "Autograd", "Classroom", "Datasets", "Evaluation", "Explainers", "Graphics", "Images",
      "Models", "Notebook", "Numerics", "Plotting", "Tensors",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "chapters/" + name,
    exclude: ["README.md", "facts.json", "in_python.py"] + (edition > 1 ? ["seeds.json"] : []),
    swiftSettings: fast + [.defaultIsolation(MainActor.self)], plugins: ["EmbedImprint"])
}

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "glass-box",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Floor 0
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo",
      providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .target(
      name: "CTiles",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    module("Numerics"),
    // Floor 1
    module("Tensors", uses: ["CTiles", "Numerics"]),
    module("Weaver", uses: ["Numerics"]),
    module("Graphics", uses: ["CCairo", "Numerics"]),
    // Floor 2
    module("Autograd", uses: ["Numerics", "Tensors"]),
    module("Images", uses: ["Numerics", "Tensors"]),
    // Floor 3
    module("Models", uses: ["Autograd", "Numerics", "Tensors"]),
    module(
      "Datasets", uses: ["Graphics", "Images", "Numerics", "Tensors"],
      resources: [.copy("Resources")]),
    module("Plotting", uses: ["Graphics", "Numerics", "Tensors"]),
    module("Notebook", uses: ["Graphics", "Numerics", "Weaver", argumentParser]),
    // Floor 4
    module("Explainers", uses: ["Autograd", "Images", "Models", "Numerics", "Tensors"]),
    // Floor 5
    module(
      "Evaluation",
      uses: ["Datasets", "Explainers", "Images", "Models", "Numerics", "Tensors"]),
    // Floor 6
    module(
      "Classroom",
      uses: [
        "Datasets", "Evaluation", "Explainers", "Models", "Notebook", "Numerics", "Tensors",
        "Weaver",
      ]),
    // Tools
    .executableTarget(
      name: "make-garden",
      dependencies: [
        "Datasets", "Graphics", "Notebook", "Numerics", "Tensors", argumentParser,
      ],
      swiftSettings: fast),
    .executableTarget(
      name: "make-cover",
      dependencies: [
        "Datasets", "Graphics", "Notebook", "Numerics", "Plotting", "Tensors", argumentParser,
      ],
      swiftSettings: fast, plugins: ["EmbedImprint"]),
    .executableTarget(
      name: "make-refresher",
      dependencies: [
        "Graphics", "Models", "Notebook", "Numerics", "Plotting", "Tensors", argumentParser,
      ],
      swiftSettings: fast, plugins: ["EmbedImprint"]),
    .executableTarget(
      name: "bench",
      dependencies: ["Explainers", "Images", "Models", "Numerics", "Tensors", argumentParser],
      swiftSettings: fast),
    .executableTarget(name: "make-imprint", dependencies: ["Numerics"], swiftSettings: fast),
    .plugin(name: "EmbedImprint", capability: .buildTool(), dependencies: ["make-imprint"]),
    // The book
    chapter("cam", edition: 2),
    chapter("gradcam", edition: 2),
    chapter("gradients", edition: 2),
    chapter("influence", edition: 2),
    chapter("lime", edition: 2),
    chapter("lime-tables", edition: 2),
    chapter("lime-text", edition: 2),
    chapter("rise", edition: 2),
    chapter("taxonomy", edition: 2),
    chapter("tcav", edition: 2),
    chapter("visualisation", edition: 2),
    // Tests
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: strict),
    tests(of: "Numerics", uses: ["Tensors"]),
    tests(of: "Tensors"),
    tests(of: "Weaver"),
    tests(of: "Autograd", uses: ["Tensors"]),
    tests(of: "Graphics"),
    tests(of: "Images", uses: ["Datasets", "Tensors"]),
    tests(of: "Models", uses: ["Autograd", "Tensors"]),
    tests(of: "Datasets", uses: ["Graphics", "Tensors"]),
    tests(of: "Plotting", uses: ["Graphics", "Tensors"]),
    tests(of: "Notebook", uses: ["Graphics", "Weaver", argumentParser]),
    tests(of: "Explainers", uses: ["Autograd", "Datasets", "Models", "Tensors"]),
    tests(of: "Evaluation", uses: ["Datasets", "Explainers", "Images", "Models", "Tensors"]),
    tests(
      of: "Classroom",
      uses: [
        "Datasets", "Evaluation", "Explainers", "Models", "Notebook", "Tensors", "Weaver",
      ]),
    .testTarget(
      name: "BookTests", dependencies: ["Numerics", "TestSupport", "Weaver"],
      swiftSettings: strict),
  ]
)
