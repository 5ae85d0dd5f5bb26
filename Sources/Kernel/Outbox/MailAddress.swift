/// The form of an e-mail address: `name@example.com`.
///
/// Source: RFC 5321, 4.1.2, without quoted names and addresses of numbers; what is not in it, such
/// as line ends, commas and brackets, can never add a header or a recipient.
package enum MailAddress {
  /// Whether the text is one address and nothing else.
  package static func isOne(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64 else { return false }
    return isDotted(parts[0], isLetter: isOfName, least: 1)
      && isDotted(parts[1], isLetter: isOfDomain, least: 2)
      && parts[1].split(separator: ".").allSatisfy { label in
        label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
      }
  }

  private static func isDotted(
    _ text: Substring, isLetter: (UInt8) -> Bool, least: Int,
  ) -> Bool {
    let words = text.split(separator: ".", omittingEmptySubsequences: false)
    return words.count >= least && words.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isLetter) }
  }

  private static func isOfDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isOfDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
  }
}
