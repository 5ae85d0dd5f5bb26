import Texts

extension DeskEntry {
  /// What such an entry keeps in words of the program's own, which are English, as a text that its
  /// reader's language has; `nil` for names, queries and whatever else somebody typed.
  ///
  /// The conditions of grants, subscriptions and views are queries, which are the same for everybody: they
  /// stand as they are in it. A channel is called as `labels` say.
  package static func text(
    of words: String, in field: String, by labels: Labels? = nil,
  ) -> Text? {
    if field.hasPrefix(consentPrefix) {
      let parts = words.split(separator: "; ").map { part in
        Text(saying: String(part), amongSections: ["consent"], orValue: grant)
          ?? Text(words: String(part))
      }
      return Text(joining: parts, by: "; ")
    }
    if field.hasSuffix(".absence") { return absence(words) }
    if field.hasPrefix("role.") {
      let parts = words.split(separator: "; ", omittingEmptySubsequences: false)
        .map { grant(String($0)) ?? Text(words: String($0)) }
      return Text(joining: parts, by: "; ")
    }
    if field.hasPrefix("subscription.") { return subscription(words, labels) }
    return field.hasPrefix("view.") ? view(words) : nil
  }

  /// `deny ticket.view fields subject when queue:billing`.
  private static func grant(_ line: String) -> Text? {
    var rest = line[...]
    var parts: [Text] = []
    if let (before, condition) = rest.parted(by: Text.roleGrantWhen(condition: "")) {
      (rest, parts) = (before, [Text.roleGrantWhen(condition: condition)])
    }
    if let (before, fields) = rest.parted(by: Text.roleGrantFields(fields: "")) {
      (rest, parts) = (before, [Text.roleGrantFields(fields: fields)] + parts)
    } else if let (before, fields) = rest.parted(by: Text.roleLineFields(fields: "")) {
      (rest, parts) = (before, [Text.roleLineFields(fields: fields)] + parts)
    }
    let denial = Text.roleDeny(permission: "").description
    let isDenial = rest.hasPrefix(denial)
    guard isDenial || !parts.isEmpty, !rest.isEmpty else { return nil }
    let permission =
      isDenial
      ? Text.roleDeny(permission: String(rest.dropFirst(denial.count))) : Text(words: String(rest))
    return Text(joining: [permission] + parts, by: " ")
  }

  /// `admin: ticket.create when priority:high by inbox own changes too`.
  private static func subscription(_ line: String, _ labels: Labels?) -> Text? {
    var rest = line[...]
    var parts: [Text] = []
    let own = " \(Text.subscriptionOwnToo)"
    if rest.hasSuffix(own) {
      rest = rest.dropLast(own.count)
      parts = [Text.subscriptionOwnToo]
    }
    if let (before, channel) = rest.parted(by: Text.subscriptionBy(channel: ""), isLast: true) {
      let called = labels?.name(channel, of: "channel") ?? channel
      (rest, parts) = (before, [Text.subscriptionBy(channel: called)] + parts)
    }
    if let (before, condition) = rest.parted(by: Text.subscriptionWhen(condition: "")) {
      (rest, parts) = (before, [Text.subscriptionWhen(condition: condition)] + parts)
    }
    if rest.contains(": report."),
      let (before, moment) = rest.parted(by: Text.subscriptionEvery(moment: ""), isLast: true)
    {
      (rest, parts) = (before, [Text.subscriptionEvery(moment: weekly(moment))] + parts)
    }
    return parts.isEmpty ? nil : Text(joining: [Text(words: String(rest))] + parts, by: " ")
  }

  /// `monday 08:00`.
  private static func weekly(_ moment: String) -> Text {
    let day = moment.prefix { $0 != " " }
    let time = String(moment.dropFirst(day.count))
    return Text(joining: [Text(name: String(day), of: .day), Text(words: time)], by: "")
  }

  /// `assignee:me due:..now (shared with agent)`.
  private static func view(_ line: String) -> Text? {
    guard let (query, end) = line[...].parted(by: Text(words: "("), isLast: true),
      let shared = Text(saying: " (\(end)", amongSections: ["view"]), shared.code == sharedCode
    else { return nil }
    return Text(joining: [Text(words: String(query)), shared], by: "")
  }

  private static let sharedCode = Text.viewSharedWith(role: "").code

  /// `away until 2026-01-31T12:00:00.000Z, bob stands in`; the moment is on the reader's clock.
  private static func absence(_ line: String) -> Text? {
    var rest = line[...]
    var standIn: Text?
    if let comma = rest.firstIndex(of: ",") {
      standIn = Text(saying: String(rest[comma...]), amongSections: ["page"])
      rest = rest[..<comma]
    }
    if rest == Text.pageRemoved(stand_in: Text?.none).description {
      return Text.pageRemoved(stand_in: standIn)
    }
    let away = Text.pageAway(till: Text?.none, stand_in: Text?.none).description
    guard rest.hasPrefix(away) else { return nil }
    guard rest.count > away.count else { return Text.pageAway(till: Text?.none, stand_in: standIn) }
    let until = Text.pageTill(time: "").description
    guard rest.dropFirst(away.count).hasPrefix(until),
      let moment = try? Instant(iso: String(rest.dropFirst(away.count + until.count)))
    else { return nil }
    return Text.pageAway(till: Text.pageTill(time: moment), stand_in: standIn)
  }
}

extension Substring {
  /// What stands before the words of a text with an empty value at its end, and behind them.
  fileprivate func parted(by text: Text, isLast: Bool = false) -> (Substring, String)? {
    let mark = " \(text)"
    let found = isLast ? ranges(of: mark).last : firstRange(of: mark)
    return found.map { (self[..<$0.lowerBound], String(self[$0.upperBound...])) }
  }
}
