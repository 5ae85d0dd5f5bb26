import Kernel
import Storage
import Texts

extension Administration {
  /// Adds a subscription: of one's own, or with `person.manage` of others, of a role or of a part.
  ///
  /// One that is there already is given back as it is.
  @discardableResult
  package func subscribe(_ draft: SubscriptionDraft) throws -> Subscription {
    let audience = try audience(of: draft.to)
    let holder = try requireSay(over: audience)
    let viewer = self.viewer(of: holder)
    var subscription = Subscription(
      key: "", audience: audience, event: try event(draft.event, for: viewer), when: draft.when,
      channel: try channel(draft.channel, for: holder))
    subscription.tellsOwn = draft.tellsOwn
    try checkCondition(draft.when, for: viewer)
    return try add(subscription).subscription
  }

  /// Adds a subscription to a report, of one's own or with `person.manage` of another person.
  ///
  /// Refused where that person could not ask for it now. One that is there already is given back as it
  /// is.
  package func subscribe(
    toReport given: ReportOrder, for recipient: Recipient<String>? = nil,
    by channel: String? = nil, typing: Typing = .none,
  ) throws -> Subscription {
    let audience = try audience(of: recipient)
    guard case .person = audience, let holder = try requireSay(over: audience) else {
      throw Refusal(.invalid, Text.subscriptionOnePerson, field: "person")
    }
    var order = given
    if let report = rulebook.registry.reports?.first(where: { $0.name == order.report }),
      viewer(of: holder).authority.mayEver(.report)
    {
      order.params = try report.kept(order.params, typedIn: typing.language)
    }
    try check(order, for: holder)
    var subscription = Subscription(
      key: "", audience: audience, event: order.event,
      channel: try self.channel(channel, for: holder))
    try requireReports(of: subscription.channel)
    subscription.report = order
    let (added, isNew) = try add(subscription)
    guard isNew else { return added }
    let weekly = WeeklyReport(subscription: added.key, since: chain.clock, isUnderWay: false)
    try transaction.enqueue(
      weekly.row(
        at: order.moment, after: chain.clock, in: rulebook.settings.zone(of: holder),
        for: holder.id))
    return added
  }

  /// Writes a subscription, unless there is one that says the same.
  private func add(
    _ wanted: Subscription,
  ) throws -> (subscription: Subscription, isNew: Bool) {
    var subscription = wanted
    let present = try transaction.subscriptions()
    for other in present {
      subscription.key = other.key
      if other == subscription { return (other, false) }
    }
    try requireRoom(
      for: subscription, beside: present.filter { $0.audience == subscription.audience })
    subscription.key = try nextNumber(after: present)
    try transaction.write(subscription)
    try note(.addSubscription, subscription.key, from: .none, to: .text(try text(subscription)))
    return (subscription, true)
  }

  /// Refuses a report that the person could not ask for.
  private func check(_ order: ReportOrder, for holder: Person) throws {
    let viewer = self.viewer(of: holder)
    guard viewer.authority.mayEver(.report) else {
      throw Refusal(.denied, Text.permissionReport(person: holder.name))
    }
    let reports = rulebook.registry.reports ?? []
    guard !reports.isEmpty else { throw Refusal(.notFound, Text.reportNone) }
    guard let report = reports.first(where: { $0.name == order.report }) else {
      let names = reports.map(\.name).sorted()
      throw Refusal(
        .notFound,
        Text.reportUnknown(
          name: order.report,
          hint: Text.suggestion(rulebook.nearest(to: order.report, among: names, as: .report)),
          known: names.joined(separator: ", ")))
    }
    let params = try report.read(order.params.mapValues(Value.text))
    try viewer.requireGroup(of: report, params)
    try checkQuery(order.query, for: viewer)
    let settings = rulebook.settings
    let zone = settings.zone(of: holder)
    let query = try Query(
      parsing: order.query, schema: viewer.schema, context: .list,
      people: QueryPeople(reading: transaction), zone: zone)
    try query.requireScope()
    _ = try ReportPeriod(
      since: order.since, until: order.until, now: chain.clock, zone: zone,
      language: settings.language(of: holder))
  }

  /// Refuses a channel whose plugin may not be handed what a report is about.
  private func requireReports(of channel: String) throws {
    guard channel != Subscription.standardChannel,
      let plugin = rulebook.registry.channels.first(where: { $0.name == channel })?.plugin,
      !rulebook.mayPassReports(plugin)
    else { return }
    throw Refusal(
      .refused, Text.subscriptionNoReports(plugin: plugin, channel: channel), field: "channel")
  }

  /// Refuses more than one person, role or part may have.
  private func requireRoom(for subscription: Subscription, beside others: [Subscription]) throws {
    guard others.count < Limit.subscriptions else {
      throw Refusal(
        .refused, Text.subscriptionTooMany(most: Limit.subscriptions), field: "event")
    }
    let size = (others + [subscription]).reduce(0) { sum, one in
      sum + (one.when?.unicodeScalars.count ?? 0)
        + (one.report?.json.text.unicodeScalars.count ?? 0)
    }
    guard size <= Limit.subscribedCharacters else {
      throw Refusal(
        .refused, Text.subscriptionTooLong(most: Limit.subscribedCharacters),
        field: "when")
    }
  }

