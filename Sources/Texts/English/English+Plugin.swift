extension English {
  static let plugin = Section(
    "Plugins that do not work",
    advice: "See what is wrong with `docket plugin info NAME` and `docket log --plugin NAME`.",
    [
      "plugin.absent": "this worker works without the plugin {plugin}",
      "plugin.broken": "the plugin {plugin} does not load: {trouble}",
      "plugin.cannot_check": "{idleness}; what it checks is refused meanwhile",
      "plugin.failed": "the plugin {plugin} failed and was left out; docket log says why",
      "plugin.left_out": "{idleness}; what it does was left out",
      "plugin.suspended": "the plugin {plugin} failed too often and is suspended until {end}",
      "plugin.suspended_for_good":
        "the plugin {plugin} failed too often and is suspended until it is enabled again",
      "plugin.suspended_now": "it failed too often and is suspended {end}; the last fault: {fault}",
      "plugin.until": "until {end}",
      "plugin.until_enabled": "until it is enabled again",
    ])
}
