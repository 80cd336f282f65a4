/// The part of TeX that every edition can set: GitHub, print and web.
///
/// GitHub eats some backslashes between dollar signs, so formulas leave as `` $`…`$ `` and as
/// `math` blocks; print converts TeX to Typst through pandoc, which knows a subset. A command
/// that is not listed here is refused, so that a page that weaves is a page that prints: every
/// one was set in all three. Left out with reason: `\operatorname` (GitHub), `\dfrac`, `\!`,
/// `\&` and `vmatrix` (set wrongly or not at all in print).
enum Mathematics {
  /// Throws if `tex` uses a command or an environment outside the list.
  static func check(_ tex: String, at place: Place) throws(WeaveError) {
    var rest = tex[...]
    while let slash = rest.firstIndex(of: "\\") {
      rest = rest[rest.index(after: slash)...]
      guard let first = rest.first else { throw WeaveError(.refusedTeX("\\"), at: place) }
      if !first.isASCIILetter {
        if !symbols.contains(first) { throw WeaveError(.refusedTeX("\\\(first)"), at: place) }
        rest.removeFirst()
        continue
      }
      let name = String(rest.prefix { $0.isASCIILetter })
      rest.removeFirst(name.count)
      if name == "begin" || name == "end" {
        let environment = rest.drop { $0 != "{" }.dropFirst().prefix { $0 != "}" }
        if !environments.contains(String(environment)) {
          throw WeaveError(.refusedTeX("\\\(name){\(environment)}"), at: place)
        }
      } else if !commands.contains(name) {
        throw WeaveError(.refusedTeX("\\\(name)"), at: place)
      }
    }
  }

  /// Characters that may follow a backslash: spaces, line ends, escaped signs, the norm's bar.
  private static let symbols: Set<Character> = [
    ",", ";", ":", " ", "\\", "{", "}", "|", "%", "_", "#", "$",
  ]

  private static let environments: Set<String> = [
    "aligned", "cases", "matrix", "bmatrix", "pmatrix",
  ]

  private static let commands = Set(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi
    pi rho varrho sigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
    Upsilon Phi Psi Omega ell hbar infty partial nabla prime emptyset varnothing top bot angle
    frac tfrac binom sqrt sum prod int oint lim max min sup inf arg log ln exp sin cos tan
    sinh cosh tanh det dim ker deg gcd Pr
    cdot cdots ldots dots vdots ddots times div pm mp ast star circ bullet odot oplus otimes
    wedge vee land lor neg lnot cap cup setminus bigcup bigcap
    le leq ge geq ll gg lt gt ne neq equiv approx sim simeq cong propto in notin ni subset
    subseteq supset supseteq mid nmid parallel perp forall exists therefore
    to mapsto gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow
    longrightarrow implies iff uparrow downarrow xrightarrow
    left right middle bigl bigr Bigl Bigr biggl biggr Biggl Biggr langle rangle lfloor rfloor
    lceil rceil lvert rvert lVert rVert lbrace rbrace vert Vert
    quad qquad colon
    mathbf mathbb mathcal mathrm mathit mathsf mathtt boldsymbol text
    hat widehat bar tilde widetilde vec dot ddot overline underline underbrace overbrace
    overset underset stackrel substack limits nolimits
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}

extension Character {
  var isASCIILetter: Bool { isASCII && isLetter }
}
