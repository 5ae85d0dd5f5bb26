import PluginHost
import Testing

/// A number in a plugin's text chooses among forms by the language's rules, as in Docket's own.
@Suite struct PluralTests {
  @Test(arguments: [
    ("en", "1", "1 day left"), ("en", "2", "2 days left"), ("en", "0", "0 days left"),
    ("en", "1.5", "1.5 days left"), ("ru", "1", "остался 1 день"), ("ru", "3", "осталось 3 дня"),
    ("ru", "5", "осталось 5 дней"), ("ru", "21", "остался 21 день"),
    ("ru", "1.5", "осталось 1,5 дней"),
  ])
  func `a number takes its form`(_ language: String, _ number: String, _ words: String) throws {
    let files = [
      "locales/en.lua": "return { left = '{n} {n|day|days} left' }",
      "locales/ru.lua":
        "return { left = '{n|остался|осталось|осталось} {n} {n|день|дня|дней}' }",
      "spec.lua": """
      spec.case("x", {}, function()
        local text = docket.text(docket.tr("left", { n = \(number) }), "\(language)")
        spec.equal(text, "\(words)")
      end)
      """,
    ]
    let results = try SpecRunner(available: []) { try BenchDesk($0, at: $1) }
      .run(.sample("", files: files))
    #expect(results.map(\.failure) == [nil])
  }

  @Test func `what is no number leaves the place as it is written`() throws {
    let files = [
      "locales/en.lua": "return { left = '{n|day|days} {m|day|days}' }",
      "spec.lua": """
      spec.case("x", {}, function()
        spec.equal(docket.text(docket.tr("left", { n = "two" })), "{n|day|days} {m|day|days}")
      end)
      """,
    ]
    let results = try SpecRunner(available: []) { try BenchDesk($0, at: $1) }
      .run(.sample("", files: files))
    #expect(results.map(\.failure) == [nil])
  }
}
