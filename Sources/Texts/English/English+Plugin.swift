extension English {
  static let plugin = Section(
    "Plugins that do not work",
    advice: "See what is wrong with `docket plugin info NAME` and `docket log --plugin NAME`.",
    [
      "plugin.absent": "this worker works without the plugin {plugin}",
      "plugin.broken": "the plugin {plugin} does not load: {trouble}",
      "plugin.cannot_check": "{idleness}; what it checks is refused meanwhile",
      "plugin.crashed": """
      the plugin {plugin} crashed with {signal} {lane} and took its process with it; it is \
      suspended until somebody enables it again: docket plugin enable {plugin}
      """,
      "plugin.crashes": """
      the host crashed in the midst of {plugin}, so the process ends; nothing is half done; the \
      details are in {file}
      """,
      "plugin.failed": "the plugin {plugin} failed and was left out; docket log says why",
      "plugin.faults": "{plugin}: failed {count} {count|time|times} of late; the last: {fault}",
      "plugin.hangs": "the plugin {plugin} hangs, so the process ends; nothing is half done",
      "plugin.hung": """
      the plugin {plugin} hung and took its process with it; it is suspended until somebody \
      enables it again: docket plugin enable {plugin}
      """,
      "plugin.idle_hook": """
      the plugin {plugin} cannot work: its hook {hook} asks for `{condition}`, which means nothing here
      """,
      "plugin.in_quarantine": """
      the plugin {plugin} hung or crashed once and is suspended until it is enabled again
      """,
      "plugin.keeps": """
      {hook} changes the variable `{variable}`, which is lost with the sandbox: docket.state keeps \
      what must last
      """,
      "plugin.left_out": "{idleness}; what it does was left out",
      "plugin.limit": "at most {most}, the limit `{limit}`",
      "plugin.limit_effect_bytes": """
      what one call asks for has more bytes than it may have: {limit}
      """,
      "plugin.limit_effects": "one call asks for more than it may: {limit}",
      "plugin.limit_fill": "one call fills in longer texts than it may: {limit}",
      "plugin.limit_handlers": """
      {call}: more than {most} hooks on `{event}`, the limit `{limit}`
      """,
      "plugin.limit_is": "is {value}, wants {wanted}",
      "plugin.limit_log": "one call writes more to the log than it may: {limit}",
      "plugin.limit_lower": "1 to {most}: a manifest can only lower it",
      "plugin.limit_range": "1 to {most}",
      "plugin.limit_state": """
      docket.state: the plugin remembers {size} characters already and may not remember this too: \
      {limit}
      """,
      "plugin.over_limit": "{problem} ({limit})",
      "plugin.over_list": """
      the computed fields of a plugin have in one list together at most {instructions} instructions, \
      {milliseconds} ms and {bytes} bytes: the limits `list_instructions`, `list_milliseconds` and \
      `list_bytes`
      """,
      "plugin.over_load": """
      {problem} (at most {instructions} instructions and {milliseconds} ms to load)
      """,
      "plugin.over_request": """
      {problem} (all hooks of one request together have at most {instructions} instructions and \
      {milliseconds} ms)
      """,
      "plugin.paused_host": "{plugin}: {pause}",
      "plugin.suspended": "the plugin {plugin} failed too often and is suspended until {end}",
      "plugin.suspended_for_good":
        "the plugin {plugin} failed too often and is suspended until it is enabled again",
      "plugin.suspended_now": "it failed too often and is suspended {end}; the last fault: {fault}",
      "plugin.until": "until {end}",
      "plugin.until_enabled": "until it is enabled again",
      "plugin.undecided": "{hook} decides otherwise in a fresh sandbox: {places}",
      "plugin.undecided_place": "{place} is {fresh} there and {warm} here",
    ])
}
