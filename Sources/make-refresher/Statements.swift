import Foundation
import Numerics
import Tensors

extension Example {
  /// Every sentence of the page that has numbers, as the library says it.
  var statements: [String] {
    let (pixels, taps) = (picture.elements, filter.elements)
    let sum = zip([0, 1, 3, 4], taps).map { "\(short($1)) \\cdot \(short(pixels[$0]))" }
      .joined(separator: " + ").replacing("+ -", with: "- ")
    let (now, chances) = (logits(), probabilities)
    let parts = classes.indices.map { index in
      let constant =
        constants[index] < 0 ? "- \(short(-constants[index]))" : "+ \(short(constants[index]))"
      return
        "$`\(short(weights[index])) \\cdot \(short(mean)) \(constant) = \(short(now[index]))`$ for *\(classes[index])*"
    }
    let here = Double(pixels[nudged])
    let near = logits(middle: here + nudge)[0]
    let far = logits(middle: 0)[0]
    return [
      "$`\(sum) = \(short(map("map").elements[0]))`$",
      "The mean of the map, \(short(mean)),",
      parts[0] + " and " + parts[1],
      "add \(short(shift)) to both",
      "$`e^{\(short(now[0]))} / (e^{\(short(now[0]))} + e^{\(short(now[1]))}) = \(NumberText.fixed(chances[0], places: 2))`$",
      "leaves \(NumberText.fixed(chances[1], places: 2)) for *\(classes[1])*",
      "from \(short(here)) to \(short(here + nudge)), and the logit goes from \(short(now[0])) to \(short(near))",
      "$`\(short(near - now[0])) / \(short(nudge)) = \(short(slope))`$",
      "Put the middle to \(short(0.0)): the slope promises a logit of \(short(now[0] - slope * here)), and the network says \(short(far))",
    ]
  }

  /// What is added to both logits, and moves no probability.
  var shift: Float { 5 }
  private var nudge: Double { 0.1 }

  /// What is wrong with the text of the page.
  ///
  /// A statement that is not in it, or a number in no statement. Headings, links and the numbers of figures do not count.
  func faults(in page: String) -> [String] {
    var rest = page.replacing(/\s+/, with: " ")
    var faults: [String] = []
    for statement in statements {
      if !rest.contains(statement) { faults.append("it does not say: \(statement)") }
      rest = rest.replacing(statement, with: "…")
    }
    let bare = rest.replacing(/\]\([^)]*\)|<a id="[^"]*">|Figure \S+/, with: "")
    for number in bare.matches(of: /[0-9][0-9.]*/) {
      faults.append("the library has not computed this number of it: \(number.output)")
    }
    let moved = zip(probabilities, probabilities(adding: shift)).map { abs($0 - $1) }.max() ?? 0
    if moved > 1e-6 { faults.append("\(short(shift)) added to both logits moves a probability") }
    return faults
  }

  /// `number` as a formula writes it, with at most two decimals, and none that is a zero at the end.
  private func short(_ number: Double) -> String {
    var text = NumberText.fixed(number, places: 2).replacing("−", with: "-")
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  private func short(_ number: Float) -> String { short(Double(number)) }
}
