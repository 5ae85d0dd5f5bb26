import Kernel
import TestSupport
import Testing

@Suite struct AttachmentNameTests {
  @Test(arguments: [
    ("report.pdf", "report.pdf"), ("Ölfleck 漢字.png", "Ölfleck 漢字.png"),
    ("../../etc/passwd", "passwd"), ("C:\\Users\\x\\a.txt", "a.txt"), ("/", "attachment"),
    ("", "attachment"), ("..", "attachment"), (".bashrc", "bashrc"), ("...hidden", "hidden"),
    ("a\u{1B}[31m.txt", "a[31m.txt"), ("a\u{0}b", "ab"), ("line\nbreak", "linebreak"),
    ("gpj.\u{202E}exe", "gpj.exe"), ("a:b*c?.txt", "a_b_c_.txt"), ("<script>", "_script_"),
    ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("com1.log", "_com1.log"), ("COM0", "COM0"),
    ("console.log", "console.log"), ("trailing. . ", "trailing"), ("  a  ", "a"),
    ("\u{200B}\u{FEFF}", "attachment"),
  ])
  func `a name is made safe for any file system`(_ given: String, _ safe: String) {
    #expect(AttachmentName.safe(given) == safe)
  }

  @Test func `a long name is cut between characters and keeps its extension`() {
    let name = AttachmentName.safe(String(repeating: "ü", count: 300) + ".pdf")
    #expect(name.utf8.count == 200)
    #expect(name.hasSuffix("ü.pdf"))
    #expect(AttachmentName.safe(String(repeating: "x", count: 300)).utf8.count == 200)
  }

  @Test func `a safe name stays as it is, whatever it was made of`() {
    let scalars: [Unicode.Scalar] = [
      ".", " ", "/", "\\", "a", "é", "\u{301}", "\u{1B}", "\u{202E}", "C", "O", "N", "?", "漢", "🎫",
    ]
    var generator = RepeatableRandom(seed: 3)
    for _ in 1...3_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...130, using: &generator) {
        view.append(scalars.randomElement(using: &generator) ?? "a")
      }
      let name = AttachmentName.safe(String(view))
      #expect(AttachmentName.safe(name) == name)
      #expect(!name.isEmpty && name.utf8.count <= 200 && !name.contains("/"))
      #expect(!name.hasPrefix("."))
    }
  }

  @Test(arguments: [
    ("a.txt", ["b.txt"], "a.txt"), ("a.txt", ["a.txt"], "a (2).txt"),
    ("a.txt", ["A.TXT", "a (2).txt"], "a (3).txt"), ("README", ["README"], "README (2)"),
    ("a.tar.gz", ["a.tar.gz"], "a.tar (2).gz"),
  ])
  func `a second one of a name gets a number`(_ name: String, _ taken: [String], _ free: String) {
    #expect(AttachmentName.free(name, among: taken) == free)
  }

  @Test func `a number fits into the length that a name may have`() {
    let name = AttachmentName.safe(String(repeating: "x", count: 300) + ".pdf")
    let free = AttachmentName.free(name, among: [name])
    #expect(free.utf8.count <= 200)
    #expect(free.hasSuffix(" (2).pdf"))
  }
}
