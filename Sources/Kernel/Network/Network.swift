import Texts

/// The way out to the web: the port that whoever assembles a desk fills in.
package protocol Network {
  /// Asks once, following nothing, and waits for the whole answer.
  ///
  /// Connects only to addresses within the request's reach. `isStopped` is asked about once a second;
  /// where it says so, the request ends with `stopped`.
  func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse
}

/// What is asked of a server, once.
package struct WebRequest: Equatable, Sendable {
  /// A header of a request or an answer.
  package struct Header: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The verbs that may be used.
  package enum Method: String, CaseIterable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
  }

  package var method: Method
  package var address: WebAddress
  package var headers: [Header]
  package var body: [UInt8]?
  /// Milliseconds for all of it: finding, connecting, asking, and the whole answer.
  package var timeout: Int64
  package var reach: WebReach
  /// How messages call the host: not by its name where that is a secret.
  package var hostWords: String
  /// The most bytes that the answer's body may have.
  package var answerLimit = WebRequest.bodyLimit

  package init(
    _ method: Method, _ address: WebAddress, headers: [Header] = [], body: [UInt8]? = nil,
    timeout: Int64, reach: WebReach, hostWords: String? = nil,
  ) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.reach = reach
    self.hostWords = hostWords ?? address.host.written
  }

  /// The most bytes that a body may have, in either direction.
  package static let bodyLimit = 1 << 20
  /// The most bytes that all headers of an answer, or of a request, may have.
  package static let headLimit = 64 << 10
}

/// What a server answered.
package struct WebResponse: Equatable, Sendable {
  package var status: Int
  package var headers: [WebRequest.Header]
  package var body: [UInt8]

  package init(status: Int, headers: [WebRequest.Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of a header, whatever letters its name is written with.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name }?.value
  }
}

/// Why there is no answer.
///
/// Its words hold neither URL nor headers: those may be secret.
package struct WebFailure: TextError, Equatable {
  /// What plugins go by.
  package enum Code: String, Sendable {
    case timeout
    case connect
    case certificate
    case tooLarge = "too_large"
    case denied
    case broken
    case dryRun = "dry_run"
    case unavailable
    /// The worker is to end: the run is done again by the next one.
    case stopped
  }

  package let code: Code
  package let text: Text

  package init(_ code: Code, _ text: Text) {
    self.code = code
    self.text = text
  }

  package var description: String { text.description }
}

/// A way out that is closed: what is only tried sends nothing.
package struct ClosedNetwork: Network {
  private let failure: WebFailure

  package init(_ failure: WebFailure) {
    self.failure = failure
  }

  /// For dry runs.
  package static let dryRun = ClosedNetwork(WebFailure(.dryRun, Text.networkDryRun))

  package func send(
    _ request: WebRequest, isStopped: @escaping () -> Bool,
  ) throws(WebFailure) -> WebResponse {
    throw failure
  }
}
