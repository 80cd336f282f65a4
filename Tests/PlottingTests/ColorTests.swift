import Foundation
import Graphics
import Plotting
import Tensors
import Testing

/// Colour vision of readers, as matrices over linear red, green and blue.
///
/// Source: Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation
/// of color vision deficiency", table 1, severity 1.
private enum Vision: String, CaseIterable {
  case usual, protanopia, deuteranopia

  var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    }
  }

  /// The colour as this reader sees it, in CIELAB (D65).
  func lab(_ color: Color) -> [Double] {
    let linear = [color.red, color.green, color.blue].map {
      $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
    }
    let seen = product(matrix, linear).map { min(1, max(0, $0)) }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let f = zip(product(toXYZ, seen), [0.95047, 1, 1.08883]).map { value, white in
      let ratio = value / white
      return ratio > 0.008856 ? cbrt(ratio) : 7.787 * ratio + 16.0 / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// The distance of two colours: the CIE 1976 ΔE, of which about 2.3 can just be seen.
  func distance(_ first: Color, _ second: Color) -> Double {
    zip(lab(first), lab(second)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}

@Suite struct `Colours` {
  /// Six times what can just be seen: lines and small marks need more than large areas.
  private let threshold = 15.0

  @Test(arguments: Vision.allCases)
  fileprivate func `of the palette differ for every reader`(vision: Vision) {
    let colors = [Theme.positive, Theme.negative, Theme.ink] + Theme.palette
    for (index, color) in colors.enumerated() {
      for other in colors[..<index] {
        #expect(vision.distance(color, other) > threshold, "\(color) and \(other)")
      }
    }
  }

  @Test(arguments: Vision.allCases)
  fileprivate func `of opposite signs differ for every reader`(vision: Vision) {
    for step in 1...10 {
      let share = 0.5 * Double(step) / 10
      let (speaksFor, against) = (
        ColorMap.diverging.color(0.5 + share), ColorMap.diverging.color(0.5 - share)
      )
      let expected = min(threshold, 6 * Double(step))
      #expect(vision.distance(speaksFor, against) > expected, "\(step) tenths")
    }
  }

  @Test(arguments: Vision.allCases)
  fileprivate func `of sizes get steadily darker or lighter for every reader`(vision: Vision) {
    let maps: [(ColorMap, Double)] = [
      (.blues, -1), (.oranges, -1), (.slates, -1), (.viridis, 1), (.gray, 1),
    ]
    for (map, sign) in maps {
      let lightness = (0...40).map { vision.lab(map.color(Double($0) / 40))[0] * sign }
      #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test(arguments: Vision.allCases)
  fileprivate func `of neither sign differ from those of a sign for every reader`(vision: Vision) {
    for step in 4...8 {
      let share = Double(step) / 8
      for sign in [ColorMap.blues, .oranges] {
        #expect(vision.distance(ColorMap.slates.color(share), sign.color(share)) > threshold)
      }
    }
  }

  @Test func `white is zero`() {
    #expect(ColorMap.diverging.color(0.5) == Theme.paper)
    #expect(ColorMap.blues.color(0) == Theme.paper)
    #expect(ColorMap.slates.color(0) == Theme.paper)
    let map = Tensor([-1, 0, 3], shape: [1, 3])
    #expect(ColorScale.signed([map]).color(0) == Theme.paper)
    #expect(ColorScale.sizes([map]).color(0) == Theme.paper)
  }

  @Test func `beyond the ends are those of the ends`() {
    let scale = ColorScale(.viridis, range: 2...4)
    #expect(scale.color(1) == scale.color(2))
    #expect(scale.color(9) == ColorMap.viridis.colors.last)
  }

  @Test func `of one scale span all maps of a row`() {
    let maps = [Tensor([-4, 1], shape: [1, 2]), Tensor([2, 3], shape: [1, 2])]
    #expect(ColorScale.signed(maps).range == -4...4)
    #expect(ColorScale.sizes(maps).range == 0...3)
  }

  @Test func `of maps without any value have a scale all the same`() {
    let zero = Tensor(shape: [2, 2])
    #expect(ColorScale.signed([zero]).range == -1...1)
    #expect(ColorScale.sizes([]).range == 0...1)
    #expect(ColorScale(.gray, range: 3...3).range == 3...4)
  }
}
