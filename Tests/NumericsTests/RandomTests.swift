import Numerics
import Tensors
import TestSupport
import Testing

@Test func `a normal draw costs two uniform draws`() {
  var first = Random(seed: 3)
  var second = Random(seed: 3)
  for _ in 0..<10 {
    _ = first.normal()
    _ = second.next()
    _ = second.next()
    #expect(first == second)
  }
}

@Test func `normal draws have the moments and the tail of the normal distribution`() {
  var random = Random(seed: 5)
  let count = 100_000
  let draws = (0..<count).map { _ in random.normal() }
  let mean = draws.reduce(0, +) / Double(count)
  let variance = draws.reduce(0) { $0 + $1 * $1 } / Double(count)
  let fourth = draws.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(count)
  let beyondTwo = Double(draws.count { abs($0) > 2 }) / Double(count)
  // four standard errors: 1/√n, √(2/n), √(96/n), √(p(1 − p)/n)
  #expect(abs(mean) < 4 * 0.0032)
  #expect(abs(variance - 1) < 4 * 0.0045)
  #expect(abs(fourth - 3) < 4 * 0.031)
  #expect(abs(beyondTwo - 0.0455) < 4 * 0.00066)
}

@Test func `a stream does not depend on what was drawn from its siblings`() {
  let random = Random(seed: 11)
  var left = random.stream(1)
  _ = left.normal()
  var right = random.stream(2)
  var again = Random(seed: 11).stream(2)
  #expect(right.next() == again.next())
  #expect(random.stream(1) != random.stream(2))
}

@Test func `an integer below a bound takes every value equally often`() {
  var random = Random(seed: 13)
  var counts = [Int](repeating: 0, count: 7)
  for _ in 0..<70_000 { counts[random.integer(below: 7)] += 1 }
  // four standard deviations of a binomial count
  for count in counts { #expect(abs(count - 10_000) < 4 * 93) }
}

@Test func `a permutation holds every number once`() {
  var random = Random(seed: 17)
  #expect(random.permutation(of: 50).sorted() == Array(0..<50))
  #expect(random.permutation(of: 0) == [])
}

@Test func `an integer below nothing traps`() async {
  await expectStop(
    saying: "the bound 0 is not positive",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = random.integer(below: 0)
    })
}

@Test func `a number in a range is never its upper end`() {
  var random = Random(seed: 19)
  // of two neighbours there is nothing but the lower one to draw
  for low in [1.0, -3, 1e300] {
    for _ in 0..<200 { #expect(random.uniform(in: low..<low.nextUp) == low) }
  }
}

@Test func `a range that holds no number, or too many, traps`() async {
  await expectStop(
    saying: "nothing can be drawn from 0.0..<0.0",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = random.uniform(in: 0..<0)
    })
  await expectStop(
    saying: "nothing can be drawn from",
    #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var random = Random(seed: 1)
      _ = random.uniform(in: -1e308..<1e308)
    })
}
