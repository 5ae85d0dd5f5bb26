import Kernel
import Storage
import Texts

/// Changes of the desk itself by one person: people, roles, queues, settings.
///
/// Each is an entry of the desk's own chain. Throws `Refusal` where the person may not, or where
/// what is asked cannot be.
package struct Administration {
  let transaction: WriteTransaction
  let rulebook: Rulebook
  let actor: Actor
  let authority: Authority
  let chain: DeskChain

  init(
    transaction: WriteTransaction, rulebook: Rulebook, actor: Actor, authority: Authority,
    chain: DeskChain,
  ) {
    self.transaction = transaction
    self.rulebook = rulebook
    self.actor = actor
    self.authority = authority
    var chain = chain
    // What is only there for a trial has always been there.
    if chain.source != .trial { chain.rulebook = rulebook }
    self.chain = chain
  }

  /// Refuses what the actor may not do.
  func require(_ permission: Permission) throws {
    let context = rulebook.deskContext(at: chain.clock, me: actor.person)
    guard !authority.may(permission, in: context) else { return }
    throw Refusal(.denied, Text.permissionNeeded(permission: permission))
  }
}

extension Desk {
  /// Changes the desk itself, in one transaction; a dry run takes the same way and keeps nothing.
  package func administer<Result: Sendable>(
    as actor: Actor, source: Source = .cli, isDryRun: Bool = false,
    _ body: @escaping @Sendable (Administration) throws -> Result,
  ) throws -> Result {
    try writer().perform { [clock] transaction, deciding in
      let rulebook = try deciding.rules(in: transaction).rulebook
      let person = try actor.person.flatMap { try transaction.person($0) }
      let authority = person.map(rulebook.authority(of:)) ?? Rulebook.deskAuthority
      guard actor == .desk || person != nil else {
        throw Refusal(.notFound, Text.ticketNoSuchPerson)
      }
      let administration = Administration(
        transaction: transaction, rulebook: rulebook, actor: actor, authority: authority,
        chain: DeskChain(
          transaction: transaction, clock: clock.now(), actor: actor, source: source))
      let result = try transaction.keepingKeepers(under: rulebook) { try body(administration) }
      guard isDryRun else { return .keeping(result) }
      deciding.forget()
      return .rollingBack(result)
    }
  }
}

extension Administration {
  /// Has rows of the outbox tried again now, dead ones too; all or none.
  package func retryOutbox(_ rows: [Int64]) throws {
    try require(.outboxManage)
    for row in rows where try !transaction.retryOutboxRow(row, now: chain.clock) {
      throw Refusal(.notFound, Text.outboxNoRetry(row: row))
    }
  }

  /// Gives rows of the outbox up; all or none.
  package func dropOutbox(_ rows: [Int64]) throws {
    try require(.outboxManage)
    for row in rows where try !transaction.dropOutboxRow(row) {
      throw Refusal(.notFound, Text.outboxNoWaiting(row: row))
    }
  }
}

extension Administration {
  /// Lets plugins begin anew, as if they had never failed; the desk's log tells of it.
  func forgetFaults(of plugins: [String]) throws {
    for plugin in plugins where try transaction.clearHealth(of: plugin) {
      let name =
        try actor.person.flatMap { try transaction.person($0)?.name }
        ?? Text.deskItself.rendered(in: rulebook.settings.language)
      try transaction.write(
        LogLine(
          at: chain.clock, level: .info, plugin: plugin,
          message: Text.logEnabled(name: name).rendered(in: rulebook.settings.language)))
      try chain.bumpRevision()
    }
  }

  /// Begins to count anew what plugins use.
  package func clearPluginUses() throws {
    try require(.pluginManage)
    try transaction.clearUses()
  }
}

/// One name, one person; one name, one role.
extension Administration {
  /// A name that a person may get: well formed, and neither somebody else's nor like it.
  func checked(newName given: String, besides own: Person.ID? = nil) throws -> String {
    let name = given.composed
    guard Administration.isName(name) else {
      throw Refusal(.invalid, Text.personBadName(name: name), field: "name")
    }
    try refuseDisguise(name)
    for other in try transaction.people(withNameLike: name) where other.id != own {
      throw Refusal(
        .refused,
        NameKey.isSame(other.name, name)
          ? Text.personExists(name: other.name)
          : Text.personLooksLike(name: other.name),
        field: "name")
    }
    return name
  }

  /// Refuses letters that are there to look like others.
  func refuseDisguise(_ name: String) throws {
    if let scalar = NameKey.standIn(in: name) {
      throw Refusal(
        .invalid, Text.personStandIn(name: name, letter: String(scalar)), field: "name")
    }
    guard NameKey.isMixed(name) else { return }
    throw Refusal(.invalid, Text.personMixed(name: name), field: "name")
  }

  /// Whether a person can be called so: what needs no quotes anywhere and means nothing else.
  static func isName(_ name: String) -> Bool {
    let reserved = ["me", "now", "requester", "assignee", "followers", "none", "desk"]
    guard !name.isEmpty, name.isShort(Limit.nameCharacters),
      !reserved.contains(NameKey.folded(name))
    else {
      return false
    }
    return name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
        || ".-_@".unicodeScalars.contains(scalar)
    } && name.first?.isLetter == true
  }
}

extension Administration {
  /// Adds a queue of the desk's own.
  package func addQueue(_ name: String) throws {
    try require(.roleManage)
    let name = name.composed
    try checkNew(queue: name)
    try transaction.addQueue(name)
    try note(.addQueue, name, from: .none, to: .text(name))
  }

  /// Refuses a name that no queue can have, or that one has.
  ///
  /// Two that differ by small and capital letters only would be taken for one; `old` is what gets the
  /// name.
  func checkNew(queue name: String, besides old: String? = nil) throws {
    guard name.isName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(.invalid, Text.roleQueueName, field: "name")
    }
    let other = rulebook.queues.first { NameKey.isSame($0, name) && $0 != old }
    guard let other else { return }
    throw Refusal(.refused, Text.roleQueueExists(name: other), field: "name")
  }

  /// Refuses what is no queue of the desk's own.
  func checkOwn(queue name: String) throws {
    guard try !transaction.queues().contains(name) else { return }
    if rulebook.queues.contains(name) {
      throw Refusal(.refused, Text.roleQueueOfPlugin(name: name), field: "name")
    }
    let nearest = Text.nearest(
      rulebook.nearest(to: name, among: rulebook.queues.sorted(), as: .value(of: .queue)))
    throw Refusal(
      .notFound,
      Text.roleNoQueue(name: name, hint: nearest ?? Text.hintQueueList),
      field: "name")
  }

  /// Removes a queue of the desk's own in which no ticket is any more, discarded ones included.
  package func removeQueue(_ name: String) throws {
    try require(.roleManage)
    let name = name.composed
    try checkOwn(queue: name)
    let inIt = Query(condition: .field(QueryField(.queue), [.equals(.value(.text(name)))]))
    let count = try transaction.count(
      matching: inIt, access: .always, in: rulebook.deskContext(at: chain.clock))
    guard count == 0 else {
      throw Refusal(
        .refused,
        Text.roleQueueInUse(count: count, name: name),
        field: "name")
    }
    try transaction.removeQueue(name)
    try note(.removeQueue, name, from: .text(name), to: .none)
  }

  private func note(_ action: DeskAction, _ name: String, from: Value, to: Value) throws {
    try chain.append(action, edits: [Edit(field: "queue.\(name)", from: from, to: to)])
    try chain.bumpRevision()
  }
}

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
