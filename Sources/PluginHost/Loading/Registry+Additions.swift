import Kernel
import Texts

/// Stages and moves that plugins add to life cycles of other plugins.
extension Registry {
  /// Adds them; gives what is wrong, in which case nothing is added.
  ///
  /// A stage or a move that is there already is nobody else's to declare.
  mutating func extend(by addition: LifecycleSpec) -> [Text] {
    let name = addition.name
    guard let place = lifecycles.firstIndex(where: { $0.name == name }) else {
      let unknown = Names.unknown(name, among: lifecycles.map(\.name))
      return [Text.loadingUnknownName(owner: Text.loadingAddition, unknown: unknown)]
    }
    var cycle = lifecycles[place]
    var problems: [Text] = []
    for stage in addition.stages {
      if let other = cycle.stages.first(where: { $0.name == stage.name }) {
        problems.append(
          Text.loadingStageTaken(
            stage: stage.name, lifecycle: name, other: other.plugin ?? cycle.plugin,
            plugin: addition.plugin))
      }
      var own = stage
      own.plugin = addition.plugin
      cycle.stages.append(own)
    }
    for (from, moves) in addition.transitions.sorted(by: { $0.key.precedesByBytes($1.key) }) {
      for move in moves {
        if let other = cycle.transitions[from]?.first(where: { $0.to == move.to }) {
          problems.append(
            Text.loadingMoveTaken(
              from: from, to: move.to, lifecycle: name, other: other.plugin ?? cycle.plugin,
              plugin: addition.plugin))
        }
        var own = move
        own.plugin = addition.plugin
        cycle.transitions[from, default: []].append(own)
      }
    }
    problems += cycle.answer(by: addition)
    guard problems.isEmpty else { return problems }
    problems = LifecycleCheck(spec: cycle).problems
      .map { Text.frameOf(owner: Text.loadingMove(lifecycle: name), problem: $0) }
    // What does not fit is left out also where a plugin's earlier additions are taken over unasked.
    if problems.isEmpty { lifecycles[place] = cycle }
    return problems
  }

  /// What a plugin has added to life cycles of others.
  func additions(of plugin: String) -> [LifecycleSpec] {
    lifecycles.compactMap { cycle in
      let stages = cycle.stages.filter { $0.plugin == plugin }
      let moves = cycle.transitions.mapValues { $0.filter { $0.plugin == plugin } }
        .filter { !$0.value.isEmpty }
      guard !stages.isEmpty || !moves.isEmpty else { return nil }
      var addition = LifecycleSpec(name: cycle.name, plugin: plugin, initial: "", stages: stages)
      addition.transitions = moves
      let names = Set(stages.map(\.name))
      addition.onReply = cycle.onReply.mapValues { $0.filter { names.contains($0.key) } }
        .filter { !$0.value.isEmpty }
      return addition
    }
  }
}

extension LifecycleSpec {
  /// The life cycle as its own plugin declared it.
  var withoutAdditions: LifecycleSpec {
    var own = self
    let added = Set(stages.filter { $0.plugin != nil }.map(\.name))
    own.stages.removeAll { $0.plugin != nil }
    own.transitions = transitions.mapValues { $0.filter { $0.plugin == nil } }
      .filter { !$0.value.isEmpty || !added.contains($0.key) }
    own.onReply = onReply.mapValues { $0.filter { !added.contains($0.key) } }
    return own
  }

  /// Where replies lead in the stages that are added; in others, that is not for an addition to say.
  fileprivate mutating func answer(by addition: LifecycleSpec) -> [Text] {
    let names = Set(addition.stages.map(\.name))
    var problems: [Text] = []
    for (side, lead) in addition.onReply.sorted(by: { $0.key < $1.key }) {
      for (stage, to) in lead.sorted(by: { $0.key < $1.key }) {
        if names.contains(stage) {
          onReply[side, default: [:]][stage] = to
        } else {
          problems.append(Text.loadingReplyTaken(stage: stage, lifecycle: name))
        }
      }
    }
    return problems
  }
}
