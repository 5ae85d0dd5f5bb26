import Foundation
import Testing

@Suite struct ErrorCodeTests {
  /// With `DOCKET_WRITE_PAGES` in the environment the page is written first, as
  /// `scripts/list-error-codes` does.
  @Test func `the page of error codes is what the catalogue says`() throws {
    if ProcessInfo.processInfo.environment["DOCKET_WRITE_PAGES"] != nil {
      try ErrorCodePage.text.write(toFile: ErrorCodePage.path, atomically: true, encoding: .utf8)
    }
    let page = try String(contentsOfFile: ErrorCodePage.path, encoding: .utf8)
    #expect(page == ErrorCodePage.text, "run scripts/list-error-codes")
  }
}
