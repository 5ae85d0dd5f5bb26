import Kernel

extension ReactingHost {
  /// Begins to trace a run, where somebody asks for that.
  func beginTracing(
    _ key: FunctionKey, of plugin: String, occasion: String?, _ cause: Cause?,
    about ticket: Ticket.ID?, in run: Run,
  ) -> TracedCall? {
    guard let tracing else { return nil }
    for changed in tracing.look() { boxes.drop(changed) }
    boxes.times = tracing.times
    guard tracing.order?.plugin == plugin else { return nil }
    let use = key.use(of: plugin)
    var event = "\(use.kind).\(use.name)"
    var names: [String] = []
    let entry = try? cause.flatMap { try run.desk.entry($0.entry) }
    if case .hook(let name) = key {
      let hook = set.registry.hooks.first { $0.plugin == plugin && $0.name == name }
      event = hook?.event ?? event
      if event == HookEvent.every, let action = entry?.action { names = ["ticket.\(action)"] }
    }
    if let occasion { names.append(occasion) }
    var call = tracing.begin(
      plugin, kind: use.kind, name: use.name, event: event, goingBy: names, at: run.desk.now)
    call?.ticket = ticket?.rawValue
    call?.entry = cause?.entry.rawValue
    call?.action = entry?.action
    call?.isInternal = entry?.visibility == .internal
    call?.actor = entry?.actor.person?.rawValue
    call?.given = entry?.edits.map { TracedEdit($0) } ?? []
    return call
  }
}
