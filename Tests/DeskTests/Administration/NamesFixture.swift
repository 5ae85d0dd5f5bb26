import Desk
import Kernel
import TestSupport

/// A desk whose plugin calls its things otherwise in another version.
enum NamesFixture {
  /// What the plugin declares, with names to be chosen.
  struct Names {
    var type = "repair"
    var stage = "shop"
    var field = "severity"
    var choice = "minor"
    var reason = "mended"
    var queue = "bench"
    var role = "smith"
    /// Whether the plugin says what each was called in the other version.
    var were: [String: String] = [:]

    /// All of them under other names, each saying what it was.
    static func others(than names: Names = Names()) -> Names {
      var others = Names(
        type: "mending", stage: "workshop", field: "impact", choice: "small", reason: "fixed",
        queue: "counter", role: "tinker")
      if names.type == "mending" { others = Names() }
      others.were = [
        others.type: names.type, others.stage: names.stage, others.field: names.field,
        others.choice: names.choice, others.reason: names.reason, others.queue: names.queue,
        others.role: names.role,
      ]
      return others
    }

    func was(_ name: String) -> String { were[name].map { ", was = '\($0)'" } ?? "" }
  }

  static func plugin(_ names: Names) -> TestPlugin {
    let choice = names.were[names.choice].map { "{ name = '\(names.choice)', was = '\($0)' }" }
    return TestPlugin(
      "lc",
      """
      docket.queue{ name = '\(names.queue)'\(names.was(names.queue)) }
      docket.field{ name = '\(names.field)', type = 'choice', many = false,
        choices = { \(choice ?? "'\(names.choice)'"), 'major' }\(names.was(names.field)) }
      docket.lifecycle{ name = 'repair', initial = 'fresh',
        stages = { { 'fresh', 'open' },
          { name = '\(names.stage)', category = 'open'\(names.was(names.stage)) },
          { 'later', 'postponed' }, { 'done', 'closed' }, { 'bin', 'discarded' } },
        transitions = { fresh = { '\(names.stage)', 'done', 'bin' },
          \(names.stage) = { 'done', 'bin' }, done = { 'fresh' }, bin = { '@before' } },
        leads = { close = 'done', reopen = 'fresh', discard = 'bin', restore = '@before' } }
      docket.type{ name = '\(names.type)', lifecycle = 'repair'\(names.was(names.type)) }
      docket.close_reason{ name = '\(names.reason)'\(names.was(names.reason)) }
      docket.role{ name = '\(names.role)'\(names.was(names.role)), grants = {
        { permission = 'ticket.view' }, { permission = 'ticket.update' } } }
      """)
  }

  /// A desk with one ticket in the shop, one that was binned from there, and one that was closed.
  static func desk() throws -> TemporaryDesk {
    let desk = try TemporaryDesk(plugins: ["support", "inbox"])
    try desk.enable(plugin(Names()))
    try desk.add("kim", roles: ["smith"])
    for _ in 1...3 {
      try desk.act(
        "admin", "create", nil,
        [
          "subject": .text("x"), "type": .text("repair"), "severity": .text("minor"),
          "queue": .text("bench"),
        ]
      ).receipt()
    }
    for id: Int64 in 1...2 {
      try desk.act("admin", "update", id, ["stage": .text("shop")]).receipt()
    }
    try desk.act("admin", "discard", 2, params: ["to": .text("bin")]).receipt()
    try desk.act("admin", "close", 3, ["close_reason": .text("mended")]).receipt()
    return desk
  }

  /// Takes a version of the plugin over.
  @discardableResult
  static func reload(
    _ desk: TemporaryDesk, _ names: Names, version: String = "2.0.0",
    agreeingTo stranding: Stranding = Stranding(),
  ) throws -> [FollowedName] {
    try plugin(names).write(toDesk: desk.folder, version: version)
    var followed: [FollowedName] = []
    try desk.agreeing { consent in
      var consent = consent
      consent.stranding = stranding
      try desk.desk.reloadPlugins(
        "lc", as: .desk, agreeingTo: consent, telling: { followed = $0 })
    }
    return followed
  }
}
