import Numerics

extension Drawing {
  /// A fingerprint of what is drawn, independent of fonts and of the version of Cairo.
  ///
  /// It hashes ``canonicalText``, so drawings that differ by less than a thousandth of a point
  /// may share it.
  public var digest: String {
    var hash = FowlerNollVo()
    hash.add(canonicalText.utf8)
    return hash.hexadecimal
  }

  /// The display list as text, one command a line, numbers rounded to thousandths.
  package var canonicalText: String {
    (["drawing \(size.width.canonical) \(size.height.canonical)"]
      + commands.flatMap(\.canonicalLines)).joined(separator: "\n")
  }
}

extension Drawing.Command {
  /// The command as text, with the commands of a group on lines of their own.
  fileprivate var canonicalLines: [String] {
    switch self {
    case .fill(let path, let paint): return ["fill \(paint.canonical) \(path.canonical)"]
    case .stroke(let path, let stroke):
      let dashes = stroke.dashes.map(\.canonical).joined(separator: ",")
      return [
        """
        stroke \(stroke.color.canonical) \(stroke.width.canonical) [\(dashes)] \
        \(stroke.isRound) \(path.canonical)
        """
      ]
    case .text(let string, let point, let style):
      return [
        """
        text \(point.canonical) \(style.size.canonical) \(style.color.canonical) \
        \(style.anchor.rawValue) \(style.weight.rawValue) \(style.family.rawValue) \
        \(style.rotation.canonical) \(string.debugDescription)
        """
      ]
    case .raster(let raster, let frame, let smooth):
      var hash = FowlerNollVo()
      hash.add(raster.bytes)
      return [
        """
        raster \(raster.width) \(raster.height) \(hash.hexadecimal) \(frame.origin.canonical) \
        \(frame.size.width.canonical) \(frame.size.height.canonical) \(smooth)
        """
      ]
    case .group(let commands, let map, let clip, let opacity):
      let linear = [map.a, map.b, map.c, map.d].map { $0.decimal(places: 6) }
      let head =
        """
        group \(linear.joined(separator: " ")) \(Point(map.tx, map.ty).canonical) \
        \(opacity.canonical) \
        clip \(clip?.canonical ?? "none")
        """
      return [head] + commands.flatMap(\.canonicalLines).map { "  " + $0 }
    }
  }
}

extension Double {
  /// The number to a thousandth.
  fileprivate var canonical: String { decimal(places: 3) }
}

extension Point {
  fileprivate var canonical: String { "\(x.canonical),\(y.canonical)" }
}

extension Color {
  fileprivate var canonical: String {
    [red, green, blue, alpha].map(\.canonical).joined(separator: "/")
  }
}

extension Paint {
  fileprivate var canonical: String {
    func text(_ stops: [Stop]) -> String {
      stops.map { "\($0.offset.canonical):\($0.color.canonical)" }.joined(separator: " ")
    }
    return switch self {
    case .solid(let color): color.canonical
    case .linear(let from, let to, let stops):
      "linear \(from.canonical) \(to.canonical) \(text(stops))"
    case .radial(let center, let radius, let stops):
      "radial \(center.canonical) \(radius.canonical) \(text(stops))"
    }
  }
}

extension Path {
  fileprivate var canonical: String {
    elements.map { element in
      switch element {
      case .move(let to): "M\(to.canonical)"
      case .line(let to): "L\(to.canonical)"
      case .curve(let first, let second, let to):
        "C\(first.canonical) \(second.canonical) \(to.canonical)"
      case .close: "Z"
      }
    }.joined(separator: " ")
  }
}
