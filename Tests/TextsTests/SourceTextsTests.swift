import Testing

@Suite struct SourceTextsTests {
  private func calls(_ source: String) -> [SourceTexts.Call] {
    SourceTexts(source: source).calls(in: "x")
  }

  @Test func `a text over several lines is found with its values`() {
    let source = """
      throw Refusal(
        .refused,
        Text(
          "move.no_lead",
          ["verb": verb, "others": known.isEmpty ? nil : Text("a.b", ["c": "x: \\(d["e"])"])]))
      """
    #expect(
      calls(source) == [
        .init(code: "move.no_lead", values: ["verb", "others"], place: "x"),
        .init(code: "a.b", values: ["c"], place: "x"),
      ])
  }

  @Test func `other types and comments are no texts`() {
    #expect(calls("TypedText(\"a.b\")\n// Text(\"a.b\")\nText(words: \"a.b\")").isEmpty)
  }
}
