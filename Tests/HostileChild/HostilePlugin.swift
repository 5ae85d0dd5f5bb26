import Kernel
import PluginHost

/// A plugin whose code gives hostile values to all that it can call, in each lane.
struct HostilePlugin {
  /// How many calls each run makes.
  static let calls = 150

  /// The plugin; its top level makes the calls itself, where that lane is tried.
  static func source(_ lane: Lane, seed: UInt64 = 0) -> PluginSource {
    let permissions = Permission.names + ["mail", "notify.public", "http:example.com"]
    let list = permissions.map { "\"\($0)\"" }.joined(separator: ", ")
    let main = lane == .load ? loading(seed) : registering
    return PluginSource(
      name: "hostile",
      texts: [
        "plugin.lua": """
        return { name = "hostile", version = "1.0.0", api = 1, summary = "Tries all",
          permissions = { \(list) } }
        """,
        "init.lua": "local fuzz = require(\"driver\")\n\(main)",
        "lib/driver.lua": "\(HostileLua.driver(for: lane))\nreturn fuzz\n",
        "locales/en.lua": "return { say = \"{a} and {b}\" }",
      ])
  }

  private static func loading(_ seed: UInt64) -> String {
    "fuzz(\(seed % 1_000_000_007), \(calls), {})"
  }

  private static let registering = """
    docket.field{ name = "span", type = "duration" }
    docket.field{ name = "moment", type = "time" }
    docket.field{ name = "count", type = "integer" }
    docket.field{ name = "share", type = "number" }
    docket.field{ name = "worked", type = "integer", computed = function(ticket)
      fuzz(ticket.id, \(calls), { ticket = ticket })
      return 1
    end }
    docket.action{ name = "poke", params = { at = { type = "time" }, n = { type = "integer" } },
      propose = function() end }
    docket.report{ name = "all", params = { seed = { type = "integer" } },
      columns = { { "n", "integer" } }, run = function(report)
        fuzz(report.params.seed, \(calls), {})
        return {}
      end }
    docket.export("all", function(seed) fuzz(seed, \(calls), {}) end)
    docket.before("ticket.create", function(change)
      local seed = tonumber(change.after.subject)
      if seed and change.depth == 0 then fuzz(seed // 1, \(calls), { change = change }) end
    end)
    docket.every("1h", "tick", function(timer)
      local seed = math.floor(timer.now * 1000)
      fuzz(seed, \(calls), {
        ticket = docket.tickets.get(1),
        plan = select(2, pcall(docket.plan, "update", "is:open", {})),
      })
    end)
    """

  /// A plugin that asks what the hostile one exports, in its report.
  static let asker = PluginSource(
    name: "asker",
    texts: [
      "plugin.lua": """
      return { name = "asker", version = "1.0.0", api = 1, summary = "Asks",
        requires = { hostile = ">=1.0" } }
      """,
      "init.lua": """
      docket.report{ name = "asked", params = { seed = { type = "integer" } },
        columns = { { "n", "integer" } }, run = function(report)
          docket.call("hostile.all", report.params.seed)
          return {}
        end }
      """,
    ])

  /// A plugin whose examples do the same, a case for each seed.
  static func specified(seeds: [UInt64]) -> PluginSource {
    let cases = seeds.map { seed in
      "spec.case(\"c\(seed)\", { requires = { \"support\" } }, function() fuzz(\(seed), \(calls), {}) end)"
    }
    return PluginSource(
      name: "hostile",
      texts: [
        "plugin.lua": """
        return { name = "hostile", version = "1.0.0", api = 1, summary = "Tries all" }
        """,
        "init.lua": "docket.field{ name = \"moment\", type = \"time\" }",
        "spec.lua": "\(HostileLua.driver(for: .spec))\n\(cases.joined(separator: "\n"))\n",
      ])
  }

  /// A script by hand, or an importer, that does the same.
  static func script(_ lane: Lane) -> PluginSource {
    let permissions = Permission.names.map { "\"\($0)\"" }.joined(separator: ", ")
    let body =
      lane == .importing
      ? """
      docket.importer{ name = "rows", format = "csv", each = function(row, import)
        fuzz(tonumber(row.seed), \(calls), { import = import })
      end }
      """
      : "fuzz(tonumber((...)), \(calls), { ticket = docket.tickets.get(1) })"
    let head =
      lane == .importing
      ? "" : "docket.script{ summary = \"x\", permissions = { \(permissions) } }\n"
    return PluginSource(
      script: "hand", text: "\(head)\(HostileLua.driver(for: lane))\n\(body)\n")
  }
}
