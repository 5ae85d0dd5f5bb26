import Crypto
import Kernel
import Testing

@Suite struct JSONFormTests {
  /// The digests are of what Foundation's encoder gave, by which desks of earlier versions decide.
  @Test func `a registry has the text that it had in earlier versions`() throws {
    #expect(
      Digest(of: try SampleRegistry.full.jsonText).hex
        == "882ed870572c88c28ee4a32f4e15844ab5dbc48d33edd03d56feedb2f4524147")
    #expect(
      Digest(of: try Registry().jsonText).hex
        == "99f21170a210c96e9392ca47707f39277e08a2801ae90a05ba7a4f0cc5a96c2c")
  }

  /// But for an action that records a value under a parameter's name, whose guards were one.
  @Test func `what was agreed to has the text that it had in earlier versions`() throws {
    let digest = Digest(of: try SampleRegistry.terms.jsonText).hex
    #expect(digest == "93832a528414c89d248b6b6e3d81f4bd05b3c4fba4357e02038d1f7585a12269")
  }

  @Test func `what was written is read as the same`() throws {
    #expect(try Registry(jsonText: SampleRegistry.full.jsonText) == SampleRegistry.full)
    #expect(try Registry(jsonText: Registry().jsonText) == Registry())
    #expect(try PluginTerms(jsonText: SampleRegistry.terms.jsonText) == SampleRegistry.terms)
  }

  @Test func `every member of a form is exchanged`() throws {
    #expect(try missing(in: SampleRegistry.full) == [])
    #expect(try missing(in: SampleRegistry.terms) == [])
  }

  /// The members of a value, and of all forms in it, that are not `nil` and not written.
  private func missing(in value: Any) throws -> Set<String> {
    let members = Mirror(reflecting: value).children.filter { member in
      let mirror = Mirror(reflecting: member.value)
      return mirror.displayStyle != .optional || !mirror.children.isEmpty
    }
    var missing: Set<String> = []
    if let form = value as? any JSONForm {
      guard case .object(let written) = try form.node else { return ["\(type(of: value))"] }
      missing = Set(members.compactMap(\.label)).subtracting(written.map(\.0))
    }
    return try members.reduce(missing) { try $0.union(self.missing(in: $1.value)) }
  }

  @Test(arguments: [
    (0.5, "0.5"), (1, "1"), (-0.0, "-0"), (.leastNonzeroMagnitude, "5e-324"),
    (1e15, "1000000000000000"), (1e16, "1e+16"), (-1.5e-7, "-1.5e-07"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
  ])
  func `a number is written as it was in earlier versions`(
    number: Double, written: String,
  ) throws {
    #expect(try number.jsonText == written)
    #expect(try Double(jsonText: written) == number)
  }

  @Test func `a text is written as it was in earlier versions`() throws {
    let written = #""a\b\f\n\r\t\u0000\u001f"# + "\u{7F}\u{2028}" + #"\"\\/é漢😀""#
    #expect(try SampleRegistry.odd.jsonText == written)
    #expect(try String(jsonText: written) == SampleRegistry.odd)
  }

  @Test func `a number that is not finite is not written`() {
    var field = FieldSpec(name: "severity", kind: .number, plugin: "base")
    field.least = -.infinity
    #expect(throws: JSONFormError.self) { try field.jsonText }
  }

  @Test func `members that nobody knows are passed over`() throws {
    let text = #"{"name":"new","share":null,"plugin":"a","query":"is:open","colour":"red"}"#
    #expect(try ViewSpec(jsonText: text) == ViewSpec(name: "new", query: "is:open", plugin: "a"))
  }

  @Test(arguments: [
    (#"{"name":"agent","side":"staff","plugin":""}"#, "grants"),
    (#"{"name":"agent","side":"both","grants":[],"plugin":""}"#, "side"),
    (#"{"name":null,"side":"staff","grants":[],"plugin":""}"#, "name"),
    (#"{"name":"a","side":"staff","grants":[{"isDenial":1}],"plugin":""}"#, "grants.permission"),
    (#"{"name":"a","side":"staff","grants":[],"plugin":"","was":3}"#, "was"),
    ("[]", ""),
  ])
  func `a member that is missing or of another kind is named`(text: String, path: String) {
    let error = #expect(throws: JSONFormError.self) { try RoleSpec(jsonText: text) }
    #expect(error?.path.joined(separator: ".") == path)
  }
}
