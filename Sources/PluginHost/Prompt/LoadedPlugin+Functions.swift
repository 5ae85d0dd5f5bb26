import Kernel
import Lua

extension LoadedPlugin {
  /// The functions that it registered, by what they are for and by name.
  ///
  /// Its top level runs once more, in a sandbox that is dropped.
  package func registeredFunctions(
    on desk: DeskTraits, post: WatchPost? = nil,
  ) throws(PluginProblem) -> [RegisteredFunction] {
    let box = try makeBox(desk: desk, post: post, log: { _ in })
    let draft = box.context.draft
    let all = draft.functions.map { key, function in
      let place = box.sandbox.place(of: function)
      let variables = box.sandbox.upvalues(of: function).filter { $0.key != "_ENV" }
      return RegisteredFunction(
        key: draft.use(of: key), file: place?.file ?? source.mainPath, line: place?.line ?? 0,
        variables: variables.sorted { $0.key < $1.key }.map {
          RegisteredFunction.Variable(name: $0.key, digest: $0.value)
        })
    }
    return all.sorted { ($0.file, $0.line, $0.key.name) < ($1.file, $1.line, $1.key.name) }
  }
}

extension Draft {
  /// What a function's use is counted as; hooks of the deciding lane by their own kinds.
  fileprivate func use(of key: FunctionKey) -> HookUse.Key {
    var use = key.use(of: plugin)
    if case .hook(let name) = key, let hook = hooks.first(where: { $0.name == name }) {
      use.kind = hook.kind.rawValue
    }
    return use
  }
}
