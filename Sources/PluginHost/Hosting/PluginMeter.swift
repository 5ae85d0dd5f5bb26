import Kernel
import Synchronization

/// Counts what plugins' functions use, in memory, until somebody takes the counts to keep them.
///
/// Both lanes of a process share one.
package final class PluginMeter: Sendable {
  private let counters = Mutex<[HookUse.Key: UseCounter]>([:])
  private let hasCounted = Atomic<Bool>(false)

  package init() {}

  /// Whether nothing was counted since the counts were last taken.
  package var isEmpty: Bool { !hasCounted.load(ordering: .relaxed) }

  /// Takes what was counted, and begins anew.
  package func take() -> [HookUse.Key: HookUse] {
    hasCounted.store(false, ordering: .relaxed)
    return counters.withLock { counters in
      counters.mapValues { $0.take() }.filter { $0.value.calls > 0 }
    }
  }

  /// Where calls of a function are counted: to be kept by who calls it often.
  func counter(of key: HookUse.Key) -> UseCounter {
    counters.withLock { counters in
      if let known = counters[key] { return known }
      let counter = UseCounter()
      counters[key] = counter
      return counter
    }
  }

  /// Counts a call; `memory` is the most that its sandbox ever had.
  func count(
    in counter: UseCounter, nanoseconds: Int64, instructions: Int64, memory: Int, isFault: Bool,
  ) {
    counter.add(
      nanoseconds: nanoseconds, instructions: instructions, memory: memory, isFault: isFault)
    hasCounted.store(true, ordering: .relaxed)
  }
}

/// What one function has used since the counts were last taken.
final class UseCounter: Sendable {
  private let use = Mutex(HookUse())

  fileprivate func add(nanoseconds: Int64, instructions: Int64, memory: Int, isFault: Bool) {
    use.withLock {
      $0.add(
        nanoseconds: nanoseconds, instructions: instructions, memory: Int64(memory),
        isFault: isFault)
    }
  }

  fileprivate func take() -> HookUse {
    use.withLock { use in
      defer { use = HookUse() }
      return use
    }
  }
}

extension FunctionKey {
  /// What a function of the reacting lane is counted as.
  func use(of plugin: String) -> HookUse.Key {
    switch self {
    case .hook(let name): HookUse.Key(plugin: plugin, kind: "after", name: name)
    case .action(let name): HookUse.Key(plugin: plugin, kind: "action", name: name)
    case .channel(let name): HookUse.Key(plugin: plugin, kind: "channel", name: name)
    case .timer(let name): HookUse.Key(plugin: plugin, kind: "timer", name: name)
    case .report(let name): HookUse.Key(plugin: plugin, kind: "report", name: name)
    case .form(let name): HookUse.Key(plugin: plugin, kind: "form", name: name)
    case .importer(let name): HookUse.Key(plugin: plugin, kind: "importer", name: name)
    case .computed(let name): HookUse.Key(plugin: plugin, kind: "computed", name: name)
    case .backfill(let name): HookUse.Key(plugin: plugin, kind: "backfill", name: name)
    case .export(let name): HookUse.Key(plugin: plugin, kind: "export", name: name)
    case .health: HookUse.Key(plugin: plugin, kind: "health", name: "health")
    }
  }
}
