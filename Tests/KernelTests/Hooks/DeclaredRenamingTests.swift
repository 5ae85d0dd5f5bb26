import Kernel
import Testing

/// `was`: what declarations say that was called otherwise, against those before.
@Suite struct DeclaredRenamingTests {
  private static func registry(
    _ choices: [String], were: [String: String] = [:], stages: [LifecycleSpec.Stage] = [],
  ) -> Registry {
    var field = FieldSpec(name: "severity", kind: .choice, plugin: "p")
    field.choices = ["*": choices]
    field.formerChoices = were
    var registry = Registry()
    registry.fields = [field]
    registry.types = [TypeSpec(name: "repair", lifecycle: "repair", plugin: "p")]
    registry.lifecycles = [
      LifecycleSpec(name: "repair", plugin: "p", initial: "new", stages: stages)
    ]
    return registry
  }

  private static func renamings(_ old: Registry, _ new: Registry) -> [Renaming] {
    new.renamings(from: old, roles: [], queues: [])
  }

  @Test func `an older name is taken over once`() {
    let (first, next) = (Self.registry(["low"]), Self.registry(["small"], were: ["small": "low"]))
    let renaming = Renaming(.choice, of: "severity", from: "low", to: "small")
    #expect(Self.renamings(first, next) == [renaming])
    #expect(Self.renamings(next, next).isEmpty)
  }

  @Test func `an older name that became one of something else is not taken over when that goes`() {
    let old = Self.registry(["small", "low"], were: ["small": "low"])
    let new = Self.registry(["small"], were: ["small": "low"])
    #expect(Self.renamings(old, new).isEmpty)
  }

  @Test func `a name that was there takes over none that was there beside it`() {
    let (old, new) = (Self.registry(["a", "b"]), Self.registry(["z", "a"], were: ["a": "b"]))
    #expect(Self.renamings(old, new).isEmpty)
  }

  @Test func `what lost its name is found when a later version says what it was`() {
    let (old, new) = (Self.registry(["small"]), Self.registry(["small"], were: ["small": "low"]))
    #expect(Self.renamings(old, new).map(\.from) == ["low"])
  }

  @Test func `a stage's older name is taken over once`() {
    func registry(_ name: String, was: String?) -> Registry {
      Self.registry(
        [], stages: [LifecycleSpec.Stage(name: name, category: .open, was: was)])
    }
    let (first, next) = (registry("shop", was: nil), registry("workshop", was: "shop"))
    #expect(Self.renamings(first, next).map(\.to) == ["workshop"])
    #expect(Self.renamings(next, next).isEmpty)
  }
}
