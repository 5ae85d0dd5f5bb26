import Kernel
import Testing

@Suite struct DisplayWidthTests {
  /// A cut text that left its isolate open would turn around all that follows it on the line.
  @Test(arguments: [1, 4, 7, 40])
  func `what is cut off is still kept apart from its neighbours`(columns: Int) {
    let cut = "\u{2068}שלום \u{2068}אחד\u{2069} עולם\u{2069} and on".truncated(toColumns: columns)
    let ends = cut.unicodeScalars.count { $0 == "\u{2069}" }
    #expect(cut.unicodeScalars.count { $0 == "\u{2068}" } == ends)
    #expect(cut.displayWidth <= columns)
  }
}
