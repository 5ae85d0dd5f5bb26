import Texts

extension Pipeline {
  /// Sends the ticket to people, roles and addresses; what it shows is decided on delivery.
  func proposeForward(_ proposal: Proposal) throws {
    guard let ticket = proposal.before else { return }
    let request = proposal.request
    let subject = request.params["subject"]?.text ?? ""
    guard HeaderText.isOne(subject), subject.count <= Limit.subjectCharacters else {
      throw Refusal(.invalid, Text.forwardBadSubject, field: "subject")
    }
    let include = try inclusions(of: request)
    let viewer = viewer(for: request, proposal.person)
    if include.contains(.notes), !viewer.seesNotes(of: ticket) {
      throw Refusal(.denied, Text.forwardNoNotes, field: "include")
    }
    let asked = (request.params["to"]?.elements ?? []).compactMap(\.text)
    let reader = ForwardReader(
      rulebook: rulebook, transaction: transaction, ticket: ticket, now: clock,
      includesNotes: include.contains(.notes), mayMail: mayMail(for: request, proposal.person))
    proposal.recipients = try reader.recipients(asked)
    proposal.forward = Forward(
      subject: subject, message: request.text, include: include, by: request.actor.text)
    var params: [String: Value] = [
      "to": .texts(asked), "include": .texts(include.map(\.rawValue)),
    ]
    if !subject.isBlank { params["subject"] = .text(subject) }
    // Who sees notes may well have forwarded one's words; others see what they did themselves.
    proposal.record = Proposal.Record(
      params: params, text: request.text,
      visibility: viewer.seesNotes(of: ticket) ? .internal : .public)
  }

  /// A row for each recipient and channel: people's own channels, and the mail for addresses.
  func forwardRows(of proposal: Proposal, entries: [Entry]) throws -> [OutboxRow] {
    guard let forward = proposal.forward,
      let entry = entries.first(where: { $0.isOf(.forward) })
    else { return [] }
    return try proposal.recipients.enumerated().flatMap { index, recipient in
      var mine = forward
      var person: Person.ID?
      var channels = [Forward.mail]
      switch recipient {
      case .person(let found):
        person = found.id
        channels = try rulebook.subscriptions.channels(of: found, in: transaction)
      case .address(let address): mine.address = address
      }
      return channels.map { channel in
        OutboxRow(
          key: "forward/\(entry.seq.rawValue)/\(index + 1)/\(channel)", kind: .notify,
          plugin: rulebook.registry.channels.first { $0.name == channel }?.plugin ?? "",
          name: channel, ticket: proposal.id, entry: entry.seq, recipient: person,
          payload: mine.payload, notBefore: clock)
      }
    }
  }

  private func inclusions(of request: Request) throws -> [Forward.Inclusion] {
    let words = request.params["include"]?.elements.compactMap(\.text) ?? ["body"]
    let known = Forward.Inclusion.allCases.map(\.rawValue)
    if let word = words.first(where: { !known.contains($0) }) {
      throw Refusal(
        .invalid,
        Text.forwardNoPart(
          part: word, parts: known.joined(separator: ", "),
          hint: Text.nearest(nearestName(to: word, among: known))), field: "include")
    }
    return Forward.Inclusion.allCases.filter { words.contains($0.rawValue) }
  }

  /// A plugin's manifest must ask for `mail`; a person needs no more than to forward.
  private func mayMail(for request: Request, _ person: Person?) -> Bool {
    let authority = authority(for: request, person: person)
    guard case .plugin = authority.actor else { return true }
    return authority.may(Forward.mail, in: rulebook.context(at: clock))
  }
}
