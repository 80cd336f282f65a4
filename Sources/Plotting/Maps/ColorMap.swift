public import Graphics
import Numerics

/// Colours for the numbers 0...1.
public struct ColorMap: Hashable, Sendable {
  /// The colours at equal distances; between them red, green and blue are blended linearly.
  public let colors: [Color]

  /// A map through `colors`.
  ///
  /// - Precondition: there are two colours or more.
  public init(_ colors: [Color]) {
    precondition(colors.count >= 2, "ColorMap: \(colors.count) colours make no scale")
    self.colors = colors
  }

  private init(hex: [UInt32]) { self.init(hex.map { Color(hex: $0) }) }

  /// The colour of `value`, which is moved into 0...1.
  public func color(_ value: Double) -> Color {
    let place = min(1, max(0, value)) * Double(colors.count - 1)
    let index = min(Int(place), colors.count - 2)
    return colors[index].mixed(with: colors[index + 1], place - Double(index))
  }

  /// Dark violet through green to yellow, for maps without a meaningful zero.
  ///
  /// Source: nine points of viridis, Smith and van der Walt (2015), CC0.
  public static let viridis = ColorMap(hex: [
    0x44_0154, 0x47_2d7b, 0x3b_528b, 0x2c_728e, 0x21_918c, 0x28_ae80, 0x5e_c962, 0xad_dc30,
    0xfd_e725,
  ])

  /// White to dark blue, for sizes: zero is the paper.
  ///
  /// Own points at equal steps of lightness in OKLab (Ottosson 2020), hue 235 to 252 degrees.
  public static let blues = ColorMap(hex: [
    0xff_ffff, 0xcf_e9fa, 0xa1_d2f4, 0x76_b9ea, 0x4f_a0dc, 0x2c_86ca, 0x13_6db0, 0x0e_558f,
    0x07_3e70,
  ])

  /// White to dark orange, for sizes of what speaks against.
  ///
  /// Own points at equal steps of lightness in OKLab (Ottosson 2020), hue 75 to 42 degrees.
  public static let oranges = ColorMap(hex: [
    0xff_ffff, 0xf9_e3cb, 0xf3_c699, 0xea_a86c, 0xde_8b44, 0xce_6f20, 0xb7_5608, 0x9a_4410,
    0x7e_3312,
  ])

  /// White to dark slate, for sizes that speak neither for nor against, such as feature maps.
  ///
  /// Own points at equal steps of lightness in OKLab (Ottosson 2020), in the hue of
  /// ``Theme/palette``'s slate, 256 degrees.
  public static let slates = ColorMap(hex: [
    0xff_ffff, 0xe1_e5e9, 0xc4_cbd4, 0xa8_b1bf, 0x8f_98a5, 0x77_808d, 0x60_6975, 0x4a_525e,
    0x34_3c47,
  ])

  /// Orange through white to blue, for signed values: zero, in the middle, is the paper.
  public static let diverging = ColorMap(oranges.colors.reversed() + blues.colors.dropFirst())

  /// Black to white.
  public static let gray = ColorMap(hex: [0x00_0000, 0xff_ffff])
}

extension Color {
  /// Red, green, blue and opacity as bytes.
  var bytes: [UInt8] {
    [red, green, blue, alpha].map { UInt8((min(1, max(0, $0)) * 255).rounded()) }
  }
}
