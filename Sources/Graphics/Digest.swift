/// A running 64-bit hash (Fowler, Noll and Vo, variant 1a): a fingerprint, not cryptography.
package struct FowlerNollVo: Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  package init() {}

  /// Takes in one byte.
  package mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  /// Takes in bytes one by one.
  package mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  /// The hash so far: 16 hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

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
    var lines = ["drawing \(rounded(size.width)) \(rounded(size.height))"]
    for command in commands { append(command, indent: "", to: &lines) }
    return lines.joined(separator: "\n")
  }

  private func append(_ command: Command, indent: String, to lines: inout [String]) {
    switch command {
    case .fill(let path, let paint):
      lines.append("\(indent)fill \(text(of: paint)) \(text(of: path))")
    case .stroke(let path, let stroke):
      let dashes = stroke.dashes.map(rounded).joined(separator: ",")
      lines.append(
        """
        \(indent)stroke \(text(of: stroke.color)) \(rounded(stroke.width)) [\(dashes)] \
        \(stroke.isRound) \(text(of: path))
        """)
    case .text(let string, let point, let style):
      lines.append(
        """
        \(indent)text \(text(of: point)) \(rounded(style.size)) \(text(of: style.color)) \
        \(style.anchor.rawValue) \(style.weight.rawValue) \(style.family.rawValue) \
        \(rounded(style.rotation)) \(string.debugDescription)
        """)
    case .raster(let raster, let frame, let smooth):
      var hash = FowlerNollVo()
      hash.add(raster.bytes)
      lines.append(
        """
        \(indent)raster \(raster.width) \(raster.height) \(hash.hexadecimal) \
        \(text(of: frame.origin)) \(rounded(frame.size.width)) \(rounded(frame.size.height)) \
        \(smooth)
        """)
    case .group(let commands, let map, let clip, let opacity):
      let numbers = [map.a, map.b, map.c, map.d, map.tx, map.ty].map(rounded)
      let cut = clip.map(text(of:)) ?? "none"
      lines.append(
        "\(indent)group \(numbers.joined(separator: " ")) \(rounded(opacity)) clip \(cut)")
      for command in commands { append(command, indent: indent + "  ", to: &lines) }
    }
  }
}

private func text(of point: Point) -> String { "\(rounded(point.x)),\(rounded(point.y))" }

private func text(of color: Color) -> String {
  [color.red, color.green, color.blue, color.alpha].map(rounded).joined(separator: "/")
}

private func text(of paint: Paint) -> String {
  func text(_ stops: [Paint.Stop]) -> String {
    stops.map { "\(rounded($0.offset)):\(Graphics.text(of: $0.color))" }.joined(separator: " ")
  }
  return switch paint {
  case .solid(let color): Graphics.text(of: color)
  case .linear(let from, let to, let stops):
    "linear \(Graphics.text(of: from)) \(Graphics.text(of: to)) \(text(stops))"
  case .radial(let center, let radius, let stops):
    "radial \(Graphics.text(of: center)) \(rounded(radius)) \(text(stops))"
  }
}

private func text(of path: Path) -> String {
  path.elements.map { element in
    switch element {
    case .move(let to): "M\(text(of: to))"
    case .line(let to): "L\(text(of: to))"
    case .curve(let first, let second, let to):
      "C\(text(of: first)) \(text(of: second)) \(text(of: to))"
    case .close: "Z"
    }
  }.joined(separator: " ")
}

private func rounded(_ value: Double) -> String { value.decimal(places: 3) }
