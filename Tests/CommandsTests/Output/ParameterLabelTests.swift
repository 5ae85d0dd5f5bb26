import Testing

/// What the fields of a failure are called that are no fields of tickets.
@Suite struct ParameterLabelTests {
  @Test(arguments: [("es", "Nivel"), ("de", "Stufe"), ("en", "Level")])
  func `a parameter in a failure is called as its action calls it`(
    language: String, label: String,
  ) throws {
    let desk = try desk()
    let one = try desk.run("do", "1", "lift", "to=moon", "--lang", language)
    #expect(one.status == 1 && one.errors.contains("\(label) (to)"), "\(one.errors)")
    let plain = try desk.run("do", "1", "lift", "to=moon")
    #expect(plain.errors.contains("  to  "), "\(plain.errors)")
  }

  @Test func `a parameter in a bulk's refusals is called as its action calls it`() throws {
    let desk = try desk()
    try desk.run("new", "y")
    let many = try desk.run("do", "1", "2", "lift", "--yes", "--lang", "es")
    #expect(many.errors.contains("Nivel (to): "), "\(many.errors)")
    #expect(try desk.run("do", "1", "2", "lift", "--yes").errors.contains("to: "))
  }

  @Test(arguments: [
    ("--zone", "Foo", "zona horaria (zone)"), ("--language", "x y", "idioma (language)"),
  ])
  func `an argument in a failure is called as the program calls it`(
    option: String, value: String, name: String,
  ) throws {
    let desk = try TestDesk()
    let result = try desk.run("person", "set", "ann", option, value, "--lang", "es")
    #expect(result.errors.contains(name), "\(result.errors)")
  }

  /// A desk with a ticket, and an action with a parameter that the kernel calls otherwise.
  private func desk() throws -> TestDesk {
    let desk = try TestDesk()
    try desk.write(
      plugin: "lifts",
      files: [
        "locales/en.lua": #"return { ["param.lift.to"] = "Level" }"#,
        "locales/de.lua": #"return { ["param.lift.to"] = "Stufe" }"#,
        "locales/es.lua": #"return { ["param.lift.to"] = "Nivel" }"#,
      ],
      """
      docket.action{ name = "lift",
        params = { to = { type = "choice", choices = { "top" }, required = true } },
        propose = function(change) end }
      """)
    let enabled = try desk.run("plugin", "enable", "lifts", "--yes")
    #expect(enabled.status == 0, "\(enabled.errors)")
    try desk.run("new", "x")
    return desk
  }
}
