/// Formulas in letters, for a terminal.
extension Mathematics {
  /// The formula as near as a line of letters comes: `\frac{a}{b}` is a/b, `x_i^2` is xᵢ².
  ///
  /// What has no letter of its own keeps the name of its command.
  static func plain(_ tex: String) -> String {
    var reader = PlainFormula(tex)
    return reader.text().inOneLine
  }
}

/// Reads TeX from left to right.
private struct PlainFormula {
  private let characters: [Character]
  private var position = 0

  init(_ tex: String) { characters = Array(tex) }

  /// The letters up to the end, or up to the brace that closes the group.
  mutating func text() -> String {
    var text = ""
    while position < characters.count, characters[position] != "}" {
      switch characters[position] {
      case "^": text += script(superscripts, mark: "^")
      case "_": text += script(subscripts, mark: "_")
      default: text += atom()
      }
    }
    return text
  }

  /// A letter, a group or a command with what belongs to it.
  private mutating func atom() -> String {
    guard position < characters.count else { return "" }
    let character = characters[position]
    position += 1
    switch character {
    case "{":
      let inner = text()
      position += 1
      return inner
    case "\\": return command()
    case "-": return "−"
    case "&", "~": return " "
    default: return String(character)
    }
  }

  private mutating func command() -> String {
    let start = position
    while position < characters.count, characters[position].isASCIILetter { position += 1 }
    let name = String(characters[start..<position])
    if name.isEmpty {
      guard position < characters.count else { return "" }
      position += 1
      let sign = characters[position - 1]
      return sign == "|" ? "‖" : ",;: \\".contains(sign) ? " " : String(sign)
    }
    // The blank behind a command only ends its name.
    while position < characters.count, characters[position] == " " { position += 1 }
    switch name {
    case "frac", "tfrac":
      let (above, below) = (atom(), atom())
      return above.inBracketsIfLong + "/" + below.inBracketsIfLong
    case "binom":
      let (above, below) = (atom(), atom())
      return "(\(above) over \(below))"
    case "sqrt": return "√" + atom().inBracketsIfLong
    case "overset", "stackrel", "underset":
      _ = atom()
      return atom()
    case "begin", "end":
      _ = atom()
      return " "
    default:
      if let letter = letters[name] { return letter }
      if let accent = accents[name] { return atom() + accent }
      if silent.contains(name) { return "" }
      let isAfterLetter = start > 1 && characters[start - 2].isLetter
      return (isAfterLetter ? " " : "") + name + " "
    }
  }

  private mutating func script(_ table: [Character: Character], mark: String) -> String {
    position += 1
    let inner = atom().trimmed
    let small = inner.compactMap { table[$0] }
    return small.count == inner.count ? String(small) : mark + inner.inBracketsIfLong
  }
}

extension String {
  fileprivate var inBracketsIfLong: String {
    let text = trimmed
    return text.count == 1 || text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." }
      ? text : "(\(text))"
  }
}

private func table(_ keys: String, _ values: String) -> [Character: Character] {
  Dictionary(zip(keys, values)) { first, _ in first }
}
private let superscripts = table(
  "0123456789+−=()niTabcdefghjklmoprstuvwxyz′*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ′*")
private let subscripts = table(
  "0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

private let accents = [
  "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{304}",
  "tilde": "\u{303}", "widetilde": "\u{303}", "vec": "\u{20d7}", "dot": "\u{307}",
  "ddot": "\u{308}",
]

/// Commands that only say how what follows looks.
private let silent: Set = [
  "left", "right", "middle", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl", "Biggr",
  "mathbf", "mathbb", "mathcal", "mathrm", "mathit", "mathsf", "mathtt", "boldsymbol", "text",
  "limits", "nolimits", "underline", "underbrace", "overbrace", "substack",
]

private let letters: [String: String] = [
  "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
  "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
  "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ϱ",
  "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
  "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
  "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ", "hbar": "ħ",
  "infty": "∞", "partial": "∂", "nabla": "∇", "prime": "′", "emptyset": "∅", "varnothing": "∅",
  "top": "T", "bot": "⊥", "angle": "∠", "sum": "∑", "prod": "∏", "int": "∫", "oint": "∮",
  "cdot": "·", "cdots": "⋯", "ldots": "…", "dots": "…", "vdots": "⋮", "ddots": "⋱",
  "times": "×", "div": "÷", "pm": " ± ", "mp": " ∓ ", "ast": "∗", "star": "⋆", "circ": "∘",
  "bullet": "•", "odot": " ⊙ ", "oplus": " ⊕ ", "otimes": " ⊗ ", "wedge": " ∧ ", "land": " ∧ ",
  "vee": " ∨ ", "lor": " ∨ ", "neg": "¬", "lnot": "¬", "cap": " ∩ ", "cup": " ∪ ",
  "setminus": " ∖ ", "bigcup": "⋃", "bigcap": "⋂", "le": " ≤ ", "leq": " ≤ ", "ge": " ≥ ",
  "geq": " ≥ ", "ll": " ≪ ", "gg": " ≫ ", "lt": " < ", "gt": " > ", "ne": " ≠ ", "neq": " ≠ ",
  "equiv": " ≡ ", "approx": " ≈ ", "sim": " ∼ ", "simeq": " ≃ ", "cong": " ≅ ",
  "propto": " ∝ ", "in": " ∈ ", "notin": " ∉ ", "ni": " ∋ ", "subset": " ⊂ ",
  "subseteq": " ⊆ ", "supset": " ⊃ ", "supseteq": " ⊇ ", "mid": " | ", "nmid": " ∤ ",
  "parallel": " ∥ ", "perp": " ⊥ ", "forall": "∀", "exists": "∃", "therefore": "∴",
  "to": " → ", "rightarrow": " → ", "mapsto": " ↦ ", "gets": " ← ", "leftarrow": " ← ",
  "leftrightarrow": " ↔ ", "Rightarrow": " ⇒ ", "implies": " ⇒ ", "Leftarrow": " ⇐ ",
  "Leftrightarrow": " ⇔ ", "iff": " ⇔ ", "longrightarrow": " ⟶ ", "uparrow": "↑",
  "downarrow": "↓", "xrightarrow": " → ", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
  "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|", "vert": "|",
  "lVert": "‖", "rVert": "‖", "Vert": "‖", "lbrace": "{", "rbrace": "}", "quad": "  ",
  "qquad": "  ", "colon": ":",
]
