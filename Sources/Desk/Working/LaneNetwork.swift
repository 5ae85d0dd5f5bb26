import Kernel
import Storage
import Texts

/// The way out of one row's work: closed when the worker is to end, and to hosts that its lane leaves
/// alone for a while.
final class LaneNetwork: Network {
  private let network: any Network
  private let now: () -> Instant
  private let isEnding: () -> Bool
  /// Looks up what the lane leaves alone; it is asked with the first request.
  private let lookUp: () throws -> [DeliveryPause]
  private var pauses: [String: DeliveryPause]?
  /// Whether something was cut off, or not begun, because the worker is to end.
  private(set) var wasStopped = false
  /// The pause for which something was not begun; the longest, where there are several.
  private(set) var pause: DeliveryPause?
  /// Hosts that have timed out, each once.
  private(set) var timedOut: Set<String> = []
  /// Hosts that have answered and about which something was noted before.
  private(set) var recovered: Set<String> = []

  init(
    _ network: any Network, now: @escaping () -> Instant, isStopped: @escaping () -> Bool,
    pauses: @escaping () throws -> [DeliveryPause],
  ) {
    self.network = network
    self.now = now
    isEnding = isStopped
    lookUp = pauses
  }

  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    let host = request.hostWords
    let known = try known(host)
    if let known, known.holds(at: now()) {
      if known.until > pause?.until ?? known.since { pause = known }
      throw WebFailure(.unavailable, known.text)
    }
    do throws(WebFailure) {
      let response = try network.send(request) { [isEnding] in isEnding() || isStopped() }
      timedOut.remove(host)
      if known != nil { recovered.insert(host) }
      return response
    } catch {
      if error.code == .stopped { wasStopped = true }
      if error.code == .timeout { timedOut.insert(host) }
      throw error
    }
  }

  private func known(_ host: String) throws(WebFailure) -> DeliveryPause? {
    if let pauses { return pauses[host] }
    do {
      let found = try lookUp().map { ($0.host, $0) }
      let known = Dictionary(found) { first, _ in first }
      pauses = known
      return known[host]
    } catch {
      throw WebFailure(.unavailable, Text(of: error))
    }
  }
}

extension DeliveryPause {
  /// What is left alone, since when, why, and until when.
  package var text: Text {
    Text.outboxPaused(host: host, count: failures, since: since, until: until)
  }
}

extension LaneNetwork {
  /// What an error leads to: where something was not begun because of a pause, the row waits for its
  /// end, whatever the plugin made of it.
  func postponed(_ error: any Error) -> any Error {
    guard let pause else { return error }
    return DeliveryFailure(pause)
  }
}

extension DeliveryFailure {
  /// The row waits for the end of a pause.
  init(_ pause: DeliveryPause) {
    self.init(.postponed(until: pause.until), pause.text)
  }
}

/// Which hosts have timed out during a row, and which have answered again.
struct LaneNews: Sendable {
  private let lane: OutboxLane
  private let timedOut: [String]
  private let recovered: [String]

  init(_ network: LaneNetwork, of lane: OutboxLane) {
    self.lane = lane
    timedOut = network.timedOut.sorted()
    recovered = network.recovered.subtracting(network.timedOut).sorted()
  }

  /// Writes it down: a host that times out again and again is left alone for a while.
  func write(to transaction: WriteTransaction, at now: Instant) throws {
    for host in recovered { try transaction.endPauses(of: lane, host: host, at: now) }
    for host in timedOut { try transaction.noteTimeout(of: host, for: lane, at: now) }
  }
}
