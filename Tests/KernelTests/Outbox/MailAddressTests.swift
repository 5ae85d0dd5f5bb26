import Kernel
import Testing

@Suite struct MailAddressTests {
  @Test(arguments: [
    "a@example.com", "first.last+tag@mail.example.co.uk", "o'neil@x-y.org", "1@2.de",
  ])
  func `an address is a name and a domain`(_ text: String) {
    #expect(MailAddress.isOne(text))
  }

  @Test(arguments: [
    "", "@", "a@", "@b.c", "a@b", "a b@c.de", "a@b.c,d@e.f", "a@b.c\r\nBcc: x@y.z", "a@b.c\n",
    "<a@b.cd>", "\"a\"@b.cd", "a@b..cd", ".a@b.cd", "a@-b.cd", "a@b.cd ", "a@@b.cd", "ä@b.cd",
    "a@[1.2.3.4]", "a\u{0}@b.cd", "a@b.cd;c@d.ef",
  ])
  func `nothing that could add a header or a recipient is an address`(_ text: String) {
    #expect(!MailAddress.isOne(text))
  }

  @Test func `an address is not longer than mail allows`() {
    #expect(MailAddress.isOne(String(repeating: "a", count: 64) + "@b.cd"))
    #expect(!MailAddress.isOne(String(repeating: "a", count: 65) + "@b.cd"))
    #expect(!MailAddress.isOne("a@" + String(repeating: "b.", count: 130) + "cd"))
  }
}
