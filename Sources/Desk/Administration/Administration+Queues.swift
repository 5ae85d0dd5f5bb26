import Kernel
import Storage
import Texts

extension Administration {
  /// Adds a queue of the desk's own.
  package func addQueue(_ name: String) throws {
    try require(.roleManage)
    let name = name.composed
    guard name.isName(ofAtMost: Limit.nameCharacters) else {
      throw Refusal(.invalid, Text.roleQueueName, field: "name")
    }
    guard !rulebook.queues.contains(name) else {
      throw Refusal(.refused, Text.roleQueueExists(name: name), field: "name")
    }
    try transaction.addQueue(name)
    try note(.addQueue, name, from: .none, to: .text(name))
  }

  /// Removes a queue of the desk's own in which no ticket is any more, discarded ones included.
  package func removeQueue(_ name: String) throws {
    try require(.roleManage)
    let name = name.composed
    guard try transaction.queues().contains(name) else {
      if rulebook.queues.contains(name) {
        throw Refusal(.refused, Text.roleQueueOfPlugin(name: name), field: "name")
      }
      let nearest = Text.nearest(nearestName(to: name, among: rulebook.queues.sorted()))
      throw Refusal(
        .notFound,
        Text.roleNoQueue(name: name, hint: nearest ?? Text.hintQueueList),
        field: "name")
    }
    let inIt = Query(condition: .field(QueryField(.queue), [.equals(.value(.text(name)))]))
    let count = try transaction.count(
      matching: inIt, access: .always, in: rulebook.context(at: chain.clock))
    guard count == 0 else {
      throw Refusal(
        .refused,
        Text.roleQueueInUse(count: count, name: name),
        field: "name")
    }
    try transaction.removeQueue(name)
    try note(.removeQueue, name, from: .text(name), to: .none)
  }

  private func note(_ action: DeskAction, _ name: String, from: Value, to: Value) throws {
    try chain.append(action, edits: [Edit(field: "queue.\(name)", from: from, to: to)])
    try chain.bumpRevision()
  }
}
