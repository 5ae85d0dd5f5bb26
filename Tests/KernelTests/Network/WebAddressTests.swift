import Kernel
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("http://example.org", "http://example.org/"),
    ("HTTPS://Example.ORG:8443/a/../b?x=1#top", "https://example.org:8443/a/../b?x=1"),
    ("http://example.org?x=1", "http://example.org/?x=1"),
    ("http://127.0.0.1:80/", "http://127.0.0.1:80/"),
    ("http://[::1]:9/x", "http://[0:0:0:0:0:0:0:1]:9/x"),
    ("https://a_b.example.org./", "https://a_b.example.org/"),
  ])
  func `a URL reads in one way`(_ text: String, _ plain: String) throws {
    #expect(try WebAddress(text).url == plain)
  }

  @Test(arguments: [
    ("ftp://example.org/", WebAddressError.scheme), ("file:///etc/passwd", .scheme),
    ("example.org", .scheme), ("", .scheme), (" http://example.org/", .scheme),
    ("http://ann@example.org/", .credentials), ("http://ann:pw@example.org/", .credentials),
    ("http://example.org@127.0.0.1/", .credentials),
    ("http:///x", .host), ("http://", .host), ("http://exa mple.org/", .host),
    ("http://2130706433/", .host), ("http://0x7f000001/", .host), ("http://127.1/", .host),
    ("http://0177.0.0.1/", .host), ("http://127.0.0.1.5/", .host), ("http://%31.example/", .host),
    ("http://bücher.example/", .host), ("http://a..b/", .host), ("http://-a.example/", .host),
    ("http://a\\@b.example/", .credentials), ("http://a\\b.example/", .host),
    ("http://[::1/", .host), ("http://::1/", .host), ("http://[127.0.0.1]/", .host),
    ("http://example.org:/", .host), ("http://example.org:0/", .host),
    ("http://example.org:65536/", .host), ("http://example.org:+80/", .host),
    ("http://example.org/a b", .characters), ("http://example.org/\r\nX: y", .characters),
    ("http://example.org/ü", .characters), ("http://example.org/\0", .characters),
  ])
  func `what programs read differently is refused`(_ text: String, _ error: WebAddressError) {
    #expect(throws: error) { try WebAddress(text) }
  }

  // Source of the first rows: RFC 3986, 5.4.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d?y"),
    ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d?q"), ("", "http://a/b/c/d?q"),
    (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("g?y/./x", "http://a/b/c/g?y/./x"),
    ("https://other.example:1/x", "https://other.example:1/x"),
  ])
  func `a reference leads where the standard says`(_ reference: String, _ url: String) throws {
    #expect(try WebAddress("http://a/b/c/d?q").resolving(reference).url == url)
  }

  @Test(arguments: ["javascript:alert(1)", "file:///etc/passwd", "//ann@b.example/", "/a b"])
  func `a reference to what is no web address is refused`(_ reference: String) {
    #expect(throws: WebAddressError.self) { try WebAddress("http://a/").resolving(reference) }
  }
}

@Suite struct WebReachTests {
  private func reach(_ rules: String...) throws -> WebReach {
    WebReach(try rules.map { try #require(HostRule($0)) })
  }

  @Test(arguments: [
    ("example.org", "http://EXAMPLE.org/x", true), ("example.org", "https://example.org:99/", true),
    ("example.org:443", "https://example.org/", true),
    ("example.org:443", "http://example.org/", false),
    ("example.org", "http://www.example.org/", false),
    ("example.org", "http://example.com/", false),
    ("[::1]:80", "http://[0:0::1]/", true), ("localhost", "http://127.0.0.1/", false),
  ])
  func `a permission is for one host, and for one port where it names one`(
    _ rule: String, _ url: String, _ may: Bool,
  ) throws {
    #expect(try reach(rule).permits(try WebAddress(url)) == may)
  }

  @Test(arguments: [
    ("example.org", "127.0.0.1", false), ("example.org", "10.0.0.1", false),
    ("example.org", "1.1.1.1", true), ("localhost", "127.0.0.1", true), ("localhost", "::1", true),
    ("localhost", "10.0.0.1", false), ("10.0.0.1", "10.0.0.1", true),
    ("10.0.0.1", "10.0.0.2", false), ("10.0.0.1:81", "10.0.0.1", false),
    ("127.0.0.1", "::ffff:127.0.0.1", false), ("pretend.localhost", "127.0.0.1", false),
    ("[fd00::1]", "fd00::1", true),
  ])
  func `an address inside a network is connected to only where it is named`(
    _ rule: String, _ address: String, _ may: Bool,
  ) throws {
    let address = try #require(NetworkAddress(address))
    #expect(try reach(rule).permits(connectingTo: address, port: 80) == may)
  }
}
