import Tensors
import TestSupport
import Testing

@Suite struct TensorTests {
  private let counted = Tensor([0, 1, 2, 3, 4, 5], shape: [2, 3])

  @Test func `elements lie row by row`() {
    #expect(counted[1, 0] == 3)
    #expect(counted.slice(1) == Tensor([3, 4, 5], shape: [3]))
    var changed = counted
    changed[0, 2] = 9
    #expect(changed.elements == [0, 1, 9, 3, 4, 5])
    #expect(Tensor(7)[] == 7)
  }

  @Test func `slices stacked again are the tensor`() {
    #expect(Tensor.stacked((0..<2).map { counted.slice($0) }) == counted)
  }

  @Test func `another shape keeps the order`() {
    #expect(counted.reshaped(to: [3, 1, 2]).elements == counted.elements)
    #expect(counted.reshaped(to: [3, 2])[2, 1] == 5)
  }

  @Test func `arithmetic goes element by element`() {
    #expect((counted + counted).elements == [0, 2, 4, 6, 8, 10])
    #expect((counted * 2 - counted).elements == counted.elements)
    #expect((counted * counted).squareRoots() == counted)
    #expect(((counted + 1) / (counted + 1)) == Tensor(repeating: 1, shape: [2, 3]))
    #expect((2 * counted - 1).elements == [-1, 1, 3, 5, 7, 9])
    #expect(counted.map { -$0 }.elements == [0, -1, -2, -3, -4, -5])
    var sum = counted
    sum += counted
    sum.add(counted, times: -2)
    #expect(sum == Tensor(shape: [2, 3]))
  }

  @Test func `a weighted sum is added up in double precision`() {
    let found = Tensor.weightedSum(of: [counted, counted + 1, counted * 2], by: [2, -1, 0.25])
    #expect(found == counted * 1.5 - 1)
    // In Float the one would be lost beside 2^30.
    let lost = Tensor.weightedSum(
      of: [0x1p30, 1, -0x1p30].map { Tensor($0) }, by: [1, 1, 1])
    #expect(lost == Tensor(1))
    #expect(Tensor.weightedSum(of: [Tensor(3)], by: [1.0 / 3]) == Tensor(1))
  }

  @Test func `a weighted sum of what does not fit stops with words`() async {
    await expectStop(
      saying: "Tensor: 1 weights for 2 tensors",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.weightedSum(of: [Tensor(1), Tensor(2)], by: [1])
      })
    await expectStop(
      saying: "Tensor: 0 weights for 0 tensors",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.weightedSum(of: [], by: [])
      })
    await expectStop(
      saying: "the shapes",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.weightedSum(of: [Tensor(1), Tensor(shape: [2])], by: [1, 1])
      })
  }

  @Test(arguments: [0, 1, 7, 16, 33, 1000])
  func `a sum takes every element once`(_ count: Int) {
    let tensor = Tensor(ContiguousArray((0..<count).map(Float.init)), shape: [count])
    #expect(tensor.sum() == Float(count * (count - 1) / 2))
  }

  @Test func `extremes are the first of equals`() {
    let tensor = Tensor([2, -1, 5, 5, -1], shape: [5])
    #expect(tensor.argMax() == 2)
    #expect(tensor.maximum() == 5 && tensor.minimum() == -1 && tensor.mean() == 2)
  }

  @Test func `a digest tells shapes, orders, signs and bits apart`() {
    let tensors = [
      counted, counted.reshaped(to: [3, 2]), counted.reshaped(to: [6]), counted * -1,
      counted + 0x1p-20, Tensor([0, 2, 1, 3, 4, 5], shape: [2, 3]), Tensor(0), Tensor(-0.0),
      Tensor(shape: [0]), Tensor(shape: [0, 1]),
    ]
    #expect(Set(tensors.map(\.digest)).count == tensors.count)
    #expect(counted.digest == Tensor(counted.elements, shape: [2, 3]).digest)
    // FNV-1a of twelve zero bytes, computed in Python.
    #expect(Tensor(0).digest == "5467b0da1d106495")
  }

  @Test func `numbers that do not fill a shape trap`() async {
    await expectStop(
      saying: "3 values do not fill the shape [2, 2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2, 3], shape: [2, 2])
      })
    await expectStop(
      saying: "the shape [2] cannot become [3]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2], shape: [2]).reshaped(to: [3])
      })
    await expectStop(
      saying: "no element [2] in the shape [2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2], shape: [2])[2]
      })
    await expectStop(
      saying: "no slice 2 in the shape [2]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([1, 2], shape: [2]).slice(2)
      })
  }

  @Test func `shapes that differ trap with both shapes in the message`() async {
    await expectStop(
      saying: "the shapes [2, 3] and [3, 2] differ",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor(shape: [2, 3]) + Tensor(shape: [3, 2])
      })
    await expectStop(
      saying: "[2] cannot be stacked with [1]",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.stacked([Tensor(shape: [1]), Tensor(shape: [2])])
      })
  }

  @Test func `a value that is no finite number is found wherever it is`() {
    for count in 0...40 {
      #expect(Tensor(repeating: .greatestFiniteMagnitude, shape: [count]).isFinite)
      for place in 0..<count {
        for odd in [Float.nan, .infinity, -.infinity] {
          var values = Tensor(repeating: 1, shape: [count])
          values[place] = odd
          #expect(!values.isFinite)
        }
      }
    }
  }

  @Test func `a value that is no finite number traps with its place`() async {
    await expectStop(
      saying: "picture: the value at [1, 0, 2] of [2, 2, 3] is inf",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var image = Tensor(shape: [2, 2, 3])
        image[1, 0, 2] = .infinity
        image.requireFinite("picture")
      })
  }
}
