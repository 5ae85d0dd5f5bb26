extension English {
  static let condition = Section(
    "Conditions of plugins and roles",
    advice: "Correct the condition where the plugin or role has it.",
    [
      "condition.now_idle": "now idle: {owner}: {problem}",
      "condition.of_action": "action {action}",
      "condition.of_field": "field {field} of {plugin}",
      "condition.of_hook": "hook {hook}",
      "condition.of_lifecycle": "life cycle {lifecycle} of {plugin}",
      "condition.of_plugin": "plugin {plugin}, {permission}",
      "condition.of_role": "role {role}, {permission}",
      "condition.of_subscription": "subscription {subscription}",
      "condition.too_long": "a condition has at most {most} characters",
    ])
}
