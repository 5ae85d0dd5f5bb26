/// Somebody as mail names them: an address, with a name or without.
package struct Correspondent: Equatable, Sendable {
  package let address: String
  /// The name before the address; empty where there is none.
  package let name: String

  /// Reads `jane@example.com` or `Jane Doe <jane@example.com>`; `nil` for anything else.
  package init?(_ text: String) {
    let text = text.trimmingBlanks
    guard text.last == ">", let start = text.lastIndex(of: "<") else {
      guard MailAddress.isOne(text) else { return nil }
      (address, name) = (text, "")
      return
    }
    let inner = String(text[text.index(after: start)...].dropLast()).trimmingBlanks
    guard MailAddress.isOne(inner) else { return nil }
    address = inner
    name = String(text[..<start]).replacing("\"", with: "").trimmingBlanks
  }

  /// Names that a person may be given for it, the best first: from the name, else from the address.
  ///
  /// None of them is checked: that is for whoever gives it.
  package var names: [String] {
    let parts = address.split(separator: "@")
    let local = parts[0].split(separator: "+").first.map(String.init) ?? ""
    let domain = parts[1].split(separator: ".").first.map(String.init) ?? ""
    let own = [name, local].map(Correspondent.plain).filter { !$0.isEmpty }
    let long = ["\(local).\(domain)", "\(domain)-\(local)"].map(Correspondent.plain)
    let base = own.first ?? Correspondent.plain(domain)
    let numbered = (2...Correspondent.most).map { "\(base)\($0)" }
    let all = Array(own.prefix(1)) + long + own + numbered
    return all.map { String($0.prefix(Limit.nameCharacters)) }.filter { !$0.isEmpty }
  }

  /// So many people may be called alike.
  private static let most = 99

  /// Small letters, digits and dots in the place of all else, with a letter at the beginning.
  private static func plain(_ text: String) -> String {
    let words = text.lowercased().split { character in
      !(character.isLetter || character.isNumber || "-_".contains(character))
    }
    return String(words.joined(separator: ".").drop { !$0.isLetter })
  }
}

extension Rulebook {
  /// The role that a new customer gets: the only one of the customers' side, else that of the plugin
  /// which brings the desk's type of tickets; `nil` where that is not one.
  package var customerRole: String? {
    let all = roles.values.filter { $0.side == .customer }.map(\.name).sorted()
    guard all.count > 1 else { return all.first }
    let plugin = types[settings.defaultType]?.plugin
    let own = registry.roles.filter { $0.side == .customer && $0.plugin == plugin }
    return own.count == 1 ? own[0].name : nil
  }
}
