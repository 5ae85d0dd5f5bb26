import PluginHost
import Testing

/// The orders in which it is tried whether hooks commute.
@Suite struct HookOrdersTests {
  private static let hook = "docket.before('ticket.create', function() end, { name = 'x' })"

  private static func orders(_ plugins: (name: String, manifest: String)...) throws -> HookOrders {
    let set = try PluginLoader().load(
      plugins.map { PluginSource.sample(hook, name: $0.name, manifest: $0.manifest) })
    #expect(set.problems.isEmpty, "\(set.problems)")
    return HookOrders(of: set)
  }

  @Test func `plugins that say nothing of their order are tried the other way around`() throws {
    let orders = try Self.orders(("a", ""), ("b", ""), ("c", ""))
    #expect(orders.present == ["a", "b", "c"])
    #expect(orders.others == [["c", "b", "a"]])
  }

  @Test func `what a plugin requires or comes after stays before it`() throws {
    let required = try Self.orders(("a", ""), ("b", "requires = { a = '*' }"), ("c", ""))
    #expect(required.others == [["c", "a", "b"]])
    let after = try Self.orders(("a", "after = { 'b' }"), ("b", ""))
    #expect(after.present == ["b", "a"] && after.others.isEmpty)
    let far = try Self.orders(
      ("a", ""), ("b", "requires = { a = '*' }"), ("c", "after = { 'b' }"))
    #expect(far.others.isEmpty)
  }

  @Test func `each open pair is the other way around in one of them`() throws {
    let orders = try Self.orders(("a", ""), ("b", ""), ("c", "after = { 'a' }"))
    #expect(orders.present == ["a", "b", "c"])
    #expect(Set(orders.others) == [["b", "a", "c"], ["a", "c", "b"]])
  }

  @Test func `plugins without before hooks have no part in it`() throws {
    let set = try PluginLoader().load([
      .sample(Self.hook, name: "a"),
      .sample("docket.validate('ticket.create', function() end, { name = 'x' })", name: "b"),
    ])
    #expect(HookOrders(of: set).present == ["a"] && HookOrders(of: set).others.isEmpty)
  }
}
