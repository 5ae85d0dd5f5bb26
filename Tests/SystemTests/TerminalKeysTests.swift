import System
import Testing

@Suite struct TerminalKeysTests {
  @Test(arguments: [
    ("\u{1B}[A", TerminalKey.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
    ("\u{1B}[1;2C", .shiftRight), ("\u{1B}[1;2D", .shiftLeft), ("\u{1B}[1;5C", .right),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[H", .home), ("\u{1B}OF", .end),
    ("\r", .enter), ("\n", .enter), ("\u{7F}", .backspace), ("\u{3}", .control("c")),
    ("q", .character("q")), ("é", .character("é")), ("漢", .character("漢")),
    ("🎉", .character("🎉")),
  ])
  func `a key is known by what the terminal sends, in one piece or byte by byte`(
    sent: String, key: TerminalKey,
  ) {
    var keys = TerminalKeys()
    #expect(keys.take(Array(sent.utf8)) == [key])
    var slow = TerminalKeys()
    #expect(sent.utf8.flatMap { slow.take([$0]) } == [key])
    #expect(!slow.isWaiting)
  }

  @Test func `an escape by itself is a key only when nothing follows it`() {
    var keys = TerminalKeys()
    #expect(keys.take([0x1B]) == [] && keys.isWaiting)
    #expect(keys.takeRest() == [.escape] && !keys.isWaiting)
    #expect(keys.takeRest() == [])
    #expect(keys.take([0x1B] + Array("x".utf8)) == [.escape, .character("x")])
  }

  @Test func `several keys come in their order, and what is no key is passed over`() {
    var keys = TerminalKeys()
    let sent = Array("j\u{1B}[99;99Rk\u{1B}[3~".utf8) + [0xFF, 0xC3] + Array("l".utf8)
    #expect(keys.take(sent) == [.character("j"), .character("k"), .character("l")])
  }

  @Test func `a sequence that never ends holds up nothing for ever`() {
    var keys = TerminalKeys()
    #expect(keys.take(Array("\u{1B}[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 40)) == [])
    #expect(keys.take(Array("q".utf8)) == [.character("q")])
  }
}
