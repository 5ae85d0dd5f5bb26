import Testing

@Suite struct SourceSentencesTests {
  @Test func `no sentence stands outside the catalogue`() throws {
    let found = try SourceSentences.all()
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("throw Failure(.usage, \"there is no such thing\")", ["there is no such thing"]),
    ("say(\"\\(count) left out\")", ["¤ left out"]),
    ("say(\"x: \\(names.map { \"is `\\($0)`\" })\")", ["is `¤`"]),
    ("let text = \"\"\"\n  a word\n  \"\"\"", ["\n  a word\n  "]),
    ("// say(\"a word\")\nText.saidDone", []),
    ("Option(help: \"The ticket to show.\")", []),
    ("abstract: \"Show a ticket.\"", []),
    ("Option(help: \"The ticket\"\n + \" to show.\")", []), ("\"--desk \\(path)\"", []),
    ("\"\\(bytes) MB\"", []), ("\"\\(a) \\(b)\"", []),
    ("\"id, subject, due\"", []),
  ])
  func `a sentence is found where it is said, and not where it documents`(
    source: String, words: [String],
  ) {
    #expect(SourceSentences(source).sentences.map(\.words) == words)
  }

  @Test(arguments: [("SELECT id FROM ticket", true), ("there is no table", false)])
  func `SQL is told from sentences by its capitals`(words: String, isSQL: Bool) {
    #expect(SourceSentences.isSQL(words) == isSQL)
  }

  @Test func `each exemption is of files that there are, with sentences in them`() throws {
    for (path, _) in SourceSentences.exempt {
      let files = try SourceTexts.files(under: path)
      #expect(!files.isEmpty, "\(path)")
      #expect(files.contains { !SourceSentences($0).sentences.isEmpty }, "\(path)")
    }
  }
}
