import Desk
import Kernel
import Texts

extension Stage {
  /// Disables a plugin or script; where something is left without meaning, only if that is wanted.
  func disable(_ name: String, onlyScripts: Bool, isSure: Bool) throws {
    try require(.pluginManage)
    var consent = Consent.none
    do {
      try desk.disablePlugin(name, as: .person(person.id), onlyScripts: onlyScripts)
    } catch DeskError.strands(let stranding) {
      try stranding.accept(isSure: isSure, on: output)
      consent.stranding = stranding
      try desk.disablePlugin(
        name, as: .person(person.id), onlyScripts: onlyScripts, agreeingTo: consent)
    }
    try tell(Text.saidDisabled(plugin: name))
  }

  /// Which of them would mean nothing without something.
  func words(_ idle: [IdleCondition], without name: String) -> Text {
    let places = idle.map { Text.frameOf(owner: $0.owner, problem: $0.text) }
    return Text.usageIdleWithout(
      name: name, count: idle.count, places: Text(joining: places, by: "; "))
  }
}
