import Datasets
import Foundation
import Graphics
import Numerics
import Testing

/// What `swift run make-garden` wrote, and what it decodes to.
///
/// A change here means new data: every chapter's numbers move with it.
@Suite struct `Digests of the bundled files` {
  @Test(arguments: files) func `a file has the bytes that were made`(
    name: String, digest: String
  ) throws {
    let bytes = try Data(contentsOf: bundledFolder.appending(path: name))
    var hash = FowlerNollVo()
    hash.add(bytes)
    #expect(hash.hexadecimal == digest)
  }

  @Test func `there are no other files`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: bundledFolder.path)
    #expect(names.sorted() == (files.map(\.0) + [record]).sorted())
  }

  @Test func `make-garden's record of what it wrote has these files and digests`() throws {
    let text = try String(contentsOf: bundledFolder.appending(path: record), encoding: .utf8)
    #expect(text == (["file,digest"] + files.map { "\($0),\($1)" } + [""]).joined(separator: "\n"))
  }

  @Test func `all files together are smaller than 12 MB`() throws {
    let sizes = try files.map { try Data(contentsOf: bundledFolder.appending(path: $0.0)).count }
    #expect(sizes.reduce(0, +) < 12_000_000)
  }

  @Test func `decoding gives the pixels that were drawn`() throws {
    let garden = try bundledGarden.get()
    #expect(try garden.train.digest == "05a8154ae65fddec")
    #expect(try garden.test.digest == "7fe210ff31ab0a20")
    #expect(try garden.pairs.digest == "de121755a0f91b49")
    #expect(try garden.textures.digest == "8fb719c1eeeacfb1")
  }
}

/// The garden that all tests share, so that it is read once.
let bundledGarden = Result { () throws(DatasetError) in try ToyGarden.bundled() }

/// The folder of the repository in which the files are kept.
let bundledFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Sources/Datasets/Resources/Garden").standardizedFileURL

/// What make-garden remembers of them.
private let record = "make-garden.csv"

private let files = [
  ("captions-test.csv", "e398aad53a99b3f0"),
  ("captions-train.csv", "8a82db024b8090f0"),
  ("captions.png", "e1e51e039960cdf6"),
  ("comments-test.tsv", "310789f01ea09ff9"),
  ("comments-train.tsv", "e6fd95869b33f437"),
  ("flipped-labels.csv", "d99f78c1d1cc1332"),
  ("pairs-1.png", "f292b8cc95b6b347"),
  ("pairs-masks-1.png", "dbaee288d149cc87"),
  ("pairs.csv", "bb4cbc79f32667cd"),
  ("seeds-test.csv", "7fd4199cace928fb"),
  ("seeds-train.csv", "92890fe468c172c9"),
  ("tag.png", "0f38da9819e73a26"),
  ("tagged.csv", "c566995f3e73b3aa"),
  ("test-1.png", "93fddbd0b8ed842f"),
  ("test-masks-1.png", "06a557bd2cb0b2db"),
  ("test.csv", "9dff563806944699"),
  ("textures-1.png", "e8a6814b18611005"),
  ("train-1.png", "84e60044ac1bd04d"),
  ("train-2.png", "a415807e1a554d5a"),
  ("train-3.png", "f1c8be6c154f136a"),
  ("train-4.png", "321bfb4c1ce30b52"),
  ("train-masks-1.png", "2f0b7b1bb30b6aae"),
  ("train-masks-2.png", "b46710da1935de93"),
  ("train-masks-3.png", "6c27a6a45a7b2a54"),
  ("train-masks-4.png", "3910dc077afbe233"),
  ("train.csv", "f7f6624c2bab50d5"),
]
