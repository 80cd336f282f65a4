import Foundation
import PackagePlugin

/// Adds to a program the file through which it knows what it was compiled from.
///
/// The file is made anew in every build in which a source of this package below the program
/// changed; it is compiled again only if the source's bytes did.
@main struct EmbedImprint: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let own = Set(context.package.targets.map(\.id))
    let sources = ([target] + target.recursiveTargetDependencies)
      .filter { own.contains($0.id) }
      .compactMap { $0 as? any SourceModuleTarget }
      .flatMap { $0.sourceFiles.filter { [.source, .header].contains($0.type) }.map(\.url) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Imprint.swift")
    return [
      .buildCommand(
        displayName: "Embedding what \(target.name) is compiled from",
        executable: try context.tool(named: "make-imprint").url,
        arguments: [context.package.directoryURL.path, output.path] + sources.map(\.path),
        inputFiles: sources, outputFiles: [output])
    ]
  }
}
