public import Numerics
public import Tensors

/// Silhouettes of creatures filled with patterns: pictures that have two right labels.
///
/// Shape and pattern are drawn independently, so that one says nothing of the other. A network that
/// learns the shape from these pictures has no use for the pattern, and one that learns the pattern
/// none for the shape: which concept it uses is known before it is asked, by construction of the
/// labels. After BAM (Yang and Kim 2019, "Benchmarking attribution methods with relative feature
/// importance").
///
/// Nothing is drawn: masks of Toy Garden are laid over its texture patches, turned and mirrored by
/// chance, on an even ground of any colour. Pictures are made when they are asked for.
public struct FilledShapes: Sendable {
  /// Which of the two labels.
  public enum Question: String, Hashable, Sendable, CaseIterable {
    /// Whose silhouette it is.
    case shape
    /// What it is filled with.
    case texture
  }

  /// The shapes, in the order of their labels.
  public let shapes: [Creature]
  /// The patterns, in the order of their labels.
  public let textures: [Texture]
  private let garden: GardenSet
  private let patches: TextureSet
  private let recipes: [Recipe]

  /// What one picture is made of.
  private struct Recipe {
    /// The place in ``FilledShapes/shapes``, and the image whose mask is taken.
    var shape, mask: Int
    /// The place in ``FilledShapes/textures``, and the patch.
    var texture, patch: Int
    /// Which of the eight ways to lay a square.
    var turn: Int
    /// Red, green and blue of the ground.
    var ground: [Float]
  }

  /// `count` pictures; every shape comes with every pattern equally often, in random order.
  ///
  /// - Parameters:
  ///   - count: How many pictures.
  ///   - split: Masks and patches to learn from, or to be asked about; they have none in common.
  ///   - shapes: The shapes, four that a person tells apart at once.
  ///   - textures: The patterns, four that are told apart on so small a piece.
  ///   - garden: Where masks and patches come from.
  ///   - random: Where every choice comes from.
  /// - Throws: an error if a file of the garden cannot be used.
  /// - Precondition: `count` is not negative, and there is a shape and a pattern.
  public init(
    _ count: Int, _ split: ToyGarden.Split,
    of shapes: [Creature] = [.ladybird, .fish, .mushroom, .snail],
    filledWith textures: [Texture] = [.striped, .dotted, .checked, .plain],
    from garden: ToyGarden, using random: inout Random
  ) throws(DatasetError) {
    precondition(
      count >= 0 && !shapes.isEmpty && !textures.isEmpty,
      "FilledShapes: \(count) pictures of \(shapes.count) shapes and \(textures.count) textures")
    (self.shapes, self.textures) = (shapes, textures)
    let set = try garden.images(split)
    (self.garden, patches) = (set, try garden.textures)
    let masks = shapes.map { set.indices(of: $0) }
    let own = FilledShapes.patches(split)
    recipes = random.permutation(of: count).map { number in
      let (shape, texture) = (number % shapes.count, number / shapes.count % textures.count)
      let patch = own.lowerBound + random.integer(below: own.count)
      return Recipe(
        shape: shape, mask: masks[shape][random.integer(below: masks[shape].count)],
        texture: texture, patch: textures[texture].rawValue * GardenFormat.patchCount + patch,
        turn: random.integer(below: 8), ground: (0..<3).map { _ in Float(random.uniform()) })
    }
  }

  /// Which of the patches of a texture belong to a split: three in four to learn from.
  public static func patches(_ split: ToyGarden.Split) -> Range<Int> {
    let border = 3 * GardenFormat.patchCount / 4
    return split == .train ? 0..<border : border..<GardenFormat.patchCount
  }

  // MARK: What a network sees

  /// How many pictures there are.
  public var count: Int { recipes.count }

  /// The numbers of the pictures.
  public var indices: Range<Int> { 0..<count }

  /// Picture `index`: `[3, 48, 48]`, values in 0...1.
  ///
  /// - Precondition: there is such a picture, here and below.
  public func image(at index: Int) -> Tensor {
    let recipe = recipe(index)
    let (mask, patch) = (garden.mask(at: recipe.mask), patches.image(at: recipe.patch))
    let (side, plane) = (GardenFormat.side, mask.count)
    var image = patch
    for pixel in 0..<plane {
      let (row, column) = pixel.quotientAndRemainder(dividingBy: side)
      let source = FilledShapes.source(row, column, turn: recipe.turn, side: side)
      for channel in 0..<3 {
        image.elements[channel * plane + pixel] =
          mask.elements[pixel] == 0
          ? recipe.ground[channel] : patch.elements[channel * plane + source]
      }
    }
    return image
  }

  /// The right answer to one of the two questions: a place in ``shapes`` or in ``textures``.
  public func label(at index: Int, of question: Question) -> Int {
    question == .shape ? recipe(index).shape : recipe(index).texture
  }

  // MARK: The truth

  /// Whose silhouette picture `index` shows.
  public func shape(at index: Int) -> Creature { shapes[recipe(index).shape] }

  /// What it is filled with.
  public func texture(at index: Int) -> Texture { textures[recipe(index).texture] }

  /// Where the silhouette is: `[48, 48]`, 1 on it and 0 elsewhere.
  public func mask(at index: Int) -> Tensor { garden.mask(at: recipe(index).mask) }

  /// Where a pixel of a square comes from that is mirrored, if `turn` is odd, and turned.
  private static func source(_ row: Int, _ column: Int, turn: Int, side: Int) -> Int {
    var (row, column) = (row, turn % 2 == 0 ? column : side - 1 - column)
    for _ in 0..<(turn / 2) { (row, column) = (column, side - 1 - row) }
    return row * side + column
  }

  private func recipe(_ index: Int) -> Recipe {
    precondition(indices ~= index, "FilledShapes: no picture \(index) among \(count)")
    return recipes[index]
  }
}
