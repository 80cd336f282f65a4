import Explainers
import Numerics
import Tensors
import TestSupport
import Testing

private func selection(_ name: String) throws -> FeatureSelection {
  switch name {
  case "forward_selection": .forward
  case "highest_weights": .highestWeights
  case "lasso_path": .lassoPath
  default: try #require(FeatureSelection(rawValue: name))
  }
}

/// Three columns of numbers and one of two levels.
private func table(_ sampling: TableSampling) -> TableProfile {
  var random = Random(seed: 11)
  let rows = (0..<200).map { _ in
    [random.normal() * 3 + 10, random.uniform(), random.normal(), Double(random.integer(below: 2))]
  }
  return TableProfile(
    of: Matrix(rows: rows), names: ["a", "b", "c", "d"],
    kinds: [.numeric, .numeric, .numeric, .categorical(["no", "yes"])], sampling: sampling)
}

/// A black box that scores class 1 by `score`.
private func model(_ score: @escaping ([Double]) -> Double) -> BlackBox<[Double]> {
  BlackBox { rows in rows.map { [Float(1 - score($0)), Float(score($0))] } }
}

private let plain = LinearSurrogate(selection: .none, alpha: 0)

@Suite struct TableLIMETests {
  @Test func `on lime's own rows it gives lime's variables, weights and coefficients`() throws {
    let fixture = try LIMETableFixture.read()
    #expect(fixture.cases.count == 5)
    for example in fixture.cases {
      let profile = fixture.profile(example.sampling)
      let variables = profile.variables(of: example.inputs)
      for (row, expected) in example.variables.enumerated() {
        #expect(zip(variables.row(row), expected).allSatisfy { isClose($0, $1) }, "row \(row)")
      }
      let answers = example.answers.map { [1 - Float($0), Float($0)] }
      for expected in example.fits {
        let surrogate = LinearSurrogate(
          selection: try selection(expected.selection), features: expected.features)
        let found = TableLIME(profile, surrogate: surrogate)
          .explanation(of: 1, example.inputs, answers)
        let what: Comment = "\(example.name), \(expected.selection), \(expected.features)"
        #expect(zip(found.fit.distances, example.distances).allSatisfy { isClose($0, $1) })
        #expect(zip(found.fit.weights, example.weights).allSatisfy { isClose($0, $1) })
        #expect(
          zip(found.fit.coefficients, expected.coefficients).allSatisfy { isClose($0, $1) }, what)
        #expect(isClose(found.fit.intercept, expected.intercept), what)
        #expect(isClose(found.fit.rSquared, expected.rSquared), what)
        #expect(isClose(found.fit.localPrediction, expected.localPrediction), what)
        #expect(found.row == fixture.row)
      }
    }
  }

  @Test(arguments: [TableSampling.aroundData, .aroundInstance])
  func `a linear black box is explained exactly by its slopes`(_ sampling: TableSampling) {
    // the scores are Floats: 1e-6 leaves their rounding
    let profile = table(sampling)
    let linear = model { 0.3 + 0.02 * $0[0] - 0.1 * $0[1] + 0.05 * $0[3] }
    var random = Random(seed: 1)
    let found = TableLIME(profile, samples: 300, surrogate: plain)
      .explain(linear, [12, 0.2, 1, 1], class: 1, using: &random)
    let deviations = profile.columns.map(\.deviation)
    let slopes = [0.02 * deviations[0], -0.1 * deviations[1], 0, 0.05]
    #expect(zip(found.fit.coefficients, slopes).allSatisfy { isClose($0, $1, 1e-6) })
    #expect(found.fit.rSquared > 1 - 1e-9 && found.fit.localGap < 1e-6)
    #expect(isClose(found.fit.score, 0.3 + 0.24 - 0.02 + 0.05, 1e-6))
  }

  @Test(arguments: Discretiser.allCases.filter { $0 != .entropy })
  func `a black box that adds up conditions is explained exactly`(_ discretiser: Discretiser) {
    let profile = table(.binned(discretiser))
    let row = [9.0, 0.7, 0.1, 0]
    let sum = model { other in
      zip([0.25, -0.125, 0, 0.0625], profile.variables(of: [row, other]).row(1))
        .reduce(0.5) { $0 + $1.0 * $1.1 }
    }
    var random = Random(seed: 2)
    let found = TableLIME(profile, samples: 400, surrogate: plain)
      .explain(sum, row, class: 1, using: &random)
    #expect(
      zip(found.fit.coefficients, [0.25, -0.125, 0, 0.0625]).allSatisfy { isClose($0, $1, 1e-9) })
    #expect(found.reasons(2).map(\.column) == [0, 1])
    #expect(found.reasons(1)[0].condition.contains(" < a ≤ "))
    #expect(found.fit.coalitions.shown(in: 0) == 4)
  }

  @Test func `one seed is one explanation, and another is another`() {
    let lime = TableLIME(table(.binned(.quartile)), samples: 200)
    let curved = model { 1 / (1 + Elementary.exp(-$0[0] * $0[1] + 5)) }
    let found = [7, 7, 8].map { (seed: UInt64) in
      var random = Random(seed: seed)
      return lime.explain(curved, [9, 0.7, 0, 1], class: 1, using: &random)
    }
    #expect(found[0] == found[1])
    #expect(found[0] != found[2])
  }

  @Test func `the two classes have opposite coefficients from the same answers`() {
    let lime = TableLIME(table(.binned(.quartile)))
    let curved = model { 1 / (1 + Elementary.exp(-$0[0] * $0[1] + 5)) }
    var random = Random(seed: 3)
    let rows = lime.profile.rows(300, for: [9, 0.7, 0, 1], using: &random)
    let answers = curved(rows)
    let found = [0, 1].map { lime.explanation(of: $0, rows, answers).fit.coefficients }
    #expect(zip(found[0], found[1]).allSatisfy { isClose($0, -$1, 1e-6) })
  }

  @Test func `the width grows with the root of the columns, and reasons are those selected`() {
    let profile = table(.binned(.quartile))
    #expect(TableLIME(profile).width == 1.5)
    let lime = TableLIME(profile, samples: 200, surrogate: LinearSurrogate(features: 2))
    var random = Random(seed: 4)
    let found = lime.explain(
      model { $0[0] > 10 ? 0.75 : 0.25 }, [9, 0.7, 0, 1], class: 1, using: &random)
    #expect(found.reasons().count == 2)
    #expect(found.reasons(1).map(\.column) == [0])
  }

  @Test func `what cannot be is refused in words`() async {
    expectStop(
      saying: "a width of 0.0; it has to be above 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableLIME(table(.aroundData), width: 0)
      })
    expectStop(
      saying: "0 samples; at least 1 is needed, the row",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = TableLIME(table(.aroundData), samples: 0)
      })
    expectStop(
      saying: "LIME: 1 answers for 2 rows",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let row = [9, 0.7, 0.1, 0]
        _ = TableLIME(table(.aroundData)).explanation(of: 0, [row, row], [[1]])
      })
  }
}
