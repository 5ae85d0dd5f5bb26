import Kernel
import PluginHost

extension PromptSession {
  /// What a path of keys, which begins with a variable, leads to; without keys the variables.
  ///
  /// No code of the session runs for it.
  package func held(at path: [PromptHeld.Key] = []) -> PromptHeld { box.held(at: path) }

  /// Whether a text is an expression, whose value an entry would give.
  package func isExpression(_ text: String) -> Bool { box.isExpression(text) }
}
