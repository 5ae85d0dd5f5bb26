import Crypto
import Kernel
import PluginHost
import Storage
import Synchronization
import System
import Texts

/// The files by which one process asks all others of a desk to tell of a plugin's calls, and in which
/// they do.
///
/// Who can read them can read the desk's database. What asks stands for a few seconds only, unless it is
/// renewed: whoever was killed asks for nothing any more.
struct TraceFiles: Sendable {
  let order: String
  let calls: String
  private let database: String
  private let clock: Clock

  init(of folder: DeskFolder, clock: Clock) {
    order = folder.path + "/docket.trace"
    calls = folder.path + "/docket.traced"
    database = folder.database
    self.clock = clock
  }

  /// The most bytes of an order, of a call, and of all calls.
  private static let (mostOrder, mostCall, most) = (4_096, 64 << 10, Int64(8 << 20))

  /// The order that stands, also where it is over; `nil` where there is none that could be trusted.
  func readOrder() -> TraceOrder? {
    guard let status = FileSystem.status(of: order, followsLink: false) else { return nil }
    return readOrder(status)
  }

  /// Only the desk's owner and who runs this process can ask for anything.
  func readOrder(_ status: FileStatus) -> TraceOrder? {
    guard status.kind == .file, status.permissions & 0o077 == 0,
      [ThisProcess.user, FileSystem.status(of: database)?.owner].contains(status.owner),
      let text = try? FileSystem.text(of: order, atMost: TraceFiles.mostOrder)
    else { return nil }
    return try? TraceOrder(jsonText: text)
  }

  /// Where the lanes of this process look, and leave what they saw.
  var post: TracePost {
    let known = Mutex<(status: FileStatus, order: TraceOrder?)?>(nil)
    return TracePost(
      present: {
        guard let status = FileSystem.status(of: order, followsLink: false) else { return nil }
        let asked = known.withLock { known in
          if let known, known.status == status { return known.order }
          let read = readOrder(status)
          known = (status, read)
          return read
        }
        let now = clock.now().milliseconds
        // Values of tickets are not to lie about for longer than somebody looks at them.
        if let asked, asked.until < now - TraceFiles.leftover { removeAll() }
        return asked.flatMap { $0.until > now ? $0 : nil }
      }, leave: leave)
  }

  /// How long what nobody renews is left, in milliseconds: whoever was stopped may go on.
  private static let leftover: Int64 = 30_000

  func removeAll() {
    FileSystem.remove(order)
    FileSystem.remove(calls)
  }

  /// A call that cannot be told is not: nobody's work fails of somebody who looks on.
  private func leave(_ call: TracedCall) {
    guard let text = try? call.jsonText, text.utf8.count < TraceFiles.mostCall else { return }
    _ = try? FileSystem.append(
      Array((text + "\n").utf8), toExisting: calls, ofLessThan: TraceFiles.most)
  }
}

/// What a plugin's calls are asked for, until it ends.
package final class PluginTrace {
  private let files: TraceFiles
  private let clock: Clock
  private var order: TraceOrder
  private var place: Int64 = 0
  private var rest: [UInt8] = []

  /// How long an order stands without being renewed, and when it is.
  private static let (life, renewal): (Int64, Int64) = (10_000, 3_000)

  fileprivate init(_ plugin: String, _ event: String, _ files: TraceFiles, _ clock: Clock) throws {
    (self.files, self.clock) = (files, clock)
    if let other = files.readOrder(), other.until > clock.now().milliseconds {
      throw PluginTrace.other(than: other)
    }
    order = TraceOrder(
      id: RandomBytes.make(count: 8).hex, plugin: plugin, event: event,
      until: PluginTrace.end(clock))
    // Lines of one before are nobody's any more.
    FileSystem.remove(files.calls)
    try NewFile.write([], to: files.calls, replaces: false)
    FileSystem.remove(files.order)
    do {
      try NewFile.write(Array(order.jsonText.utf8), to: files.order, replaces: false)
    } catch {
      FileSystem.remove(files.calls)
      throw error
    }
  }

  private static func end(_ clock: Clock) -> Instant {
    clock.now().advanced(byMilliseconds: life)
  }

  /// The calls since the last ones, as they came; asks on, too.
  package func next() throws -> [TracedCall] {
    let now = clock.now().milliseconds
    if order.until - now < PluginTrace.life - PluginTrace.renewal {
      guard isOurs else { throw PluginTrace.other(than: order) }
      order.until = PluginTrace.end(clock).milliseconds
      try NewFile.write(Array(order.jsonText.utf8), to: files.order, replaces: true)
    }
    let bytes = try FileSystem.bytes(of: files.calls, from: place, atMost: 1 << 20)
    place += Int64(bytes.count)
    rest += bytes
    var calls: [TracedCall] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest.removeSubrange(...end)
      // What is no call was written by no Docket.
      if let call = try? TracedCall(jsonText: line), call.order == order.id { calls.append(call) }
    }
    return calls
  }

  /// Whether nobody else has asked since: who slept too long has lost their turn.
  private var isOurs: Bool { files.readOrder()?.id == order.id }

  private static func other(than order: TraceOrder) -> DeskError {
    DeskError.invalid(what: Text.tracedTrace, reason: Text.tracedOther(plugin: order.plugin))
  }

  /// Asks for nothing any more.
  package func end() {
    guard isOurs else { return }
    files.removeAll()
  }

  deinit { end() }
}

extension Desk {
  /// Asks all processes that use the desk to tell of a plugin's calls; `event` is one of
  /// `Registry.traceNames`, or `TraceOrder.every`.
  ///
  /// One plugin is traced at a time. Nothing is decided otherwise for being traced, and each decision
  /// takes a little longer.
  package func trace(_ plugin: String, on event: String) throws -> PluginTrace {
    try PluginTrace(plugin, event, TraceFiles(of: folder, clock: clock), clock)
  }

  /// The text of the files of an enabled plugin, as they decide, by their paths.
  package func sources(of plugin: String) throws -> [String: String] {
    try readers.read { reader in
      guard let record = try reader.plugins().first(where: { $0.name == plugin && $0.isEnabled })
      else { return [:] }
      let files = try reader.pluginFiles(digest: record.digest).map {
        ($0.path, String(decoding: $0.content, as: UTF8.self))
      }
      return Dictionary(files) { first, _ in first }
    }
  }
}
