import Foundation
import Glibc
import Synchronization

/// A small HTTP server of a test on 127.0.0.1, each connection on a thread of its own.
package final class LoopbackServer: Sendable {
  /// What it was asked.
  package struct Request: Sendable {
    package var method: String
    package var target: String
    /// By names in small letters.
    package var headers: [String: String]
    package var body: [UInt8]
  }

  /// What it does about a request.
  package enum Answer: Sendable {
    case status(Int, headers: [String] = [], body: String = "")
    /// Whatever bytes, as they are.
    case raw(String)
    /// Says nothing until the other side goes.
    case silence
    /// Begins a body that never ends.
    case endless
    /// Begins headers that never end.
    case endlessHead
    /// Closes the connection without a word.
    case hangUp
  }

  package let port: Int
  private let listener: Int32
  private let asked = Mutex<[Request]>([])
  private let answer: @Sendable (Request) -> Answer

  /// Listens on a port that the system chooses.
  package init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    self.answer = answer
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let (listener, given) = (listener, size)
    let code = unsafe withUnsafeMutablePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        guard unsafe bind(listener, pointer, given) == 0, listen(listener, 16) == 0 else {
          return false
        }
        return unsafe getsockname(listener, pointer, &size) == 0
      }
    }
    guard code else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: place.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        guard let server = self else {
          close(connection)
          break
        }
        Thread.detachNewThread { server.serve(connection) }
      }
      close(listener)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// What it was asked so far, in the order in which it was.
  package var requests: [Request] { asked.withLock(\.self) }

  /// The URL of a path, by the address or another name of this machine.
  package func url(_ path: String = "/", host: String = "127.0.0.1") -> String {
    "http://\(host):\(port)\(path)"
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    guard let request = Self.read(connection) else { return }
    asked.withLock { $0.append(request) }
    switch answer(request) {
    case .status(let status, let headers, let body):
      let lines = headers + ["Content-Length: \(body.utf8.count)", "Connection: close"]
      Self.send("HTTP/1.1 \(status) So\r\n\(lines.joined(separator: "\r\n"))\r\n\r\n", connection)
      if request.method != "HEAD" { Self.send(body, connection) }
    case .raw(let text): Self.send(text, connection)
    case .silence:
      var byte: UInt8 = 0
      while unsafe recv(connection, &byte, 1, 0) > 0 {}
    case .endless:
      Self.send("HTTP/1.1 200 OK\r\n\r\n", connection)
      let part = String(repeating: "more and more ", count: 1_000)
      while Self.send(part, connection) {}
    case .endlessHead:
      Self.send("HTTP/1.1 200 OK\r\n", connection)
      while Self.send("X-More: \(String(repeating: "m", count: 1_000))\r\n", connection) {}
    case .hangUp: break
    }
  }

  @discardableResult
  private static func send(_ text: String, _ connection: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// A whole request; `nil` where the other side goes before it is one.
  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let blank = Array("\r\n\r\n".utf8)
    while true {
      if let end = bytes.firstRange(of: blank) {
        var request = head(String(decoding: bytes[..<end.lowerBound], as: UTF8.self))
        let length = Int(request.headers["content-length"] ?? "0") ?? 0
        request.body = Array(bytes[end.upperBound...])
        if request.body.count >= length { return request }
      }
      let count = unsafe recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func head(_ text: String) -> Request {
    let lines = text.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    return Request(method: words[0], target: words[1], headers: headers, body: [])
  }
}
