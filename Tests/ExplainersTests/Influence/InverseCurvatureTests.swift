import Explainers
import Models
import Numerics
import Tensors
import TestSupport
import Testing

/// What the recursion of the reference's code returns.
private struct ReferenceLiSSA: Decodable {
  struct Run: Decodable {
    let scale, damping: Double
    let depth: Int
    let solution: [Double]
  }
  let lissa: Run
}

@Suite struct InverseCurvatureTests {
  @Test func `exact, conjugate gradients and LiSSA agree`() throws {
    let expected = try InfluenceFixture.softmax()
    let curvature = SymmetricOperator(Matrix(rows: expected.hessian))
    let solvers: [any InverseCurvature] = [
      try ExactInverse(of: curvature), ConjugateInverse(of: curvature, tolerance: 1e-12),
      LiSSA(of: curvature, scale: expected.eigenvalues[0], tolerance: 1e-12),
    ]
    for solver in solvers {
      let found = try solver.solve(expected.gradient)
      expectClose(found.vector, expected.solution, within: 1e-10)
      #expect(found.residuals.allSatisfy { $0 <= 1 + 1e-12 })
    }
  }

  @Test(arguments: [0.0, 0.1, 3])
  func `damping means one thing to all of them`(_ damping: Double) throws {
    let expected = try InfluenceFixture.softmax()
    let curvature = SymmetricOperator(Matrix(rows: expected.hessian))
    let solvers: [any InverseCurvature] = [
      try ExactInverse(of: curvature, damping: damping),
      ConjugateInverse(of: curvature, damping: damping, tolerance: 1e-12),
      LiSSA(
        of: curvature, scale: expected.eigenvalues[0] + damping, damping: damping,
        tolerance: 1e-12),
    ]
    for solver in solvers {
      let found = try solver.solve(expected.gradient).vector
      let back = zip(curvature * found, found).map { $0 + damping * $1 }
      expectClose(back, expected.gradient, within: 1e-11)
    }
  }

  @Test func `the reference's damping counts by its scale`() throws {
    let expected = try InfluenceFixture.softmax()
    let run = try Fixture.decode(ReferenceLiSSA.self, from: "influence/softmax.json").lissa
    let curvature = SymmetricOperator(Matrix(rows: expected.hessian))
    let same = LiSSA(
      of: curvature, scale: run.scale, referenceDamping: run.damping, depth: run.depth,
      tolerance: 0)
    #expect(same.damping == run.scale * run.damping)
    expectClose(try same.solve(expected.gradient).vector, run.solution, within: 1e-11)
    let exact = try ExactInverse(of: curvature, damping: run.scale * run.damping)
    expectClose(exact.solve(expected.gradient).vector, run.solution, within: 1e-10)
    let taken = try ExactInverse(of: curvature, damping: run.damping).solve(expected.gradient)
    let miss = zip(taken.vector, run.solution).map { abs($0 - $1) }.max() ?? 0
    #expect(miss > 0.1)
  }

  @Test func `LiSSA converges above half of the largest eigenvalue, and says so below`() throws {
    let expected = try InfluenceFixture.softmax()
    let curvature = SymmetricOperator(Matrix(rows: expected.hessian))
    let largest = expected.eigenvalues[0]
    let above = try LiSSA(of: curvature, scale: 0.52 * largest).solve(expected.gradient)
    expectClose(above.vector, expected.solution, within: 1e-4)
    let error = #expect(throws: InfluenceError.self) {
      try LiSSA(of: curvature, scale: 0.48 * largest).solve(expected.gradient)
    }
    guard case .diverging(_, _, let seen) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(abs(seen / largest - 1) < 0.01)
    #expect(error?.description.contains("give a scale above half of the largest") == true)
  }

  @Test func `each residual is that of as many steps`() throws {
    let expected = try InfluenceFixture.softmax()
    let curvature = SymmetricOperator(Matrix(rows: expected.hessian))
    let long = try LiSSA(of: curvature, scale: 1, depth: 30, tolerance: 0).solve(expected.gradient)
    #expect(long.residuals.count == 31)
    for depth in [0, 1, 17] {
      let short = try LiSSA(of: curvature, scale: 1, depth: depth, tolerance: 0)
        .solve(expected.gradient)
      let rest = zip(expected.gradient, curvature * short.vector).map { $0 - $1 }
      let size = rest.reduce(0) { $0 + $1 * $1 } / expected.gradient.reduce(0) { $0 + $1 * $1 }
      #expect(abs(size.squareRoot() - long.residuals[depth]) < 1e-13)
    }
  }

  // MARK: What is refused

  @Test func `what is not positive definite is refused by all, with its curvature`() {
    let saddle = SymmetricOperator(Matrix(rows: [[2, 0, 0], [0, -0.5, 0], [0, 0, 1]]))
    for make: () throws -> any InverseCurvature in [
      { try ExactInverse(of: saddle) }, { ConjugateInverse(of: saddle) },
      { LiSSA(of: saddle, scale: 2) },
    ] {
      let error = #expect(throws: InfluenceError.self) { try make().solve([0.1, 3, 0.2]) }
      guard case .notPositiveDefinite(let curvature) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(curvature < -0.3 && curvature > -0.51)
      #expect(error?.description.contains("at the very least") == true)
    }
    for damped: any InverseCurvature in [
      ConjugateInverse(of: saddle, damping: 1),
      LiSSA(of: saddle, scale: 3, damping: 1, tolerance: 1e-12),
    ] {
      #expect(throws: Never.self) {
        expectClose(try damped.solve([3, 1, 4]).vector, [1, 2, 2], within: 1e-9)
      }
    }
  }

  @Test func `products that are not finite are told`() {
    let broken = SymmetricOperator(size: 1) { _ in [.nan] }
    for solver: any InverseCurvature in [
      ConjugateInverse(of: broken), LiSSA(of: broken, scale: 1),
    ] {
      let error = #expect(throws: InfluenceError.self) { try solver.solve([1]) }
      #expect(error == .notFinite(step: 1))
      #expect(error?.description.contains("is not finite in step 1") == true)
    }
  }

  @Test func `knobs without sense stop with words`() async {
    await expectStop(
      saying: "the damping is -1.0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConjugateInverse(of: SymmetricOperator(.identity(1)), damping: -1)
      })
    await expectStop(
      saying: "LiSSA: scale 0.0 and depth 10",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LiSSA(of: SymmetricOperator(.identity(1)), scale: 0, depth: 10)
      })
    await expectStop(
      saying: "ExactInverse: value 0 is nan",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = try ExactInverse(of: SymmetricOperator(.identity(1))).solve([.nan])
      })
  }
}
