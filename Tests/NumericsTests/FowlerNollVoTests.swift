import Numerics
import Testing

@Suite struct `A running hash` {
  @Test func `is FNV-1a, as in the authors' examples`() {
    var hash = FowlerNollVo()
    #expect(hash.hexadecimal == "cbf29ce484222325")
    hash.add("a".utf8)
    #expect(hash.hexadecimal == "af63dc4c8601ec8c")
    hash.add("bc".utf8)
    #expect(hash.hexadecimal == "e71fa2190541574b")
  }

  @Test func `takes numbers in from their lowest byte`() {
    var (number, bytes) = (FowlerNollVo(), FowlerNollVo())
    number.add(UInt32(0x0403_0201))
    bytes.add([1, 2, 3, 4])
    #expect(number.hexadecimal == bytes.hexadecimal)
    #expect(FowlerNollVo("foobar").hexadecimal == "85944171f73967e8")
  }
}
