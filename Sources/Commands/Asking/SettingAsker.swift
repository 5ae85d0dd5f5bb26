import Desk
import Display
import Kernel
import Prompt
import Texts

/// Asks for the value of a plugin's setting that a command names without one.
struct SettingAsker {
  let plugin: String
  let context: CommandContext

  /// What a setting is to be; `nil` where the word is none, or nobody is there to be asked.
  func change(of word: String) throws -> (setting: String, change: SettingChange)? {
    guard Question(output: context.output).isAnswerable,
      let setting = try context.read({ session in
        try session.moment.pluginSettings(plugin, in: session.language)
      }).first(where: { $0.name == word && !$0.isSecret })
    else { return nil }
    let lines = TypedLines(context.output)
    let typing = try context.typing()
    let choices = setting.choices.map {
      Completion.Candidate($0, detail: setting.choiceLabels[$0])
    }
    while true {
      let typed = try lines.line(question(of: setting), completing: { _ in choices })
      guard !typed.isBlank else { throw Failure(.refused, Text.saidUnchanged) }
      let change = (
        setting: word, change: SettingChange.text(typed == SettingAsker.own ? "" : typed)
      )
      do {
        try context.desk.checkPlugin(plugin, [change], typing: typing)
        return change
      } catch let refusal as Refusal {
        for problem in refusal.problems where problem.field?.hasPrefix(word) ?? true {
          try context.output.say(Text.frameOf(owner: word, problem: problem.text))
        }
      }
    }
  }

  /// Goes back to what the plugin takes by itself.
  private static let own = "-"

  private func question(of setting: PluginSetting) -> Text {
    var parts = [
      setting.choices.isEmpty
        ? setting.kindWords : Text(words: setting.spokenChoices.joined(separator: ", "))
    ]
    if let present = setting.given ?? setting.standard {
      parts.append(Text.settingNow(value: present.string ?? present.text))
    }
    parts.append(Text.settingOwn(word: SettingAsker.own))
    return Text.formAsk(
      field: setting.name, need: Text?.none,
      hint: Text.formHint(parts: Text(joining: parts, by: "; ")))
  }
}
