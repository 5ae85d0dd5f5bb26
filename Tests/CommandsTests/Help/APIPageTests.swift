import Foundation
import TestSupport
import Testing

/// The reference of the API as a page.
@Suite struct APIPageTests {
  private func run(_ arguments: String..., in folder: String = "/") throws -> DocketProcess.Result {
    try DocketProcess(arguments: ["help"] + arguments, folder: folder).run()
  }

  @Test func `the page has every function that can be called, and every value`() throws {
    let page = try run("api", "--html", "-").output
    let json = try run("api", "--json").output
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    var count = 0
    for function in all where function["returns"] is String {
      let name = try #require(function["name"] as? String)
      #expect(page.contains("<article id=\"\(name)\">"), "\(name)")
      count += 1
    }
    #expect(count > 100)
    for topic in ["change", "ticket", "events", "manifest"] {
      #expect(page.contains("<article id=\"topic-\(topic)\">"))
    }
  }

  @Test func `for programs it is a part of one document`() throws {
    let json = try run("api", "--html", "-", "--json").output
    let page = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(page?["file"] is NSNull)
    #expect((page?["text"] as? String)?.hasPrefix("<!DOCTYPE html>") == true)
  }

  @Test func `it is well formed, loads nothing, and what it says is no markup`() throws {
    let page = try run("api", "--html", "-").output
    let document = page.replacing("<!DOCTYPE html>", with: "")
    let script = try #require(
      document.firstRange(of: "<script>").map { document[$0.upperBound...] }?
        .split(separator: "</script>").first)
    let plain = document.replacing(String(script), with: "")
    #expect(APIPageTests.unclosed(in: plain) == [])
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("http://") && !page.contains("src=\"") && !page.contains("@import"))
    // The example of a server's address is a text.
    #expect(page.contains("&quot;https://example.org/&quot;"))
    #expect(!script.contains("innerHTML") && !script.contains("eval"))
    let ids = plain.matches(of: /id="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
  }

  /// The elements that are not closed, or not in their order.
  private static func unclosed(in document: String) -> [String] {
    var open: [String] = []
    for tag in document.matches(of: /<(\/?)([a-z0-9]+)[^<>]*?(\/?)>/) {
      let name = String(tag.output.2)
      if tag.output.3 == "/" { continue }
      if tag.output.1.isEmpty {
        open.append(name)
      } else if open.popLast() != name {
        return ["</\(name)>"]
      }
    }
    return open
  }

  @Test func `a file that is there is replaced with force alone`() throws {
    let folder = try TemporaryFolder()
    #expect(try run("api", "--html", "api.html", in: folder.path).errors == "wrote api.html\n")
    #expect(try run("api", "--html", "api.html", in: folder.path).status == 1)
    #expect(try run("api", "--html", "api.html", "--force", in: folder.path).status == 0)
  }

  @Test(arguments: [
    ["queries", "--html", "x.html"], ["--html", "x.html"],
    ["api", "tickets", "--html", "x.html"], ["api", "--force"],
  ])
  func `there is a page of the whole API, and of nothing else`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try DocketProcess(arguments: ["help"] + arguments, folder: folder.path).run()
    #expect(result.status == 2 && result.errors.contains("--html"), "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
