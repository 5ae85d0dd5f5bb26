import Kernel
import Packs
import Storage
import Texts

/// A key whose signature a desk believes, under the name that an admin gave it.
package struct TrustedKey: Equatable, Sendable {
  package let name: String
  package let key: PublicKey
}

/// Who signed a pack, and by what name the desk trusts them; `nil` where it does not.
package struct PackSigner: Equatable, Sendable {
  package let key: PublicKey
  package let trusted: String?
}

/// The keys that a desk trusts, as its setting has them.
struct TrustedKeys {
  private static let setting = "trusted_keys"
  /// By name.
  private(set) var list: [TrustedKey]

  init(readingFrom store: some RuleReading) throws {
    guard let text = try store.setting(TrustedKeys.setting) else {
      list = []
      return
    }
    let members = try JSON(parsing: text).members ?? []
    list = try members.map { name, hex in
      TrustedKey(name: name, key: try PublicKey(hex: hex.string ?? ""))
    }
  }

  func signers(of pack: Pack) -> [PackSigner] {
    pack.signatures.map { signature in
      PackSigner(
        key: signature.key, trusted: list.first { $0.key == signature.key }?.name)
    }
  }

  mutating func add(_ key: TrustedKey) { list.append(key) }
  mutating func remove(_ name: String) { list.removeAll { $0.name == name } }

  func write(to transaction: WriteTransaction) throws {
    let members = list.map { ($0.name, JSON.string($0.key.hex)) }
    try transaction.set(TrustedKeys.setting, to: JSON.object(members).text)
  }
}

extension Administration {
  /// Believes what that key signs from now on.
  package func trust(_ key: PublicKey, as name: String) throws {
    try require(.pluginManage)
    let name = name.composed
    guard name.isPlainName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(.invalid, Text.packTrustName, field: "name")
    }
    var keys = try TrustedKeys(readingFrom: transaction)
    if let present = keys.list.first(where: { $0.name == name || $0.key == key }) {
      throw Refusal(
        .refused, Text.packTrustTaken(key: present.key.hex, name: present.name), field: "name")
    }
    guard keys.list.count < Limit.trustedKeys else {
      throw Refusal(.refused, Text.packTooManyKeys(limit: Limit.trustedKeys))
    }
    keys.add(TrustedKey(name: name, key: key))
    try keys.write(to: transaction)
    try chain.append(
      .addTrust, edits: [Edit(field: "trust.\(name)", from: .none, to: .text(key.hex))])
  }

  /// Believes no more what a key signs; what was installed stays.
  package func distrust(_ name: String) throws {
    try require(.pluginManage)
    let name = name.composed
    var keys = try TrustedKeys(readingFrom: transaction)
    guard let present = keys.list.first(where: { $0.name == name }) else {
      let nearest = Text.nearest(nearestName(to: name, among: keys.list.map(\.name)))
      throw Refusal(
        .notFound, Text.packNoTrusted(name: name, hint: nearest ?? Text.packsHintList),
        field: "name")
    }
    keys.remove(name)
    try keys.write(to: transaction)
    try chain.append(
      .removeTrust,
      edits: [Edit(field: "trust.\(name)", from: .text(present.key.hex), to: .none)])
  }
}

extension DeskSession {
  /// The keys whose signatures the desk believes, by name.
  package func trustedKeys() throws -> [TrustedKey] {
    try TrustedKeys(readingFrom: reader).list
  }

  /// Who signed a pack, in the order of their keys.
  package func signers(of pack: Pack) throws -> [PackSigner] {
    try TrustedKeys(readingFrom: reader).signers(of: pack)
  }
}

extension Pack {
  /// The same pack, signed by that key too.
  package func signed(by key: SealKey) throws(PackError) -> Pack { try signed(by: key.pair) }
}
