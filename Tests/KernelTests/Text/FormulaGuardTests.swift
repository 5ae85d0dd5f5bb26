import Kernel
import Testing

@Suite struct FormulaGuardTests {
  @Test(arguments: [
    "=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1+1", "＋1", "－1", "＠x", "'=1", "''=1", " =1",
    "\u{200B}=1",
    "\u{2212}1",
  ])
  func `no cell that a spreadsheet takes for a formula stands as it is`(text: String) {
    #expect(FormulaGuard.added(to: text).hasSameBytes(as: "'" + text))
  }

  @Test(arguments: ["", "plain", "'tis", "''", "1-1", "a=b", "漢"])
  func `other cells stay as they are`(text: String) {
    #expect(FormulaGuard.added(to: text).hasSameBytes(as: text))
  }

  @Test func `what the guard adds it takes away again`() {
    let parts = ["", "'", "''", "=", "＝", "\t", " ", "\u{200B}", "a", "1"]
    for first in parts {
      for second in parts {
        for third in parts {
          let text = first + second + third
          let back = FormulaGuard.removed(from: FormulaGuard.added(to: text))
          #expect(back.hasSameBytes(as: text), "\(text)")
        }
      }
    }
  }
}
