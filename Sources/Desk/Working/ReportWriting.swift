import Kernel
import Storage
import Texts

extension Delivery {
  /// Makes the report that somebody is sent every week, and has it told; then it waits for the next.
  ///
  /// What keeps it from being made is told to its reader instead.
  func weeklyReport() throws -> Result {
    guard let weekly = WeeklyReport(of: row) else { throw gone(Text.outboxEvery(name: row.name)) }
    let made = try worker.desk.moment { try ReportWriting(weekly, at: $0)?.made() }
    switch made {
    case .told(let message, let next):
      var result = Result()
      (result.told, result.next) = (message, next)
      return result
    case .waits(let until): throw DeliveryFailure(.postponed(until: until), Text.outboxNotYet)
    case nil: throw DeliveryFailure(.needless, Text.outboxNothingToTell)
    }
  }
}

/// Puts a weekly report into words for whoever subscribed to it: as they see the desk, in their
/// language, by their clock.
private struct ReportWriting {
  /// What came of it.
  enum Made: Sendable {
    case told(OutboxRow, next: OutboxRow)
    /// It is not time yet, by the clock that the reader has by now.
    case waits(until: Instant)
  }

  let weekly: WeeklyReport
  let subscription: Subscription
  let order: ReportOrder
  let session: DeskSession

  /// `nil` where nobody wants it any more.
  init?(_ weekly: WeeklyReport, at moment: DeskMoment) throws {
    guard let subscription = try moment.reader.subscription(weekly.subscription),
      let order = subscription.report, case .person(let id) = subscription.audience,
      let person = try moment.reader.person(id), try !moment.isRemoved(person)
    else { return nil }
    var session = try moment.session(as: person)
    session.language = Language(session.rulebook.settings.languageCode(of: person)) ?? .english
    (self.weekly, self.subscription, self.order) = (weekly, subscription, order)
    self.session = session
  }

  func made() throws -> Made {
    let (now, zone) = (session.now, session.zone)
    guard let due = weekly.due(at: order.moment, now: now, in: zone) else {
      return .waits(until: order.moment.next(after: now, in: zone))
    }
    let (title, text) = try words()
    let channel = session.rulebook.registry.channels.first { $0.name == subscription.channel }
    let message = weekly.told(
      for: due, to: session.person.id, by: subscription.channel, of: channel?.plugin ?? "",
      at: now, event: order.event,
      subject: said(Text.weeklySubject(title: title)), text: text,
      language: session.language.code)
    let next = WeeklyReport(
      subscription: weekly.subscription, since: due, isUnderWay: true)
    return .told(
      message, next: next.row(at: order.moment, after: now, in: zone, for: session.person.id))
  }

  private func words() throws -> (title: String, text: String) {
    do {
      let answer = try session.answer(ReportQuestion(order))
      let words = session.words(
        of: answer, in: session.rulebook.labels(in: session.language.code),
        isLabelled: session.language != .english)
      let rows = words.lines(of: answer.rows)
      let parts = [
        head(of: answer, words), rows.isEmpty ? [said(Text.weeklyEmpty)] : rows,
      ]
      return (
        words.title,
        parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
      )
    } catch let error as StorageError {
      throw error
    } catch {
      return (order.report, said(Text.weeklyRefused(problem: Text(of: error))))
    }
  }

  private func head(of answer: ReportAnswer, _ words: ReportWords) -> [String] {
    var lines = words.help.isEmpty ? [] : [words.help]
    if !answer.query.isEmpty { lines.append(said(Text.weeklyTickets(query: answer.query))) }
    if let since = answer.since { lines.append(said(Text.weeklySince(since: since))) }
    if let until = answer.until { lines.append(said(Text.weeklyUntil(until: until))) }
    return lines
  }

  private func said(_ text: Text) -> String {
    text.rendered(in: session.language, clock: session.zone.textClock(in: session.language))
  }
}

extension ReportQuestion {
  /// What a subscription asks each week.
  init(_ order: ReportOrder) {
    self.init(
      order.report, query: order.query, since: order.since, until: order.until,
      params: order.params.mapValues(Value.text))
    isKept = true
  }
}
