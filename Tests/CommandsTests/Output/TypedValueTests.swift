import Testing

/// Values that are typed at commands besides those of tickets: settings, declarations, people.
@Suite struct TypedValueTests {
  /// A desk with a plugin that has settings of several kinds, and a number of people.
  private static func measured() throws -> TestDesk {
    let desk = try TestDesk()
    let manifest = """
      return { name = "measures", version = "1.2.3", api = 1, summary = "a test's", settings = {
        ratio = { type = "number" }, calls = { type = "boolean" }, wait = { type = "duration" },
        day = { type = "date" } } }
      """
    try desk.write(
      plugin: "measures", files: ["plugin.lua": manifest],
      "docket.field{ name = 'weight', on = 'person', type = 'number' }")
    try desk.run("plugin", "enable", "measures", "--yes")
    return desk
  }

  @Test func `settings of plugins are typed in the language of --lang`() throws {
    let desk = try Self.measured()
    let set = try desk.run(
      "plugin", "set", "measures", "ratio=1,5", "calls=ja", "wait=anderthalb Stunden",
      "day=31.12.2026", "--lang", "de")
    #expect(set.status == 0, "\(set.errors)")
    let json = try desk.run("plugin", "settings", "measures", "--json").output
    for value in ["1.5", "true", "1h30m", "2026-12-31"] {
      #expect(json.contains(value), "\(value): \(json)")
    }
  }

  @Test func `they are typed in the person's language, and in English always`() throws {
    let desk = try Self.measured()
    try desk.run("person", "set", "admin", "--language", "ru")
    for wait in ["полтора часа", "an hour and a half", "90m"] {
      let set = try desk.run("plugin", "set", "measures", "wait=\(wait)")
      #expect(set.status == 0, "\(wait): \(set.errors)")
    }
    let other = try desk.run("plugin", "set", "measures", "wait=полтора часа", "--lang", "de")
    #expect(other.status == 1, "\(other.output)")
  }

  @Test func `a number that may be two is refused with both`() throws {
    let set = try Self.measured().run(
      "plugin", "set", "measures", "ratio=1.234", "--lang", "de")
    #expect(set.status == 1 && set.errors.contains("1234") && set.errors.contains("1,234"))
  }

  @Test func `fields of people go by --lang`() throws {
    let desk = try Self.measured()
    let set = try desk.run("person", "set", "ann", "--field", "weight=1,5", "--lang", "de")
    #expect(set.status == 0, "\(set.errors)")
    #expect(try desk.run("person", "show", "ann", "--json").output.contains("1.5"))
    let plain = try desk.run("person", "set", "ann", "--field", "weight=1,5")
    #expect(plain.status == 1 && plain.errors.contains("1.5"), "\(plain.errors)")
  }

  @Test(arguments: [
    ("de", "1,5 MB", "1,5 MB"), ("ru", "1,5 МБ", "1,5 МБ"), ("en", "1.5 MB", "1.5 MB"),
  ])
  func `a size of the desk is typed and told as the language writes it, and kept in one form`(
    language: String, typed: String, told: String,
  ) throws {
    let desk = try TestDesk()
    let set = try desk.run("setting", "set", "attachment_limit", typed, "--lang", language)
    #expect(set.status == 0, "\(set.errors)")
    if language != "en" { #expect(set.output.contains(told), "\(set.output)") }
    #expect(try desk.run("setting", "list", "--json").output.contains("1536 kB"))
  }

  @Test func `a declaration is typed in a language and written in one form`() throws {
    let desk = try TestDesk()
    let added = try desk.run(
      "field", "add", "ratio", "--type", "number", "--default", "1,5", "--between", "0,5..2,5",
      "--lang", "de")
    #expect(added.status == 0, "\(added.errors)")
    let effort = try desk.run(
      "field", "add", "effort", "--type", "duration", "--default", "anderthalb Stunden", "--lang",
      "de")
    #expect(effort.status == 0, "\(effort.errors)")
    #expect(try desk.run("field", "show", "ratio", "--json").output.contains("1.5"))
    #expect(try desk.run("field", "show", "effort", "--json").output.contains("1h30m"))
  }

  @Test func `what is wrong with a declaration is told in the reader's language`() throws {
    let desk = try TestDesk()
    let reason = try desk.run("reason", "add", "a b", "--lang", "de")
    #expect(reason.status == 1 && reason.errors.contains("ein Name besteht aus Kleinbuchstaben"))
    #expect(!reason.errors.contains("docket.close_reason"), "\(reason.errors)")
    let type = try desk.run("type", "add", "x", "--lifecycle", "nix", "--lang", "de")
    #expect(type.errors.contains("der Lebenszyklus der Art `x` ist `nix`"), "\(type.errors)")
    let taken = try desk.run("field", "add", "id", "--type", "text", "--lang", "es")
    #expect(taken.errors.contains("palabra que ya usa"), "\(taken.errors)")
    let bounds = try desk.run(
      "field", "add", "x", "--type", "text", "--between", "1..2", "--lang", "ru")
    #expect(bounds.errors.contains("бывает только у чисел"), "\(bounds.errors)")
  }
}
