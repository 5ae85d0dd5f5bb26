import Testing

/// What the dashboard says to its readers.
@Suite struct DashboardWordTests {
  @Test(arguments: [
    ("en", "1 open   1 waiting   0 postponed"), ("nl", "1 open   1 wachtend   0 uitgesteld"),
    ("es", "1 abierto   1 en espera   0 pospuestos"),
    ("de", "1 offen   1 wartend   0 zurückgestellt"),
    ("ru", "1 открыта   1 в ожидании   0 отложено"),
  ])
  func `the dashboard counts tickets in words that agree with the number`(
    language: String, words: String,
  ) throws {
    let desk = try TestDesk()
    try desk.run("new", "Lamp", "--requester", "carl")
    try desk.run("new", "Ladder", "--requester", "carl")
    try desk.run("reply", "2", "Which one?", as: "ann")
    let shown = try desk.run("dashboard", "--lang", language).output
    #expect(shown.contains(words), "\(shown)")
  }
}
