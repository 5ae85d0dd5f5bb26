import Crypto
import Kernel
import Storage
import Texts

/// Where rows come from: the name under which the desk remembers them, and whose it is.
///
/// It belongs to who first imported from it; the desk's chain tells of each import, by whom and from
/// what file, and all that the import writes names that entry.
struct ImportSource: Sendable {
  let name: String
  /// The name that all entries from the source have in common.
  let request: String
  /// The desk's entry that tells of this import.
  let imported: EntryID
  /// Whether something was imported from it before.
  let isKnown: Bool

  /// Claims a source for a person, in the transaction that begins the import.
  ///
  /// Throws a `Refusal` where the name is none, or the source is somebody else's.
  init(
    claiming name: String, file: Digest, for person: Person, by rulebook: Rulebook,
    at now: Instant, in transaction: WriteTransaction,
  ) throws {
    guard name.isPlainName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(
        .invalid, Text.importSourceName(most: Limit.nameCharacters), field: "source")
    }
    self.name = name
    try ImportSource.claim(name, for: person, by: rulebook, at: now, in: transaction)
    let setting = "import.\(name).request"
    let known = try transaction.setting(setting)
    isKnown = known != nil
    request = try known ?? transaction.nextRequestName()
    if known == nil { try transaction.set(setting, to: request) }
    let chain = DeskChain(
      transaction: transaction, clock: now, actor: .person(person.id),
      source: .import)
    imported = try chain.append(
      .beginImport, edits: [DeskEntry.importEdit(of: name, file: file.hex)]
    ).seq
  }

  /// Notes whose the source is; somebody else's is taken over only where that one cannot import.
  private static func claim(
    _ name: String, for person: Person, by rulebook: Rulebook, at now: Instant,
    in transaction: WriteTransaction,
  ) throws {
    let setting = "import.\(name).owner"
    let id = try transaction.setting(setting).flatMap { Int64($0) }.map(Person.ID.init(rawValue:))
    guard id != person.id else { return }
    func may(_ permission: Permission, _ person: Person) -> Bool {
      rulebook.authority(of: person).may(
        permission, in: rulebook.deskContext(at: now, me: person.id))
    }
    if let owner = try id.flatMap({ try transaction.person($0) }),
      may(.import, owner) || !may(.roleManage, person)
    {
      throw Refusal(
        .denied, Text.importSourceOf(person: owner.name, source: name),
        field: "source")
    }
    try transaction.set(setting, to: "\(person.id.rawValue)")
  }

  /// The digest of a file's bytes, as `b2sum -l 256` gives it.
  static func digest(ofFile path: String) throws -> Digest {
    let content = try FileContent(path: path)
    let digest = DigestStream()
    var offset: Int64 = 0
    while true {
      let bytes = try content.bytes(at: offset, count: Upload.part)
      if bytes.isEmpty { break }
      digest.take(bytes)
      offset += Int64(bytes.count)
    }
    guard let whole = digest.finish() else {
      throw DeskError.unreadable(path: path, reason: Text.deskNoFile)
    }
    return whole
  }
}

/// The tickets on which, in one transaction, a source may go on: nobody here has written to them.
struct GoneOn {
  private let request: String
  private var clean: Set<Ticket.ID> = []

  init(_ source: ImportSource) {
    request = source.request
  }

  /// Notes that the import made the ticket itself.
  mutating func note(made id: Ticket.ID) {
    clean.insert(id)
  }

  /// The first entry that was made here on the ticket; `nil` where there is none.
  mutating func first(on id: Ticket.ID, in transaction: WriteTransaction) throws -> EntryID? {
    guard !clean.contains(id) else { return nil }
    let found = try transaction.firstEntry(of: id, besides: request)
    if found == nil { clean.insert(id) }
    return found
  }
}
