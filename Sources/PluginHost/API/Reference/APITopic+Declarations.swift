import Kernel

/// What plugins and desks declare in tables that are no function's own.
extension APITopic {
  /// Files and values besides the functions.
  static let files: [APITopic] = [
    APITopic("docket.none", "the value that empties a field: change:set(\"due\", docket.none)"),
    APITopic(
      "docket.settings",
      "the plugin's settings by name, as the desk has set them; see docket help api settings"),
    APITopic("manifest", "what plugin.lua returns", ManifestReader.keys),
    APITopic(
      "settings", "what a manifest says of a setting: settings = { NAME = { type = \"text\" } }",
      SettingSpec.keys),
    APITopic(
      "limits", "what a plugin may use at most; a manifest can only lower it", PluginLimits.keys),
    APITopic(
      "locales", "keys of locales/LL.lua that label what the plugin declares", LabelCheck.keys),
    APITopic("docket.lua", "what the file of a desk's directory says", DeskConfiguration.keys),
    APITopic("config", "what a file of docket config says", ConfigReader.keys),
  ]

  /// Tables within those that registrations take.
  static let declarations: [APITopic] = [
    APITopic("params", "what docket.action says of a parameter", Draft.memberKeys),
    APITopic("choices", "a choice of docket.field that had another name", Draft.choiceKeys),
    APITopic("stages", "a stage of docket.lifecycle", Draft.stageKeys),
    APITopic("transitions", "a move of docket.lifecycle", Draft.transitionKeys),
    APITopic("leads", "where verbs lead in docket.lifecycle", Draft.leadKeys),
    APITopic("on_reply", "where replies lead in docket.lifecycle", Draft.replyKeys),
    APITopic(
      "grants", "a permission with conditions, in roles and manifests", PermissionList.grantKeys),
    APITopic(
      "elements", "a change of a list, in place of the whole list", ValueConversion.elementKeys),
  ]
}