  /// Removes a subscription, with the same say as adding it needs.
  package func unsubscribe(_ key: String) throws {
    let present = try transaction.subscriptions()
    guard let found = present.first(where: { $0.key == key }), isKnown(found) else {
      if rulebook.subscriptions.shipped.contains(where: { $0.spec.key == key }) {
        throw Refusal(
          .refused, Text.subscriptionOfPlugin(key: key))
      }
      throw unknown(subscription: key)
    }
    _ = try requireSay(over: found.audience)
    try transaction.removeSubscription(key)
    try note(.removeSubscription, key, from: .text(try text(found)), to: .none)
  }

  /// Keeps what a role or a plugin subscribes somebody to from them, or lets it through again.
  package func mute(_ key: String, for name: String?, _ isMuted: Bool) throws {
    let own = try actor.person.flatMap { try transaction.person($0) }
    guard let person = try name.map({ try ownOrManaged($0) }) ?? own else {
      throw Refusal(.notFound, Text.ticketNoSuchPerson)
    }
    let concerning = try rulebook.subscriptions.concerning(
      person, as: viewer(of: person), in: transaction
    ).map(\.spec)
    guard let found = concerning.first(where: { $0.key == key }) else {
      throw unknown(subscription: key)
    }
    if found.audience == .person(person.id) {
      throw Refusal(
        .refused, Text.subscriptionOwn(key: key, person: person.name))
    }
    guard
      try rulebook.subscriptions.isMuted(key, for: person.id, in: transaction) != isMuted
    else { return }
    try transaction.set(Mute(person: person.id, key: key), to: isMuted)
    try note(
      isMuted ? .muteSubscription : .unmuteSubscription, key,
      from: isMuted ? .none : .text(person.name), to: isMuted ? .text(person.name) : .none)
  }

  /// Whether the one who asks may know of a subscription at all.
  private func isKnown(_ subscription: Subscription) -> Bool {
    guard case .person(let id) = subscription.audience, id != actor.person else { return true }
    return authority.may(.personManage, in: rulebook.deskContext(at: chain.clock, me: actor.person))
  }

  private func unknown(subscription key: String) -> Refusal {
    Refusal(.notFound, Text.subscriptionUnknown(key: key))
  }

  /// Refuses who has no say over what others are told; gives the person whom it is about, if any.
  private func requireSay(over audience: Subscription.Audience) throws -> Person? {
    if case .person(let id) = audience {
      if id != actor.person { try require(.personManage) }
      return try transaction.person(id)
    }
    try require(.personManage)
    return nil
  }

  private func audience(of recipient: Recipient<String>?) throws -> Subscription.Audience {
    guard let recipient else {
      guard let person = actor.person else {
        throw Refusal(.invalid, Text.subscriptionNobody, field: "person")
      }
      return .person(person)
    }
    return try recipient.resolved(
      person: { try ownOrManaged($0).id },
      role: { name in
        try require(.personManage)
        return try existing(role: name, for: "role")
      })
  }

  private func event(_ text: String, for viewer: Viewer) throws -> String {
    let fields = TicketField.allCases.map(\.rawValue) + rulebook.fields.keys.sorted()
    return try EventName(
      actions: rulebook.actions.keys.sorted(), fields: fields.filter(viewer.mayName)
    ).event(text)
  }

  private func channel(_ name: String?, for person: Person?) throws -> String {
    let channels = rulebook.registry.channels
    let name = name ?? Subscription.standardChannel
    guard let channel = channels.first(where: { $0.name == name }) else {
      let known = channels.map(\.name).sorted()
      let nearest = rulebook.nearest(to: name, among: known, as: .channel)
        .map { Text.hintMaybe(name: $0) }
      let others =
        known.isEmpty
        ? Text.subscriptionNoChannels : Text(words: known.joined(separator: ", "))
      throw Refusal(
        .invalid,
        Text.subscriptionNoChannel(
          name: name, hint: nearest ?? Text.subscriptionChannels(names: others)),
        field: "channel")
    }
    guard channel.address == "email", let person, person.email.isEmpty else { return name }
    throw Refusal(
      .invalid,
      Text.subscriptionNoEmail(person: person.name),
      field: "channel")
  }

  private func nextNumber(after present: [Subscription]) throws -> String {
    let name = "subscriptions"
    let last = max(
      Int64(try transaction.setting(name) ?? "") ?? 0,
      present.compactMap { Int64($0.key) }.max() ?? 0)
    try transaction.set(name, to: "\(last + 1)")
    return "\(last + 1)"
  }

  private func note(_ action: DeskAction, _ key: String, from: Value, to: Value) throws {
    try chain.append(action, edits: [Edit(field: "subscription.\(key)", from: from, to: to)])
    try chain.bumpRevision()
  }

  /// The subscription in a line, as the desk's history has it.
  private func text(_ subscription: Subscription) throws -> String {
    var audience = subscription.audience.text
    if case .person(let id) = subscription.audience, let person = try transaction.person(id) {
      audience = person.name
    }
    var words = ["\(audience): \(subscription.event)"]
    if let when = subscription.when {
      words.append(Text.subscriptionWhen(condition: when).description)
    }
    if let report = subscription.report { words.append(report.line) }
    words.append(Text.subscriptionBy(channel: subscription.channel).description)
    if subscription.tellsOwn { words.append(Text.subscriptionOwnToo.description) }
    return words.joined(separator: " ")
  }
}
