import Notebook
import Numerics
import Testing

/// A small chapter of two experiments, each with a stream of chance of its own.
struct NamedChanceTests {
  /// What the chapter's experiments find, by their names: the first draws once a sample.
  private func chapter(
    samples: Int = 1000, seed: UInt64 = 1, of experiments: [String] = ["pond", "meadow"]
  ) -> [String: UInt64] {
    var knobs = ToyKnobs()
    knobs.samples = samples
    let settings = Settings(knobs: knobs, seed: seed)
    var found: [String: UInt64] = [:]
    for name in experiments {
      var random = settings.random(name)
      let draws = name == "pond" ? settings.samples : 100
      found[name] = (0..<draws).reduce(0) { sum, _ in sum &+ random.next() }
    }
    return found
  }

  @Test func `A knob of one experiment leaves the other's numbers as they were`() {
    let (usual, turned) = (chapter(), chapter(samples: 7))
    #expect(turned["pond"] != usual["pond"])
    #expect(turned["meadow"] == usual["meadow"])
  }

  @Test func `So does an experiment that is new, left out or done earlier`() {
    let usual = chapter()
    let three = chapter(of: ["forest", "pond", "river", "meadow"])
    #expect(usual.allSatisfy { three[$0.key] == $0.value })
    #expect(chapter(of: ["meadow"])["meadow"] == usual["meadow"])
    #expect(chapter(of: ["meadow", "pond"]) == usual)
  }

  @Test func `Another seed changes all of them, and no two share their chance`() {
    let (usual, other) = (chapter(samples: 100), chapter(samples: 100, seed: 2))
    #expect(usual.allSatisfy { other[$0.key] != $0.value })
    #expect(usual["pond"] != usual["meadow"])
  }
}
