import Crypto
import Kernel
import Lua
import Texts

/// `docket.json`, `docket.base64` and `docket.hash`.
enum EncodingAPI {
  static let functions: [APIFunction] = [
    APIFunction(
      "docket.json.encode", "a value as JSON", [.init("value", .any, "plain data")],
      gives: .init(.text, "a string"), example: "local text = docket.json.encode({ id = 7 })",
      lanes: .everywhere
    ) { (call: inout HostCall, _, _) throws(HostError) in
      guard let text = PlainJSON.text(of: call.argument(0)) else {
        throw HostError(Text.apiJsonWants(got: call.argument(0).kindName))
      }
      call.results.string(text)
    },
    APIFunction(
      "docket.json.decode", "the value of a JSON text",
      [.init("text", .text, "one JSON document")],
      gives: .init(.any, "the value", else: "nil and why"),
      example: #"local value, err = docket.json.decode("[1, 2]")"#, lanes: .everywhere
    ) { (call: inout HostCall, context, _) throws(HostError) in
      let text = call.text(0)
      do throws(PlainJSON.Failure) {
        let value = try PlainJSON.value(of: text)
        call.results.value(value, keys: context.layout.layout.keys)
      } catch {
        call.fail(.invalid, error.text)
      }
    },
    APIFunction(
      "docket.json.array", "a table as a list",
      [.init("table", .table, "a list, or an empty table")],
      gives: .init(.list, "the list, an array also where empty"),
      example: "local text = docket.json.encode({ ids = docket.json.array({}) })",
      lanes: .everywhere
    ) { (call: inout HostCall, context, _) throws(HostError) in
      guard let items = call.argument(0).items else {
        throw HostError(Text.apiArrayWants(got: call.argument(0).kindName))
      }
      // An empty list that a plugin builds itself encodes as an object; this one as a list.
      let mark = call.results.beginList()
      for item in items { call.results.value(item, keys: context.layout.layout.keys) }
      call.results.end(mark)
    },
    APIFunction(
      "docket.base64.encode", "bytes as base64", [bytes], gives: .init(.text, "a string"),
      example: #"local text = docket.base64.encode("bytes")"#, lanes: .everywhere
    ) { (call: inout HostCall, _, function) throws(HostError) in
      call.results.string(Base64.encode(try bytes(call.argument(0), function.path)))
    },
    APIFunction(
      "docket.base64.decode", "the text in base64", [.init("text", .text, "with its padding")],
      gives: .init(.text, "the text", else: "nil and why where it is no UTF-8"),
      example: #"local text, err = docket.base64.decode("Ynl0ZXM=")"#, lanes: .everywhere
    ) { (call: inout HostCall, _, _) throws(HostError) in
      guard let bytes = Base64.decode(call.text(0)) else {
        return call.fail(.invalid, Text.apiNotBase64)
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        return call.fail(.invalid, Text.apiNotUtf8)
      }
      call.results.string(text)
    },
    APIFunction(
      "docket.hash",
      "a digest in hexadecimal: blake2b (256 bits) or sha256, signed where there is a key",
      [
        bytes,
        .options([
          .init("algorithm", .words(of: HashAlgorithm.self)),
          .init("key", .textOrSecret, "signs it; a secret of the settings may stand here"),
        ]),
      ],
      gives: .init(.text, "hexadecimal digits"),
      example: #"local digest = docket.hash("bytes", { algorithm = "sha256" })"#,
      lanes: .everywhere,
    ) { (call: inout HostCall, context, function) throws(HostError) in
      let bytes = try bytes(call.argument(0), function.path)
      var options = function.options(call, 1)
      let algorithm = options.word("algorithm", as: HashAlgorithm.self) ?? .blake2b
      let given = options.value("key")
      try options.check()
      let key = try given.flatMap { (value) throws(HostError) in
        try EncodingAPI.key(value, context)
      }
      call.results.string(algorithm.digest(of: bytes, key: key).hex)
    },
  ]

  private static let bytes = APIPart("text", .bytes, "any bytes")

  /// The bytes to sign with: a secret's, or a text's.
  private static func key(
    _ value: LuaValue, _ context: SandboxContext,
  ) throws(HostError) -> [UInt8] {
    if let secret = try context.secret(value) { return secret }
    return try bytes(value, Text.apiKeyOf(path: "docket.hash"))
  }

  private static func bytes(_ value: LuaValue, _ path: any TextConvertible) throws(HostError)
    -> [UInt8]
  {
    switch value {
    case .string(let text): return Array(text.utf8)
    case .bytes(let bytes): return bytes
    case .record where value.isSecret: throw HostError(Text.apiSecretHere(path: path))
    default: throw HostError(Text.apiBytesWant(path: path, got: value.kindName))
    }
  }
}

/// How `docket.hash` reckons: signed with BLAKE2b's own key, or by HMAC.
private enum HashAlgorithm: String, CaseIterable {
  case blake2b
  case sha256

  func digest(of bytes: [UInt8], key: [UInt8]?) -> [UInt8] {
    switch (self, key) {
    case (.blake2b, nil): Digest(of: bytes).bytes
    case (.blake2b, let key?): KeyedDigest.blake2b(bytes, key: key)
    case (.sha256, nil): KeyedDigest.sha256(bytes)
    case (.sha256, let key?): KeyedDigest.hmacSHA256(bytes, key: key)
    }
  }
}
