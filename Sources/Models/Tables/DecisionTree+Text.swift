extension DecisionTree {
  /// The tree as indented text, a line a node, ready to print.
  ///
  ///     water ≤ 24.5
  ///       depth ≤ 40 → sprouts (31 of 40)
  ///       depth > 40 → fails (12 of 15)
  ///     water > 24.5 → fails (91 of 100)
  ///
  /// Features and classes without a name are numbered from 0: `x3`, `class 1`. A feature that is 1
  /// or 0 and called `soil = clay` is written `soil = clay` and `soil ≠ clay`.
  public func text(features: [String] = [], classes: [String] = []) -> String {
    lines(below: 0, indent: "", Names(features: features, classes: classes))
      .joined(separator: "\n")
  }

  /// What is asked on the way of `row` and what it answers, as in ``text(features:classes:)``: one
  /// condition a question.
  ///
  /// - Precondition: `row` has a value for each feature.
  public func conditions(of row: [Double], features: [String] = []) -> [String] {
    let path = path(of: row)
    let names = Names(features: features, classes: [])
    return zip(path, path.dropFirst()).compactMap { place, next in
      nodes[place].question.map { names.condition($0, isBelow: next == $0.below) }
    }
  }

  private func lines(below place: Int, indent: String, _ names: Names) -> [String] {
    guard let question = nodes[place].question else {
      return [indent + names.answer(nodes[place])]
    }
    return [(question.below, true), (question.above, false)].flatMap { child, isBelow in
      let condition = indent + names.condition(question, isBelow: isBelow)
      guard nodes[child].question != nil else {
        return [condition + " → " + names.answer(nodes[child])]
      }
      return [condition] + lines(below: child, indent: indent + "  ", names)
    }
  }

  /// The words in which a tree speaks.
  private struct Names {
    let features: [String]
    let classes: [String]

    func condition(_ question: Question, isBelow: Bool) -> String {
      let feature = question.feature
      let name = feature < features.count ? features[feature] : "x\(feature)"
      if question.threshold == 0.5, name.contains(" = ") {
        return isBelow ? name.split(separator: " = ").joined(separator: " ≠ ") : name
      }
      let number = "\(question.threshold)"
      let short = number.hasSuffix(".0") ? String(number.dropLast(2)) : number
      return "\(name) \(isBelow ? "≤" : ">") \(short)"
    }

    func answer(_ leaf: Node) -> String {
      let majority = leaf.majority
      let name = majority < classes.count ? classes[majority] : "class \(majority)"
      return "\(name) (\(leaf.counts[majority]) of \(leaf.count))"
    }
  }
}

extension DecisionTree: CustomStringConvertible {
  /// The tree as indented text, with numbers in place of names.
  public var description: String { text() }
}
