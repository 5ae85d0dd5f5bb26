import Kernel
import PluginHost
import Storage
import Texts

extension Worker {
  /// A run is done again at once for so many times where others change what it read of its state.
  static let runs = 3

  /// Does one row that was taken, and writes what becomes of it.
  func run(_ row: OutboxRow, into report: inout Report) throws {
    let lane = OutboxLane(of: row)
    let way = LaneNetwork(
      network, now: { [desk] in desk.clock.now() }, isStopped: isStopped
    ) { [desk] in
      try desk.readers.read { try $0.deliveryPauses(of: lane) }
    }
    do {
      guard row.tries <= Worker.tries else { throw DeliveryFailure.neverFinished }
      // What was cut off is given back as if it had not been begun, whatever the plugin made of it.
      guard try carryOut(row, through: way) else { return }
      report.done += 1
    } catch let error as StorageError {
      throw error
    } catch {
      if way.wasStopped { return }
      try end(row, way.postponed(error), news: way, into: &report)
    }
  }

  /// Carries a row out until nothing has moved meanwhile; `false` where it is not this one's to end.
  private func carryOut(_ row: OutboxRow, through way: LaneNetwork) throws -> Bool {
    var moved = ""
    for _ in 1...Worker.runs {
      let delivery = try Delivery(row: row, worker: self, network: way).carryOut()
      if way.wasStopped { return false }
      if let pause = way.pause { throw DeliveryFailure(pause) }
      switch try finish(row, delivery, news: way) {
      case .kept: return true
      case .lost: return false
      case .moved(let key): moved = key
      }
    }
    throw DeliveryFailure(
      .retry(after: nil), Text.outboxStateMoved(key: moved, count: Worker.runs))
  }

  /// What came of the transaction that acknowledges a row.
  private enum Finish {
    case kept
    /// Somebody else has the row.
    case lost
    /// Others changed what the run read of its state, under that key.
    case moved(String)
  }

  /// Writes what a row led to, together with its acknowledgement.
  private func finish(
    _ row: OutboxRow, _ delivery: Delivery.Result, news: LaneNetwork,
  ) throws -> Finish {
    let log = takeLines()
    let occasion = Delivery.Occasion(row: row.id, now: desk.clock.now())
    let news = LaneNews(news, of: OutboxLane(of: row))
    let finish = try write { [owner] transaction, deciding -> WriteResult<Finish> in
      guard try transaction.acknowledge(row.id, owner: owner) else { return .rollingBack(.lost) }
      if let key = try delivery.write(to: transaction, deciding, on: occasion) {
        return .rollingBack(.moved(key))
      }
      try news.write(to: transaction, at: occasion.now)
      return .keeping(.kept, log: log)
    }
    if case .kept = finish { log.forEach { onLine?($0) } }
    return finish
  }

  /// Notes why a row was not done, and what becomes of it.
  private func end(
    _ row: OutboxRow, _ error: any Error, news: LaneNetwork, into report: inout Report,
  ) throws {
    let ending = DeliveryFailure(error, of: row)
    let now = desk.clock.now()
    // One row that is tried again and again counts once against its plugin.
    let isFault = error is HookFault && row.tries == 1
    let line = ending.line(of: row, isFault: isFault, at: now, on: desk)
    let log = takeLines() + (line.map { [$0] } ?? [])
    let words = desk.logged(ending.text)
    let news = LaneNews(news, of: OutboxLane(of: row))
    let isOurs = try write { [owner] transaction, _ -> WriteResult<Bool> in
      let isOurs = try ending.write(
        of: row, owner: owner, at: now, words: words, to: transaction)
      if isOurs { try news.write(to: transaction, at: now) }
      return isOurs ? .keeping(true, log: log) : .rollingBack(false)
    }
    guard isOurs else { return }
    log.forEach { onLine?($0) }
    report.count(ending.fate)
  }
}

extension Worker.Report {
  /// Counts a row that was not done.
  fileprivate mutating func count(_ fate: DeliveryFailure.Fate) {
    switch fate {
    case .retry: failed += 1
    case .dead:
      failed += 1
      dead += 1
    case .needless, .lost: dropped += 1
    case .postponed: break
    }
  }
}
