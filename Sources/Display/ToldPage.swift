import Desk
import Kernel
import Texts

/// Whom a change would tell, and why, for reading and as JSON.
package struct ToldPage {
  private let answer: ToldAnswer

  package init(_ answer: ToldAnswer) {
    self.answer = answer
  }

  package func lines(on surface: Surface) -> [String] {
    let told = answer.people.filter(\.isTold)
    let others = answer.people.filter { !$0.isTold }
    let head = surface.foldedLines(head(count: told.count), margin: 0)
    return head.map { surface.styled($0, told.isEmpty ? .danger : .good) }
      + told.flatMap { lines(of: $0, on: surface) }
      + (others.isEmpty ? [] : surface.foldedLines(Text.whyToldOthers, margin: 0))
      + others.flatMap { lines(of: $0, on: surface) }
  }

  private func head(count: Int) -> Text {
    let ticket = answer.ticket.rawValue
    return answer.isOfNew
      ? Text.whyToldNew(person: answer.by, ticket: ticket, count: count)
      : Text.whyToldHead(person: answer.by, event: answer.event, ticket: ticket, count: count)
  }

  private func lines(of person: ToldAnswer.Addressee, on surface: Surface) -> [String] {
    let width = answer.people.map { surface.shown($0.name).displayWidth }.max() ?? 0
    let reasons = words(of: person).map { surface.foldedLines($0, margin: width + 6) }
    // What a reason goes on with stands further in than where the next one begins.
    let lines = reasons.flatMap { $0.prefix(1) + $0.dropFirst().map { "  \($0)" } }
    return lines.enumerated().map { index, line in
      let name = index == 0 ? surface.shown(person.name) : ""
      let space = String(repeating: " ", count: width - name.displayWidth + 2)
      return "  " + name + space + line
    }
  }

  /// Why somebody is told, or why not: what tells them, or else each thing that does not.
  private func words(of person: ToldAnswer.Addressee) -> [Text] {
    guard !person.tellings.isEmpty else {
      return [Text.whyToldNothing(parts: Text(joining: person.parts.map(\.text), by: ", "))]
    }
    return person.tellings.filter { !person.isTold || $0.telling.verdict == .told }
      .map { words(of: $0) }.uniqued
  }

  private func words(of reason: ToldAnswer.Reason) -> Text {
    let telling = reason.telling
    let cause = cause(of: reason)
    return switch telling.verdict {
    case .told: Text.whyToldBy(channel: telling.channel, cause: cause)
    case .again: Text.whyToldAgain(cause: cause)
    case .ownChange: Text.whyToldOwn(cause: cause)
    case .muted: Text.whyToldMuted(cause: cause)
    case .seesNoTicket: Text.whyToldNoTicket(cause: cause)
    case .seesNoEvent: Text.whyToldNoEvent(cause: cause)
    case .seesNoWords: Text.whyToldNoWords(cause: cause)
    case .conditionFails: Text.whyToldCondition(cause: cause)
    }
  }

  private func cause(of reason: ToldAnswer.Reason) -> Text {
    switch reason.telling.cause {
    case .subscription(let spec):
      let condition = reason.showsCondition ? spec.when : nil
      return Text.whyToldSubscription(
        audience: audience(of: spec, reason), key: spec.key, event: spec.event,
        when: condition.map { Text.subscriptionLineWhen(condition: $0) })
    case .hook(let signature, let recipient):
      return Text.whyToldHook(
        audience: audience(recipient.words, reason), hook: signature,
        place: reason.place.map { Text.whyToldPlace(place: $0) })
    }
  }

  private func audience(of spec: Subscription, _ reason: ToldAnswer.Reason) -> Text {
    switch spec.audience {
    case .person: Text.whyToldOwnWish
    case .role(let name): Text.subscriptionOfRole(role: name)
    case .part(let part): audience(part.text, reason)
    }
  }

  private func audience(_ words: Text, _ reason: ToldAnswer.Reason) -> Text {
    reason.isForAnother ? Text.whyToldForAnother(audience: words) : words
  }
}

extension ToldPage {
  package var json: JSON {
    .object([
      ("ticket", .integer(answer.ticket.rawValue)), ("event", .string(answer.event)),
      ("by", .string(answer.by)),
      ("people", .array(answer.people.map(json))),
    ])
  }

  private func json(_ person: ToldAnswer.Addressee) -> JSON {
    .object([
      ("person", .string(person.name)), ("told", .boolean(person.isTold)),
      ("parts", .array(person.parts.map { .string($0.rawValue) })),
      ("why", .array(person.tellings.map(json))),
    ])
  }

  private func json(_ reason: ToldAnswer.Reason) -> JSON {
    let telling = reason.telling
    var (to, subscription, hook, when) = ("", JSON.null, JSON.null, JSON.null)
    switch telling.cause {
    case .subscription(let spec):
      to = audience(of: spec, reason).description
      subscription = .string(spec.key)
      when = reason.showsCondition ? spec.when.map(JSON.string) ?? .null : .null
    case .hook(let signature, let recipient):
      (to, hook) = (
        audience(Text(words: recipient.text), reason).description, .string(signature)
      )
    }
    return .object([
      ("verdict", .string(telling.verdict.rawValue)), ("channel", .string(telling.channel)),
      ("to", .string(to)), ("subscription", subscription), ("when", when), ("hook", hook),
      ("place", reason.place.map(JSON.string) ?? .null),
    ])
  }
}
