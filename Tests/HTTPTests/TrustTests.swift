import Foundation
import Glibc
import HTTP
import Kernel
import Testing

/// Servers that speak TLS, made with the program openssl; without it these are skipped.
@Suite(.enabled(if: SecureServer.isPossible, "the program openssl is not there"))
struct TrustTests {
  private func ask(
    _ server: SecureServer, host: String, certificates: String? = nil,
  ) throws -> WebResponse {
    let request = WebRequest(
      .get, try WebAddress("https://\(host):\(server.port)/"), timeout: 20_000,
      reach: WebReach(["127.0.0.1", "localhost"].compactMap(HostRule.init)))
    return try CurlNetwork(certificates: certificates).send(request, isStopped: { false })
  }

  @Test func `a certificate that nobody vouches for is refused, in clear words`() throws {
    let server = try SecureServer()
    let failure = try #require(throws: WebFailure.self) { try ask(server, host: "localhost") }
    #expect(failure.code == .certificate)
    #expect(failure.description.hasPrefix("the certificate of localhost is not trusted: "))
    #expect(
      failure.description.contains("self-signed") || failure.description.contains("self signed"))
  }

  @Test func `a certificate that is trusted is good for its own host only`() throws {
    let server = try SecureServer()
    #expect(try ask(server, host: "localhost", certificates: server.certificate).status == 200)
    let failure = try #require(throws: WebFailure.self) {
      try ask(server, host: "127.0.0.1", certificates: server.certificate)
    }
    #expect(failure.code == .certificate)
  }
}

/// A server with a certificate that it signed itself, for `localhost`.
private final class SecureServer {
  static let program = "/usr/bin/openssl"
  static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

  let certificate: String
  private(set) var port = 0
  private let folder: URL
  private let process = Process()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "docket-tls-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appending(path: "certificate.pem").path
    let key = folder.appending(path: "key.pem").path
    let making = Process()
    making.executableURL = URL(fileURLWithPath: Self.program)
    making.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
      "subjectAltName=DNS:localhost",
    ]
    making.standardError = FileHandle.nullDevice
    try making.run()
    making.waitUntilExit()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = [
      "s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www",
    ]
    let said = Pipe()
    process.standardOutput = said
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    port = try Self.port(in: said.fileHandleForReading)
  }

  deinit {
    // It may have been started by a thread that holds other signals back.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The port in the line `ACCEPT 127.0.0.1:43211`, which comes once somebody can connect.
  private static func port(in output: FileHandle) throws -> Int {
    var text = ""
    while !text.contains("ACCEPT") || !text.hasSuffix("\n") {
      let data = output.availableData
      guard !data.isEmpty else { break }
      text += String(decoding: data, as: UTF8.self)
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT") }
    return try #require(line?.split(separator: ":").last.flatMap { Int($0) })
  }
}
