import Desk
import Texts

extension Desk.PluginStatus {
  /// How it is, in a word or two.
  package var state: String {
    text.description
  }

  /// The same for people.
  package var text: Text {
    if trouble != nil { return isEnabled ? Text.stateSuspended : Text.stateBroken }
    guard isEnabled else { return Text.stateOff }
    if isMissing { return Text.stateMissing }
    return isChanged ? Text.stateChanged : Text.stateOn
  }
}
