import Datasets
import Graphics
import Numerics
import Tensors

/// A list of things to draw that grows by chance.
struct Brush {
  /// What was drawn so far.
  var commands: [Drawing.Command] = []
  /// The source of every choice.
  var random: Random

  /// A brush whose choices come from `random`.
  init(_ random: Random) { self.random = random }

  /// A number in `range`.
  mutating func number(_ range: Range<Double>) -> Double { random.uniform(in: range) }

  /// An integer in 0..<`bound`.
  mutating func integer(below bound: Int) -> Int { random.integer(below: bound) }

  /// One of `choices`, each equally likely.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[integer(below: choices.count)]
  }

  /// A place anywhere in the image.
  mutating func place() -> Point { Point(number(0..<side), number(0..<side)) }

  /// Fills an outline.
  mutating func fill(_ outline: Path, _ color: Color) {
    commands.append(.fill(outline, .solid(color)))
  }

  /// Traces an outline with a round pen.
  mutating func line(_ outline: Path, _ color: Color, width: Double) {
    commands.append(.stroke(outline, Stroke(color, width: width, isRound: true)))
  }

  /// Covers the image with a blend from the top to the bottom.
  mutating func cover(_ top: Color, _ bottom: Color) {
    let frame = Rectangle(x: 0, y: 0, width: side, height: side)
    commands.append(
      .fill(
        .rectangle(frame),
        .linear(
          from: Point(0, 0), to: Point(0, side), stops: [Paint.Stop(0, top), Paint.Stop(1, bottom)]
        )))
  }

  /// Adds large pale or dark patches, so that no two grounds look alike.
  mutating func patches(_ count: Int, _ colors: [Color]) {
    for _ in 0..<count {
      let at = place()
      let outline = Path.ellipse(
        at.x, at.y, number(5..<13), number(4..<8), turnedBy: number(-40..<40))
      fill(outline, pick(colors))
    }
  }
}

/// The side of an image in pixels.
let side = 48.0
