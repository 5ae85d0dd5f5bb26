import PluginHost
import Testing

/// Places of texts that say how a value is written.
@Suite struct PlaceShapeTests {
  @Test(arguments: [
    ("{t:date}", "1767355200", "02.01.2026"), ("{t:time}", "1767355200", "02.01.2026 12:00"),
    ("{t:date}", "'2026-01-02'", "02.01.2026"), ("{t:date}", "'2026-01-02 12:00'", "02.01.2026"),
    ("{t:time}", "'2026-01-02 12:00'", "02.01.2026 12:00"),
    ("{t:duration}", "5400", "1 Std 30 Min"), ("{t:duration}", "'2h10m'", "2 Std 10 Min"),
    ("{t:duration}", "-60", "-1 Min"),
    ("{t:number}", "12345", "12.345"), ("{t:number}", "0.5", "0,5"), ("{t}", "12345", "12345"),
    ("{t:date}", "'soon'", "soon"), ("{t:else}", "1", "{t:else}"),
  ])
  func `a place writes its value as the language of the text does`(
    place: String, value: String, words: String,
  ) throws {
    try check("de", place, value, words)
  }

  @Test(arguments: [
    ("{t:time}", "1767355200", "2026-01-02 12:00"), ("{t:duration}", "5400", "1h30m"),
    ("{t:number}", "12345", "12,345"),
  ])
  func `in English it stands as people type it`(
    place: String, value: String, words: String,
  ) throws {
    try check("en", place, value, words)
  }

  private func check(
    _ language: String, _ place: String, _ value: String, _ words: String,
  ) throws {
    let files = [
      "locales/en.lua": "return { says = '\(place)' }",
      "locales/de.lua": "return { says = '\(place)' }",
      "spec.lua": """
      spec.case("x", { zone = "UTC" }, function()
        spec.equal(docket.text(docket.tr("says", { t = \(value) }), "\(language)"), "\(words)")
      end)
      """,
    ]
    let results = try SpecRunner(available: []) { try BenchDesk($0, at: $1) }
      .run(.sample("", files: files))
    #expect(results.map(\.failure) == [nil])
  }
}
