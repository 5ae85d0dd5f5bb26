import Desk
import Kernel
import Texts

extension Stage {
  /// Does it, and then says which conditions and queries of the desk mean nothing since.
  func tellingIdle(_ body: () throws -> Void) throws {
    let before = try desk.idleConditions()
    try body()
    for idle in try desk.idleConditions() where !before.contains(idle) {
      try output.say(Text("condition.now_idle", ["owner": idle.owner, "problem": idle.text]))
    }
  }

  /// Which of them would mean nothing without a plugin.
  func words(_ idle: [IdleCondition], without plugin: String) -> Text {
    let places = idle.map { Text("frame.of", ["owner": $0.owner, "problem": $0.text]) }
    return Text(
      "usage.idle_without",
      ["count": idle.count, "name": plugin, "places": Text(joining: places, by: "; ")])
  }
}
