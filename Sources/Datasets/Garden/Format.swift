/// How the files of Toy Garden are laid out; the generator and the loader share it.
package enum GardenFormat {
  /// The width and height of an image in pixels.
  package static let side = 48
  /// How many images lie side by side on a sheet.
  package static let columns = 25
  /// The most images on one sheet.
  package static let sheetCapacity = 500
  /// How many training images there are.
  package static let trainCount = 2000
  /// How many test images there are.
  package static let testCount = 500
  /// How many images show two creatures.
  package static let pairCount = 100
  /// How many patches there are of each texture.
  package static let patchCount = 40
  /// The distance between the grey levels that stand for parts, so that a person sees them.
  package static let partStep = 18
  /// The height of a caption.
  package static let captionHeight = 9
  /// The side of the tag.
  package static let tagSide = 9
  /// How many training images carry a tag.
  package static let tagCount = 80
  /// How many training images have a wrong label.
  package static let flippedLabelCount = 150
  /// How many seeds of the table are there to learn from.
  package static let trainSeedCount = 1200
  /// How many seeds of the table are there to be asked about.
  package static let testSeedCount = 300
  /// How many comments are there to learn from.
  package static let trainCommentCount = 450
  /// How many comments are there to be asked about.
  package static let testCommentCount = 150

  /// The columns of a table of truth, one row a creature.
  package static let truthHeader = [
    "image", "ground", "creature", "tint", "x", "y", "size", "turn", "flipped",
  ]
  /// The columns of a table of captions.
  package static let captionHeader = ["image", "noise30", "noise100"]
  /// The columns of the list of tagged images.
  package static let tagHeader = ["image"]
  /// The columns of the list of wrong labels.
  package static let labelHeader = ["image", "label"]

  /// The columns of a list of comments, which are divided by tabs.
  package static let commentHeader = ["label", "comment"]

  /// The names of the sheets that hold `count` images of `set`.
  package static func sheets(of set: String, count: Int) -> [String] {
    (1...((count - 1) / sheetCapacity + 1)).map { "\(set)-\($0).png" }
  }
}
