import CCurl
import Kernel

/// One request and its answer: owns the C side, and is the only place that sees its pointers.
@safe final class Exchange {
  private let pointer: OpaquePointer

  /// `nil` where there is no memory left.
  init?() {
    guard let made = unsafe web_begin() else { return nil }
    unsafe pointer = made
  }

  deinit {
    unsafe web_end(pointer)
  }

  /// Adds a line of the request's head; `false` where there is no memory left.
  func add(_ line: String) -> Bool {
    unsafe line.withCString { unsafe web_add_header(pointer, $0) }
  }

  /// Asks, and waits for the answer.
  func run(
    _ request: WebRequest, certificates: String?, isStopped: @escaping () -> Bool,
  ) -> web_outcome {
    let watch = ExchangeWatch(reach: request.reach, isStopped: isStopped)
    return withExtendedLifetime(watch) {
      var native = unsafe web_watch(
        context: Unmanaged.passUnretained(watch).toOpaque(), permits: permits,
        is_stopped: isEnding)
      return unsafe with(certificates) { certificates in
        unsafe request.method.rawValue.withCString { method in
          unsafe request.address.url.withCString { url in
            unsafe (request.body ?? []).withUnsafeBufferPointer { body in
              var asked = unsafe web_request(
                method: method, url: url, certificates: certificates,
                body: web_bytes(start: body.baseAddress, count: body.count),
                has_body: request.needsBody, milliseconds: request.timeout,
                body_limit: request.answerLimit, head_limit: WebRequest.headLimit)
              return unsafe web_run(pointer, &asked, &native)
            }
          }
        }
      }
    }
  }

  var status: Int { unsafe Int(web_status(pointer)) }
  var head: [UInt8] { unsafe Exchange.copy(web_head(pointer)) }
  var body: [UInt8] { unsafe Exchange.copy(web_body(pointer)) }
  var detail: String { unsafe String(cString: web_detail(pointer)) }

  private static func copy(_ bytes: web_bytes) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: bytes.start, count: bytes.count))
  }

  private func with<Result>(
    _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result,
  ) -> Result {
    guard let text else { return body(nil) }
    return unsafe text.withCString { unsafe body($0) }
  }
}

/// What a request is asked about while it runs.
private final class ExchangeWatch {
  let reach: WebReach
  let isStopped: () -> Bool

  init(reach: WebReach, isStopped: @escaping () -> Bool) {
    self.reach = reach
    self.isStopped = isStopped
  }
}

private func permits(
  context: UnsafeMutableRawPointer?, address: UnsafePointer<UInt8>?, count: Int, port: UInt16,
) -> Bool {
  guard let context = unsafe context else { return false }
  let watch = unsafe Unmanaged<ExchangeWatch>.fromOpaque(context).takeUnretainedValue()
  let bytes = unsafe Array(UnsafeBufferPointer(start: address, count: count))
  guard let address = NetworkAddress(bytes: bytes) else { return false }
  return watch.reach.permits(connectingTo: address, port: Int(port))
}

private func isEnding(context: UnsafeMutableRawPointer?) -> Bool {
  guard let context = unsafe context else { return true }
  return unsafe Unmanaged<ExchangeWatch>.fromOpaque(context).takeUnretainedValue().isStopped()
}

extension WebRequest {
  /// Whether a body goes along, if an empty one: servers want its length of these verbs.
  fileprivate var needsBody: Bool { body != nil || [.post, .put, .patch].contains(method) }
}
