import Foundation
import TestSupport
import Testing
import Weaver

@Suite struct ChapterStreamsProcessTests {
  @Test func `a knob of CAM's watermark leaves the other experiments' numbers as they were`() throws
  {
    let folder = try TemporaryFolder()
    let ending = try BuiltProgram("chapter-cam").run(
      ["--seals", "1", "--quiet", "--no-preview", "--output", folder.url.path])
    #expect(ending.status == 0, "\(ending.message)")
    let findings = try JSONDecoder().decode(
      Findings.self,
      from: Data(contentsOf: folder / "chapters/cam/\(Findings.fileName)"))
    let record = try House.record(of: "cam")
    #expect(findings.checks.count == record.checks.count && record.checks.count > 10)
    // The sentences hold what was measured; the claim about the watermark and what follows it turn.
    for (turned, usual) in zip(findings.checks, record.checks)
    where (26...33).contains(usual.claim ?? 0) {
      #expect(turned.sentence == usual.sentence)
    }
    let watermark = zip(findings.checks, record.checks).filter { $1.claim == 64 }
    #expect(watermark.count == 1 && watermark.allSatisfy { $0.sentence != $1.sentence })
  }
}
