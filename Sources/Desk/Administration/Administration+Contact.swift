import Kernel
import Texts

/// What is written of people is checked before it is believed.
extension Administration {
  /// An address of mail, or nothing.
  ///
  /// No more is asked than what keeps a header whole and catches slips: one `@` with something on
  /// both sides, and no spaces, commas, brackets or quotes.
  func checked(email: String) throws -> String {
    guard !email.isEmpty else { return email }
    let text = try oneLine(email, "email")
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isWhole = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
        && !"<>(),;:\\\"[]".unicodeScalars.contains(scalar)
    }
    guard isWhole, isClean else {
      throw Refusal(
        .invalid, Text.personEmail(email: email),
        field: "email")
    }
    return text
  }

  /// A language by its code, as `en` or `pt-BR`, or nothing for the desk's.
  func checked(language: String, of field: String = "language") throws -> String {
    let parts = language.split(separator: "-", omittingEmptySubsequences: false)
    let isCode = { (part: Substring, lengths: ClosedRange<Int>, letters: ClosedRange<UInt8>) in
      lengths.contains(part.utf8.count) && part.utf8.allSatisfy(letters.contains)
    }
    let isLanguage = parts.first.map { isCode($0, 2...3, 0x61...0x7A) } ?? false
    let isRegion = parts.count < 2 || isCode(parts[1], 2...2, 0x41...0x5A)
    guard language.isEmpty || (isLanguage && isRegion && parts.count <= 2) else {
      throw Refusal(
        .invalid, Text.personLanguage(language: language),
        field: field)
    }
    return language
  }

  func checked(zone: String, of field: String = "zone") throws -> String {
    guard zone.isEmpty || (try? Zone.named(zone)) != nil else {
      throw Refusal(
        .invalid, Text.personZone(zone: zone), field: field)
    }
    return zone
  }

  func oneLine(_ text: String, _ field: String) throws -> String {
    guard text.isEmpty || text.isPlainName(ofAtMost: Limit.lineCharacters) else {
      throw Refusal(.invalid, Text.personOneLine, field: field)
    }
    return text
  }
}
