import Foundation

/// Where the files are that come with the book.
enum Resources {
  /// The folder `name` among the resources: the built copy beside the program, or else the
  /// original beside this source file.
  ///
  /// SwiftPM's own accessor stops the program if the copy is missing; this throws.
  static func folder(named name: String) throws(DatasetError) -> URL {
    let program = Bundle.main.bundleURL
    // On a Mac the copy has another name, and in some builds one folder more.
    let built = ["resources", "bundle", "bundle/Contents/Resources"].map {
      program.appending(path: "glass-box_Datasets.\($0)/Resources/\(name)")
    }
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Resources/\(name)")
    for folder in built + [source] where FileManager.default.fileExists(atPath: folder.path) {
      return folder
    }
    throw DatasetError(
      built[0].path, "the bundled data are missing, and so are the originals in \(source.path)",
      remedy: "Build again in a complete copy of the repository.")
  }
}
