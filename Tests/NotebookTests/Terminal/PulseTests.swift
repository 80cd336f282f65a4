import Notebook
import Synchronization
import Testing

@MainActor
struct PulseTests {
  /// A screen that shows standard output and standard error together, and a clock set by hand.
  private final class Scene: Sendable {
    let text = Mutex("")
    let time = Mutex(Duration.zero)

    var shown: String { text.withLock(\.self).replacing("\u{1b}[K", with: "⌫") }

    func write(_ more: String) { text.withLock { $0 += more } }

    func wait(_ duration: Duration, beating pulse: Pulse) {
      for _ in 0..<Int(duration / .milliseconds(250)) {
        time.withLock { $0 += .milliseconds(250) }
        pulse.beat()
      }
    }
  }

  private let scene = Scene()
  private let pulse: Pulse
  private let terminal: Terminal

  init() {
    let scene = scene
    pulse = Pulse(columns: 20, now: { scene.time.withLock(\.self) }, draw: scene.write)
    terminal = pulse.listening(to: Terminal(write: scene.write, writeError: scene.write))
  }

  @Test func `After a second of silence the seconds are counted`() throws {
    try terminal.write("word\n")
    scene.wait(.seconds(3.5), beating: pulse)
    #expect(scene.shown == "word\n\r… 1 s⌫\r… 2 s⌫\r… 3 s⌫")
  }

  @Test func `The next word takes the place of the seconds, and silence starts anew`() throws {
    scene.wait(.seconds(1), beating: pulse)
    try terminal.write("word\n")
    scene.wait(.seconds(1), beating: pulse)
    #expect(scene.shown == "\r… 1 s⌫\r⌫word\n\r… 1 s⌫")
  }

  @Test func `Whoever speaks each second is not disturbed`() throws {
    for _ in 0..<5 {
      scene.wait(.milliseconds(750), beating: pulse)
      try terminal.write(".\n")
    }
    #expect(scene.shown == ".\n.\n.\n.\n.\n")
  }

  @Test func `The seconds stand behind a bar, and never beyond the edge`() {
    terminal.writeError("\rtraining ━━╌╌ 3/9\u{1b}[K")
    scene.wait(.seconds(1), beating: pulse)
    #expect(scene.shown.hasSuffix("⌫\rtraining ━━╌  … 1 s⌫"))
    terminal.writeError("\r\u{1b}[K")
    scene.wait(.seconds(1), beating: pulse)
    #expect(scene.shown.hasSuffix("\r⌫\r⌫\r… 1 s⌫"))
  }

  @Test func `A line without an end is not written over`() throws {
    try terminal.write("press a key")
    scene.wait(.seconds(9), beating: pulse)
    #expect(scene.shown == "press a key")
  }

  @Test func `Before the last words of a run the seconds are taken away`() {
    scene.wait(.seconds(1), beating: pulse)
    pulse.rest()
    #expect(scene.shown == "\r… 1 s⌫\r⌫")
  }

  @Test func `An error of standard output reaches the one who writes`() {
    struct Full: Error {}
    let full = pulse.listening(to: Terminal(write: { _ in throw Full() }, writeError: { _ in }))
    #expect(throws: Full.self) { try full.write("word\n") }
  }
}
